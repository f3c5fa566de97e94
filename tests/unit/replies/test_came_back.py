"""What comes back counts only for this vault's own bundle of the open case, and once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.bundle.log import LogReader
from app.bundle.plan import BundlePlan
from app.domain.custody import Act
from app.domain.evidence.items import Case
from app.domain.follow_up.filings import FilingState
from app.errors import OngiError
from app.i18n import texts
from app.jobs import Job
from app.usecases.bundles.replying import make_questions, make_receipt
from app.usecases.case.cases import add_case
from app.usecases.follow_up.came_back import (
    QuestionsTaken,
    ReceiptShown,
    confirm_receipt,
    fitting_filings,
    list_receipts,
    take_reply,
)
from app.usecases.follow_up.ledger import add_filing, list_filings, remove_filing
from app.usecases.follow_up.questions import (
    answer_question,
    answers_text,
    list_questions,
    shown_text,
)
from app.usecases.items.removing import bring_back, destroy_items, set_items_aside
from app.vault.index.numbers import number
from crypto import canon
from crypto.sshkey import new_key
from tests.unit.replies.conftest import Ground, hand_over
from tests.unit.vault.filling import add_item


def receipt_of(ground: Ground, folder: Path, who: str = "담당") -> Path:
    return make_receipt(ground.opened(ground.first), folder / "receipt", who=who).path


def changed(path: Path, **about: Any) -> Path:
    """The file with other words of the bundle, signed anew as its maker could."""
    facts = json.loads(path.read_bytes().partition(b"\n")[0])
    facts["bundle"].update(about)
    return signed_anew(path, facts, "ongi-receipt")


def signed_anew(path: Path, facts: dict[str, Any], namespace: str) -> Path:
    key, _ = new_key()
    facts["public_key"] = key.public_line()
    line = canon.dumps(facts) + b"\n"
    path.write_bytes(line + key.sign(namespace, line).encode())
    return path


def refused(ground: Ground, path: Path, case: str = "") -> str:
    with pytest.raises(OngiError) as error:
        take_reply(ground.vault, case or ground.case.id, path)
    return error.value.code


def test_a_receipt_is_kept_once_and_the_person_says_what_it_answers(
    ground: Ground, tmp_path: Path
) -> None:
    vault, case = ground.vault, ground.case
    path = receipt_of(ground, tmp_path)
    taken = take_reply(vault, case.id, path)
    assert isinstance(taken, ReceiptShown)
    assert (taken.report, taken.who) == (ground.report, "담당")
    assert taken.receipt.file == path.read_bytes()
    assert list_filings(vault, case.id) == ()
    assert refused(ground, path) == "BND-056"
    row = add_filing(vault, case.id, recipient_id="kr.d4u")
    mine = add_filing(vault, case.id, report_id=ground.report)
    assert fitting_filings(vault, case.id, taken)[0].filing.id == mine.filing.id
    done = confirm_receipt(vault, case.id, taken.receipt.id, mine.filing.id)
    assert done.state is FilingState.RECEIVED
    assert done.steps[-1].at is not None
    assert done.steps[-1].at.at_ms == taken.made_ms
    with pytest.raises(OngiError) as again:
        confirm_receipt(vault, case.id, taken.receipt.id)
    assert again.value.code == "BND-064"
    remove_filing(vault, case.id, mine.filing.id)
    remove_filing(vault, case.id, row.filing.id)
    (kept,) = list_receipts(vault, case.id)
    assert kept.receipt.filing is None
    made = confirm_receipt(vault, case.id, kept.receipt.id)
    assert made.filing.report == ground.report
    remove_filing(vault, case.id, made.filing.id)


@pytest.mark.parametrize(
    ("about", "code"),
    [
        ({"public_key": new_key()[0].public_line()}, "BND-052"),
        ({"manifest": "0" * 64}, "BND-053"),
        ({"head": "0" * 64}, "BND-055"),
        ({"number": 2**53 - 1}, "BND-055"),
        ({"case": "c-000000000000"}, "BND-055"),
    ],
)
def test_a_receipt_for_what_this_vault_never_made_is_refused(
    ground: Ground, tmp_path: Path, about: dict[str, Any], code: str
) -> None:
    before = len(list_receipts(ground.vault, ground.case.id))
    assert refused(ground, changed(receipt_of(ground, tmp_path), **about)) == code
    assert len(list_receipts(ground.vault, ground.case.id)) == before


def test_a_file_with_a_hostile_name_is_refused_with_its_name_made_visible(
    ground: Ground, tmp_path: Path
) -> None:
    path = tmp_path / "receipt\u202etxt.exe"
    path.write_bytes(b"<script>")
    with pytest.raises(OngiError) as error:
        take_reply(ground.vault, ground.case.id, path)
    assert (error.value.code, error.value.values) == ("BND-050", {"name": "receipt[U+202E]txt.exe"})


def test_a_receipt_of_another_case_is_refused_there(ground: Ground, tmp_path: Path) -> None:
    other = add_case(ground.vault, "")
    path = receipt_of(ground, tmp_path)
    assert refused(ground, path, other.id) == "BND-054"
    take_reply(ground.vault, ground.case.id, path)
    assert list_receipts(ground.vault, other.id) == ()


@pytest.fixture(scope="module")
def with_questions(ground: Ground, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A case of its own with two items, on both of which something was asked."""
    vault, folder = ground.vault, tmp_path_factory.mktemp("asked")
    case = add_case(vault, "")
    items = (add_item(vault, case, b"third"), add_item(vault, case, b"fourth"))
    made = hand_over(vault, case, items, ground.report, folder / "out")
    asked = [("E001", "하나 \u202e숨김"), ("E002", "둘"), ("", "전체")]
    result = ground.opened(made)
    path = make_questions(result, asked, folder / "q", who="담당").path
    taken = take_reply(vault, case.id, path)
    assert isinstance(taken, QuestionsTaken)
    assert (len(taken.kept), taken.gone) == (3, ())
    with pytest.raises(OngiError) as again:
        take_reply(vault, case.id, path)
    assert again.value.code == "BND-056"
    return case


