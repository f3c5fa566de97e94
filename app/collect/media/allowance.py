"""How long the worker may take for a file, and how many of its bytes it may ask for.

A picture is quick or broken; a web archive is read from end to end, however long it is.
"""

from __future__ import annotations

from typing import NamedTuple

PAGES = frozenset({
    "text/html", "multipart/related", "message/rfc822", "application/warc", "application/wacz",
})  # fmt: skip
"""Media types of pages and mails, which have an inside and no preview."""
CREDENTIALS = frozenset({
    "image/jpeg", "image/png", "image/webp", "image/tiff", "image/avif", "image/heic",
    "video/mp4", "video/quicktime", "video/x-msvideo", "audio/mpeg", "audio/mp4", "audio/wav",
    "application/pdf",
})  # fmt: skip
"""Media types that can carry content credentials which the library reads."""
_ARCHIVES = frozenset({"application/warc", "application/wacz"})


class Allowance(NamedTuple):
    """Seconds of the processor, seconds by the clock (for slow disks), bytes served."""

    cpu_s: int
    wall_s: float
    served: int


_USUAL = Allowance(10, 20.0, 512 * 1024 * 1024)
_LONG = Allowance(300, 900.0, 64 * 1024 * 1024 * 1024)


_OF_TASKS = {"words": Allowance(60, 90.0, 512 * 1024 * 1024)}


def allowance(media_type: str, task: str = "") -> Allowance:
    """What a file of this type is worth, or one task with it."""
    usual = _LONG if media_type in _ARCHIVES else _USUAL
    return _OF_TASKS.get(task, usual)
