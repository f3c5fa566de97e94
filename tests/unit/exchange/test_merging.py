"""Both sides go on working; what each of them did is in both afterwards, and nothing is lost."""

from __future__ import annotations

import msgspec
import pytest

from app.domain.case.exchanges import Choice
from app.domain.chats.roomlife import Deed, Known, MessageMark
from app.domain.custody import Act
from app.domain.evidence.items import Case, ItemKind
from app.domain.evidence.parts import Part
from app.domain.follow_up.filings import FilingState
from app.domain.ids import new_id
from app.domain.told.incidents import Incident
from app.errors import AccessProblem, InputProblem, IntegrityProblem
from app.jobs import Job
from app.usecases.case.deciding import decide_conflict, list_conflicts
from app.usecases.case.exchanging import case_numbers, hand_case, peer_entries, take_case
from app.usecases.follow_up.ledger import (
    StepSaid,
    add_filing,
    list_filings,
    remove_filing,
    state_step,
)
from app.usecases.intake.linking import add_links
from app.usecases.items.parts import state_part
from app.usecases.items.removing import set_items_aside
from app.usecases.reports.reporting import save_report
from app.usecases.told.incidents import add_incident, change_incident, list_incidents
from app.usecases.told.noting import add_note
from app.usecases.told.people import add_person, change_person, list_people, remove_person
from tests.unit.exchange.sides import Sides, add_chat, add_words, state

D4U = "kr.d4u.deletion"


def converged(both: Sides, case: Case) -> None:
    assert state(both.there, case.id) == state(both.here, case.id)


def round_trip(both: Sides, case: Case) -> None:
    both.again(case.id, both.there)
    both.again(case.id, both.here)


def test_what_each_side_added_is_in_both(both: Sides, case: Case) -> None:
    both.first(case.id)
    add_note(both.here, case.id, "이쪽 메모")
    add_words(both.here, case, f"이쪽 {case.id}")
    add_note(both.there, case.id, "저쪽 메모")
    add_chat(both.there, case, "저쪽에서 읽은 대화")
    both.again(case.id, both.there)
    assert {one.text for one in both.here.notes.in_case(case.id)} == {"이쪽 메모", "저쪽 메모"}
    both.again(case.id, both.here)
    converged(both, case)


def test_a_record_that_one_side_changed_changes_on_the_other(both: Sides, case: Case) -> None:
    person = add_person(both.here, case.id, "이름")
    both.first(case.id)
    change_person(both.there, case.id, person.id, name="바꾼 이름")
    done = both.again(case.id, both.there)
    assert (done.changed, done.conflicts) == (1, 0)
    assert list_people(both.here, case.id)[0].person.name == "바꾼 이름"


def test_what_nobody_touched_stays_and_old_words_do_not_come_back(both: Sides, case: Case) -> None:
    person = add_person(both.here, case.id, "이름")
    both.first(case.id)
    change_person(both.here, case.id, person.id, name="새 이름")
    done = both.again(case.id, both.there)
    assert (done.changed, done.conflicts) == (0, 0)
    assert list_people(both.here, case.id)[0].person.name == "새 이름"


def test_both_versions_of_what_both_changed_are_kept(both: Sides, case: Case) -> None:
    person = add_person(both.here, case.id, "이름")
    both.first(case.id)
    change_person(both.here, case.id, person.id, name="이쪽")
    change_person(both.there, case.id, person.id, name="저쪽")
    assert both.again(case.id, both.there).conflicts == 1
    (one,) = list_conflicts(both.here, case.id)
    assert one.ours is not None
    assert one.theirs is not None
    assert (one.ours["name"], one.theirs["name"]) == ("이쪽", "저쪽")
    assert list_people(both.here, case.id)[0].person.name == "이쪽"


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        (Choice.OURS, ["이쪽"]),
        (Choice.THEIRS, ["저쪽"]),
        (Choice.BOTH, ["이쪽", "저쪽"]),
    ],
)
def test_a_decision_reaches_the_other_side(
    both: Sides, case: Case, choice: Choice, names: list[str]
) -> None:
    person = add_person(both.here, case.id, "이름")
    both.first(case.id)
    change_person(both.here, case.id, person.id, name="이쪽")
    change_person(both.there, case.id, person.id, name="저쪽")
    both.again(case.id, both.there)
    (one,) = list_conflicts(both.here, case.id)
    decide_conflict(both.here, case.id, one.conflict.id, choice)
    assert not list_conflicts(both.here, case.id)
    assert sorted(one.person.name for one in list_people(both.here, case.id)) == names
    both.again(case.id, both.here)
    # There it is asked too where the words differ: each side decides for itself, once.
    for left in list_conflicts(both.there, case.id):
        decide_conflict(both.there, case.id, left.conflict.id, Choice.THEIRS)
    assert sorted(one.person.name for one in list_people(both.there, case.id)) == names
    both.again(case.id, both.there)
    converged(both, case)
    assert not list_conflicts(both.here, case.id)


