"""The words of a timeline: sentences for entries, titles for lanes, days for the axis.

Hostile names made visible.
"""

from __future__ import annotations

from app.domain.case.entry_words import happening_words
from app.domain.case.timeline import EntryKind, Timeline, TimelineEntry
from app.domain.text.textsafe import one_line, visible_name
from app.errors import InputProblem
from ui.context import Context
from ui.models.paged import Said
from ui.wording import ENTRIES, clock, day, kst

LABEL_LENGTH = 80
TITLE_LENGTH = 40
MOST_AGAIN = 3
TEXTS = (EntryKind.NOTE, EntryKind.INCIDENT)
"""Entries whose own words say what they are."""


class TimelineWords:
    """Words for the timeline that was shown last."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._titles: dict[str, str | None] = {}
        self._years = False

    def show(self, timeline: Timeline) -> None:
        """Word this one from now on."""
        self._titles = {
            lane.id: visible_name(lane.title, TITLE_LENGTH) if lane.room else None
            for lane in timeline.lanes
        }
        ends = [entry.order_ms for entry in (*timeline.entries[:1], *timeline.entries[-1:])]
        self._years = len({kst(at).year for at in ends}) > 1  # entries stand in order

    def title(self, lane: str) -> str:
        """A room's title, or the word for the person herself."""
        title = self._titles.get(lane)
        if title is None:
            return self._context.tr("Me")
        return title or self._context.tr("Room without a name")

    def day(self, at_ms: int) -> str:
        """A day on the axis, with its year where there are several."""
        if self._years:
            moment = kst(at_ms)
            return f"{moment.year}.{moment.month}.{moment.day}"
        return day(at_ms, self._context)

    def hour(self, at_ms: int) -> str:
        """A time of day on the axis, in Korea."""
        return f"{kst(at_ms):%H:%M}"

    def sentence(self, entry: TimelineEntry) -> str:
        """What an entry is, in a few words."""
        if entry.kind in TEXTS and entry.label:
            return one_line(entry.label, LABEL_LENGTH)
        if entry.kind is EntryKind.MESSAGES:
            return self._context.ntr("{count} message", "{count} messages", entry.count)
        if entry.happening:
            happened = self._context.tr(happening_words(entry))
            filed = entry.kind is EntryKind.FILED
            return f"{self._context.tr(ENTRIES[entry.kind])}: {happened}" if filed else happened
        return self._context.tr(ENTRIES[entry.kind])

    def several(self, first: str, last: str, count: int) -> str:
        """Entries that stand too near each other to be drawn one by one."""
        return self._context.ntr(
            "{first} · {count} in all until {day}",
            "{first} · {count} in all until {day}",
            count,
            day=last,
            first=first,
        )

    def _label(self, entry: TimelineEntry) -> str:
        """What stands beside an entry; a report's form by its name, where this program has it."""
        from app.usecases.reports.reporting import form

        if entry.kind is not EntryKind.REPORT:
            return entry.label
        try:
            return form(entry.label).title.in_language(self._context.language.texts.language)
        except InputProblem:
            return entry.label

    def row(self, entry: TimelineEntry) -> Said:
        """An entry in the list: what, in which room with which label, when."""
        parts = [self.title(entry.lane)]
        if entry.label and entry.kind not in TEXTS:
            parts.append(one_line(self._label(entry), LABEL_LENGTH))
        tr = self._context.tr
        parts += [
            tr("Seen again in {name}", name=visible_name(name, TITLE_LENGTH))
            for name in entry.again[:MOST_AGAIN]
        ]
        return self.sentence(entry), " · ".join(parts), clock(entry.order_ms)
