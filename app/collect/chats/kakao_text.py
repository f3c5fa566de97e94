"""KakaoTalk's text exports: Windows, Android and iOS, in Korean and English.

The makers publish no specification; the forms are those that several open readers agree on (domain
facts 11.2). Times have no zone and, but for a few, no seconds; nobody has an identifier; a name is
what this phone's owner calls that person. Names may hold every sign that also parts a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import BinaryIO

from app.collect.chats.base import MediaRead, ReadContext, Record, RoomRead
from app.collect.chats.kakao_words import named_file, tells_of_room, title_of
from app.collect.chats.problems import Problems
from app.collect.chats.spoken import ROOM, Begun, Speech, clock_of, hour_of
from app.collect.chats.text_lines import Line, beginning, head_lines, lines_of
from app.domain.chats.chats import MessageKind, Platform

_HALF = r"(오전|오후|AM|PM|am|pm)"
_WINDOWS = re.compile(
    rf"\[(?P<name>.*?)\] "
    rf"\[(?P<time>(?:{_HALF} )?(\d{{1,2}}):(\d{{2}})(?:[ \u202f]{_HALF})?)\]"
    r"(?: (?P<text>.*))?\Z",
    re.DOTALL,
)
_WINDOWS_DAY = re.compile(r"-{5,} (?P<day>.{6,60}?) -{5,}\Z")
_KOREAN_DAY = re.compile(r"(\d{4})년 (\d{1,2})월 (\d{1,2})일(?: \S요일)?\Z")
_DOTTED_DAY = re.compile(r"(\d{4})\. ?(\d{1,2})\. ?(\d{1,2})\.?(?: \S요일| \(\S\))?\Z")
_ENGLISH_DAY = re.compile(r"(?:[A-Z][a-z]+day, )?([A-Z][a-z]{2,8})\.? (\d{1,2}), (\d{4})\Z")
_PHONE = re.compile(
    r"(?P<time>(?:"
    r"(?P<y>\d{4})(?:년 |\. ?)(?P<m>\d{1,2})(?:월 |\. ?)(?P<d>\d{1,2})(?:일|\.) "
    r"(?:(?P<h1>오전|오후) )?"
    r"|(?:[A-Z][a-z]+day, )?(?P<em>[A-Z][a-z]{2,8})\.? (?P<ed>\d{1,2}), (?P<ey>\d{4})(?:,| at) "
    r")(?P<hour>\d{1,2}):(?P<minute>\d{2})(?:[ \u202f](?P<h2>AM|PM|am|pm))?)"
    r"(?P<rest>, .*|: .*|)\Z",
    re.DOTALL,
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_BETWEEN = " : "
_HEADING_LINES = 4


class KakaoText:
    """One chat as text. See `app.collect.chats.base.ChatImporter`."""

    name = "kakaotalk.text"
    platform = Platform.KAKAOTALK

    def sniff(self, head: bytes, name: str, siblings: frozenset[str]) -> bool:  # noqa: ARG002
        """By content: KakaoTalk's heading, or its day lines, and a line that somebody said."""
        lines = head_lines(head)
        heading = any(title_of(line) is not None for line in lines[:_HEADING_LINES])
        days = any(_WINDOWS_DAY.match(line) and _day(line) for line in lines)
        windows = any(_WINDOWS.match(line) for line in lines)
        phone = any(_said(line) for line in lines)
        return (heading and (windows or phone or days)) or (days and windows)

    def companions(self, name: str, siblings: frozenset[str]) -> tuple[str, ...]:  # noqa: ARG002
        """None: media lie beside the text."""
        return ()

    def read(self, open_source: Callable[[], BinaryIO], context: ReadContext) -> Iterator[Record]:
        """The room, then what was said, line by line."""
        problems = Problems()
        with open_source() as source:
            first = head_lines(beginning(source))[:_HEADING_LINES]
        title = next((found for line in first if (found := title_of(line)) is not None), "")
        yield RoomRead(ROOM, self.platform, "", title, "", "line 1")
        with open_source() as source:
            names = _names(lines_of(source, Problems()))
        dialect = _Dialect(names, problems)
        with open_source() as source:
            yield from Speech(dialect, context, problems).records(lines_of(source, problems))
        yield from problems.close()


