"""The incident log keeps what is said, each part for itself, and nothing has to be said."""

from __future__ import annotations

import pytest

from app.domain.case.timeline import EntryKind
from app.domain.custody import Act
from app.domain.evidence.items import Case
from app.domain.times.typed_times import typed_moment
from app.domain.told.incidents import Incident
from app.errors import InputProblem
from app.usecases.case.timelines import timeline
from app.usecases.told.incidents import add_incident, change_incident, list_incidents
from app.usecases.told.noting import add_note
from app.vault import Vault
from tests.unit.told.test_people import kinds

RRN = "900101-1234567"


def test_a_line_comes_back_as_it_was_said(vault: Vault, case: Case) -> None:
    beside = Incident("학교 앞", "친구", "김경위", "2024-1234", "AI 합성")
    when = typed_moment("2024-08-27", about=True)
    made = add_incident(vault, case.id, "메시지가 왔다", when, beside)
    assert list_incidents(vault, case.id) == (made,)
    assert (made.incident, made.note.event, made.note.text) == (beside, when, "메시지가 왔다")
    for words in ("메시지가", "학교", "친구", "김경위", "2024-1234", "합성", "메시지가 김경위"):
        assert kinds(vault, words) == [("note", made.note.id)]


@pytest.mark.parametrize("field", ["place", "witness", "officer", "report_number", "technology"])
def test_any_one_part_is_enough(vault: Vault, case: Case, field: str) -> None:
    made = add_incident(vault, case.id, incident=Incident(**{field: "아는 것"}))
    assert made.headline == "아는 것"
    assert [entry.label for entry in timeline(vault, case.id).entries] == ["아는 것"]


def test_other_words_replace_the_first_and_the_log_tells(vault: Vault, case: Case) -> None:
    made = add_incident(vault, case.id, "처음 말", incident=Incident(place="첫 자리"))
    change_incident(vault, case.id, made.note.id, "나중 말", None, Incident(place="둘째 자리"))
    change_incident(vault, case.id, made.note.id, "나중 말", None, Incident(place="둘째 자리"))
    (kept,) = list_incidents(vault, case.id)
    assert (kept.note.text, kept.incident.place) == ("나중 말", "둘째 자리")
    assert kept.note.at_ms == made.note.at_ms
    assert [kinds(vault, words) for words in ("처음", "첫 자리")] == [[], []]
    assert kinds(vault, "둘째") == [("note", made.note.id)]
    left = "SELECT count(*) FROM words WHERE words MATCH ?"
    assert vault._index.read(left, ('"처음"',)) == [(0,)]
    acts = [entry.act for entry in vault.custody.of_subject(made.note.id)]
    assert acts == [Act.NOTE_WRITTEN, Act.NOTE_CHANGED]


def test_the_log_stands_in_the_order_of_what_it_tells(vault: Vault, case: Case) -> None:
    for text, when in (("셋", "2024-09-03"), ("하나", "2024-09-01"), ("둘", "2024-09-02")):
        add_incident(vault, case.id, text, typed_moment(when))
    assert [entry.note.text for entry in list_incidents(vault, case.id)] == ["하나", "둘", "셋"]


def test_a_note_is_no_line_of_the_log_and_each_stands_once_on_the_timeline(
    vault: Vault, case: Case
) -> None:
    note = add_note(vault, case.id, "그냥 메모")
    line = add_incident(vault, case.id, "있었던 일", typed_moment("2024-09-01"))
    assert [entry.note.id for entry in list_incidents(vault, case.id)] == [line.note.id]
    shown = [(entry.kind, entry.subject) for entry in timeline(vault, case.id).entries]
    assert shown == [(EntryKind.INCIDENT, line.note.id), (EntryKind.NOTE, note.id)]
    with pytest.raises(InputProblem) as refused:
        change_incident(vault, case.id, note.id, "x", None, Incident())
    assert refused.value.code == "INP-073"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "INP-072"),
        ({"text": " \n "}, "INP-072"),
        ({"text": RRN}, "INP-070"),
        ({"incident": Incident(witness=RRN)}, "INP-070"),
        ({"text": "가" * 20_001}, "INP-071"),
    ],
)
def test_what_can_not_be_kept_is_refused(
    vault: Vault, case: Case, given: dict[str, object], code: str
) -> None:
    with pytest.raises(InputProblem) as refused:
        add_incident(vault, case.id, **given)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert list_incidents(vault, case.id) == ()
