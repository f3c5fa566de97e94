"""Write a note into a case."""

from __future__ import annotations

from app.domain.custody import Act
from app.domain.ids import new_id
from app.domain.notes import Note
from app.domain.rrn import find_rrn
from app.domain.times import Moment
from app.errors import InputProblem
from app.usecases.vaults import OpenVault

NOTE_BYTES = 1024 * 1024


def add_note(vault: OpenVault, case_id: str, text: str, event: Moment | None = None) -> Note:
    """Keep a note; `event` is when the thing it tells of happened, if the person knows.

    Raises InputProblem: INP-014 empty, INP-017 longer than 1 MiB, INP-022 a resident registration
    number, INP-003 no such case.
    """
    if not text.strip():
        raise InputProblem("INP-014")
    if len(text.encode("utf-8", "surrogatepass")) > NOTE_BYTES:
        raise InputProblem("INP-017")
    if find_rrn(text):
        raise InputProblem("INP-022")
    vault.cases.get(case_id)
    note = Note(new_id("note"), case_id, text, vault.now_ms(), event)
    with vault.transaction():
        vault.notes.add(note)
        vault.custody.append(Act.NOTE_WRITTEN, note.id, case_id)
    vault.custody.checkpoint()
    return note
