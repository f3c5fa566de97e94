"""How long the worker may take for a file, and how many of its bytes it may ask for.

A picture is quick or broken; a web archive is read from end to end, however long it is.
"""

from __future__ import annotations

from typing import NamedTuple

PAGES = frozenset({
    "text/html", "multipart/related", "message/rfc822", "application/warc", "application/wacz",
    "application/vnd.ms-outlook",
})  # fmt: skip
"""Media types of pages and mails, which have an inside and no preview."""
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
PACKED_OFFICE = frozenset({
    _OPEN_XML + "wordprocessingml.document", _OPEN_XML + "spreadsheetml.sheet",
    _OPEN_XML + "presentationml.presentation", _OPEN_DOCUMENT + "text",
    _OPEN_DOCUMENT + "spreadsheet", _OPEN_DOCUMENT + "presentation", _OPEN_DOCUMENT + "graphics",
    "application/hwp+zip",
})  # fmt: skip
OFFICE_FILES = PACKED_OFFICE | {
    "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
    "application/x-hwp",
}  # fmt: skip
"""Media types of office documents, which say something of themselves and have no preview here."""
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


_HOURS = 3600
_OF_TASKS = {
    # An export may be gigabytes, and is read twice at most; what is waited for is each next word.
    "chat": Allowance(6 * _HOURS, 180.0, 0),
    "words": Allowance(60, 90.0, 512 * 1024 * 1024),
    "view": Allowance(60, 120.0, 8 * 1024 * 1024 * 1024),
    # Somebody sits before the screen: what takes longer is told to be too much.
    "look": Allowance(30, 45.0, 8 * 1024 * 1024 * 1024),
    "listen": Allowance(30, 45.0, 8 * 1024 * 1024 * 1024),
    "cut": Allowance(60, 120.0, 8 * 1024 * 1024 * 1024),
    # A film is decoded and encoded from end to end, at about its own length on a slow machine.
    "redact": Allowance(6 * _HOURS, 12.0 * _HOURS, 256 * 1024 * 1024 * 1024),
}


def allowance(media_type: str, task: str = "") -> Allowance:
    """What a file of this type is worth, or one task with it."""
    usual = _LONG if media_type in _ARCHIVES else _USUAL
    return _OF_TASKS.get(task, usual)
