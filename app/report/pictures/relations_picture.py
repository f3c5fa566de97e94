"""Rooms and accounts as a picture: who posted where, and which room became which.

Accounts stand on the left, rooms on the right. That an account is joined to a room says that the
sources show it there, and no more. Everything drawn stands in the rows below it, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.chats.roomlife import Deed, Happening, Known, Part, RoomEvent, RoomMember
from app.domain.chats.roomlife_words import HAPPENINGS, PARTS
from app.domain.evidence.items import Sighting
from app.domain.text.textsafe import one_line
from app.i18n import Texts
from app.report.parts.tables import MOST_ROWS
from app.report.parts.wording import both_zones, word
from app.report.pictures.drawing import Dot, Frame, Label, Mark, Sign, Stroke, Tone
from app.report.pictures.letters import fitting
from app.report.select import Selection
from app.report.tree import Block, Column, Drawing, Heading, Paragraph, Table

MOST_ACCOUNTS = 14
MOST_ROOMS = 10
_WIDTH = 170.0
_ACCOUNT_WIDTH = 58.0
_ROOM_LEFT, _ROOM_WIDTH = 104.0, 56.0
_STEP, _HIGH = 12.0, 9.5
_TIME = 39.0
_ROLES = (Part.CREATOR, Part.HOST, Part.HELPER, Part.JOINED, Part.ADDED, Part.LEFT, Part.REMOVED)
_SHOWN_NAME = 60


@dataclass(slots=True)
class _Tie:
    """What joins one account to one room."""

    account: str
    room: str
    posts: int = 0
    roles: set[Part] = field(default_factory=set)
    exhibits: set[int] = field(default_factory=set)
    deeds: dict[Deed, int] = field(default_factory=dict)
    times: list[int] = field(default_factory=list)

    @property
    def weight(self) -> tuple[int, int, int]:
        """What is drawn first: what the person marked, then exhibits, then messages."""
        return sum(self.deeds.values()), len(self.exhibits), self.posts


@dataclass(frozen=True, slots=True)
class _Lineage:
    """A room and the one it became, both by number of the case."""

    before: str
    after: str
    kind: Happening
    at_ms: int | None


def relations_picture(selection: Selection, texts: Texts) -> list[Block]:
    """The picture with its rows; nothing where no account is known in any room."""
    names = _account_names(selection, texts)
    ties = sorted(_ties(selection).values(), key=lambda tie: tie.weight, reverse=True)
    lineage = _lineage(selection)
    if not ties and not lineage:
        return []
    title = texts.tr("Rooms and accounts as a picture")
    note = texts.tr(
        "A line means that the sources show the account in the room; what it did there stands in "
        "the rows. An arrow leads from a room to the one it became."
    )
    accounts = list(dict.fromkeys(tie.account for tie in ties))[:MOST_ACCOUNTS]
    rooms = _rooms_drawn(selection, ties, lineage)
    table = _table(title, selection, ties, lineage, names, texts)
    drawing = Drawing(
        name=title,
        width=_WIDTH,
        height=8 + max(len(accounts), len(rooms), 1) * _STEP,
        marks=tuple(_marks(selection, accounts, rooms, ties, lineage, names, texts)),
        alt=texts.tr(
            "{accounts} accounts and {rooms} rooms, joined where the sources show them together. "
            "The rows after it say the same.",
            accounts=len(accounts),
            rooms=len(rooms),
        ),
        table=table,
    )
    more = len(ties) + len(lineage) + len(_renamed(selection)) - len(table.rows)
    words = texts.tr("{more} more rows are in report.json.", more=f"{more:,}")
    return [
        Heading(title),
        Paragraph(note, quiet=True, leads=True),
        drawing,
        *([Paragraph(words)] * (more > 0)),
    ]


def _account_names(selection: Selection, texts: Texts) -> dict[str, str]:
    """What an account is called: its newest name, and its number where the platform gives one."""
    found = {}
    for account in selection.facts.accounts:
        name = one_line(account.names[-1], _SHOWN_NAME) if account.names else ""
        given = one_line(account.given_id, _SHOWN_NAME)
        found[account.id] = " · ".join(part for part in (name, given) if part) or texts.tr(
            "without a name"
        )
    return found


class _Ties(dict[tuple[str, str], _Tie]):
    """Ties by account and room; one that the report does not hold joins nothing."""

    def __init__(self, selection: Selection) -> None:
        super().__init__()
        self._rooms, self._accounts = selection.rooms, selection.accounts

    def of(self, account: str | None, room: str | None) -> _Tie | None:
        """The tie of an account and a room, made where it is new."""
        if account is None or account not in self._accounts:
            return None
        if room is None or room not in self._rooms:
            return None
        return self.setdefault((account, room), _Tie(account, room))


def _ties(selection: Selection) -> _Ties:
    """Accounts joined to rooms by membership, by exhibits, and by what the person marked."""
    ties = _Ties(selection)
    for member in selection.facts.members:
        if (tie := ties.of(member.account, member.room)) is not None:
            _add_member(tie, member)
    for exhibit in selection.exhibits:
        for sighting in exhibit.sightings:
            if (tie := ties.of(sighting.account, sighting.room)) is not None:
                _add_sighting(tie, exhibit.number, sighting)
    for deed in selection.facts.deeds:
        if (tie := ties.of(deed.account, deed.room)) is not None:
            tie.deeds[deed.deed] = tie.deeds.get(deed.deed, 0) + 1
    return ties


def _add_sighting(tie: _Tie, number: int, sighting: Sighting) -> None:
    tie.exhibits.add(number)
    if sighting.shown is not None and sighting.shown.at_ms is not None:
        tie.times.append(sighting.shown.at_ms)


def _add_member(tie: _Tie, member: RoomMember) -> None:
    tie.posts += member.posts
    tie.times += [at for at in (member.first_ms, member.last_ms) if at is not None]
    if member.part is not Part.POSTER:
        tie.roles.add(member.part)


def _lineage(selection: Selection) -> tuple[_Lineage, ...]:
    """Which room became which, as far as both are in the report and nobody said otherwise."""
    found: dict[tuple[str, str], _Lineage] = {}
    rooms = selection.rooms
    for event in selection.facts.events:
        if event.other is None or event.other not in rooms or event.room not in rooms:
            continue
        if event.known not in (Known.SAID, Known.KEPT):
            continue
        at_ms = event.shown.at_ms if event.shown is not None else None
        if event.kind in (Happening.MOVED_TO, Happening.EVACUATION):
            found[event.room, event.other] = _Lineage(event.room, event.other, event.kind, at_ms)
        elif event.kind is Happening.MOVED_FROM:
            kind = Happening.MOVED_TO
            found[event.other, event.room] = _Lineage(event.other, event.room, kind, at_ms)
    for room in rooms.values():
        former = room.moved_from
        if former is not None and former in rooms and (former, room.id) not in found:
            found[former, room.id] = _Lineage(former, room.id, Happening.MOVED_TO, None)
    return tuple(found.values())


def _renamed(selection: Selection) -> list[RoomEvent]:
    return [
        event
        for event in selection.facts.events
        if event.kind is Happening.RENAMED and event.room in selection.rooms
    ]


def _rooms_drawn(
    selection: Selection, ties: list[_Tie], lineage: tuple[_Lineage, ...]
) -> list[str]:
    """Rooms that stand in a lineage, then those of the weightiest ties, in the case's order."""
    wanted = [room for one in lineage for room in (one.before, one.after)]
    wanted += [tie.room for tie in ties]
    kept = set(list(dict.fromkeys(wanted))[:MOST_ROOMS])
    return [room for room in selection.rooms if room in kept]


