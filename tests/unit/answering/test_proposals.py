"""What a case holds is proposed in the shape of answers, with where it comes from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.chats.roomlife import Deed
from app.domain.reports.proposals import Origin, Proposed
from app.domain.told.people import Role
from app.report.data.dictionary import known_field
from app.report.data.shapes import shaped
from app.usecases.chats.roomlife import mark_message, marked_messages
from app.usecases.reports.answering import begin, prefill, said_of_case, say
from app.usecases.reports.reporting import save_report
from app.usecases.told.people import add_person
from app.vault import Vault
from tests.unit.answering.conftest import THREAT, Told
from tests.unit.vault.filling import Chat, add_case

STATEMENT = "kr.police.statement"
COMPLAINT = "kr.police.complaint"


def of(found: tuple[Proposed, ...], field: str) -> list[Proposed]:
    return [one for one in found if one.field == field]


def test_an_empty_case_proposes_nothing_and_a_report_can_be_begun(vault: Vault) -> None:
    case = add_case(vault)
    assert prefill(vault, case.id, STATEMENT) == ()
    assert begin(vault, case.id, STATEMENT).answers == {}


def test_each_source_is_proposed_with_its_origin(told: Told) -> None:
    found = prefill(told.vault, told.case.id, STATEMENT, "en")
    origins = {one.field: {other.origin for other in of(found, one.field)} for one in found}
    assert origins["event.when"] == {Origin.DATES}
    assert origins["event.where"] == {Origin.ROOMS}
    assert origins["offender.accounts"] == {Origin.TOLD, Origin.ROOMS}
    assert origins["harm.threat"] == {Origin.ROOMS}
    assert origins["content.urls"] == {Origin.LINKS}
    assert origins["evidence.list"] == {Origin.EVIDENCE}
    assert all(one.said for one in found)


def test_where_an_answer_comes_from_is_said_in_the_language_asked_for(told: Told) -> None:
    english = {one.said for one in prefill(told.vault, told.case.id, STATEMENT, "en")}
    korean = {one.said for one in prefill(told.vault, told.case.id, STATEMENT, "ko")}
    assert "From the people you wrote down" in english
    assert "적어 두신 사람에서" in korean
    assert not english & korean


def test_times_of_the_log_the_marks_and_the_posts_stay_apart(told: Told) -> None:
    times = [one.answer for one in of(prefill(told.vault, told.case.id, STATEMENT), "event.when")]
    assert times == [
        {"from": "2024-08-26", "certainty": "exact"},
        {"from": "2024-08-27T14:01:00+09:00", "certainty": "exact"},
        {"from": "2024-08-27T14:00:00+09:00", "certainty": "exact"},
    ]


def test_the_words_of_a_marked_threat_are_proposed_as_they_came(told: Told) -> None:
    (threat,) = of(prefill(told.vault, told.case.id, STATEMENT), "harm.threat")
    assert threat.answer == {
        "answer": True,
        "text": f"2024-08-27 14:01:00 KST · 가: “{THREAT}”",
    }


def test_whoever_only_posted_is_offered_and_whoever_threatened_is_put_in(told_anew: Told) -> None:
    def accounts() -> list[tuple[Origin, bool]]:
        found = of(prefill(told_anew.vault, told_anew.case.id, STATEMENT), "offender.accounts")
        return [(one.origin, one.sure) for one in found]

    assert accounts() == [(Origin.TOLD, True), (Origin.ROOMS, True)]
    ((_mark, message),) = marked_messages(told_anew.vault, told_anew.case.id)
    mark_message(told_anew.vault, told_anew.case.id, message.id, Deed.THREAT, is_so=False)
    assert accounts() == [(Origin.TOLD, True), (Origin.ROOMS, False)]


def test_a_room_of_two_people_is_no_place_where_it_happened(vault: Vault) -> None:
    case = add_case(vault)
    chat = Chat(vault, case)
    with vault.transaction():
        vault.chats.update_room(replace(chat.room, kind="personal_chat"))
    assert of(prefill(vault, case.id, STATEMENT), "event.where") == []


def test_a_room_in_which_nothing_was_seen_is_offered_only(vault: Vault) -> None:
    case = add_case(vault)
    Chat(vault, case)
    (where,) = of(prefill(vault, case.id, STATEMENT), "event.where")
    assert not where.sure
    assert "event.where" not in begin(vault, case.id, STATEMENT).answers


def test_other_victims_and_the_unnamed_are_never_accounts(vault: Vault) -> None:
    case = add_case(vault)
    add_person(vault, case.id, "", Role.OTHER_VICTIM, "같은 반")
    assert of(prefill(vault, case.id, STATEMENT), "offender.accounts") == []


def test_every_proposal_has_the_shape_of_its_question(told: Told) -> None:
    for template in (STATEMENT, COMPLAINT):
        for one in prefill(told.vault, told.case.id, template):
            field = known_field(one.field)
            assert field is not None
            assert shaped(field, one.answer) == one.answer


def test_only_questions_of_the_template_are_proposed(told: Told) -> None:
    found = prefill(told.vault, told.case.id, "kr.police.evidence_index")
    assert {one.field for one in found} == {"capture.device", "evidence.list"}


def test_where_a_counsellor_writes_only_what_was_agreed_to_is_offered(told_anew: Told) -> None:
    vault, case = told_anew.vault, told_anew.case
    assert of(prefill(vault, case.id, STATEMENT), "evidence.list")
    say(vault, case.id, "filling.who", "counsellor")
    assert of(prefill(vault, case.id, STATEMENT), "evidence.list") == []


def test_a_number_in_evidence_is_covered_before_it_is_proposed(vault: Vault) -> None:

    case = add_case(vault)
    chat = Chat(vault, case)
    chat.add(chat.message("900101-1234567 이 사람"))
    (message,) = vault.chats.messages(case.id)
    mark_message(vault, case.id, message.id, Deed.THREAT, is_so=True)
    (threat,) = of(prefill(vault, case.id, STATEMENT), "harm.threat")
    assert "900101-*******" in str(threat.answer)
    assert "1234567" not in str(threat.answer)
    assert begin(vault, case.id, STATEMENT).answers["harm.threat"] == threat.answer


def test_a_report_begins_with_what_is_sure_and_never_chooses_evidence(told_anew: Told) -> None:
    answers = begin(told_anew.vault, told_anew.case.id, STATEMENT).answers
    assert answers["event.when"] == {"from": "2024-08-26", "certainty": "exact"}
    assert [row["url"] for row in answers["content.urls"]] == ["https://t.me/c/100/17"]  # type: ignore[index,union-attr,call-overload]
    assert len(answers["offender.accounts"]) == 2  # type: ignore[arg-type]
    assert "evidence.list" not in answers


def test_what_was_put_in_from_the_vault_is_nobodys_word(told_anew: Told) -> None:
    report = begin(told_anew.vault, told_anew.case.id, STATEMENT)
    assert said_of_case(told_anew.vault, told_anew.case.id) == ()
    answers = {**report.answers, "event.where": "다른 방"}
    save_report(told_anew.vault, told_anew.case.id, STATEMENT, answers, report_id=report.id)
    (said,) = said_of_case(told_anew.vault, told_anew.case.id)
    assert (said.field, said.answer) == ("event.where", "다른 방")


def test_what_was_answered_before_stands_alone(told_anew: Told) -> None:
    say(told_anew.vault, told_anew.case.id, "offender.accounts", [{"name": "그 사람"}])
    assert begin(told_anew.vault, told_anew.case.id, STATEMENT).answers["offender.accounts"] == [
        {"name": "그 사람"}
    ]
    found = of(prefill(told_anew.vault, told_anew.case.id, STATEMENT), "offender.accounts")
    assert found[0].origin is Origin.TYPED_BEFORE
    assert len(found) == 3


def test_questions_that_ask_the_same_share_an_answer(vault: Vault) -> None:
    case = add_case(vault)
    say(vault, case.id, "event.type", ["threat"])
    assert begin(vault, case.id, STATEMENT).answers == {"ecrm.type": "threat"}
    say(vault, case.id, "event.type", ["threat", "doxx"])
    assert begin(vault, case.id, STATEMENT).answers == {}


@pytest.mark.parametrize(
    ("who", "role", "relation"),
    [("self", "self", None), ("counsellor", "self", None), ("guardian", "guardian", "guardian")],
)
def test_who_fills_it_in_says_who_reports(
    vault: Vault, who: str, role: str, relation: str | None
) -> None:
    case = add_case(vault)
    say(vault, case.id, "filling.who", who)
    answers = begin(vault, case.id, "kr.d4u.deletion").answers
    assert answers["reporter.role"] == role
    assert begin(vault, case.id, COMPLAINT).answers.get("agent.relation") == relation


def test_the_provider_whose_data_should_be_kept_is_known_from_the_rooms(told: Told) -> None:
    found = prefill(told.vault, told.case.id, "kr.police.preservation")
    assert [one.answer for one in of(found, "preserve.provider")] == ["텔레그램"]
