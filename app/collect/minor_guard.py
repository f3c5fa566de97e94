"""Minor mode: what is kept out of a case where anyone depicted was or may have been under 19.

Judged by content, before a byte is stored. Pages, mails and documents are looked into for pictures
by the limited worker, from where they lie. See THREATS.md, section "Minor mode".
"""

from __future__ import annotations

from typing import BinaryIO

from app.collect.first_look import FirstLook
from app.collect.media import MediaWorker
from app.collect.media.found_inside import Inside
from app.domain.evidence.items import ItemKind
from app.jobs import Job

_WORDS_ONLY = frozenset({ItemKind.TEXT, ItemKind.CHAT})
_LOOKED_THROUGH = frozenset({ItemKind.PICTURE, ItemKind.DOCUMENT, ItemKind.WEB})
_HAVE_AN_INSIDE = frozenset({ItemKind.DOCUMENT, ItemKind.WEB})


def keeps_out(kind: ItemKind, *, looked_through: bool, in_export: bool) -> bool:
    """Whether minor mode keeps a file out that nobody looks into.

    Words always get in. `looked_through`: the person made sure that what was given shows no sexual
    image; then screens, documents and pages get in, but never what lies in an export, and never
    video, sound, archives or anything unknown: nobody sees all of those at a glance.
    """
    if kind in _WORDS_ONLY:
        return False
    return in_export or not looked_through or kind not in _LOOKED_THROUGH


def refusal(
    look: FirstLook,
    src: BinaryIO,
    worker: MediaWorker,
    job: Job,
    *,
    looked_through: bool,
    in_export: bool,
) -> str:
    """The code of why minor mode keeps a file out, empty where it gets in.

    A page, a mail or a document that holds no picture is words. One with pictures is asked for, and
    one with video, sound or archives stays out. `src` stands at its beginning afterwards. Raises
    what reading it raises.
    """
    if in_export or look.kind not in _HAVE_AN_INSIDE:
        is_out = keeps_out(look.kind, looked_through=looked_through, in_export=in_export)
        return "COL-004" if is_out else ""
    told, _problem = worker.ask(src, look.media_type, "holding", limit=16, tick=job.check)
    src.seek(0)
    inside = Inside.told(told)
    if inside is Inside.UNSEEN:
        return "COL-092"
    return "" if inside is Inside.WORDS or looked_through else "COL-091"
