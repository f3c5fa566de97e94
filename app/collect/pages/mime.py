"""Messages in MIME: e-mail files with attachments, and pages that browsers save as MHTML.

The standard library takes the message apart. Headers are given as found; a sender can write
anything into all of them but the `Received` lines that were added on the way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.policy import compat32
from typing import BinaryIO

from app.collect.pages.gathering import FACT_LIMIT, Gathered
from app.collect.pages.html import decoded, find_into, read_html
from app.collect.pages.moments import mail_moment
from app.domain.evidence.pages import PARTS_LIMIT, PagePart

MESSAGE_LIMIT = 64 * 1024 * 1024
DEPTH_LIMIT = 20
_HEADERS_LIMIT = 1024 * 1024
_RECEIVED = 30
_MAIL_FACTS = {
    "from": "mail.from",
    "to": "mail.to",
    "cc": "mail.cc",
    "reply-to": "mail.reply_to",
    "subject": "mail.subject",
    "date": "mail.date",
    "message-id": "mail.message_id",
}
_PARSER_ERRORS = (ValueError, LookupError, TypeError, AttributeError, MessageError)
"""What the standard library's readers of headers raise on broken ones."""
_Part = tuple[str, Message]


def read_mail(source: BinaryIO, size: int, got: Gathered) -> None:
    """An e-mail file."""
    message = _parsed(source, size, got)
    _headers_into(message, got)
    leaves = list(_leaves(message, got))
    _list(leaves, got, but_words=True)
    words = [leaf for leaf in leaves if _is_words(leaf[1])]
    plain = [leaf for leaf in words if leaf[1].get_content_type() == "text/plain"]
    for position, part in words:
        text = decoded(_bytes(part), _charset(part))
        where = f"part {position}"
        if part.get_content_type() == "text/plain":
            got.text(text)
            find_into(text, got, where)
        elif plain:
            links_only(text, got, where)
        else:
            read_html(text, got, base="", where=where)


def headers_into(text: str, got: Gathered) -> None:
    """The headers of a mail that stand by themselves, as another format keeps them."""
    cut = text[:_HEADERS_LIMIT].encode("utf-8", "surrogateescape")
    _headers_into(BytesHeaderParser(policy=compat32).parsebytes(cut), got)


def _headers_into(message: Message, got: Gathered) -> None:
    for header, name in _MAIL_FACTS.items():
        got.fact(name, _header(message, header))
    received = [_unfolded(str(line)) for line in message.get_all("received", [])]
    got.fact("mail.received", "\n".join(received[:_RECEIVED]))
    date = _header(message, "date")
    got.sent = mail_moment(date)
    if date and got.sent is None:
        got.problem("Date", "bad_time", date)


def read_mhtml(source: BinaryIO, size: int, got: Gathered) -> None:
    """A page that a browser saved with its pictures in one file."""
    message = _parsed(source, size, got)
    got.fact("page.url", _header(message, "snapshot-content-location"))
    got.fact("page.title", _header(message, "subject"))
    got.fact("page.saved_by", _header(message, "from"))
    date = _header(message, "date")
    got.fact("page.recorded", date)
    got.recorded = mail_moment(date)
    if date and got.recorded is None:
        got.problem("Date", "bad_time", date)
    leaves = list(_leaves(message, got))
    _list(leaves, got, but_words=False)
    for position, part in leaves:
        if part.get_content_type() == "text/html":
            address = _header(part, "content-location")
            if address.startswith(("http:", "https:")):
                got.fact("page.url", address)
            page = decoded(_bytes(part), _charset(part))
            read_html(page, got, base=address, where=f"part {position}")


def _parsed(source: BinaryIO, size: int, got: Gathered) -> Message:
    if size > MESSAGE_LIMIT:
        got.problem("", "too_long")
        return BytesHeaderParser(policy=compat32).parsebytes(source.read(_HEADERS_LIMIT))
    data = source.read(MESSAGE_LIMIT)
    try:
        return BytesParser(policy=compat32).parsebytes(data)
    except RecursionError:
        got.problem("", "too_deep")
        return BytesHeaderParser(policy=compat32).parsebytes(data[:_HEADERS_LIMIT])


def _leaves(message: Message, got: Gathered) -> Iterator[_Part]:
    """The parts that hold bytes, each with its number (`2.1` is the first of the second)."""
    waiting: list[tuple[tuple[int, ...], Message]] = [((), message)]
    given = 0
    while waiting:
        path, part = waiting.pop()
        inside = part.get_payload() if part.is_multipart() else None
        position = ".".join(map(str, path)) or "1"
        if isinstance(inside, list):
            if len(path) >= DEPTH_LIMIT:
                got.problem(f"part {position}", "too_deep")
                continue
            if part.get_content_type() == "message/rfc822":
                _nested(position, inside, got)
            numbered = [((*path, n), one) for n, one in enumerate(inside, 1)]
            waiting += [one for one in reversed(numbered) if isinstance(one[1], Message)]
            continue
        given += 1
        if given > PARTS_LIMIT:
            got.problem(f"part {position}", "too_many", "parts")
            return
        for defect in part.defects[:3]:
            got.problem(f"part {position}", "bad_record", type(defect).__name__)
        yield position, part


def _nested(position: str, inside: list[Message | str], got: Gathered) -> None:
    """A message within the message, told by its own header."""
    for one in inside[:1]:
        if isinstance(one, Message):
            told = (_header(one, name) for name in ("from", "date", "subject"))
            said = " · ".join(filter(None, told))
            got.part(PagePart(f"part {position}", said, "message/rfc822", 0, ""))


def _list(leaves: list[_Part], got: Gathered, *, but_words: bool) -> None:
    for position, part in leaves:
        if but_words and _is_words(part):
            continue
        content = _bytes(part)
        name = _file_name(part) or _header(part, "content-location") or _header(part, "content-id")
        sha256 = hashlib.sha256(content).hexdigest()
        kind = part.get_content_type()
        got.part(PagePart(f"part {position}", name, kind, len(content), sha256))
        got.picture(content)


def links_only(page: str, got: Gathered, where: str) -> None:
    """The links of words that are given once more as HTML; the words are there already."""
    beside = Gathered()
    read_html(page, beside, base="", where=where)
    for link in beside.done().links:
        got.link(*link)


def _is_words(part: Message) -> bool:
    is_text = part.get_content_type() in ("text/plain", "text/html")
    return is_text and part.get_content_disposition() != "attachment" and not _file_name(part)


def _bytes(part: Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except _PARSER_ERRORS:
        return b""
    return content if isinstance(content, bytes) else b""


def _charset(part: Message) -> str:
    try:
        return part.get_content_charset("")
    except _PARSER_ERRORS:
        return ""


def _file_name(part: Message) -> str:
    try:
        return _decoded_words(part.get_filename("") or "")
    except _PARSER_ERRORS:
        return "?"


def _header(part: Message, name: str) -> str:
    try:
        return _decoded_words(str(part.get(name, "")))
    except _PARSER_ERRORS:
        return ""


def _decoded_words(text: str) -> str:
    unfolded = _unfolded(text)
    try:
        return str(make_header(decode_header(unfolded)))
    except _PARSER_ERRORS:
        return unfolded


def _unfolded(text: str) -> str:
    return " ".join(text[: 4 * FACT_LIMIT].split())
