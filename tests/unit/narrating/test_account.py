"""The account is the person's: a new draft offers, takes nothing back and loses nothing."""

from __future__ import annotations

import pytest

from app.casework.narrating.drafting import Sentence
from app.casework.narrating.merging import offers, other_tongue
from app.domain.custody import Act
from app.domain.reports.narrative import LineSource, NarrativeLine, SourceKind
from app.domain.times.typed_times import typed_moment
from app.domain.told.said import Said
from app.errors import InputProblem
from app.jobs import Job
from app.usecases.reports.narrating import (
    LINE_LENGTH,
    account_of,
    add_line,
    change_line,
    draft_account,
    join_line,
    move_line,
    narrative_text,
    put_back,
    remove_line,
    take,
)
from app.usecases.told.incidents import add_incident
from app.usecases.told.payments import PaymentSaid, add_payment
from tests.unit.narrating.posting import picture, post, quiet_chat


@pytest.fixture
def begun(vault, case):
    """An account of three days."""
    for day in ("05", "10", "20"):
        add_incident(vault, case.id, f"일 {day}", typed_moment(f"2024-08-{day}"))
    return draft_account(vault, case.id, "ko", Job()).lines


def texts_of(lines) -> list[str]:
    return [line.text for line in lines]


def test_the_first_draft_is_the_account(vault, case, begun) -> None:
    assert texts_of(account_of(vault, case.id)) == [
        f"2024년 8월 {day}일: 일 {word}." for day, word in ((5, "05"), (10, "10"), (20, "20"))
    ]
    assert not any(line.edited for line in begun)


def test_a_new_draft_offers_what_is_new_and_changes_nothing(vault, case, begun) -> None:
    own = change_line(vault, case.id, begun[1].id, "나만의 말로 적은 문장")
    add_incident(vault, case.id, "새 일", typed_moment("2024-08-15"))
    drafted = draft_account(vault, case.id, "ko", Job())
    assert drafted.lines == account_of(vault, case.id) == (begun[0], own, begun[2])
    (offered,) = drafted.offered
    assert (offered.after, offered.instead_of) == (own.id, None)
    taken = take(vault, case.id, drafted.offered)
    assert texts_of(taken) == [
        begun[0].text, own.text, "2024년 8월 15일: 새 일.", begun[2].text,
    ]  # fmt: skip
    assert draft_account(vault, case.id, "ko", Job()).offered == ()


def test_a_changed_line_is_never_offered_to_be_replaced(vault, case, begun) -> None:
    change_line(vault, case.id, begun[0].id, "다르게")
    assert draft_account(vault, case.id, "ko", Job()).offered == ()


def test_a_line_that_nobody_changed_takes_the_words_of_a_newer_draft_when_asked(
    vault, case
) -> None:
    chat, item = quiet_chat(vault, case, "방"), picture(vault, case)
    post(chat, item, times=2)
    lines = draft_account(vault, case.id, "ko", Job()).lines
    post(chat, item, times=3)
    drafted = draft_account(vault, case.id, "ko", Job())
    assert drafted.lines == lines
    posts = [one for one in drafted.offered if "사진 5장" in one.text]
    after = take(vault, case.id, posts)
    assert len(after) == len(lines)
    assert any("사진 5장" in line.text for line in after)


def test_new_sentences_behind_the_same_line_are_put_in_by_time(vault, case, begun) -> None:
    for day in ("13", "11", "12"):
        add_incident(vault, case.id, f"새 {day}", typed_moment(f"2024-08-{day}"))
    offered = draft_account(vault, case.id, "ko", Job()).offered
    lines = take(vault, case.id, offered)
    assert [line.text[-4:] for line in lines] == [
        " 05.", " 10.", " 11.", " 12.", " 13.", " 20.",
    ]  # fmt: skip


def test_a_removed_line_is_offered_again_at_its_place(vault, case, begun) -> None:
    assert remove_line(vault, case.id, begun[1].id) == account_of(vault, case.id)
    (offered,) = draft_account(vault, case.id, "ko", Job()).offered
    assert texts_of(take(vault, case.id, [offered])) == texts_of(begun)


def test_a_line_whose_facts_are_gone_stays(vault, case) -> None:
    payment = add_payment(vault, case.id, PaymentSaid(amount="5"))
    lines = draft_account(vault, case.id, "ko", Job()).lines
    with vault.transaction():
        vault.told.payments.remove(payment.id)
    assert texts_of(draft_account(vault, case.id, "ko", Job()).lines) == texts_of(lines)


def test_lines_move_join_and_come_back(vault, case, begun) -> None:
    first, second, third = begun
    moved = move_line(vault, case.id, third.id, -1)
    assert [line.id for line in moved] == [first.id, third.id, second.id]
    assert move_line(vault, case.id, first.id, -1) == moved
    joined = join_line(vault, case.id, first.id)
    assert joined[0].text == f"{first.text} {third.text}"
    assert joined[0].sources == first.sources + third.sources
    assert joined[0].edited
    assert join_line(vault, case.id, joined[-1].id) == joined
    assert put_back(vault, case.id, begun) == begun == account_of(vault, case.id)


def test_joined_lines_are_not_offered_again_one_by_one(vault, case, begun) -> None:
    join_line(vault, case.id, begun[0].id)
    assert draft_account(vault, case.id, "ko", Job()).offered == ()


