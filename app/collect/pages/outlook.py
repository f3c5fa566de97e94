"""Mails that Outlook saves (.msg, [MS-OXMSG]): headers, words, attachments with their digests.

`oxmsg` takes the storage apart. The headers of the way that the mail came stand inside as one text,
where there are any; else sender, receivers and time are told by properties of their own. All of it
can be written by whoever made the file. Runs in the worker only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import BinaryIO, TypeVar

from oxmsg import Message
from oxmsg.attachment import Attachment

from app.collect.pages.gathering import Gathered
from app.collect.pages.html import find_into, read_html
from app.collect.pages.mime import MESSAGE_LIMIT, headers_into, links_only
from app.domain.evidence.pages import PARTS_LIMIT, PagePart
from app.domain.times.times import Certainty, Moment, TimeSource

_RICH_WORDS = 0x1009
"""Words in compressed RTF, which stand there beside or in place of the plain ones."""
_RECEIVERS = 200
_PROBLEMS = (
    ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, OSError,
)  # fmt: skip
"""What the library raises on a property that is broken, missing its stream, or in no known code."""
T = TypeVar("T")


def read_outlook(source: BinaryIO, size: int, got: Gathered) -> None:
    """A mail of Outlook. Raises what the library raises where it is none at all."""
    if size > MESSAGE_LIMIT:
        got.problem("", "too_long")
        return
    mail = Message.load(source)
    headers = _told(got, "headers", lambda: _text(mail, 0x007D))
    if headers:
        headers_into(headers, got)
    _properties_into(mail, got)
    _words_into(mail, got)
    attachments = _told(got, "attachments", lambda: mail.attachments) or ()
    for number, one in enumerate(attachments, 1):
        if number > PARTS_LIMIT:
            got.problem(f"attachment {number}", "too_many", "parts")
            return
        _part_into(one, f"attachment {number}", got)


def _properties_into(mail: Message, got: Gathered) -> None:
    """What the mail says outside of its headers; a header that was there before counts."""
    got.fact("mail.from", _told(got, "sender", lambda: mail.sender or "") or "")
    got.fact("mail.subject", _told(got, "subject", lambda: mail.subject) or "")
    if not got.has("mail.to"):
        got.fact("mail.to", _told(got, "recipients", lambda: _receivers(mail)) or "")
    if got.sent is None:
        sent = _told(got, "sent", lambda: mail.sent_date)
        if sent is not None:
            got.sent = _moment(sent)
            got.fact("mail.date", got.sent.original)


def _words_into(mail: Message, got: Gathered) -> None:
    plain = _told(got, "words", lambda: mail.body)
    page = _told(got, "page", lambda: mail.html_body)
    if plain:
        got.text(plain)
        find_into(plain, got, "words")
    if page and plain:
        links_only(page, got, "page")
    elif page:
        read_html(page, got, base="", where="page")
    if not plain and not page:
        rich = _told(got, "words", lambda: mail.properties.binary_prop_value(_RICH_WORDS))
        if rich:
            got.problem("words", "rich_words")


def _part_into(one: Attachment, position: str, got: Gathered) -> None:
    name = _told(got, position, lambda: one.file_name) or ""
    kind = _told(got, position, lambda: one.mime_type) or ""
    content = _told(got, position, lambda: one.file_bytes)
    if content is None:
        # A mail within the mail, or a mere pointer to a file that was never sent along.
        got.problem(position, "part_not_read")
        got.part(PagePart(position, name, kind, 0, ""))
        return
    sha256 = hashlib.sha256(content).hexdigest()
    got.part(PagePart(position, name, kind, len(content), sha256))
    got.picture(content)


def _receivers(mail: Message) -> str:
    named = ((one.name, one.email_address) for one in mail.recipients[:_RECEIVERS])
    told = (f"{name} <{address}>" if address else name for name, address in named)
    return ", ".join(one for one in told if one)


def _text(mail: Message, name: int) -> str:
    return mail.properties.str_prop_value(name) or ""


def _moment(when: datetime) -> Moment:
    """The time that Outlook noted at sending; its clock is kept in UTC."""
    utc = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    at_ms = int(utc.timestamp()) * 1000
    return Moment(at_ms, TimeSource.METADATA, Certainty.EXACT, utc.isoformat(), 0)


def _told(got: Gathered, where: str, read: Callable[[], T]) -> T | None:
    """What a property says; None, and a line about it, where it can't be read."""
    try:
        return read()
    except _PROBLEMS:
        got.problem(where, "bad_record")
        return None
