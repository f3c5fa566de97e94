"""KakaoTalk's export on macOS: a table with date, user and message; seconds, but no zone."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import BinaryIO

from app.collect.chats.base import LinkRead, MessageRead, ReadContext, Record, RoomRead
from app.collect.chats.kakao_words import named_file, tells_of_room
from app.collect.chats.media_names import media
from app.collect.chats.problems import Problems
from app.collect.chats.spoken import ROOM, local_moment
from app.collect.chats.text_lines import Line, head_lines, lines_of
from app.collect.links import find_links
from app.domain.chats.chats import MessageKind, Platform
from app.domain.times.times import Certainty, Moment

_HEADING = "Date,User,Message"
_TIME = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\Z", re.ASCII)
_LONGEST = 1_000_000
_TITLE = re.compile(
    r"(?:KakaoTalk_Chat_)?(?P<title>.+?)(?:_\d{4}-\d{2}-\d{2}-\d{2}-\d{2}-\d{2})?\.csv\Z"
)


class KakaoCsv:
    """One chat as CSV. See `app.collect.chats.base.ChatImporter`."""

    name = "kakaotalk.csv"
    platform = Platform.KAKAOTALK

    def sniff(self, head: bytes, name: str, siblings: frozenset[str]) -> bool:  # noqa: ARG002
        """By the heading row and the first time."""
        lines = head_lines(head)
        return (
            len(lines) > 1
            and lines[0].strip("\ufeff ") == _HEADING
            and _TIME.match(lines[1][:19].strip('"')) is not None
        )

    def companions(self, name: str, siblings: frozenset[str]) -> tuple[str, ...]:  # noqa: ARG002
        """None."""
        return ()

    def read(self, open_source: Callable[[], BinaryIO], context: ReadContext) -> Iterator[Record]:
        """The room (its title is in the file's name only), then one record a row."""
        problems = Problems()
        named = _TITLE.match(context.name)
        yield RoomRead(ROOM, self.platform, "", named["title"] if named else "", "", "line 1")
        told = False
        with open_source() as source:
            feed = _Feed(lines_of(source, problems))
            rows = csv.reader(feed)
            while True:
                feed.begins()
                try:
                    row = next(rows)
                except StopIteration:
                    break
                except csv.Error:
                    problems.add(f"line {feed.first}", "bad_record")
                    continue
                position = f"line {feed.first}"
                if feed.first > 1 and row:
                    record = _record(row, position, context, problems)
                    if record is not None:
                        if not told:
                            told = True
                            problems.add(position, "zone_assumed")
                        yield record
                yield from problems.drain()
        yield from problems.close()


class _Feed:
    """Lines for the reader of the table, with the number of the line that a row began at."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._last = 0
        self.first = 1

    def begins(self) -> None:
        self.first = self._last + 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._last = line.number
        # The reader of tables takes no zero bytes in some versions of Python.
        return line.text.replace("\0", "\ufffd") + "\n"


def _record(
    row: list[str], position: str, context: ReadContext, problems: Problems
) -> MessageRead | None:
    if len(row) < 3:
        problems.add(position, "bad_record")
        return None
    written, sender, text = row[0].strip("\ufeff "), row[1], ",".join(row[2:])
    if len(text) > _LONGEST:
        problems.add(position, "too_long")
        text = text[:_LONGEST]
    named = media("file", text) if text in context.siblings else named_file(text.strip())
    is_news = not sender and tells_of_room(text)
    return MessageRead(
        room=ROOM,
        position=position,
        kind=MessageKind.SERVICE if is_news else MessageKind.MESSAGE,
        sender=sender,
        text=text,
        shown=_moment(written, position, context, problems),
        media=() if named is None else (named,),
        links=tuple(LinkRead(link, position) for link in find_links(text)),
    )


def _moment(written: str, position: str, context: ReadContext, problems: Problems) -> Moment | None:
    try:
        clock = datetime.fromisoformat(written) if _TIME.match(written) else None
    except ValueError:
        clock = None
    if clock is None or clock.year < 1971:
        problems.add(position, "bad_time", written)
        return None
    return local_moment(clock, written, context.zone, Certainty.ZONE_ASSUMED)