def test_a_resident_number_in_a_question_is_not_kept(ground: Ground, tmp_path: Path) -> None:
    path = make_questions(ground.opened(ground.second), [("E001", "x")], tmp_path / "q").path
    facts = json.loads(path.read_bytes().partition(b"\n")[0])
    facts["questions"][0]["text"] = "900101-1234567 맞나요?"
    taken = take_reply(ground.vault, ground.case.id, signed_anew(path, facts, "ongi-questions"))
    assert isinstance(taken, QuestionsTaken)
    assert taken.kept[0].text == "900101-******* 맞나요?"


def test_a_question_on_what_is_not_in_the_case_is_told_and_not_kept(
    ground: Ground, with_questions: Case, tmp_path: Path
) -> None:
    path = make_questions(ground.opened(ground.second), [("E001", "x")], tmp_path / "q").path
    facts = json.loads(path.read_bytes().partition(b"\n")[0])
    facts["questions"][0]["item"] = ground.vault.items.in_case(with_questions.id)[-1].id
    taken = take_reply(ground.vault, ground.case.id, signed_anew(path, facts, "ongi-questions"))
    assert taken == QuestionsTaken((), ("E001",))


def test_questions_stand_at_their_items_and_are_answered_in_words(
    ground: Ground, with_questions: Case
) -> None:
    vault, case = ground.vault, with_questions
    item = vault.items.in_case(case.id)[0]
    (one,) = list_questions(vault, case.id, item.id)
    assert shown_text(one) == "하나 [U+202E]숨김"
    assert one.exhibit == "E001"
    other = add_case(vault, "")
    assert list_questions(vault, other.id) == ()
    assert answers_text(vault, case.id, texts("ko")) == ""
    with pytest.raises(OngiError) as resident:
        answer_question(vault, case.id, one.id, "900101-1234567")
    assert resident.value.code == "INP-070"
    with pytest.raises(OngiError) as foreign:
        answer_question(vault, other.id, one.id, "x")
    assert foreign.value.code == "BND-061"
    answered = answer_question(vault, case.id, one.id, " 8월이에요. ")
    assert answered.answer == "8월이에요."
    assert answers_text(vault, case.id, texts("ko")) == "[E001] 하나 [U+202E]숨김\n8월이에요."
    assert answer_question(vault, case.id, one.id, "").answered_ms is None


def test_a_question_hides_with_its_item_and_is_destroyed_with_it(
    ground: Ground, with_questions: Case
) -> None:
    vault, case = ground.vault, with_questions
    first, second = vault.items.in_case(case.id)
    set_items_aside(vault, [second.id])
    assert [one.exhibit for one in list_questions(vault, case.id)] == ["E001", ""]
    bring_back(vault, [second.id])
    assert [one.exhibit for one in list_questions(vault, case.id)] == ["E001", "E002", ""]
    set_items_aside(vault, [first.id])
    destroy_items(vault, [first.id], Job())
    assert [one.exhibit for one in list_questions(vault, case.id)] == ["E002", ""]
    left = vault._index.read("SELECT count(*) FROM questions WHERE item = ?", (number(first.id),))
    assert left[0][0] == 0


def test_recipients_are_not_told_of_what_came_back(ground: Ground) -> None:
    acts = {one.act for one in ground.vault.custody.entries(ground.case.id)}
    assert Act.RECEIPT_TAKEN in acts
    plan = BundlePlan(ground.case.id, [], ground.vault.custody.entries)
    assert b"receipt.taken" not in LogReader(plan).read()
