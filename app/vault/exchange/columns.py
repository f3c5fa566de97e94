"""The columns of records that travel: from the table to JSON, and strictly back.

What comes back was written by somebody else: every value has its type, its words and its bound, and
a reference has to be to something of the same case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Protocol

import msgspec

from app.domain.evidence.captures import LATEST_MS
from app.domain.ids import is_id
from app.domain.times.times import Certainty, TimeSource
from app.vault.index.numbers import identifier, number

Record = dict[str, Any]
"""A record as JSON has it: names of columns, plain values."""

MOST_TEXT = 1024 * 1024
_WHOLE = 2**53 - 1
_FIRST_MS = -62_135_596_800_000  # the first instant of the year 1
_OF_EVIDENCE = frozenset({"first_ms", "last_ms"})
"""Times that evidence tells: these may lie in no calendar."""
_SOURCES = frozenset(one.value for one in TimeSource)
_CERTAINTIES = frozenset(one.value for one in Certainty)


class OddRecordError(ValueError):
    """A record that is not what its table can hold."""


class DanglingError(LookupError):
    """A record of something that is not in the case. `kind` and `id` name what is missing."""

    def __init__(self, kind: str, missing: str) -> None:
        super().__init__(missing)
        self.kind, self.id = kind, missing


class Known(Protocol):
    """Answers whether something is of the case."""

    def __call__(self, kind: str, value: int) -> bool:
        """Whether the number of an identifier of a kind is of the case."""
        ...


class Column(Protocol):
    """One named value of a record, in one or more columns of its table."""

    @property
    def name(self) -> str:
        """Its name in a record."""
        ...

    @property
    def stored(self) -> tuple[str, ...]:
        """The columns in the table."""
        ...

    def told(self, values: Sequence[Any]) -> Any:
        """The value for JSON."""
        ...

    def bound(self, value: Any, known: Known) -> tuple[Any, ...]:
        """What to bind. Raises OddRecordError, DanglingError."""
        ...


@dataclass(frozen=True)
class _One:
    name: str

    @property
    def stored(self) -> tuple[str, ...]:
        """The one column of that name."""
        return (self.name,)

    def told(self, values: Sequence[Any]) -> Any:
        """The value as it is."""
        return values[0]


@dataclass(frozen=True)
class Id(_One):
    """The record's own identifier."""

    kind: str

    def told(self, values: Sequence[Any]) -> Any:
        """The identifier's text."""
        return identifier(self.kind, values[0])

    def bound(self, value: Any, _known: Known) -> tuple[Any, ...]:
        """The identifier's number."""
        return (id_number(value, self.kind),)


@dataclass(frozen=True)
class Ref(_One):
    """A reference. `null`: may be nothing. `zero`: nothing is kept as 0.

    `blank`: where what it names does not come along, it is left out and the record stays.
    """

    kind: str
    null: bool = False
    zero: bool = False
    blank: bool = False

    def told(self, values: Sequence[Any]) -> Any:
        """The identifier's text, or None."""
        if values[0] is None or (self.zero and values[0] == 0):
            return None
        return identifier(self.kind, values[0])

    def bound(self, value: Any, known: Known) -> tuple[Any, ...]:
        """The number of something that is of the case."""
        nothing = 0 if self.zero else None
        if value is None:
            if self.null or self.zero:
                return (nothing,)
            raise OddRecordError(self.name)
        found = id_number(value, self.kind)
        if known(self.kind, found):
            return (found,)
        if self.blank:
            return (nothing,)
        raise DanglingError(self.kind, value)


@dataclass(frozen=True)
class Text(_One):
    """A text."""

    most: int = MOST_TEXT

    def bound(self, value: Any, _known: Known) -> tuple[Any, ...]:
        """The text."""
        return (plain_text(value, self.most),)


@dataclass(frozen=True)
class Word(_One):
    """One of some words."""

    words: type[StrEnum] | frozenset[str]

    def bound(self, value: Any, _known: Known) -> tuple[Any, ...]:
        """The word."""
        if not isinstance(value, str) or value not in set(self.words):
            raise OddRecordError(self.name)
        return (value,)