def test_a_line_of_ones_own_stands_where_it_was_put(vault, case, begun) -> None:
    add_line(vault, case.id, "그날은 비가 왔다.", after=begun[0].id)
    lines = add_line(vault, case.id, "끝.")
    assert texts_of(lines)[1::3] == ["그날은 비가 왔다.", "끝."]
    assert all(not line.sources and line.edited for line in lines[1::3])


@pytest.mark.parametrize(
    ("text", "code"),
    [("  ", "INP-130"), ("900101-1234567", "INP-070"), ("x" * (LINE_LENGTH + 1), "INP-071")],
)
def test_words_that_can_not_be_kept_are_refused(vault, case, begun, text, code) -> None:
    for act in (
        lambda: change_line(vault, case.id, begun[0].id, text),
        lambda: add_line(vault, case.id, text),
    ):
        with pytest.raises(InputProblem) as problem:
            act()
        assert problem.value.code == code
    assert account_of(vault, case.id) == begun


def test_an_account_has_an_end_and_a_line_of_another_case_is_none(vault, case, begun) -> None:
    with pytest.raises(InputProblem) as problem:
        put_back(vault, case.id, begun * 167)
    assert problem.value.code == "INP-131"
    with pytest.raises(InputProblem) as problem:
        remove_line(vault, case.id, "e-000000000000")
    assert problem.value.code == "INP-103"


def test_the_text_is_in_the_language_of_the_report_but_for_what_a_person_wrote(
    vault, case, begun
) -> None:
    assert narrative_text(vault, case.id, "ko") == "\n".join(texts_of(begun))
    change_line(vault, case.id, begun[1].id, "내가 적은 말")
    assert narrative_text(vault, case.id, "en").splitlines() == [
        "On 2024-08-05: 일 05.", "내가 적은 말", "On 2024-08-20: 일 20.",
    ]  # fmt: skip


def test_no_account_is_no_text(vault, case) -> None:
    add_incident(vault, case.id, "일", typed_moment("2024-08-05"))
    assert narrative_text(vault, case.id, "ko") == ""


def test_who_fills_the_report_in_changes_who_tells(vault, case) -> None:
    with vault.transaction():
        vault.filed.said.say(Said(case.id, "filling.who", "counsellor", 1))
    post(quiet_chat(vault, case, "방"), picture(vault, case))
    lines = draft_account(vault, case.id, "ko", Job()).lines
    assert any("피해자는" in line.text for line in lines)
    assert not any("저는" in line.text for line in lines)


def test_words_are_found_by_search_and_the_log_knows_nothing_of_them(vault, case, begun) -> None:
    before = vault.custody.head
    change_line(vault, case.id, begun[0].id, "노을빛 바닷가")
    assert vault.custody.head == before
    assert Act.NOTE_WRITTEN in {entry.act for entry in vault.custody.entries(case.id)}
    assert [hit.id for hit in vault.search.find("노을빛", case=case.id, limit=5).hits] == [
        begun[0].id
    ]


def line_of(name: str, *notes: str, edited: bool = False, place: int = 0) -> NarrativeLine:
    return NarrativeLine(f"e-{name}", "c-1", place, name, sources(*notes), edited)


def sources(*notes: str) -> tuple[LineSource, ...]:
    return tuple(LineSource(SourceKind.NOTE, note) for note in notes)


def test_a_sentence_about_a_part_of_what_a_line_tells_does_not_take_its_place() -> None:
    kept = [line_of("three files", "1", "2", "3")]
    drafted = [
        Sentence("one of them", sources("1")),
        Sentence("three files", sources("1", "2", "3")),
    ]
    (offered,) = offers(kept, drafted)
    assert (offered.text, offered.instead_of) == ("one of them", None)
    drafted[1] = Sentence("four files", sources("1", "2", "3", "4"))
    assert [(one.text, one.instead_of) for one in offers(kept, drafted)] == [
        ("one of them", None), ("four files", "e-three files"),
    ]  # fmt: skip


def test_two_sentences_of_one_source_are_two_lines_in_both_languages() -> None:
    kept = [line_of("첫째", "1"), line_of("둘째", "1", place=1)]
    drafted = [Sentence("First", sources("1")), Sentence("Second", sources("1"))]
    assert other_tongue(kept, drafted, "en") == ("First", "Second")
    assert [
        one.instead_of for one in offers(kept[:1], [Sentence("첫째", sources("1")), *drafted[1:]])
    ] == [None]


def test_a_joined_line_stands_for_as_many_sentences_as_it_has_sources() -> None:
    kept = [line_of("joined", "1", "2", edited=True)]
    drafted = [
        Sentence("a", sources("1")),
        Sentence("b", sources("2")),
        Sentence("c", sources("3")),
    ]
    assert [one.text for one in offers(kept, drafted)] == ["c"]


def test_two_sentences_behind_the_same_line_keep_their_order() -> None:
    line = NarrativeLine("e-1", "c-1", 0, "하나", (LineSource(SourceKind.NOTE, "n-1"),))
    drafted = [
        Sentence("하나", line.sources),
        Sentence("둘", (LineSource(SourceKind.NOTE, "n-2"),)),
        Sentence("셋", (LineSource(SourceKind.NOTE, "n-3"),)),
    ]
    found = offers([line], drafted)
    assert [(one.text, one.after) for one in found] == [("둘", "e-1"), ("셋", "e-1")]
