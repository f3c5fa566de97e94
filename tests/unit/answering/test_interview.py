"""The interview asks in a bearable order, in fitting words, and only what this recipient needs."""

from __future__ import annotations

from app.domain.reports.reports import Answer
from app.report.data.dictionary import known_field
from app.report.data.interview import is_asked, order, stages
from app.report.data.model import Field, FieldType
from app.report.data.templates import known_templates, load_template
from app.usecases.reports.answering import said_of_case, say
from app.usecases.reports.interviewing import (
    END,
    SAFETY,
    Interview,
    Step,
    begin_interview,
    keep_beside,
    keep_place,
    legal_items,
    preview,
    steps,
    taken,
)
from app.usecases.reports.reporting import save_report
from app.vault import Vault
from tests.unit.answering.conftest import Told
from tests.unit.vault.filling import add_case

STATEMENT = "kr.police.statement"
COMPLAINT = "kr.police.complaint"


def asked(vault: Vault, template: str, language: str = "ko", **answers: Answer) -> dict[str, Step]:
    """The steps of a new interview in a new case, with some answers."""
    case = add_case(vault)
    interview = begin_interview(vault, case.id, template, None, language)
    given = {name.replace("__", "."): answer for name, answer in answers.items()}
    return {one.id: one for one in steps(interview, given, language)}


def known(field_id: str) -> Field:
    field = known_field(field_id)
    assert field is not None
    return field


def test_every_question_of_every_template_is_asked_once() -> None:
    for name in known_templates():
        template = load_template(name)
        placed = [one.field.id for one in order(template, ())]
        assert sorted(placed) == sorted(one.id for one in template.fields if is_asked(one)), name


def test_every_question_of_the_data_is_one_of_the_dictionary() -> None:
    for stage in stages():
        for question in stage.questions:
            assert known_field(question.field) is not None, question.field


def test_every_question_that_is_no_statement_has_words_of_its_own() -> None:
    worded = {question.field for stage in stages() for question in stage.questions}
    for name in known_templates():
        for one in load_template(name).fields:
            if is_asked(one) and one.type is not FieldType.STATEMENT:
                assert one.id in worded, f"{name}: {one.id}"


def test_who_writes_comes_first_then_safety_and_the_name_comes_last(vault: Vault) -> None:
    found = list(asked(vault, COMPLAINT))
    assert found[:2] == ["filling.who", SAFETY]
    assert found[-1] == END
    told = [one for one in found if not one.startswith("complaint.")]
    places = [told.index(one) for one in (
        "event.type", "event.where", "event.when", "offender.accounts", "event.narrative",
        "request.preserve", "person.phone", "person.name",
    )]  # fmt: skip
    assert places == sorted(places)


def test_a_recipient_that_needs_no_name_is_not_told_one(vault: Vault) -> None:
    assert not [one for one in asked(vault, STATEMENT) if one.startswith("person.n")]


def test_the_words_follow_who_writes(vault: Vault) -> None:
    herself = asked(vault, COMPLAINT)["event.type"].question
    helped = asked(vault, COMPLAINT, filling__who="counsellor")["event.type"].question
    parent = asked(vault, COMPLAINT, filling__who="guardian")["event.type"].question
    assert "피해자분" not in herself
    assert "피해자분" in helped
    assert "아이" in parent


def test_the_agent_is_asked_for_only_where_there_is_one(vault: Vault) -> None:
    assert "agent.name" not in asked(vault, COMPLAINT)
    assert "agent.name" in asked(vault, COMPLAINT, filling__who="guardian")
    assert "agent.org" in asked(vault, COMPLAINT, filling__who="counsellor")


def test_a_power_of_attorney_asks_for_the_agent_whoever_writes_it(vault: Vault) -> None:
    assert "agent.name" in asked(vault, "kr.authority")
    assert "agent.name" in asked(vault, "kr.authority", filling__who="self")


def test_what_the_recipient_asks_for_is_said_and_the_rest_is_not(vault: Vault) -> None:
    found = asked(vault, STATEMENT)
    assert found["event.narrative"].they_ask
    assert not found["content.urls"].they_ask


def test_not_sure_is_an_answer_of_its_own_where_the_question_has_one(vault: Vault) -> None:
    found = asked(vault, COMPLAINT)
    assert found["event.type"].unsure == ["unsure"]
    assert found["event.when"].unsure == {"certainty": "unknown"}
    assert found["offender.name"].unsure == "성명불상"
    assert found["event.narrative"].unsure is None


