"""LINE's text export: `[LINE] …` in Korean, English or Japanese.

A heading, the day it was saved, then a line for each day and, under it, time, name and text parted
by tabs. Minutes only, no zone, no identifiers. A text over several lines stands in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import BinaryIO

from app.collect.chats.base import MediaRead, ReadContext, Record, RoomRead
from app.collect.chats.day_order import Order, Written, read, settled
from app.collect.chats.problems import Problems
from app.collect.chats.spoken import ROOM, Begun, Speech, clock_of, hour_of
from app.collect.chats.text_lines import Line, beginning, head_lines, lines_of
from app.domain.chats.chats import MessageKind, Platform

_HEADINGS = (
    re.compile(r"\[LINE\] (?:Chat history (?:with|in) )(?P<title>.+)\Z"),
    re.compile(r"\[LINE\] (?P<title>.+?)(?:님과의 대화|의 대화|とのトーク履歴|のトーク履歴)?\Z"),
)
_SAVED = re.compile(r"(?:Saved on|저장한 날짜|저장 일시|저장일|保存日時) ?: ?.{4,60}\Z")
_WEEKDAY = r"(?:[A-Z][a-z]{2,8}|\S요일|[월화수목금토일月火水木金土日])"
_DAY = re.compile(
    rf"(?:{_WEEKDAY},? )?(?P<a>\d{{1,4}})(?:[./-] ?|년 |年)(?P<b>\d{{1,2}})(?:[./-] ?|월 |月)"
    rf"(?P<c>\d{{1,4}})(?:\.|일|日)?(?: ?\({_WEEKDAY}\)| {_WEEKDAY})?\Z"
)
_SAID = re.compile(
    r"(?P<time>(?:(?P<h1>오전|오후|午前|午後) ?)?"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?: ?(?P<h2>AM|PM))?)"
    r"\t(?P<rest>.*)\Z",
    re.DOTALL,
)
_ROLES = {
    "[photo]": "photo", "[사진]": "photo", "[写真]": "photo", "[video]": "video_file",
    "[동영상]": "video_file", "[動画]": "video_file", "[sticker]": "sticker",
    "[스티커]": "sticker", "[スタンプ]": "sticker", "[file]": "file", "[파일]": "file",
    "[voice message]": "voice_message", "[음성 메시지]": "voice_message",
}  # fmt: skip
_HALVES = {"午前": "am", "午後": "pm"}


class LineText:
    """One chat as text. See `app.collect.chats.base.ChatImporter`."""

    name = "line.text"
    platform = Platform.LINE

    def sniff(self, head: bytes, name: str, siblings: frozenset[str]) -> bool:  # noqa: ARG002
        """By content: the heading, or a day line followed by lines parted by tabs."""
        lines = [line.strip("\ufeff") for line in head_lines(head)]
        if not any(_SAID.match(line) for line in lines):
            return False
        heading = bool(lines) and lines[0].startswith("[LINE] ")
        return heading or (any(_SAVED.match(line) for line in lines[:3]) and _any_day(lines))

    def companions(self, name: str, siblings: frozenset[str]) -> tuple[str, ...]:  # noqa: ARG002
        """None."""
        return ()

    def read(self, open_source: Callable[[], BinaryIO], context: ReadContext) -> Iterator[Record]:
        """The room, then what was said, line by line."""
        problems = Problems()
        with open_source() as source:
            first = head_lines(beginning(source))[:1]
        with open_source() as source:
            dates = _days(lines_of(source, Problems()))
            order = settled(dates, context.days, problems, "line 1")
        if order is None:
            yield from problems.close()
            return
        yield RoomRead(ROOM, self.platform, "", _title(first[0] if first else ""), "", "line 1")
        with open_source() as source:
            speech = Speech(_Dialect(order), context, problems)
            yield from speech.records(lines_of(source, problems), blank_ends=True)
        yield from problems.close()


class _Dialect:
    def __init__(self, order: Order) -> None:
        self._order = order
        self._day: date | None = None
        self._day_text = ""

    def passes(self, line: Line) -> bool:
        written = _day(line.text)
        if written is not None:
            clock = read(written, self._order)
            self._day = None if clock is None else clock.date()
            self._day_text = line.text.strip("\ufeff ")
            return True
        text = line.text.strip("\ufeff ")
        heading = text.startswith("[LINE] ") or _SAVED.match(text) is not None or not text
        return line.number <= 3 and heading

    def begins(self, line: Line) -> Begun | None:
        found = _SAID.match(line.text)
        if found is None or not self._day_text:
            return None
        half = found["h1"] or found["h2"] or ""
        clock = self._clock(hour_of(int(found["hour"]), _HALVES.get(half, half)), found["minute"])
        original = f"{self._day_text} {found['time']}"
        name, divider, text = found["rest"].partition("\t")
        if not divider:
            return Begun(MessageKind.SERVICE, clock, original, "", name)
        return Begun(MessageKind.MESSAGE, clock, original, name, text)

    def names_file(self, text: str) -> MediaRead | None:
        role = _ROLES.get(text.casefold()) if len(text) < 40 else None
        return None if role is None else MediaRead(role, text, absent="not_exported")

    def _clock(self, hour: int, minute: str) -> datetime | None:
        day = self._day
        return None if day is None else clock_of(day.year, day.month, day.day, hour, int(minute))


def _title(line: str) -> str:
    text = line.strip("\ufeff ")[:340]
    found = next((one for form in _HEADINGS if (one := form.match(text)) is not None), None)
    return "" if found is None else found["title"]


def _day(line: str) -> Written | None:
    if len(line) > 60:
        return None
    found = _DAY.match(line.strip("\ufeff "))
    if found is None or max(len(found["a"]), len(found["c"])) != 4:
        return None
    numbers = (int(found["a"]), int(found["b"]), int(found["c"]))
    return Written(*numbers, 0, 0, 0, len(found["a"]) == 4)


def _days(lines: Iterator[Line]) -> Iterator[Written]:
    for line in lines:
        written = _day(line.text)
        if written is not None:
            yield written


def _any_day(lines: list[str]) -> bool:
    return any(_day(line) is not None for line in lines)
