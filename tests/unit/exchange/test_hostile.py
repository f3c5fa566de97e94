"""Whoever writes a case file may write anything into it: none of that reaches another case."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.evidence.items import Case
from app.errors import FormatProblem, IntegrityProblem, OngiError
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.case.exchanging import TakenIn, case_numbers, take_case
from app.usecases.case.protecting import protect
from app.usecases.told.noting import add_note
from app.usecases.told.people import add_person
from tests.unit.exchange.forging import forge, item_line
from tests.unit.exchange.sides import KEY, Sides, add_words
from tests.unit.vault.filling import blob_files

NOTE = {"id": "n-000000000001", "text": "글", "at_ms": 1, "event": None, "incident": None}
PERSON = {"id": "p-000000000001", "name": "누구", "role": "unknown", "note": "", "made_ms": 1}
SEEN = [None, 1, "observed", "https://a", None, ""]
LINK = {
    "id": "l-000000000001", "normal": "https://a", "host": "a", "kind": "web", "seen_ms": 1,
    "seen": [SEEN],
}  # fmt: skip


def take(both: Sides, case: Case, records: list[Any], content: bytes = b"", **said: Any) -> TakenIn:
    path = forge(both.here, case, both.path(), records, content, **said)
    return take_case(
        both.there, path, Job(), identity=str(KEY), trust=case_numbers(both.here, case.id)
    )


def test_what_is_forged_here_would_be_taken_if_it_were_honest(both: Sides, case: Case) -> None:
    done = take(both, case, [item_line("글"), ["notes", NOTE], ["people", PERSON]], "글".encode())
    assert (done.items, done.added, done.left_out) == (1, 2, 0)


def test_nobody_gets_what_another_case_holds_by_naming_its_sum(both: Sides, case: Case) -> None:
    secret = f"다른 사건의 것 {case.id}"
    add_words(both.there, add_case(both.there, ""), secret)
    done = take(both, case, [item_line(secret, carried=False)])
    assert done.items == 0
    assert not both.there.items.in_case(case.id)


def test_nothing_of_another_case_is_changed_by_its_identifier(both: Sides, case: Case) -> None:
    other = add_case(both.there, "")
    note = add_note(both.there, other.id, "그대로")
    with pytest.raises(FormatProblem, match="BND-070"):
        take(both, case, [["notes", {**NOTE, "id": note.id, "text": "바꿈"}]])
    assert [one.text for one in both.there.notes.in_case(other.id)] == ["그대로"]
    assert case.id not in {one.id for one in both.there.cases.all()}


def test_what_refers_to_another_case_is_left_out(both: Sides, case: Case) -> None:
    other = add_case(both.there, "")
    person = add_person(both.there, other.id, "다른 사람")
    mark = {
        "id": "k-000000000001", "person": person.id, "kind": "phone", "value": "1", "platform": "",
        "account": None, "item": None, "sighting": None, "seen": None, "note": "",
    }  # fmt: skip
    done = take(both, case, [["person_marks", mark]])
    assert done.left_out == 1
    assert not both.there.told.people.marks(other.id)


@pytest.mark.parametrize(
    "records",
    [
        [["notes", {**NOTE, "text": 5}]],
        [["notes", {**NOTE, "id": "n-1"}]],
        [["notes", {**NOTE, "at_ms": 2**60}]],
        [["people", {**PERSON, "made_ms": 2**52}]],
        [["notes", {**NOTE, "event": [1, "nobody", "exact", "", None]}]],
        [["notes", {**NOTE, "event": [1, "person", "exact", "", 5000]}]],
        [["notes", {**NOTE, "more": 1}]],
        [["notes", {**NOTE, "incident": ["집"]}]],
        [["people", {**PERSON, "role": "judge"}]],
        [["keys", {"id": "g-000000000001"}]],
        [["links", {**LINK, "seen": [[None]]}]],
        [["links", {**LINK, "seen": [["i-1", *SEEN[1:]]]}]],
        [["people", PERSON], ["items", {}]],
        [["said", {"field": "a", "answer": 1.5, "said_ms": 1}]],
        [["answers", {"report": "d-1", "field": "a", "answer": 1}]],
        [item_line("가"), item_line("가")],
        [item_line("가", size=9)],
        [item_line("가", sha256="0" * 63)],
        [item_line("가", kind="weapon")],
        [item_line("가", parent="../../x")],
    ],
    ids=lambda records: str(records)[:60],
)
def test_a_record_that_no_table_holds_refuses_the_file(
    both: Sides, case: Case, records: list[Any]
) -> None:
    before = blob_files(both.there)
    with pytest.raises((FormatProblem, IntegrityProblem), match=r"BND-07[02]"):
        take(both, case, records, "가".encode())
    assert case.id not in {one.id for one in both.there.cases.all()}
    assert blob_files(both.there) == before


def test_bytes_that_are_not_what_the_list_says_are_not_kept(both: Sides, case: Case) -> None:
    before = blob_files(both.there)
    with pytest.raises(IntegrityProblem, match="BND-072"):
        take(both, case, [item_line("가나다")], "라마바".encode())
    assert blob_files(both.there) == before


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"head": "0" * 64}, "BND-075"),
        ({"number": 10**6}, "BND-075"),
        ({"payloads": 5}, "BND-070"),
        ({"format": "ongi-case-v2"}, "BND-071"),
    ],
)
def test_a_list_that_says_what_is_not_so_is_refused(
    both: Sides, case: Case, said: dict[str, Any], code: str
) -> None:
    with pytest.raises(OngiError, match=code):
        take(both, case, [], **said)


def test_minor_mode_of_either_side_keeps_pictures_out(both: Sides, case: Case) -> None:
    picture = item_line("가", kind="picture", media_type="image/png")
    done = take(
        both, case, [picture, ["notes", NOTE | {"id": "n-000000000002"}]], "가".encode(), minor=True
    )
    assert (done.items, done.refused) == (0, ("a.txt",))
    assert both.there.cases.get(case.id).minor_mode


def test_minor_mode_there_turns_it_on_here(both: Sides, case: Case) -> None:
    both.first(case.id)
    protect(both.here, case.id)
    both.again(case.id, both.there)
    assert both.again(case.id, both.here).minor_turned_on
    assert both.there.cases.get(case.id).minor_mode