def test_kinds_of_harm_suggest_provisions_and_choose_none(vault: Vault) -> None:
    answers: dict[str, Answer] = {"event.type": ["deepfake_spread", "threat"]}
    charge = asked(vault, COMPLAINT, event__type=answers["event.type"])["complaint.charge"]
    (offered,) = charge.offered
    assert offered.answer == [one.id for one in legal_items(answers)]
    assert not offered.sure
    assert charge.here == ()
    assert legal_items({"event.type": ["unsure"]}) == ()


def test_what_stands_in_the_answer_is_not_offered_again(told: Told) -> None:
    interview = begin_interview(told.vault, told.case.id, STATEMENT, None, "ko")
    (where,) = [one for one in steps(interview, interview.answers, "ko") if one.id == "event.where"]
    assert [one.answer for one in where.here] == [interview.answers["event.where"]]
    assert where.offered == ()
    (where,) = [one for one in steps(interview, {}, "ko") if one.id == "event.where"]
    assert where.here == ()
    assert len(where.offered) == 1


def test_opening_an_interview_keeps_nothing(told: Told) -> None:
    begin_interview(told.vault, told.case.id, STATEMENT, None, "ko")
    assert told.vault.reports.in_case(told.case.id) == ()


def test_a_saved_reports_own_answers_stand_before_what_is_known(told_anew: Told) -> None:
    report = save_report(told_anew.vault, told_anew.case.id, STATEMENT, {"event.where": "다른 곳"})
    interview = begin_interview(told_anew.vault, told_anew.case.id, STATEMENT, report.id, "ko")
    assert interview.answers == {"event.where": "다른 곳"}


def test_facts_beside_the_report_stay_in_the_case(vault: Vault) -> None:
    case = add_case(vault)
    keep_beside(vault, case.id, {"filling.who": "counsellor", "person.age_at_event": None})
    kept = vault.filed.said.of_case(case.id)
    assert {name: one.answer for name, one in kept.items()} == {"filling.who": "counsellor"}
    assert begin_interview(vault, case.id, STATEMENT, None, "ko").answers == {
        "filling.who": "counsellor"
    }
    keep_beside(vault, case.id, {"filling.who": None})
    assert vault.filed.said.of_case(case.id) == {}


def test_an_age_that_is_known_is_not_asked_again(vault: Vault) -> None:
    case = add_case(vault)

    def beside() -> set[str]:
        interview: Interview = begin_interview(vault, case.id, STATEMENT, None, "ko")
        return {field.id for field in interview.beside}

    assert beside() == {"filling.who", "person.age_at_event"}
    say(vault, case.id, "person.age_at_event", "19plus")
    assert beside() == {"filling.who"}


def test_each_templates_interview_is_come_back_to_where_it_stood(vault: Vault) -> None:
    case = add_case(vault)
    keep_place(vault, case.id, STATEMENT, "event.when")
    keep_place(vault, case.id, COMPLAINT, "event.type")
    assert begin_interview(vault, case.id, STATEMENT, None, "ko").at == "event.when"
    assert begin_interview(vault, case.id, COMPLAINT, None, "ko").at == "event.type"
    assert said_of_case(vault, case.id) == ()


def test_taking_a_proposal_loses_nothing_that_was_written() -> None:
    urls = known("content.urls")
    assert taken(urls, [{"url": "a"}], [{"url": "a"}, {"url": "b"}]) == [{"url": "a"}, {"url": "b"}]
    story = known("event.narrative")
    assert taken(story, "내가 쓴 말", "모은 말") == "내가 쓴 말\n\n모은 말"
    assert taken(story, "내가 쓴 말\n\n모은 말", "모은 말") == "내가 쓴 말\n\n모은 말"
    threat = known("harm.threat")
    given: Answer = {"answer": False, "text": "내 말"}
    assert taken(threat, given, {"answer": True, "text": "그 말"}) == {
        "answer": True,
        "text": "내 말\n그 말",
    }
    assert taken(known("event.type"), ["unsure"], ["threat"]) == ["threat"]


def test_a_proposal_is_shown_in_a_few_words() -> None:
    assert preview(known("event.type"), ["threat", "doxx"], "en") == (
        "Threat to spread, coercion; Personal data posted"
    )
    rows: Answer = [{"url": f"https://example.com/{number}"} for number in range(5)]
    assert preview(known("content.urls"), rows, "en").endswith("and 2 more")
    assert preview(known("evidence.list"), ["i-1", "i-2"], "en") == "2 items"
    assert len(preview(known("event.narrative"), "글 " * 900, "en")) <= 161