@dataclass(frozen=True)
class Whole(_One):
    """A whole number."""

    null: bool = False
    least: int = -_WHOLE
    most: int = _WHOLE

    def bound(self, value: Any, _known: Known) -> tuple[Any, ...]:
        """The number. A time that somebody wrote down is one that a calendar holds."""
        least, most = self.least, self.most
        if self.name.endswith("_ms") and self.name not in _OF_EVIDENCE:
            least, most = _FIRST_MS, LATEST_MS
        return (whole(value, null=self.null, least=least, most=most),)


@dataclass(frozen=True)
class Shaped(_One):
    """A text of JSON that has the shape of a type."""

    shape: Any

    def bound(self, value: Any, _known: Known) -> tuple[Any, ...]:
        """The text."""
        text = plain_text(value, MOST_TEXT * 16)
        try:
            msgspec.json.decode(text, type=self.shape)
        except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
            raise OddRecordError(self.name) from None
        return (text,)


@dataclass(frozen=True)
class Bytes(_One):
    """Some bytes, in hexadecimal."""

    most: int = 64

    def told(self, values: Sequence[Any]) -> Any:
        """Their digits."""
        return values[0].hex()

    def bound(self, value: Any, _known: Known) -> tuple[Any, ...]:
        """The bytes."""
        try:
            data = bytes.fromhex(plain_text(value, 2 * self.most))
        except ValueError:
            raise OddRecordError(self.name) from None
        return (data,)


@dataclass(frozen=True)
class When(_One):
    """A time: a list of its five parts, or nothing."""

    ends: ClassVar[tuple[str, ...]] = ("ms", "source", "certainty", "original", "offset")

    @property
    def stored(self) -> tuple[str, ...]:
        """The five columns."""
        return tuple(f"{self.name}_{end}" for end in self.ends)

    def told(self, values: Sequence[Any]) -> Any:
        """The list."""
        return None if values[1] is None else list(values)

    def bound(self, value: Any, _known: Known) -> tuple[Any, ...]:
        """The five parts."""
        if value is None:
            return (None,) * 5
        if not isinstance(value, list) or len(value) != len(self.ends):
            raise OddRecordError(self.name)
        at_ms, source, certainty, original, offset = value
        if source not in _SOURCES or certainty not in _CERTAINTIES:
            raise OddRecordError(self.name)
        return (
            whole(at_ms, null=True),
            source,
            certainty,
            plain_text(original, 10_000),
            whole(offset, null=True, least=-1439, most=1439),
        )


@dataclass(frozen=True)
class Kinded(_One):
    """A word and a reference whose kind the word tells, as two columns and one text."""

    second: str
    kinds: dict[str, str] = field(hash=False)

    @property
    def stored(self) -> tuple[str, ...]:
        """Both columns."""
        return (self.name, self.second)

    def told(self, values: Sequence[Any]) -> Any:
        """The list of both."""
        return [values[0], identifier(self.kinds[values[0]], values[1])]

    def bound(self, value: Any, known: Known) -> tuple[Any, ...]:
        """Both."""
        if not isinstance(value, list) or len(value) != 2 or not isinstance(value[0], str):
            raise OddRecordError(self.name)
        kind = self.kinds.get(value[0])
        if kind is None:
            raise OddRecordError(self.name)
        found = id_number(value[1], kind)
        if not known(kind, found):
            raise DanglingError(kind, value[1])
        return (value[0], found)


def id_number(value: Any, kind: str) -> int:
    """The number of an identifier. Raises OddRecordError."""
    if not isinstance(value, str) or not is_id(value, kind):
        raise OddRecordError(kind)
    return number(value)


def plain_text(value: Any, most: int) -> str:
    """A text of at most so many characters. Raises OddRecordError."""
    if not isinstance(value, str) or len(value) > most:
        raise OddRecordError("text")
    return value


def whole(
    value: Any, *, null: bool = False, least: int = -_WHOLE, most: int = _WHOLE
) -> int | None:
    """A whole number within bounds. Raises OddRecordError."""
    if value is None and null:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise OddRecordError("number")
    return value