def _marks(
    selection: Selection,
    accounts: list[str],
    rooms: list[str],
    ties: list[_Tie],
    lineage: tuple[_Lineage, ...],
    names: dict[str, str],
    texts: Texts,
) -> Iterator[Mark]:
    left = {account: 8 + place * _STEP for place, account in enumerate(accounts)}
    right = {room: 8 + place * _STEP for place, room in enumerate(rooms)}
    yield Label(0, 4, texts.tr("Accounts"), 3.0, Tone.ACCENT, strong=True)
    yield Label(_ROOM_LEFT, 4, texts.tr("Rooms"), 3.0, Tone.ACCENT, strong=True)
    for tie in ties:
        if tie.account in left and tie.room in right:
            start, end = left[tie.account] + _HIGH / 2, right[tie.room] + _HIGH / 2
            width = min(1.2, 0.25 + 0.1 * tie.posts.bit_length())
            dashed = not tie.posts and not tie.exhibits
            yield Stroke(_ACCOUNT_WIDTH, start, _ROOM_LEFT, end, width, Tone.QUIET, dashed)
    yield from _arrows(lineage, right)
    for account, top in left.items():
        yield Frame(0, top, _ACCOUNT_WIDTH, _HIGH)
        marked = any(tie.deeds for tie in ties if tie.account == account)
        room = _ACCOUNT_WIDTH - (10 if marked else 4)
        yield Label(2, top + 6, fitting(names[account], room, 2.9), 2.9)
        if marked:
            yield Sign(_ACCOUNT_WIDTH - 4, top + _HIGH / 2, Dot.SQUARE, 2.6, Tone.INK)
    for room_id, top in right.items():
        one = selection.rooms[room_id]
        yield Frame(_ROOM_LEFT, top, _ROOM_WIDTH, _HIGH)
        name = one_line(one.title, _SHOWN_NAME) or one_line(one.native_id, _SHOWN_NAME)
        yield Label(_ROOM_LEFT + 2, top + 4.2, fitting(name, _ROOM_WIDTH - 4, 2.9), 2.9)
        where = " · ".join(
            part for part in (word(one.platform, texts), one_line(one.native_id, 40)) if part
        )
        yield Label(
            _ROOM_LEFT + 2, top + 7.9, fitting(where, _ROOM_WIDTH - 4, 2.4), 2.4, Tone.QUIET
        )


