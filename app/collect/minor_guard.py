"""Minor mode: what is kept out of a case where anyone depicted was or may have been under 19.

Judged by content, before a byte is stored. See THREATS.md, section "Minor mode".
"""

from __future__ import annotations

from app.domain.items import ItemKind

_WORDS_ONLY = frozenset({ItemKind.TEXT, ItemKind.CHAT})
_LOOKED_THROUGH = frozenset({ItemKind.PICTURE, ItemKind.DOCUMENT, ItemKind.WEB})


def keeps_out(kind: ItemKind, *, looked_through: bool, in_export: bool) -> bool:
    """Whether minor mode keeps a file out.

    Words always get in. `looked_through`: the person made sure that what was given shows no sexual
    image; then screens, documents and pages get in, but never what lies in an export, and never
    video, sound, archives or anything unknown: nobody sees all of those at a glance.
    """
    if kind in _WORDS_ONLY:
        return False
    return in_export or not looked_through or kind not in _LOOKED_THROUGH