class _Dialect:
    """What a line of KakaoTalk's text means. Windows tells the day in a line of its own."""

    def __init__(self, names: frozenset[str], problems: Problems) -> None:
        self._names = names
        self._problems = problems
        self._day: date | None = None
        self._day_text = ""
        self._begun = False

    def passes(self, line: Line) -> bool:
        day = _day(line.text)
        if day is not None:
            self._day, self._day_text, self._begun = day, line.text.strip("- "), True
            return True
        phone = _PHONE.match(line.text)
        if phone is not None and not phone["rest"] and _clock(phone) is not None:
            self._begun = True
            return True
        heading = line.number <= _HEADING_LINES and not self._begun
        return heading and (not line.text.strip() or title_of(line.text) is not None)

    def begins(self, line: Line) -> Begun | None:
        windows = _WINDOWS.match(line.text)
        if windows is not None and self._day is not None:
            self._begun = True
            return self._windows(windows)
        phone = _PHONE.match(line.text)
        if phone is not None and phone["rest"]:
            self._begun = True
            return self._phone(line, phone)
        if self._day is not None and tells_of_room(line.text):
            # Windows writes these without a time, and nothing tells them from a text's last line.
            details = {"place": "unsure"}
            kind = MessageKind.SERVICE
            return Begun(kind, None, self._day_text, "", line.text, day=self._day, details=details)
        return None

    def names_file(self, text: str) -> MediaRead | None:
        return named_file(text)

    def _windows(self, found: re.Match[str]) -> Begun:
        half = found.group(3) or found.group(6) or ""
        hour, minute = hour_of(int(found.group(4)), half), int(found.group(5))
        day = self._day
        clock = None if day is None else clock_of(day.year, day.month, day.day, hour, minute)
        original = f"{self._day_text} {found['time']}"
        return Begun(MessageKind.MESSAGE, clock, original, found["name"], found["text"] or "")

    def _phone(self, line: Line, found: re.Match[str]) -> Begun | None:
        clock, rest = _clock(found), found["rest"]
        if clock is None:
            return None
        if rest.startswith(", "):
            sender, text, sure = self._parted(rest[2:])
            if sender is not None:
                if not sure:
                    self._problems.add(line.position, "unsure_sender", sender)
                return Begun(MessageKind.MESSAGE, clock, found["time"], sender, text)
        return Begun(MessageKind.SERVICE, clock, found["time"], "", rest[2:])

    def _parted(self, rest: str) -> tuple[str | None, str, bool]:
        """Name and text of `name : text`, and whether no other reading is as good."""
        places = [place.start() for place in re.finditer(_BETWEEN, rest)][:20]
        if not places and rest.endswith(_BETWEEN[:-1]):
            return rest[:-2], "", True
        if not places:
            return None, rest, True
        known = [place for place in places if rest[:place] in self._names]
        place = known[-1] if known else places[0]
        sure = len(places) == 1 or bool(known)
        return rest[:place], rest[place + len(_BETWEEN) :], sure


def _said(line: str) -> bool:
    found = _PHONE.match(line)
    return found is not None and _BETWEEN in found["rest"] and _clock(found) is not None


def _names(lines: Iterator[Line]) -> frozenset[str]:
    """Names that stand before the only divider of a line: they decide lines with several."""
    names: set[str] = set()
    for line in lines:
        found = _PHONE.match(line.text)
        if found is None or not found["rest"].startswith(", "):
            continue
        name, divider, text = found["rest"][2:].partition(_BETWEEN)
        if divider and _BETWEEN not in text and len(names) < 10_000:
            names.add(name)
    return frozenset(names)


def _clock(found: re.Match[str]) -> datetime | None:
    hour = hour_of(int(found["hour"]), found["h1"] or found["h2"] or "")
    if found["y"]:
        year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
    else:
        year, month, day = int(found["ey"]), _month(found["em"]), int(found["ed"])
    return clock_of(year, month, day, hour, int(found["minute"]))


def _day(line: str) -> date | None:
    """The day that a whole line tells: between dashes on Windows, bare on phones."""
    dashed = _WINDOWS_DAY.match(line)
    text = (dashed["day"] if dashed else line).strip()
    found = _KOREAN_DAY.match(text) or _DOTTED_DAY.match(text)
    if found is not None:
        year, month, day = (int(part) for part in found.groups())
    else:
        found = _ENGLISH_DAY.match(text)
        if found is None:
            return None
        year, month, day = int(found.group(3)), _month(found.group(1)), int(found.group(2))
    clock = clock_of(year, month, day, 0, 0)
    return None if clock is None else clock.date()


def _month(name: str) -> int:
    return _MONTHS.get(name[:3].lower(), 0)
