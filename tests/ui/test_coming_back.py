"""One comes back to the same place: by itself after a lock, on offer after a new start."""

from __future__ import annotations

import pytest

from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.reports.reporting import save_report
from app.usecases.vault.vaults import create_vault, open_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import enter, open_at, settle
from tests.ui.story import PASSPHRASE, Story
from ui.building import build_desk
from ui.coming_back import name_of
from ui.pages.chat.place import ChatPlace
from ui.theme.theme import Theme
from ui.theme.tokens import LIGHT
from ui.widgets.buttons import Button


def small(folder, title):
    """A vault with one case and a report in it, and nothing else."""
    with create_vault(folder / "vault", PASSPHRASE, Job(), argon2=FLOOR) as vault:
        case = add_case(vault, title)
        save_report(vault, case.id, "kr.police.statement", {})
    return Story(folder / "vault", folder, "", case.id, title)


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    return small(tmp_path_factory.mktemp("back"), "사건 2026-01")


def lock_and_open(desk, story):
    desk.context.session.lock(stop_work=True)
    settle(desk)
    unlock(desk, story)


def unlock(desk, story):
    open_at(desk, story.vault)


def page(desk, name):
    return desk.window.frame.page is desk.window.frame.page_called(name)


def test_after_a_lock_the_window_returns_to_page_case_and_subject(desk, story):
    summary = enter(desk, story)
    report = summary.reports[0]
    desk.window.frame.go("form", report)
    settle(desk)
    desk.window.frame.go("help")
    desk.window.frame.page_called("form")._fields["event.where"].line.setText("어딘가")
    lock_and_open(desk, story)
    assert page(desk, "form")
    assert desk.context.session.case.id == story.case
    assert desk.window.frame.page._report.id == report.id
    desk.window.frame.go("timeline")
    lock_and_open(desk, story)
    assert page(desk, "timeline")


def test_whoever_left_the_case_comes_back_to_the_cases(desk, story):
    enter(desk, story)
    desk.window.frame.go("timeline")
    settle(desk)
    desk.window.frame.go("cases")
    desk.context.session.choose(None)
    lock_and_open(desk, story)
    assert page(desk, "cases")


def test_after_a_new_start_it_is_offered_and_leads_back(desk, story, qapp):
    report = enter(desk, story).reports[0]
    desk.window.frame.go("form", report)
    settle(desk)
    desk.context.session.lock(stop_work=True)
    settle(desk)
    again = build_desk(qapp, "ko", Theme(qapp, scheme=LIGHT))
    again.window.show()
    unlock(again, story)
    assert page(again, "cases")
    news = again.window.frame.page._news
    go_on = next(one for one in news.findChildren(Button) if one.text() == "이어서 쓰기")
    go_on.click()
    settle(again)
    assert page(again, "form")
    assert again.window.frame.page._report.id == report.id
    again.context.session.lock(stop_work=True)
    settle(again)
    again.context.lanes.close()
    again.window.close()
    again.window.deleteLater()


def test_a_place_in_another_vault_leads_nowhere(desk, story, tmp_path):
    enter(desk, story)
    desk.window.frame.go("timeline")
    settle(desk)
    desk.context.session.lock(stop_work=True)
    settle(desk)
    other = small(tmp_path, "다른 사건")
    unlock(desk, other)
    assert page(desk, "cases")


def test_names_of_what_pages_are_asked_to_show(story):
    with open_vault(story.vault, PASSPHRASE, Job()) as vault:
        report = save_report(vault, story.case, "kr.police.statement", {})
    assert name_of(report) == report.id
    assert name_of("i-1") == "i-1"
    assert name_of(ChatPlace(item_id="i-1", message_id="m-2")) == "m-2"
    assert name_of(None) == ""
    assert name_of(object()) == ""
