"""Reads a JSON export piece by piece: the facts at its top, and the records of one list in it.

For exports that are one object with one long list. Flat memory for any size; a record with more
parts than any real one is given up, a source that stops being JSON ends there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

import ijson  # type: ignore[import-untyped]
from ijson.backends import yajl2_c  # type: ignore[import-untyped]

from app.collect.chats.long_texts import LONGEST, LongTexts
from app.collect.chats.problems import Problems

MOST_PARTS = 100_000
DEEPEST = 60
_PIECE = 64 * 1024
_LONGEST_TEXT = LONGEST
_LONGEST_TOKEN = LONGEST + 4 * _PIECE  # what is no text: a number, or nothing but spaces
_ERRORS = (ijson.JSONError, ValueError)
_OPENS = {"start_map", "start_array"}
_CLOSES = {"end_map", "end_array"}


class Fact(NamedTuple):
    """A value at the top that is not the list of records."""

    key: str
    value: Any


class Listed(NamedTuple):
    """A record with its place in the list. `value` is None where it was given up."""

    place: int
    value: Any


def read_records(source: BinaryIO, key: str, problems: Problems) -> Iterator[Fact | Listed]:
    """The facts and records of an export, in their order.

    Notes `cut_off` with the byte where it stops being readable (to 64 KiB), `bad_record` for a
    record with too many parts or a text that is too long, `too_long` with the byte of that text.
    """
    events: list[tuple[str, Any]] = ijson.sendable_list()
    parser = yajl2_c.basic_parse_coro(events, use_float=True)
    walk, texts = _Walk(key, problems), LongTexts(_LONGEST_TEXT)
    taken = silent = passed = 0
    while True:
        piece = source.read(_PIECE)
        broken = _send(parser, texts.feed(piece), last=not piece)
        silent = 0 if events else silent + len(piece)
        for event, value in events:
            done = walk.take(event, value)
            if done is not None:
                yield done
        events.clear()
        if texts.passed > passed:
            passed = texts.passed
            problems.add(f"byte {taken}", "too_long")
            walk.give_up()
        if broken or (silent > _LONGEST_TOKEN and not texts.passing):
            problems.add(f"byte {taken}", "cut_off")
            return
        taken += len(piece)
        if not piece:
            return


def _send(parser: Any, piece: bytes, *, last: bool) -> bool:
    """Whether the parser broke on a piece, or at the end after it."""
    try:
        if piece:
            parser.send(piece)
        if last:
            parser.close()
    except StopIteration:
        return False
    except _ERRORS:
        return True
    return False


class _Walk:
    """Follows the events: at the top, in the list of records, or inside a value that is built."""

    def __init__(self, key: str, problems: Problems) -> None:
        self._key = key
        self._problems = problems
        self._depth = 0
        self._name = ""
        self._in_list = False
        self._index = -1
        self._value: _Value | None = None
        self._cut = False

    def give_up(self) -> None:
        """The text that is being read is cut: what it is part of, or is, can't be handed out."""
        if self._value is not None:
            self._value.give_up()
        else:
            self._cut = True

    def take(self, event: str, value: Any) -> Fact | Listed | None:
        if self._value is not None:
            return self._goes_on(event, value)
        cut, self._cut = self._cut, False
        if event == "map_key":
            self._name = str(value)
        elif event in _CLOSES:
            self._depth -= 1
            self._in_list = self._in_list and self._depth >= 2
        elif event == "start_map" and self._depth == 0:
            self._depth = 1
        elif event == "start_array" and self._depth == 1 and self._name == self._key:
            self._depth, self._in_list = 2, True
        elif self._depth:
            self._index += self._in_list
            self._value = _Value()
            if cut:
                self._value.give_up()
            return self._goes_on(event, value)
        return None

    def _goes_on(self, event: str, value: Any) -> Fact | Listed | None:
        built = self._value
        if built is None or not built.take(event, value):
            return None
        self._value = None
        whole = built.value if built.whole else None
        if not built.whole:
            where = f"{self._key}[{self._index}]" if self._in_list else self._name
            self._problems.add(where, "bad_record")
        return Listed(self._index, whole) if self._in_list else Fact(self._name, whole)


class _Value:
    """Builds one value from its events, up to a number of parts and a depth."""

    def __init__(self) -> None:
        self.value: Any = None
        self.whole = True
        self._stack: list[Any] = []
        self._keys: list[str] = []
        self._depth = 0
        self._parts = 0

    def give_up(self) -> None:
        """Keep nothing of it; its end is waited for all the same."""
        if self.whole:
            self.whole, self.value = False, None
            self._stack.clear()
            self._keys.clear()

    def take(self, event: str, value: Any) -> bool:
        """Whether the value is finished with this event."""
        if event in _CLOSES:
            self._depth -= 1
            if self.whole:
                self._stack.pop()
            return self._depth == 0
        if event == "map_key":
            if self.whole:
                self._keys[len(self._stack) - 1] = str(value)
            return False
        self._parts += 1
        opens = event in _OPENS
        if self._parts > MOST_PARTS or self._depth >= DEEPEST:
            self.give_up()
        if self.whole:
            made: Any = ({} if event == "start_map" else []) if opens else value
            self._put(made)
            if opens:
                self._stack.append(made)
                del self._keys[len(self._stack) - 1 :]
                self._keys.append("")
        self._depth += opens
        return self._depth == 0

    def _put(self, made: Any) -> None:
        if not self._stack:
            self.value = made
        elif isinstance(self._stack[-1], dict):
            self._stack[-1][self._keys[len(self._stack) - 1]] = made
        else:
            self._stack[-1].append(made)
