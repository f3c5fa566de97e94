"""The incident log (evidence E-17): a note with what belongs to it, each part for itself."""

from __future__ import annotations

from dataclasses import dataclass, fields

from app.domain.told.notes import Note


@dataclass(frozen=True, slots=True)
class Incident:
    """What a line of the log says beside its text; every part may be empty.

    `officer` and `report_number` are of a report that was made, `technology` what was used, as far
    as somebody suspects.
    """

    place: str = ""
    witness: str = ""
    officer: str = ""
    report_number: str = ""
    technology: str = ""

    def texts(self) -> tuple[str, ...]:
        """All parts, in their order."""
        return tuple(str(getattr(self, one.name)) for one in fields(self))


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A line of the incident log: the note (its text, when written, when it happened), and more."""

    note: Note
    incident: Incident

    @property
    def headline(self) -> str:
        """The first line of what it says, for lists."""
        for text in (self.note.text, *self.incident.texts()):
            if text.strip():
                return text.strip().splitlines()[0][:120]
        return ""
