"""The case in the order of time as a picture: a line for each room, one for the person.

Drawn from the same entries as the timeline's table, so it shows nothing that does not stand there.
What lies close together becomes one sign; how many each stands for is in the rows below it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from app.domain.case.timeline import EntryKind, Timeline, TimelineEntry
from app.domain.chats.roomlife import Deed
from app.domain.text.textsafe import one_line
from app.i18n import N_, Texts
from app.report.parts.wording import both_zones
from app.report.pictures.axis import Axis, axis_of, stands_on
from app.report.pictures.drawing import Dot, Frame, Label, Mark, Sign, Stroke, Tone
from app.report.pictures.letters import fitting, text_width
from app.report.select import Selection
from app.report.tree import Block, Column, Drawing, Heading, Paragraph, Table

MOST_LANES = 12
_WIDTH = 170.0
_NAMES = 40.0  # millimetres for the names of the lanes
_LANE = 11.0
_SLOTS = 90  # signs that find room beside each other
_TIME = 39.0

MESSAGES = N_("Messages")
SEEN = N_("Pictures and files seen")
GIVEN = N_("Captures and files taken in")
THREATS = N_("Threats")
DEMANDS = N_("Demands for money")
CHANGES = N_("What happened to the room")
GAPS = N_("Gaps in the export")
DONE = N_("Reports and bundles")

_KIND = {
    EntryKind.MESSAGES: MESSAGES,
    EntryKind.MEDIA: SEEN,
    EntryKind.ITEM: GIVEN,
    EntryKind.GAP: GAPS,
    EntryKind.MOVED: CHANGES,
    EntryKind.ROOM: CHANGES,
    EntryKind.REPORT: DONE,
    EntryKind.BUNDLE: DONE,
}
_DEED = {Deed.THREAT: THREATS, Deed.MONEY: DEMANDS}
# What stands higher in a lane is drawn later, so it is never hidden by what is ordinary.
_SIGNS: dict[str, tuple[Dot, float, Tone, float]] = {
    GAPS: (Dot.RING, 1.6, Tone.QUIET, 1.6),
    MESSAGES: (Dot.CIRCLE, 1.6, Tone.QUIET, 1.6),
    GIVEN: (Dot.RING, 2.4, Tone.ACCENT, -1.4),
    SEEN: (Dot.CIRCLE, 2.4, Tone.ACCENT, -1.4),
    CHANGES: (Dot.DIAMOND, 2.4, Tone.ACCENT, 1.6),
    DONE: (Dot.TRIANGLE, 2.8, Tone.ACCENT, -1.4),
    DEMANDS: (Dot.SQUARE, 2.2, Tone.QUIET, -1.4),
    THREATS: (Dot.SQUARE, 2.6, Tone.INK, -1.4),
}


@dataclass(slots=True)
class _Row:
    """What one lane holds of one kind."""

    count: int = 0
    times: list[int] = field(default_factory=list)

    def add(self, at_ms: int | None, count: int, made_ms: int) -> None:
        self.count += count
        if at_ms is not None and stands_on(at_ms, made_ms):
            self.times.append(at_ms)


_Rows = dict[str, dict[str, _Row]]


def timeline_picture(selection: Selection, texts: Texts) -> list[Block]:
    """The picture with its rows; nothing where the case has no dated entries."""
    timeline = selection.facts.timeline or Timeline((), ())
    made = selection.facts.made_ms
    rows = _gathered(selection, timeline)
    times = [at for lane in rows.values() for row in lane.values() for at in row.times]
    axis = axis_of(times, made)
    if axis is None:
        return []
    names = _names(timeline, texts)
    drawn, others = _order(rows, timeline)
    title = texts.tr("The order of time as a picture")
    note = texts.tr(
        "Days are those of Korea (KST, UTC+09:00). Signs that would lie on each other are drawn "
        "once; the rows below say how many there are."
    )
    drawing = Drawing(
        name=title,
        width=_WIDTH,
        height=_height(len(drawn)),
        marks=tuple(_marks(rows, drawn, names, axis, texts)),
        alt=_alt(rows, drawn, axis, texts),
        table=_table(title, rows, [*drawn, *others], names, texts),
    )
    if axis.breaks:
        note += " " + texts.tr("Where // stands, days without entries are left out.")
    blocks: list[Block] = [Heading(title), Paragraph(note, quiet=True, leads=True), drawing]
    if others:
        words = texts.tr("{count} more rooms stand in the rows alone.", count=len(others))
        blocks.append(Paragraph(words))
    return blocks


def _gathered(selection: Selection, timeline: Timeline) -> _Rows:
    found: _Rows = {}
    made = selection.facts.made_ms
    for entry in timeline.entries:
        kind = _KIND.get(entry.kind)
        if kind is not None:
            row = found.setdefault(entry.lane, {}).setdefault(kind, _Row())
            row.add(entry.order_ms, _weight(entry), made)
    lanes = {lane.room: lane.id for lane in timeline.lanes if lane.room}
    for deed in selection.facts.deeds:
        lane = lanes.get(deed.room)
        if lane is not None:
            found.setdefault(lane, {}).setdefault(_DEED[deed.deed], _Row()).add(deed.at_ms, 1, made)
    return found


def _weight(entry: TimelineEntry) -> int:
    return entry.count if entry.kind in (EntryKind.MESSAGES, EntryKind.GAP) else 1


def _names(timeline: Timeline, texts: Texts) -> dict[str, str]:
    """What the lanes are called; titles are evidence and stand as text."""
    return {
        lane.id: one_line(lane.title, 60) if lane.room else texts.tr("Evidence and reports")
        for lane in timeline.lanes
    }


def _order(rows: _Rows, timeline: Timeline) -> tuple[list[str], list[str]]:
    """The lanes that are drawn, the fullest ones and her own, and those that only have rows."""
    lanes = [lane for lane in timeline.lanes if lane.id in rows]
    full = Counter({lane.id: sum(row.count for row in rows[lane.id].values()) for lane in lanes})
    kept = {lane.id for lane in lanes if lane.room is None}
    kept |= {name for name, _count in full.most_common(MOST_LANES)}
    drawn = [lane.id for lane in lanes if lane.id in kept]
    return drawn, [lane.id for lane in lanes if lane.id not in kept]


def _height(lanes: int) -> float:
    return 16.0 + lanes * _LANE + 7.0


def _marks(
    rows: _Rows, lanes: list[str], names: dict[str, str], axis: Axis, texts: Texts
) -> list[Mark]:
    marks = _legend(rows, lanes, texts)
    top, bottom = 14.0, 14.0 + len(lanes) * _LANE
    for share, day in axis.ticks():
        x = _x(share)
        marks.append(Stroke(x, top, x, bottom + 1.5, 0.15, Tone.RULE))
        marks.append(Label(x + 0.8, bottom + 4.5, day, 2.5, Tone.QUIET))
    marks.append(Label(0, bottom + 4.5, "KST", 2.5, Tone.QUIET))
    for place, lane in enumerate(lanes):
        marks += _lane(rows[lane], names.get(lane, ""), top + place * _LANE, axis)
    return marks


def _x(share: float) -> float:
    return _NAMES + share * (_WIDTH - _NAMES - 2)


def _lane(kinds: dict[str, _Row], name: str, top: float, axis: Axis) -> list[Mark]:
    middle = top + _LANE / 2
    broken = [_x(at) for at in axis.breaks]
    starts, ends = [_NAMES, *(x + 0.9 for x in broken)], [*(x - 0.9 for x in broken), _WIDTH]
    marks: list[Mark] = [Label(0, middle + 1, fitting(name, _NAMES - 3, 2.9), 2.9)]
    for left, right in zip(starts, ends, strict=True):
        marks.append(Stroke(left, middle, right, middle, 0.2, Tone.RULE))
    marks += [
        Stroke(x + side - 0.5, middle + 1.3, x + side + 0.5, middle - 1.3, 0.25, Tone.QUIET)
        for x in broken
        for side in (-0.9, 0.9)
    ]
    for kind, (shape, size, tone, lift) in _SIGNS.items():
        if kind not in kinds:
            continue
        slots = {round(axis.share(at) * _SLOTS) for at in kinds[kind].times}
        marks += [
            Sign(_x(slot / _SLOTS), middle + lift, shape, size, tone) for slot in sorted(slots)
        ]
    return marks


def _legend(rows: _Rows, lanes: list[str], texts: Texts) -> list[Mark]:
    """The signs that are there, with their words, in at most two lines."""
    marks: list[Mark] = []
    x, y = 1.5, 3.5
    for kind, (shape, size, tone, _lift) in reversed(_SIGNS.items()):
        if not any(kind in rows[lane] for lane in lanes):
            continue
        words = texts.tr(kind)
        wide = 4 + text_width(words, 2.7) + 5
        if x + wide > _WIDTH:
            x, y = 1.5, y + 4.5
        marks += [Sign(x, y - 1, shape, size, tone), Label(x + 2.6, y, words, 2.7, Tone.QUIET)]
        x += wide
    return [Frame(0, 0, _WIDTH, y + 1.8), *marks]


def _alt(rows: _Rows, lanes: list[str], axis: Axis, texts: Texts) -> str:
    counts: Counter[str] = Counter()
    for lane in lanes:
        counts.update({kind: row.count for kind, row in rows[lane].items()})
    told = ", ".join(
        f"{texts.tr(kind)} {counts[kind]:,}" for kind in reversed(_SIGNS) if counts[kind]
    )
    days = axis.ticks()
    return texts.tr(
        "Timeline of {lanes} lines from {first} on: {told}. The rows after it say the same.",
        lanes=len(lanes),
        first=days[0][1] if days else "",
        told=told,
    )


def _table(title: str, rows: _Rows, lanes: list[str], names: dict[str, str], texts: Texts) -> Table:
    columns = (
        Column(texts.tr("Where"), 1.4),
        Column(texts.tr("What"), 1.2),
        Column(texts.tr("How many"), fixed=18),
        Column(texts.tr("First"), fixed=_TIME),
        Column(texts.tr("Last"), fixed=_TIME),
    )
    found = []
    for lane in lanes:
        for kind in reversed(_SIGNS):
            row = rows[lane].get(kind)
            if row is not None:
                first = both_zones(min(row.times)) if row.times else ""
                last = both_zones(max(row.times)) if row.times else ""
                found.append((names[lane], texts.tr(kind), f"{row.count:,}", first, last))
    return Table(title, columns, tuple(found))
