"""The incident log: what happened, when, where; every field can wait. Or spoken, as a memo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from app.domain.text.textsafe import one_line
from app.domain.times.typed_times import typed_moment
from app.domain.told.incidents import Incident
from app.i18n import N_
from ui.pages.intake.memo_card import MemoCard
from ui.pages.told.telling import TellingPage
from ui.widgets.told_form import Asked
from ui.wording import clock

if TYPE_CHECKING:
    from app.domain.told.incidents import LogEntry
    from app.usecases.vault.vaults import OpenVault

TIME_HINT = N_("2024-08-27 14:03, or your own words")
SURE = (("", N_("As written")), ("about", N_("Roughly")))


class IncidentsPage(TellingPage):
    """Lines of the log, one after the other."""

    place = "timeline"
    asked = (
        Asked("when", N_("When"), hint=TIME_HINT),
        Asked("about", N_("How sure is the time"), choices=SURE),
        Asked("text", N_("What happened"), long=True),
        Asked("place", N_("Where")),
        Asked("witness", N_("Who saw it")),
        Asked("officer", N_("Who took a report")),
        Asked("report_number", N_("Number of the report")),
        Asked("technology", N_("What was used, as far as you suspect")),
    )

    def heading(self) -> tuple[str, str, str]:
        """The words of the page."""
        tr = self.context.tr
        return (
            tr("Incident log"),
            tr("Write down what you know. Any field can stay empty, and everything can wait."),
            tr("Another entry"),
        )

    def build_more(self) -> None:
        """Or speak it."""
        self._memo = MemoCard(self)
        self.desk.addWidget(self._memo)

    def read(self, vault: OpenVault, case: str) -> Sequence[LogEntry]:
        """The log."""
        from app.usecases.told.incidents import list_incidents

        return list_incidents(vault, case)

    def keep(self, vault: OpenVault, case: str, known: str | None, said: Mapping[str, str]) -> str:
        """Add a line, or change it."""
        from app.usecases.told.incidents import add_incident, change_incident

        event = typed_moment(said["when"], about=bool(said["about"]))
        beside = Incident(**{one.name: said[one.name] for one in fields(Incident)})
        if known is None:
            return add_incident(vault, case, said["text"], event, beside).note.id
        return change_incident(vault, case, known, said["text"], event, beside).note.id

    def identify(self, record: Any) -> str:
        """The note's."""
        return str(record.note.id)

    def told(self, record: Any) -> dict[str, str]:
        """A line in the form."""
        return {
            "text": record.note.text,
            **time_told("when", record.note.event),
            **{one.name: getattr(record.incident, one.name) for one in fields(Incident)},
        }

    def line(self, record: Any) -> str:
        """When, and the first words."""
        event = record.note.event
        at = event.original if event is not None else clock(record.note.at_ms)
        return f"{one_line(at, 40)} · {one_line(record.headline, 100)}"

    def clear(self) -> None:
        """The memo too."""
        super().clear()
        self._memo.forget()


def time_told(key: str, moment: Any) -> dict[str, str]:
    """A typed time in its two fields."""
    if moment is None:
        return {key: "", "about": ""}
    about = moment.at_ms is not None and moment.certainty.value == "approximate"
    return {key: moment.original, "about": "about" if about else ""}
