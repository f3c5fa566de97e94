"""QR codes in a picture that is not taken in: asked of the worker, never opened as links."""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from app.collect.kinds import HEAD_SIZE, sniff_kind
from app.collect.media import MediaWorker
from app.domain.evidence.items import ItemKind

_ANSWER = 256 * 1024


def is_picture(source: BinaryIO, name: str) -> bool:
    """Whether a seekable file is a picture by its content."""
    source.seek(0)
    return sniff_kind(source.read(HEAD_SIZE), name)[0] is ItemKind.PICTURE


def codes_in(source: BinaryIO, name: str) -> tuple[str, ...]:
    """The texts of the QR codes in a picture; empty where it can't be read or holds none.

    Hostile texts. Nothing of the picture is kept. Raises what reading `source` raises.
    """
    source.seek(0)
    kind, media_type = sniff_kind(source.read(HEAD_SIZE), name)
    if kind is not ItemKind.PICTURE:
        return ()
    with MediaWorker() as worker:
        answered, _ = worker.ask(source, media_type, "codes", limit=_ANSWER)
    try:
        return tuple(msgspec.json.decode(answered or b"[]", type=list[str]))
    except msgspec.DecodeError:
        return ()
