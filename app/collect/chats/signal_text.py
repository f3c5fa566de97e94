"""Chats of Signal as text, as its users' tools write them: `[2024-08-24 15:20:11] name: text`.

Signal itself exports no text that people may read; this is the form that several tools share. To
the minute or second, no zone, no identifiers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from app.collect.chats.base import MediaRead, ReadContext, Record, RoomRead
from app.collect.chats.media_names import media
from app.collect.chats.problems import Problems
from app.collect.chats.spoken import ROOM, Begun, Speech, clock_of
from app.collect.chats.text_lines import Line, head_lines, lines_of
from app.domain.chats.chats import MessageKind, Platform

_SAID = re.compile(
    r"\[(?P<time>(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?)\] (?P<rest>.*)\Z",
    re.DOTALL,
)
_FILE = re.compile(r"!?\[(?P<label>[^\[\]]{0,255})\]\((?P<path>[^()\s]{1,1024})\)\Z")


class SignalText:
    """One chat as text. See `app.collect.chats.base.ChatImporter`."""

    name = "signal.text"
    platform = Platform.SIGNAL

    def sniff(self, head: bytes, name: str, siblings: frozenset[str]) -> bool:  # noqa: ARG002
        """By content: the first line that says something is in this form, and another too."""
        lines = [line.strip("\ufeff") for line in head_lines(head) if line.strip()]
        said = [line for line in lines if (found := _SAID.match(line)) and ": " in found["rest"]]
        return len(said) >= 2 and _SAID.match(lines[0]) is not None

    def companions(self, name: str, siblings: frozenset[str]) -> tuple[str, ...]:  # noqa: ARG002
        """None."""
        return ()

    def read(self, open_source: Callable[[], BinaryIO], context: ReadContext) -> Iterator[Record]:
        """The room (without a title: the file tells none), then what was said."""
        problems = Problems()
        yield RoomRead(ROOM, self.platform, "", "", "", "line 1")
        with open_source() as source:
            yield from Speech(_Dialect(), context, problems).records(lines_of(source, problems))
        yield from problems.close()


class _Dialect:
    def passes(self, line: Line) -> bool:  # noqa: ARG002
        return False

    def begins(self, line: Line) -> Begun | None:
        found = _SAID.match(line.text.removeprefix("\ufeff"))
        if found is None:
            return None
        year, month, day, hour, minute = (int(found.group(place)) for place in range(2, 7))
        clock = clock_of(year, month, day, hour, minute, int(found.group(7) or 0))
        name, divider, text = found["rest"].partition(": ")
        exact = found.group(7) is not None
        if not divider:
            return Begun(MessageKind.SERVICE, clock, found["time"], "", name, exact)
        return Begun(MessageKind.MESSAGE, clock, found["time"], name, text, exact)

    def names_file(self, text: str) -> MediaRead | None:
        found = _FILE.match(text)
        return None if found is None else media("file", found["path"].removeprefix("./"))
