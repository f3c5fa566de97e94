"""Write a note into a case."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.custody import Act
from app.domain.ids import new_id
from app.domain.times.times import Moment
from app.domain.told.notes import Note
from app.errors import InputProblem
from app.usecases.told.typed_numbers import refuse_numbers
from app.usecases.vault.vaults import OpenVault

NOTE_BYTES = 1024 * 1024


def add_note(vault: OpenVault, case_id: str, text: str, event: Moment | None = None) -> Note:
    """Keep a note; `event` is when the thing it tells of happened, if the person knows.

    Raises InputProblem: INP-014 empty, INP-017 longer than 1 MiB, INP-022 a resident registration
    number, INP-003 no such case.
    """
    note = new_note(vault, case_id, text, event)
    with vault.transaction():
        write_note(vault, note)
    vault.custody.checkpoint()
    return note


def new_note(
    vault: OpenVault,
    case_id: str,
    text: str,
    event: Moment | None = None,
    links: Iterable[str] = (),
) -> Note:
    """A note that may be kept, not kept yet; `links` stand in the text as they are given.

    Raises as `add_note`.
    """
    check_note(text)
    refuse_numbers(text, links)
    vault.cases.get(case_id)
    return Note(new_id("note"), case_id, text, vault.now_ms(), event)


def check_note(text: str) -> None:
    """Let a text pass that fits a note. Raises InputProblem INP-014 empty, INP-017 too long."""
    if not text.strip():
        raise InputProblem("INP-014")
    if len(text.encode("utf-8", "surrogatepass")) > NOTE_BYTES:
        raise InputProblem("INP-017")


def write_note(vault: OpenVault, note: Note) -> None:
    """Keep a note that was looked at, and log it, inside a transaction."""
    vault.notes.add(note)
    vault.custody.append(Act.NOTE_WRITTEN, note.id, note.case)
