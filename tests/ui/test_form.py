"""A report's form loses nothing that was saved, and tells the custody log once per sitting."""

from __future__ import annotations

import pytest

from app.domain.custody import Act
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.intake.collecting import collect
from app.usecases.reports.answering import say
from app.usecases.reports.reporting import get_report, save_report
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import settle
from ui.widgets.form.evidence import PAGE

STATEMENT = "kr.police.statement"
ACCOUNT = {
    "name": "밤손님",
    "phone": "+82 10",
    "seen": "어제",
    "note": "첫 방에서 봄 " * 5000 + "끝",
}
PLACE = {"url": "https://example.com/1", "posted": "2024-08-24", "note": "지워짐"}
PAYMENT = {"amount": "30만원", "transaction": "T-1", "note": "-"}


@pytest.fixture
def sitting(desk, tmp_path):
    """An open vault with more items than the form shows at once."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(PAGE + 5):
        (folder / f"{number:03}.txt").write_text(f"말 {number}", "utf-8")
    vault = create_vault(tmp_path / "vault", "quiet words for a test", Job(), argon2=FLOOR)
    case = add_case(vault, "")
    collect(vault, case.id, [folder], Job())
    desk.context.session.open(vault)
    desk.context.session.choose(case)
    settle(desk)
    return desk, vault, case


def show(sitting, answers):
    desk, vault, case = sitting
    report = save_report(vault, case.id, STATEMENT, answers)
    desk.window.frame.go("form", report)
    settle(desk)
    return desk.window.frame.page_called("form"), report


def change_where(desk, page, words):
    page._fields["event.where"].line.setText(words)
    page._fields["event.where"].edited.emit()


def entries_of(vault, report):
    return [one for one in vault.custody.of_subject(report.id) if one.act is Act.REPORT_SAVED]


def test_saving_keeps_every_part_of_every_row(sitting):
    desk, vault, case = sitting
    given = {
        "offender.accounts": [ACCOUNT],
        "content.urls": [PLACE],
        "offender.payment": [PAYMENT],
        "event.where": "첫 줄\n둘째 줄",
        "event.narrative": "띄어\u00a0쓰기",
    }
    page, report = show(sitting, given)
    page._edited()
    page._save()
    settle(desk)
    assert get_report(vault, case.id, report.id).answers == given


def test_a_chosen_item_on_a_later_page_stays_chosen(sitting):
    desk, vault, case = sitting
    items = [row.item.id for row in vault.items.rows(case.id, limit=None, offset=0)]
    page, report = show(sitting, {"evidence.list": [items[1], items[-1]]})
    change_where(desk, page, "어딘가")
    page._save()
    settle(desk)
    saved = get_report(vault, case.id, report.id).answers
    assert saved["evidence.list"] == [items[1], items[-1]]


def test_all_evidence_can_be_chosen_by_pages(sitting):
    desk, _vault, _case = sitting
    page, _report = show(sitting, {})
    field = page._fields["evidence.list"]
    assert field.more.isVisible()
    field.more.click()
    settle(desk)
    assert len(field._shown) == PAGE + 5
    assert not field.more.isVisible()


def test_an_empty_choice_that_was_saved_does_not_become_all(sitting):
    desk, vault, case = sitting
    page, report = show(sitting, {"evidence.list": []})
    change_where(desk, page, "어딘가")
    page._save()
    settle(desk)
    assert get_report(vault, case.id, report.id).answers["evidence.list"] == []


def test_drafts_are_stored_without_entries_and_leaving_writes_one(sitting):
    desk, vault, case = sitting
    page, report = show(sitting, {})
    for words in ("하나", "둘", "셋"):
        change_where(desk, page, words)
        page._timer.timeout.emit()
        settle(desk)
        assert get_report(vault, case.id, report.id).answers["event.where"] == words
    assert len(entries_of(vault, report)) == 1
    desk.window.frame.go("reports")
    settle(desk)
    assert len(entries_of(vault, report)) == 2
    desk.window.frame.go("form", get_report(vault, case.id, report.id))
    settle(desk)
    desk.window.frame.go("reports")
    settle(desk)
    assert len(entries_of(vault, report)) == 2


def test_a_draft_left_by_a_crash_gets_its_entry_with_the_bundle(sitting, tmp_path):
    from app.usecases.bundles.bundling import make_bundle

    _desk, vault, case = sitting
    report = save_report(vault, case.id, STATEMENT, {}, draft=True)
    assert entries_of(vault, report) == []
    make_bundle(vault, case.id, report.id, tmp_path, Job())
    assert len(entries_of(vault, report)) == 1


def test_saving_twice_in_a_row_makes_one_report(sitting):
    desk, vault, case = sitting
    desk.window.frame.go("form", STATEMENT)
    settle(desk)
    page = desk.window.frame.page_called("form")
    for words in ("하나", "둘"):
        change_where(desk, page, words)
        page._save()
    settle(desk)
    assert [one.answers for one in vault.reports.in_case(case.id)] == [{"event.where": "둘"}]


def test_a_half_typed_date_costs_no_other_answer(sitting):
    desk, vault, case = sitting
    page, report = show(sitting, {"event.when": {"from": "2024-08-24"}})
    page._fields["event.when"]._from.setText("2024-8")
    change_where(desk, page, "텔레그램")
    page._save(draft=True)
    settle(desk)
    saved = get_report(vault, case.id, report.id).answers
    assert saved == {"event.when": {"from": "2024-08-24"}, "event.where": "텔레그램"}
    assert not page._fields["event.when"]._problem.isVisible()  # half a date is no mistake yet
    page._patience.timeout.emit()
    assert page._fields["event.when"]._problem.isVisible()


def test_who_acts_for_another_is_asked_only_where_somebody_does(sitting):
    desk, vault, case = sitting
    for who, asked in (("self", False), ("guardian", True)):
        say(vault, case.id, "filling.who", who)
        desk.window.frame.go("form", "kr.police.complaint")
        settle(desk)
        page = desk.window.frame.page_called("form")
        assert page._fields["agent.name"].isVisible() is asked
        assert page._fields["person.name"].isVisible()


def test_a_question_comes_with_the_answer_that_it_depends_on(sitting):
    desk, _vault, _case = sitting
    desk.window.frame.go("form", "au.esafety")
    settle(desk)
    page = desk.window.frame.page_called("form")
    role = page._fields["reporter.role"].pills._buttons
    assert not page._fields["agent.authority"].isVisible()
    role["agent"].click()
    assert page._fields["agent.authority"].isVisible()


def test_articles_that_fit_the_harm_stand_first_and_the_others_behind_a_button(sitting):
    desk, vault, case = sitting
    say(vault, case.id, "event.type", ["deepfake_spread"])
    answers = {"complaint.charge": ["L-ST-2"]}
    report = save_report(vault, case.id, "kr.police.complaint", answers)
    desk.window.frame.go("form", report)
    settle(desk)
    charge = desk.window.frame.page_called("form")._fields["complaint.charge"]
    shown = [name for name, one in charge.pills._buttons.items() if not one.isHidden()]
    assert shown == ["L-SV-14b-2", "L-SV-14b-3", "L-ST-2", "other", "unsure"]
    charge.more.click()
    assert not any(one.isHidden() for one in charge.pills._buttons.values())
    assert not charge.more.isVisible()
    assert charge.answer() == ["L-ST-2"]
    charge.pills._buttons["L-ST-2"].click()
    assert not charge.pills._buttons["L-ST-2"].isHidden()
