"""WhatsApp's text export: `_chat.txt` of iOS, `WhatsApp Chat with ….txt` of Android.

Dates are written as the phone's region does it, so the whole file is looked through for the order
of day and month first. No zone, no identifiers; iOS has seconds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from app.collect.chats.base import MediaRead, ReadContext, Record, RoomRead
from app.collect.chats.day_order import Order, Written, read, settled
from app.collect.chats.media_names import media
from app.collect.chats.problems import Problems
from app.collect.chats.spoken import ROOM, Begun, Speech, hour_of
from app.collect.chats.text_lines import Line, head_lines, lines_of
from app.domain.chats.chats import MessageKind, Platform

_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\ufeff]")
_DATE = r"(?P<a>\d{1,4})(?:[./-] ?|년 )(?P<b>\d{1,2})(?:[./-] ?|월 )(?P<c>\d{2,4}|\d)(?:\.|일)?"
_HALF = r"AM|PM|am|pm|a\.m\.|p\.m\.|a\. m\.|p\. m\.|오전|오후"
_TIME = (
    rf"(?:(?P<h1>{_HALF})[ \u202f])?(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})"
    rf"(?:[:.](?P<second>\d{{2}}))?(?:[ \u202f\xa0](?P<h2>{_HALF}))?"
)
_FORMS = (
    re.compile(rf"\[(?P<time>{_DATE},? {_TIME})\] (?P<rest>.*)\Z", re.DOTALL),
    re.compile(rf"(?P<time>{_DATE},? {_TIME}) - (?P<rest>.*)\Z", re.DOTALL),
)
_TITLE = re.compile(
    r"(?:WhatsApp Chat (?:with|-) (?P<en>.+?)|(?P<ko>.+?)님?과의 WhatsApp 대화)(?: \(\d+\))?\.txt\Z"
)
_ATTACHED = re.compile(
    r"<(?:attached|첨부 파일|첨부): (?P<ios>[^<>/\\]{1,255})>"
    r"|(?P<android>[^/\\\n]{1,255}\.\w{2,5}) \((?:file attached|파일 첨부됨|첨부 파일)\)"
)
_LEFT_OUT = re.compile(
    r"<(?:Media omitted|미디어 파일을 제외|미디어 제외됨|미디어 파일 제외됨)>"
    r"|(?:image|video|audio|sticker|GIF|document|Contact card) omitted"
    r"|(?:이미지|동영상|오디오|스티커|문서|사진) (?:생략됨|제외됨)\Z"
)
_GONE = {"this message was deleted", "you deleted this message", "이 메시지는 삭제되었습니다"}


class WhatsAppText:
    """One chat as text. See `app.collect.chats.base.ChatImporter`."""

    name = "whatsapp.text"
    platform = Platform.WHATSAPP

    def sniff(self, head: bytes, name: str, siblings: frozenset[str]) -> bool:  # noqa: ARG002
        """By content: the first line that says something is dated, and somebody speaks."""
        lines = [_plain(line) for line in head_lines(head) if line.strip()]
        if not lines:
            return False
        dated = [found for line in lines if (found := _match(line)) is not None]
        first = _match(lines[0]) is not None
        named = _TITLE.match(name) is not None or name == "_chat.txt"
        spoken = sum(": " in found["rest"] for found in dated)
        return first and spoken >= (1 if named else 2)

    def companions(self, name: str, siblings: frozenset[str]) -> tuple[str, ...]:  # noqa: ARG002
        """None: media lie beside the text."""
        return ()

    def read(self, open_source: Callable[[], BinaryIO], context: ReadContext) -> Iterator[Record]:
        """The room, then what was said, line by line."""
        problems = Problems()
        named = _TITLE.match(context.name)
        title = (named["en"] or named["ko"]) if named else ""
        with open_source() as source:
            dates = _dates(lines_of(source, Problems()))
            order = settled(dates, context.days, problems, "line 1")
        if order is None:
            yield from problems.close()
            return
        yield RoomRead(ROOM, self.platform, "", title, "", "line 1")
        dialect = _Dialect(order, context.siblings)
        with open_source() as source:
            yield from Speech(dialect, context, problems).records(lines_of(source, problems))
        yield from problems.close()


class _Dialect:
    def __init__(self, order: Order, siblings: frozenset[str]) -> None:
        self._order = order
        self._siblings = siblings

    def passes(self, line: Line) -> bool:  # noqa: ARG002
        return False

    def begins(self, line: Line) -> Begun | None:
        found = _match(_plain(line.text))
        if found is None:
            return None
        written = _written(found)
        clock, rest = read(written, self._order), found["rest"]
        exact = found["second"] is not None
        name, divider, text = rest.partition(": ")
        if not divider and rest.endswith(":"):
            name, divider = rest[:-1], ":"
        if not divider:
            return Begun(MessageKind.SERVICE, clock, found["time"], "", rest, exact)
        return Begun(MessageKind.MESSAGE, clock, found["time"], name, text, exact)

    def names_file(self, text: str) -> MediaRead | None:
        if len(text) > 2000:
            return None
        attached = _ATTACHED.search(text)
        if attached is not None:
            name = attached["ios"] or attached["android"]
            if name in self._siblings:
                return media("file", name)
            return MediaRead("file", name, absent="missing_file")
        if _LEFT_OUT.match(text):
            return MediaRead("file", text, absent="not_exported")
        if text.rstrip(".").casefold() in _GONE:
            return MediaRead("message", text, absent="deleted")
        return None


def _plain(line: str) -> str:
    """A line without the invisible marks that the exporter puts before times and names."""
    return _MARKS.sub("", line)


def _match(line: str) -> re.Match[str] | None:
    return next((found for form in _FORMS if (found := form.match(line)) is not None), None)


def _written(found: re.Match[str]) -> Written:
    hour = hour_of(int(found["hour"]), (found["h1"] or found["h2"] or "").replace(" ", ""))
    year_first = len(found["a"]) == 4
    second = int(found["second"] or 0)
    numbers = (int(found["a"]), int(found["b"]), int(found["c"]))
    return Written(*numbers, hour, int(found["minute"]), second, year_first)


def _dates(lines: Iterator[Line]) -> Iterator[Written]:
    for line in lines:
        found = _match(_plain(line.text))
        if found is not None:
            yield _written(found)
