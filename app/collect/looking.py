"""A look inside a stored item: its small picture and what the file says about itself.

The limited worker does the looking.
"""

from __future__ import annotations

from collections.abc import Callable

from app.collect.first_look import FirstLook
from app.collect.media import MediaWorker
from app.collect.media.allowance import PAGES
from app.domain.evidence.items import Item, ItemKind
from app.errors import IntegrityProblem
from app.vault import Vault

LOOKED_AT = {ItemKind.PICTURE, ItemKind.VIDEO, ItemKind.AUDIO, ItemKind.DOCUMENT}
_PIECE = 1024 * 1024


def is_whole(vault: Vault, item: Item) -> bool:
    """Read a stored item back, all of it.

    Asked when the same bytes are brought again: they may be the only whole copy.
    """
    try:
        with vault.items.open(item.id) as src:
            while src.read(_PIECE):
                pass
    except IntegrityProblem:
        return False
    return True


def is_looked_at(item: Item | FirstLook) -> bool:
    """Whether there is anything to look at in an item of this kind: pages are read instead."""
    return item.kind in LOOKED_AT and item.media_type not in PAGES


def look_inside(
    vault: Vault, item: Item, worker: MediaWorker, tick: Callable[[], None] | None = None
) -> None:
    """Keep preview and facts of an item in the index.

    A file that can't be decoded is kept all the same. What `tick` raises goes through, and nothing
    is kept then; it is called as the worker asks for bytes.
    """
    if not is_looked_at(item):
        return
    with vault.items.open(item.id) as src:
        seen = worker.inspect(src, item.kind, item.media_type, tick)
    if seen.preview_jpeg is None and not seen.facts and not seen.problem:
        return
    facts = dict(seen.facts)
    if seen.problem:
        facts["problem"] = seen.problem
    with vault.transaction():
        vault.items.set_preview(item.id, seen.preview_jpeg, facts)
        vault.likenesses.keep_hashes(item.id, seen.hashes)
