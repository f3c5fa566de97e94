"""Puts the lines of a text export together: who said what when, over how many lines.

A format's own module says what a line begins; this one keeps what goes on over several lines
together, names files and links, and makes the records.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from app.collect.chats.base import LinkRead, MediaRead, MessageRead, ReadContext, Record
from app.collect.chats.media_names import media
from app.collect.chats.problems import Problems
from app.collect.chats.text_lines import Line
from app.collect.links import find_links
from app.domain.chats.chats import MessageKind
from app.domain.times.times import Certainty, Moment, TimeSource

LONGEST_TEXT = 1_000_000
ROOM = "room"
"""The key of the one room that a text export holds."""

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - clock times without a zone are compared with it


@dataclass(frozen=True, slots=True)
class Begun:
    """A line that begins a record.

    `clock` is the shown time without a zone, None where it can't be read; a line that only tells a
    day has a `day` instead. `original` is the time as written. `exact`: to the second.
    """

    kind: MessageKind
    clock: datetime | None
    original: str
    sender: str = ""
    text: str = ""
    exact: bool = False
    day: date | None = None
    details: Mapping[str, str] = field(default_factory=dict)


class Dialect(Protocol):
    """What a format's lines mean. It may remember the day that earlier lines told."""

    def begins(self, line: Line) -> Begun | None:
        """The record that a line begins; None for one that goes on, or that tells nothing."""

    def passes(self, line: Line) -> bool:
        """Whether a line is no part of any record: a heading, a line between two days."""

    def names_file(self, text: str) -> MediaRead | None:
        """The file that a whole text stands for, where the format writes a word for it."""


class Speech:
    """Turns lines into records, one pass, in flat memory."""

    def __init__(self, dialect: Dialect, context: ReadContext, problems: Problems) -> None:
        self._dialect = dialect
        self._context = context
        self._problems = problems
        self._begun: Begun | None = None
        self._at = ""
        self._more: list[str] = []
        self._length = 0
        self._told = False

    def records(self, lines: Iterator[Line], *, blank_ends: bool = False) -> Iterator[Record]:
        """The records of the lines. `blank_ends`: an empty last line of a text is no part of it."""
        for line in lines:
            if self._dialect.passes(line):
                yield from self._close(blank_ends=True)
            elif (begun := self._dialect.begins(line)) is not None:
                yield from self._close(blank_ends=blank_ends)
                self._begun, self._at = begun, line.position
            else:
                self._go_on(line)
            if self._problems.waiting:
                yield from self._problems.drain()
        yield from self._close(blank_ends=True)

    def _go_on(self, line: Line) -> None:
        if self._begun is None:
            if line.text.strip():
                self._problems.add(line.position, "bad_record", line.text)
            return
        self._length += len(line.text) + 1
        if self._length <= LONGEST_TEXT:
            self._more.append(line.text)
        elif self._length - len(line.text) - 1 <= LONGEST_TEXT:
            self._problems.add(line.position, "too_long")

    def _close(self, *, blank_ends: bool) -> Iterator[Record]:
        begun, self._begun = self._begun, None
        more, self._more, self._length = self._more, [], 0
        if begun is None:
            return
        while blank_ends and more and not more[-1].strip():
            more.pop()
        text = "\n".join([begun.text, *more]) if more else begun.text
        shown = self._moment(begun)
        if shown is None:
            self._problems.add(self._at, "bad_time", begun.original)
        elif not self._told and shown.at_ms is not None:
            self._told = True
            self._problems.add(self._at, "zone_assumed")
        yield MessageRead(
            room=ROOM,
            position=self._at,
            kind=begun.kind,
            sender=begun.sender,
            text=text,
            shown=shown,
            media=self._files(text),
            links=tuple(LinkRead(link, self._at) for link in find_links(text)),
            details=begun.details,
        )

    def _moment(self, begun: Begun) -> Moment | None:
        zone = self._context.zone
        if begun.clock is None:
            if begun.day is None:
                return None
            at = datetime(begun.day.year, begun.day.month, begun.day.day)  # noqa: DTZ001
            return local_moment(at, begun.original, zone, Certainty.DAY)
        certainty = Certainty.ZONE_ASSUMED if begun.exact else Certainty.MINUTE
        return local_moment(begun.clock, begun.original, zone, certainty)

    def _files(self, text: str) -> tuple[MediaRead, ...]:
        stripped = text.strip()
        if stripped and len(stripped) <= 255 and stripped in self._context.siblings:
            return (media("file", stripped),)
        named = self._dialect.names_file(stripped)
        return () if named is None else (named,)


def local_moment(clock: datetime, original: str, zone_minutes: int, certainty: Certainty) -> Moment:
    """A clock time without a zone, read in the given one (minutes east of UTC)."""
    since = clock - _EPOCH
    at_ms = (since.days * 86_400 + since.seconds - zone_minutes * 60) * 1000
    return Moment(at_ms, TimeSource.PLATFORM_LOCAL, certainty, original, zone_minutes)


def clock_of(
    year: int, month: int, day: int, hour: int, minute: int, second: int = 0
) -> datetime | None:
    """A clock time; None where the calendar has no such, or before 1971."""
    if year < 1971:
        return None
    try:
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001
    except ValueError:
        return None


_AFTERNOON = {"오후", "pm", "p.m."}
_MORNING = {"오전", "am", "a.m."}


def hour_of(hour: int, half: str) -> int:
    """The hour of a 24-hour clock: 오전 12 is 0, 오후 12 is 12; without a half as it stands.

    25, which no clock has, where half and hour do not fit.
    """
    word = half.strip().casefold()
    if word in _AFTERNOON or word in _MORNING:
        if not 1 <= hour <= 12:
            return hour if hour == 0 or (word in _AFTERNOON and hour < 24) else 25
        return hour % 12 + (12 if word in _AFTERNOON else 0)
    return hour
