"""Whether a page, a mail or a document holds pictures or more, for minor mode. In the worker only.

Only what surely holds nothing but words is called so; nothing is drawn or decoded for it. Word of
what a part is called is never taken: its bytes are looked at.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from app.collect.kinds import HEAD_SIZE, sniff_kind
from app.collect.media.found_inside import Inside
from app.collect.media.protocol import Question
from app.collect.media.tasks import Tell
from app.domain.evidence.items import ItemKind

TEXT_LIMIT = 64 * 1024 * 1024
"""A page or a mail longer than this is not read to its end: a film can't be ruled out."""
_ENTRIES = 4096
_UNPACKED = 128 * 1024 * 1024
_PIECE = 1024 * 1024
_OVERLAP = 64
_PAGES = 2000
_DEPTH = 2
_ARCHIVES = frozenset({"application/warc", "application/wacz"})
_OUTLOOK = "application/vnd.ms-outlook"
_ATTACHED = "__substg1.0_3701"
"""Begins the name of the stream with an attachment's bytes ([MS-OXMSG] 2.2.2)."""
_IN_PAGE = re.compile(rb"(?i)<svg|<canvas|data:[a-z]+/|base64|blob:|[A-Za-z0-9+/]{4096}")
_FILM_IN_PAGE = re.compile(rb"(?i)data:(?:video|audio)/")
_IN_RTF = re.compile(rb"(?i)\\(?:pict|object|objdata|bin|shppict|nonshppict|background)")
_IN_PDF = re.compile(rb"/Image(?![A-Za-z])|/Im#|/#49")
_UNSEEN_IN_PDF = re.compile(rb"/(?:EmbeddedFile|RichMedia|Movie|Sound|3D)(?![A-Za-z])")
_SEEN = {
    ItemKind.TEXT: Inside.WORDS,
    ItemKind.CHAT: Inside.WORDS,
    ItemKind.PICTURE: Inside.PICTURES,
}


def answer(question: Question, source: BinaryIO, tell: Tell) -> None:
    """Tell one word of `Inside`. What a broken file raises ends the worker, which is an answer."""
    tell(b"A", holding(source, question.media_type, question.size).value.encode())


def holding(source: BinaryIO, media_type: str, size: int, depth: int = 0) -> Inside:
    """What stands inside bytes of a media type that was found by content."""
    if media_type in _ARCHIVES:
        return Inside.UNSEEN
    if media_type == "application/pdf":
        return _in_pdf(source)
    if media_type.startswith("application/") and _is_packed(source):
        return _in_zip(source, depth)
    if size > TEXT_LIMIT:
        return Inside.UNSEEN
    if media_type == "text/html":
        return _in_page(source.read(TEXT_LIMIT))
    if media_type == _OUTLOOK:
        return _in_outlook(source, depth)
    if media_type == "application/rtf":
        return _searched(source.read(TEXT_LIMIT), _IN_RTF)
    if media_type in ("message/rfc822", "multipart/related"):
        return _in_message(source.read(TEXT_LIMIT), depth)
    return Inside.PICTURES


def _in_page(data: bytes) -> Inside:
    plain = data.replace(b"\0", b"")
    return Inside.UNSEEN if _FILM_IN_PAGE.search(plain) else _searched(plain, _IN_PAGE)


def _searched(data: bytes, what: re.Pattern[bytes]) -> Inside:
    # Zeros out: a page in UTF-16 is read as if it were one letter a byte.
    return Inside.PICTURES if what.search(data.replace(b"\0", b"")) else Inside.WORDS


def _in_part(data: bytes, name: str, depth: int) -> Inside:
    """What a part is, by its bytes; an attached document is looked into as well."""
    kind, media_type = sniff_kind(data[:HEAD_SIZE], name)
    if kind in _SEEN:
        return _SEEN[kind] if kind is ItemKind.PICTURE else _in_page(data)
    if kind not in (ItemKind.DOCUMENT, ItemKind.WEB) or depth >= _DEPTH:
        return Inside.UNSEEN
    return holding(io.BytesIO(data), media_type, len(data), depth + 1)


def _most(found: Iterator[Inside]) -> Inside:
    """The most of what the parts hold; the rest is not looked at once it can't be more."""
    most = Inside.WORDS
    for one in found:
        if one is Inside.UNSEEN:
            return one
        if one is Inside.PICTURES:
            most = one
    return most


def _in_message(data: bytes, depth: int) -> Inside:
    from email.message import Message
    from email.parser import BytesParser
    from email.policy import compat32

    def parts(message: Message) -> Iterator[Inside]:
        for part in message.walk():
            content = None if part.is_multipart() else part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                yield _in_part(content, "", depth)

    try:
        return _most(parts(BytesParser(policy=compat32).parsebytes(data)))
    except RecursionError:
        return Inside.UNSEEN


def _in_outlook(source: BinaryIO, depth: int) -> Inside:
    """Whether an attachment is more than pictures; its own words may hold some anywhere."""
    import olefile  # type: ignore[import-untyped]

    with olefile.OleFileIO(source) as mail:
        streams = [one for one in mail.listdir() if one[-1].startswith(_ATTACHED)]
        if len(streams) > _ENTRIES:
            return Inside.UNSEEN
        parts = (_in_part(mail.openstream(one).read(), "", depth) for one in streams)
        return Inside.UNSEEN if _most(parts) is Inside.UNSEEN else Inside.PICTURES


def _is_packed(source: BinaryIO) -> bool:
    head = source.read(4)
    source.seek(0)
    return head == b"PK\x03\x04"


def _in_zip(source: BinaryIO, depth: int) -> Inside:
    """A document that is a ZIP file: every entry, within room for all of them together."""
    with zipfile.ZipFile(source) as packed:
        entries = packed.infolist()
        if len(entries) > _ENTRIES or sum(one.file_size for one in entries) > _UNPACKED:
            return Inside.PICTURES

        def parts() -> Iterator[Inside]:
            room = _UNPACKED
            for entry in entries:
                if entry.is_dir() or not entry.file_size:
                    continue
                with packed.open(entry) as inside:
                    data = inside.read(room + 1)
                room -= len(data)
                if room < 0:
                    yield Inside.PICTURES
                    return
                yield _in_entry(data, entry.filename, depth)

        return _most(parts())


def _in_entry(data: bytes, name: str, depth: int) -> Inside:
    """Words of the document itself, in which pictures would be base64; or a part of its own."""
    kind, _media_type = sniff_kind(data[:HEAD_SIZE], name)
    if kind is ItemKind.TEXT and b"binData" in data:
        return Inside.PICTURES
    return _in_part(data, name, depth)


def _in_pdf(source: BinaryIO) -> Inside:
    """Pictures are streams, whose dictionaries are never packed; those within a page are not."""
    found = Inside.WORDS
    before = b""
    while piece := source.read(_PIECE):
        whole = before + piece
        if _UNSEEN_IN_PDF.search(whole):
            return Inside.UNSEEN
        if _IN_PDF.search(whole):
            found = Inside.PICTURES
        before = whole[-_OVERLAP:]
    source.seek(0)
    return found if found is Inside.PICTURES else _drawn(source)


def _drawn(source: BinaryIO) -> Inside:
    import pypdfium2  # type: ignore[import-untyped]
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(source)
    if len(document) > _PAGES:
        return Inside.PICTURES
    if raw.FPDFDoc_GetAttachmentCount(document.raw):
        return Inside.UNSEEN
    for number in range(len(document)):
        page = document[number]
        for _one in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=15):
            return Inside.PICTURES
        page.close()
    return Inside.WORDS
