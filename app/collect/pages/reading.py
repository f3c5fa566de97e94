"""Which reader fits which media type, found by content before. Called in the worker only."""

from __future__ import annotations

from typing import BinaryIO

from app.collect.pages.gathering import Gathered
from app.collect.pages.html import read_html_file
from app.collect.pages.mime import read_mail, read_mhtml
from app.collect.pages.outlook import read_outlook
from app.collect.pages.wacz import read_wacz
from app.collect.pages.warc import WarcReader
from app.domain.evidence.pages import PageRead


def read_page(
    source: BinaryIO, media_type: str, size: int, into: Gathered | None = None
) -> PageRead:
    """Read one file. What it raises on bytes that no reader foresaw ends the worker."""
    got = Gathered() if into is None else into
    if media_type == "text/html":
        read_html_file(source, size, got)
    elif media_type == "multipart/related":
        read_mhtml(source, size, got)
    elif media_type == "message/rfc822":
        read_mail(source, size, got)
    elif media_type == "application/vnd.ms-outlook":
        read_outlook(source, size, got)
    elif media_type == "application/wacz":
        read_wacz(source, got)
    elif media_type == "application/warc":
        packed = source.read(2) == b"\x1f\x8b"
        source.seek(0)
        reader = WarcReader(got)
        reader.read(source, packed=packed)
        reader.close()
    else:
        raise ValueError(media_type)
    return got.done()