def _arrows(lineage: tuple[_Lineage, ...], right: dict[str, float]) -> Iterator[Mark]:
    """From a room to what it became, around the right side, each in a track of its own."""
    edge = _ROOM_LEFT + _ROOM_WIDTH
    drawn = [one for one in lineage if one.before in right and one.after in right]
    for place, one in enumerate(drawn):
        out = edge + 2.5 + place % 4 * 1.8
        start, end = right[one.before] + 6.5, right[one.after] + 3
        yield Stroke(edge, start, out, start, 0.4, Tone.ACCENT)
        yield Stroke(out, start, out, end, 0.4, Tone.ACCENT)
        yield Stroke(out, end, edge, end, 0.4, Tone.ACCENT, arrow=True)


def _table(
    title: str,
    selection: Selection,
    ties: list[_Tie],
    lineage: tuple[_Lineage, ...],
    names: dict[str, str],
    texts: Texts,
) -> Table:
    columns = (
        Column(texts.tr("Account or room"), 1.2),
        Column(texts.tr("Joined to"), 1.2),
        Column(texts.tr("What"), 1.3),
        Column(texts.tr("First"), fixed=_TIME),
        Column(texts.tr("Last"), fixed=_TIME),
    )
    rooms = {room.id: room.title or room.native_id for room in selection.rooms.values()}
    rows = [
        (
            rooms[one.before],
            rooms[one.after],
            texts.tr(HAPPENINGS[one.kind]),
            both_zones(one.at_ms) if one.at_ms is not None else "",
            "",
        )
        for one in lineage
    ]
    rows += [
        (
            event.before,
            event.after,
            texts.tr(HAPPENINGS[event.kind]),
            both_zones(event.shown.at_ms) if event.shown and event.shown.at_ms is not None else "",
            "",
        )
        for event in _renamed(selection)
    ]
    rows += [(names[tie.account], rooms[tie.room], _what(tie, texts), *_span(tie)) for tie in ties]
    return Table(title, columns, tuple(rows[:MOST_ROWS]))


def _what(tie: _Tie, texts: Texts) -> str:
    lines = []
    if tie.posts:
        lines.append(texts.ntr("{count} message", "{count} messages", tie.posts))
    lines += [texts.tr(PARTS[role]) for role in _ROLES if role in tie.roles]
    if tie.deeds.get(Deed.THREAT):
        lines.append(f"{texts.tr('Threats')} {tie.deeds[Deed.THREAT]:,}")
    if tie.deeds.get(Deed.MONEY):
        lines.append(f"{texts.tr('Demands for money')} {tie.deeds[Deed.MONEY]:,}")
    if tie.exhibits:
        numbers = ", ".join(map(str, sorted(tie.exhibits)[:40]))
        lines.append(texts.tr("Exhibit {number}", number=numbers))
    return "\n".join(lines)


def _span(tie: _Tie) -> tuple[str, str]:
    if not tie.times:
        return "", ""
    return both_zones(min(tie.times)), both_zones(max(tie.times))
