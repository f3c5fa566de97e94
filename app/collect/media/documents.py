"""Draws the first page of a PDF and reads its properties. Runs in the worker only."""

from __future__ import annotations

from typing import BinaryIO

import pypdfium2  # type: ignore[import-untyped]

from app.collect.media.inspection import PREVIEW_EDGE
from app.collect.media.pictures import TooLarge, as_jpeg

FILE_LIMIT = 512 * 1024 * 1024
_PROPERTIES = {
    "Title": "pdf.title",
    "Author": "pdf.author",
    "Subject": "pdf.subject",
    "Keywords": "pdf.keywords",
    "Creator": "pdf.creator",
    "Producer": "pdf.producer",
    "CreationDate": "pdf.creation_date",
    "ModDate": "pdf.mod_date",
}


def open_document(source: BinaryIO, size: int) -> pypdfium2.PdfDocument:
    """The document. Raises `TooLarge`, or PdfiumError for what is none or has a password."""
    if size > FILE_LIMIT:
        raise TooLarge
    return pypdfium2.PdfDocument(source)


def document_facts(document: pypdfium2.PdfDocument) -> dict[str, str]:
    """Number of pages and properties, as found."""
    facts = {"pages": str(len(document))}
    for name, text in document.get_metadata_dict(skip_empty=True).items():
        if name in _PROPERTIES:
            facts[_PROPERTIES[name]] = text
    version = document.get_version()
    if version:
        facts["pdf.version"] = f"{version // 10}.{version % 10}"
    if document.count_attachments():
        facts["pdf.attachments"] = str(document.count_attachments())
    return facts


def first_page(document: pypdfium2.PdfDocument) -> bytes:
    """A JPEG of the first page, at most `PREVIEW_EDGE` pixels; forms and scripts do not run."""
    page = document[0]
    scale = PREVIEW_EDGE / max(1.0, *page.get_size())
    bitmap = page.render(scale=scale, may_draw_forms=False)
    picture = bitmap.to_pil().convert("RGB")
    picture.thumbnail((PREVIEW_EDGE, PREVIEW_EDGE))
    return as_jpeg(picture)
