"""One thing that an account of events tells, before it has words; and runs of many as one.

Plain data. The three times are never merged: a run is of one kind, and its kind says whether it is
told by the time that was shown, captured or entered (facts: domain 10).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum

from app.domain.evidence.items import ItemKind
from app.domain.reports.narrative import LineSource
from app.domain.times.times import Moment

MOST = 60
"""Sentences of a draft at most: an office reads it, and a person goes through each of them."""
MOST_SOURCES = 200
LAST_MS = 1 << 62
"""Where things stand that nobody dated: behind all others."""
_HOUR_MS = 3_600_000
_DAY_MS = 24 * _HOUR_MS
_KST_MS = 9 * _HOUR_MS


class Kind(StrEnum):
    """What is told. The order is which goes first where not all can be told one by one."""

    INCIDENT = "incident"
    THREATENED = "threatened"
    ASKED = "asked"
    DEMANDED = "demanded"  # a message that asks for money
    PAID = "paid"
    TIP_OFF = "tip_off"
    SOURCE_PHOTO = "source_photo"
    POSTED = "posted"
    AGAIN = "again"  # the same file in several rooms
    EFFECT = "effect"
    NOTED = "noted"
    NEXT_ROOM = "next_room"
    MOVED = "moved"
    RENAMED = "renamed"
    CLEARED = "cleared"
    TIMER = "timer"
    MADE = "made"
    SEEN = "seen"  # something an offender goes by, at the time it was seen
    CAPTURED = "captured"  # of the screen
    FILMED = "filmed"
    PHOTOGRAPHED = "photographed"
    SAVED = "saved"
    SHOWN = "shown"  # dated by what it shows alone
    DATED = "dated"  # dated by the file alone
    LINKS = "links"
    EXPORTED = "exported"
    KEPT = "kept"  # dated by the vault alone
    MORE = "more"


ALONE = frozenset({
    Kind.INCIDENT, Kind.ASKED, Kind.PAID, Kind.TIP_OFF, Kind.SOURCE_PHOTO, Kind.EFFECT, Kind.NOTED,
    Kind.SEEN, Kind.MORE,
})  # fmt: skip
"""Told one by one: each has words of its own."""


class Grain(IntEnum):
    """How far things are drawn together."""

    HOUR = 0  # the same account in the same room, within an hour of each other
    DAY = 1
    ROOM_DAY = 2  # all accounts of a room, a day
    ROOM = 3  # all of a kind in a room
    KIND = 4  # all of a kind
    SOME_LEFT = 5  # and even so, some are only pointed at


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing, or a run of the same kind.

    `order_ms` to `last_ms` is what it covers (UTC milliseconds), `when` the first time as it is
    known. `accounts` are who did it as far as a chat says; `said` and `text` are what was told or
    written. `message` is one whose sender shows the name. `shown` is the time that a single
    capture shows, told beside the time it was made at.
    """

    kind: Kind
    order_ms: int
    when: Moment | None
    sources: tuple[LineSource, ...]
    last_ms: int = 0
    accounts: frozenset[str] = frozenset()
    rooms: tuple[str, ...] = ()
    message: str | None = None
    shown: Moment | None = None
    tally: Mapping[ItemKind, int] = field(default_factory=dict)
    count: int = 1
    text: str = ""
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def until_ms(self) -> int:
        """The end of what it covers; its beginning where it covers no span."""
        return max(self.last_ms, self.order_ms)


def drawn_together(
    happened: Iterable[Happened], most: int = MOST
) -> tuple[tuple[Happened, ...], Grain]:
    """All of it in the order of time as at most `most`, and how far it had to be drawn together.

    What has words of its own stays apart; where there is too much of that too, what is drawn
    together is told first, and the rest is one `Kind.MORE` with the sources of what it stands for.
    """
    found = in_order(happened)
    for grain in (Grain.HOUR, Grain.DAY, Grain.ROOM_DAY, Grain.ROOM, Grain.KIND):
        found = in_order(runs(found, grain))
        if len(found) <= most:
            return tuple(found), grain
    kinds = list(Kind)
    by_weight = sorted(
        found, key=lambda one: (one.kind in ALONE, kinds.index(one.kind), one.order_ms)
    )
    told, rest = by_weight[: most - 1], by_weight[most - 1 :]
    sources = tuple(source for one in rest for source in one.sources)[:MOST_SOURCES]
    more = Happened(Kind.MORE, LAST_MS, None, sources, count=len(rest))
    return (*in_order(told), more), Grain.SOME_LEFT


def in_order(happened: Iterable[Happened]) -> list[Happened]:
    """By time; the same every time it is asked."""
    return sorted(happened, key=lambda one: (one.order_ms, one.kind, one.rooms, one.text))


def runs(happened: Iterable[Happened], grain: Grain) -> Iterable[Happened]:
    """Joins what belongs together at that grain; keeps no more than the runs themselves."""
    done: list[Happened] = []
    opened: dict[tuple[object, ...], int] = {}
    for one in happened:
        key = _key(one, grain)
        place = None if one.kind in ALONE else opened.get(key)
        if place is not None and (grain is not Grain.HOUR or _near(done[place], one)):
            done[place] = _joined(done[place], one)
        else:
            opened[key] = len(done)
            done.append(one)
    return done


def _key(one: Happened, grain: Grain) -> tuple[object, ...]:
    source = one.when.source if one.when is not None else None
    key: tuple[object, ...] = (one.kind, source)
    if grain <= Grain.ROOM:
        key += (one.rooms, one.said.get("where", ""))
    if grain <= Grain.ROOM_DAY:
        key += ((one.order_ms + _KST_MS) // _DAY_MS,) if grain is not Grain.HOUR else ()
    if grain <= Grain.DAY:
        key += (one.accounts,)
    return key


def _near(run: Happened, one: Happened) -> bool:
    return run.order_ms - _HOUR_MS <= one.order_ms <= run.until_ms + _HOUR_MS


def _joined(run: Happened, one: Happened) -> Happened:
    first, other = (run, one) if run.order_ms <= one.order_ms else (one, run)
    tally = dict(first.tally)
    for kind, count in other.tally.items():
        tally[kind] = tally.get(kind, 0) + count
    return replace(
        first,
        last_ms=max(run.until_ms, one.until_ms),
        sources=(first.sources + other.sources)[:MOST_SOURCES],
        accounts=first.accounts | other.accounts,
        rooms=tuple(dict.fromkeys(first.rooms + other.rooms)),
        tally=tally,
        said={key: value for key, value in first.said.items() if other.said.get(key) == value},
        shown=None,
        count=first.count + other.count,
    )
