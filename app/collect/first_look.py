"""The first look at a file: the very one that was found, what its beginning and its disk say.

Made before anything is stored, and without decoding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from app.collect.chats.base import HEAD_BYTES, ChatImporter
from app.collect.chats.registry import holds_messages, recognise
from app.collect.kinds import sniff_kind
from app.collect.sources import Source, Standing
from app.domain.evidence.items import ItemKind

SEEN_KINDS = frozenset({ItemKind.PICTURE, ItemKind.VIDEO, ItemKind.AUDIO})
"""What is looked at or listened to. Never the source of a chat, whatever stands inside it."""


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What the first bytes and the file system say of a file.

    `importer` reads it as a chat; `alone` would, if other files did not lie beside it. `foreign`:
    it says that it holds messages, and none of the importers knows its writer.
    """

    kind: ItemKind
    media_type: str
    importer: ChatImporter | None
    alone: ChatImporter | None
    standing: Standing
    foreign: bool = False


def first_look(file: Source, src: BinaryIO, siblings: frozenset[str]) -> FirstLook | None:
    """Look at a file without storing it; None where it is another than was found, or no file.

    Raises OSError.
    """
    standing = file.standing(src)
    if standing is None:
        return None
    head = src.read(HEAD_BYTES)
    src.seek(0)
    return judged(head, file.path.name, siblings, standing)


def judged(head: bytes, name: str, siblings: frozenset[str], standing: Standing) -> FirstLook:
    """What a file is by its first bytes, its name and those of the files beside it."""
    kind, media_type = sniff_kind(head, name)
    readable_as_chat = kind not in SEEN_KINDS
    importer = recognise(head, name, siblings) if readable_as_chat else None
    alone = recognise(head, name, frozenset({name})) if readable_as_chat else None
    known = importer or alone
    return FirstLook(
        ItemKind.CHAT if importer else kind,
        media_type,
        importer,
        known,
        standing,
        foreign=readable_as_chat and known is None and holds_messages(head),
    )