def test_an_undecided_record_is_not_overwritten_by_another_hand_over(
    both: Sides, case: Case
) -> None:
    person = add_person(both.here, case.id, "이름")
    both.first(case.id)
    change_person(both.here, case.id, person.id, name="이쪽")
    change_person(both.there, case.id, person.id, name="저쪽")
    both.again(case.id, both.there)
    both.again(case.id, both.here)
    both.again(case.id, both.there)
    assert list_people(both.here, case.id)[0].person.name == "이쪽"
    assert list_people(both.there, case.id)[0].person.name == "저쪽"
    assert len(list_conflicts(both.here, case.id)) == 1
    assert len(list_conflicts(both.there, case.id)) == 1


def test_two_decisions_that_cross_lose_neither_version(both: Sides, case: Case) -> None:
    person = add_person(both.here, case.id, "이름")
    both.first(case.id)
    change_person(both.here, case.id, person.id, name="이쪽")
    change_person(both.there, case.id, person.id, name="저쪽")
    both.again(case.id, both.there)
    both.again(case.id, both.here)
    for vault in (both.here, both.there):
        (one,) = list_conflicts(vault, case.id)
        decide_conflict(vault, case.id, one.conflict.id, Choice.THEIRS)
    files = [
        hand_case(vault, case.id, both.path(), Job(), peer=both.signer(other, case.id)).path
        for vault, other in ((both.here, both.there), (both.there, both.here))
    ]
    take_case(both.there, files[0], Job())
    take_case(both.here, files[1], Job())
    names = {
        str(version["name"])
        for vault in (both.here, both.there)
        for one in list_conflicts(vault, case.id)
        for version in (one.ours, one.theirs)
        if version is not None
    }
    assert names == {"이쪽", "저쪽"}


def test_what_one_side_took_out_goes_on_the_other(both: Sides, case: Case) -> None:
    person = add_person(both.here, case.id, "이름")
    both.first(case.id)
    remove_person(both.there, case.id, person.id)
    assert both.again(case.id, both.there).removed == 1
    assert not list_people(both.here, case.id)
    both.again(case.id, both.here)
    assert not list_people(both.there, case.id)


def test_what_was_changed_here_and_taken_out_there_is_asked_about(both: Sides, case: Case) -> None:
    person = add_person(both.here, case.id, "이름")
    both.first(case.id)
    remove_person(both.there, case.id, person.id)
    change_person(both.here, case.id, person.id, name="새 이름")
    assert both.again(case.id, both.there).conflicts == 1
    (one,) = list_conflicts(both.here, case.id)
    assert one.theirs is None
    assert list_people(both.here, case.id)[0].person.name == "새 이름"


def test_what_a_new_step_needs_comes_back(both: Sides, case: Case) -> None:
    filing = add_filing(both.here, case.id, recipient_id="kr.d4u").filing
    both.first(case.id)
    remove_filing(both.here, case.id, filing.id)
    state_step(both.there, case.id, filing.id, StepSaid(FilingState.SUBMITTED))
    both.again(case.id, both.there)
    assert [row.filing.id for row in list_filings(both.here, case.id)] == [filing.id]
    round_trip(both, case)
    converged(both, case)


def test_fields_of_one_report_that_both_fill_join(both: Sides, case: Case) -> None:
    report = save_report(both.here, case.id, D4U, {"person.phone": "010-1"})
    both.first(case.id, identity=True)
    here = {"person.phone": "010-1", "person.email": "a@example.com"}
    there = {"person.phone": "010-1", "content.title": "제목"}
    save_report(both.here, case.id, D4U, here, report_id=report.id)
    save_report(both.there, case.id, D4U, there, report_id=report.id)
    assert not both.again(case.id, both.there, identity=True).conflicts
    assert both.here.reports.get(report.id).answers == {**here, **there}


