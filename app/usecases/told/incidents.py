"""The incident log: when, where, what, who saw it, what was reported. Every part can wait."""

from __future__ import annotations

from dataclasses import replace

from app.domain.custody import Act
from app.domain.ids import new_id
from app.domain.times.times import Moment
from app.domain.told.incidents import Incident, LogEntry
from app.domain.told.notes import Note
from app.errors import InputProblem
from app.usecases.told.told_texts import TEXT, kept_text, kept_time
from app.usecases.vault.vaults import OpenVault


def list_incidents(vault: OpenVault, case_id: str) -> tuple[LogEntry, ...]:
    """The log of a case in the order of time. Raises InputProblem INP-003."""
    vault.cases.get(case_id)
    return vault.told.incidents.in_case(case_id)


def add_incident(
    vault: OpenVault,
    case_id: str,
    text: str = "",
    event: Moment | None = None,
    incident: Incident | None = None,
) -> LogEntry:
    """Keep a line of the log; `event` is when it happened, as far as it is known.

    Raises InputProblem: INP-003 no such case, INP-072 nothing said, INP-070, INP-071.
    """
    vault.cases.get(case_id)
    note = Note(new_id("note"), case_id, "", vault.now_ms())
    entry = _kept(note, text, event, incident or Incident())
    with vault.transaction():
        vault.told.incidents.add(entry)
        vault.custody.append(Act.NOTE_WRITTEN, entry.note.id, case_id)
    vault.custody.checkpoint()
    return entry


def change_incident(
    vault: OpenVault,
    case_id: str,
    note_id: str,
    text: str,
    event: Moment | None,
    incident: Incident,
) -> LogEntry:
    """Keep what is said now in place of what was; the log tells that it changed.

    Raises as `add_incident`, and INP-073.
    """
    before = vault.told.incidents.get(note_id, case_id)
    entry = _kept(before.note, text, event, incident)
    if entry != before:
        with vault.transaction():
            vault.told.incidents.change(entry)
            vault.custody.append(Act.NOTE_CHANGED, note_id, case_id)
        vault.custody.checkpoint()
    return entry


def _kept(note: Note, text: str, event: Moment | None, incident: Incident) -> LogEntry:
    said = kept_text(text, longest=TEXT)
    beside = Incident(*(kept_text(one) for one in incident.texts()))
    if not said and event is None and not any(beside.texts()):
        raise InputProblem("INP-072")
    return LogEntry(replace(note, text=said, event=kept_time(event)), beside)