def test_what_tells_who_she_is_stays_home_and_is_not_taken_for_removed(
    both: Sides, case: Case
) -> None:
    report = save_report(both.here, case.id, D4U, {"person.phone": "010-1"})
    both.first(case.id)
    assert both.there.reports.get(report.id).answers == {}
    assert not both.there.filed.said.of_case(case.id)
    both.again(case.id, both.there)
    assert both.here.reports.get(report.id).answers == {"person.phone": "010-1"}


def test_a_note_keeps_what_stands_beside_it(both: Sides, case: Case) -> None:
    entry = add_incident(both.here, case.id, "전화", None, Incident(place="집"))
    both.first(case.id)
    change_incident(both.there, case.id, entry.note.id, "전화", None, Incident(place="학교"))
    both.again(case.id, both.there)
    assert list_incidents(both.here, case.id)[0].incident.place == "학교"
    found = both.here.search.find("학교", case=case.id)
    assert found.total == 1


def test_an_item_that_the_other_side_set_aside_is_only_proposed(both: Sides, case: Case) -> None:
    item = add_words(both.here, case, f"증거 {case.id}")
    both.first(case.id)
    set_items_aside(both.there, [item.id])
    assert both.again(case.id, both.there).conflicts == 1
    assert [one.id for one in both.here.items.in_case(case.id)] == [item.id]
    (one,) = list_conflicts(both.here, case.id)
    decide_conflict(both.here, case.id, one.conflict.id, Choice.THEIRS)
    assert not both.here.items.in_case(case.id)


def test_an_item_set_aside_here_does_not_come_back(both: Sides, case: Case) -> None:
    item = add_words(both.here, case, f"치운 것 {case.id}")
    both.first(case.id)
    both.again(case.id, both.there)
    set_items_aside(both.here, [item.id])
    add_note(both.there, case.id, "더 있어요")
    both.again(case.id, both.there)
    assert not both.here.items.in_case(case.id)


def test_an_item_set_aside_here_does_not_come_back_by_a_file_that_knew_of_it(
    both: Sides, case: Case
) -> None:
    item = add_words(both.here, case, f"치운 뒤 건넨 것 {case.id}")
    both.first(case.id)
    both.again(case.id, both.there)
    set_items_aside(both.here, [item.id])
    assert both.again(case.id, both.here).conflicts == 1
    both.again(case.id, both.there)
    assert not both.here.items.in_case(case.id)
    assert [one.id for one in both.there.items.in_case(case.id)] == [item.id]


def test_the_same_bytes_on_both_sides_are_one_item(both: Sides, case: Case) -> None:
    both.first(case.id)
    here = add_words(both.here, case, f"같은 {case.id}")
    there = add_words(both.there, case, f"같은 {case.id}")
    assert here.id != there.id
    round_trip(both, case)
    assert len(both.here.items.in_case(case.id)) == 1
    sightings = list(both.here.sightings.in_case(case.id))
    assert [one.item for one in sightings] == [here.id, here.id]


def test_a_link_that_both_found_is_one_link(both: Sides, case: Case) -> None:
    both.first(case.id)
    add_links(both.here, case.id, "https://example.com/same")
    add_links(both.there, case.id, "https://example.com/same https://example.com/other")
    both.again(case.id, both.there)
    assert len(both.here.links.in_case(case.id)) == 2


def test_later_files_carry_only_what_the_other_side_lacks(both: Sides, case: Case) -> None:
    add_words(both.here, case, f"첫 {case.id}")
    both.first(case.id)
    add_words(both.there, case, f"둘째 {case.id}")
    both.again(case.id, both.there)
    assert (both.handed[-1].items, both.handed[-1].carried) == (2, 1)
    both.again(case.id, both.here)
    assert (both.handed[-1].items, both.handed[-1].carried) == (2, 0)


def test_the_other_sides_log_is_kept_and_goes_on(both: Sides, case: Case) -> None:
    item = add_words(both.here, case, f"기록 {case.id}")
    both.first(case.id)
    told = peer_entries(both.there, case.id, item.id)
    assert [one.act for one in told] == [Act.ITEM_TAKEN.value]
    assert told[0].signer == both.signer(both.here, case.id)
    add_note(both.here, case.id, "그다음")
    both.again(case.id, both.there)
    both.again(case.id, both.here)
    acts = [one.act for one in peer_entries(both.there, case.id)]
    assert Act.CASE_HANDED.value in acts
    assert Act.NOTE_WRITTEN.value in acts
    assert not any(one.subject and one.act == "vault.created" for one in told)
    own = [one.act for one in both.there.custody.entries(case.id)]
    assert own.count(Act.CASE_TAKEN_IN) == 2


def test_a_first_file_is_believed_only_with_its_numbers(both: Sides, case: Case) -> None:
    made = hand_case(both.here, case.id, both.path(), Job(), work_factor=8)
    with pytest.raises(AccessProblem) as met:
        take_case(both.there, made.path, Job(), passphrase=made.passphrase, trust="12345")
    assert met.value.code == "VLT-060"
    assert met.value.values["numbers"] == case_numbers(both.here, case.id)
    done = take_case(both.there, made.path, Job(), passphrase=made.passphrase, trust=made.numbers)
    assert done.is_new
    with pytest.raises(InputProblem, match="VLT-062"):
        take_case(both.there, made.path, Job(), passphrase=made.passphrase)
    with pytest.raises(InputProblem, match="VLT-061"):
        take_case(both.here, made.path, Job(), passphrase=made.passphrase)


def test_a_changed_file_is_refused(both: Sides, case: Case) -> None:
    made = hand_case(both.here, case.id, both.path(), Job(), work_factor=8)
    data = bytearray(made.path.read_bytes())
    data[-40] ^= 1
    made.path.write_bytes(data)
    with pytest.raises(IntegrityProblem, match="BND-072"):
        take_case(both.there, made.path, Job(), passphrase=made.passphrase, trust=made.numbers)
    assert case.id not in {one.id for one in both.there.cases.all()}


def test_what_names_a_destroyed_item_goes_with_it(both: Sides, case: Case) -> None:
    item = add_words(both.here, case, f"사라질 것 {case.id}")
    state_part(both.here, case.id, item.id, Part.SHOWS_ME, note="처음")
    both.first(case.id)
    state_part(both.here, case.id, item.id, Part.SHOWS_ME, note="이쪽")
    state_part(both.there, case.id, item.id, Part.SHOWS_ME, note="저쪽")
    both.again(case.id, both.there)
    (one,) = list_conflicts(both.here, case.id)
    assert one.conflict.kind == "item_parts"
    assert peer_entries(both.here, case.id, item.id)
    with both.here.transaction():
        both.here.deleting.set_aside([item.id], both.here.now_ms())
        both.here.deleting.destroy([item.id], both.here.now_ms())
    assert not list_conflicts(both.here, case.id, decided=True)
    assert not peer_entries(both.here, case.id, item.id)
    both.again(case.id, both.there)
    assert not both.here.items.in_case(case.id)


def test_a_chat_that_both_read_is_one_chat(both: Sides, case: Case) -> None:
    both.first(case.id)
    ours = add_chat(both.here, case, "하나", "둘", export=case.id)
    theirs = add_chat(both.there, case, "하나", "둘", export=case.id)
    mark = MessageMark(theirs[1].id, Deed.THREAT, Known.KEPT, 5)
    with both.there.transaction():
        both.there.rooms.marks.put(mark, theirs[1].room, theirs[1].source_item)
    done = both.again(case.id, both.there)
    assert (done.messages, done.left_out) == (0, 0)
    assert len(both.here.chats.rooms(case.id)) == 1
    assert len(both.here.chats.accounts(case.id)) == 1
    (kept,) = both.here.rooms.marks.in_case(case.id)
    assert kept.message == ours[1].id
    assert both.again(case.id, both.here).messages == 0


def test_a_name_that_only_a_chat_set_aside_shows_stays_home(both: Sides, case: Case) -> None:
    here = both.here
    (first,) = add_chat(here, case, "하나")
    source = add_words(here, case, f"another {case.id}", ItemKind.CHAT, "application/json")
    other = msgspec.structs.replace(
        first, id=new_id("message"), source_item=source.id, sender="다른 이름"
    )
    with here.transaction():
        here.chats.add_account_name(first.account or "", "다른 이름")
        here.chats.add_messages([other])
        here.custody.append(Act.CHAT_IMPORTED, source.id, case.id)
    set_items_aside(here, [source.id])
    both.first(case.id)
    (account,) = both.there.chats.accounts(case.id)
    assert account.names == ("가",)
    assert [one.text for one in both.there.chats.messages(case.id)] == ["하나"]
