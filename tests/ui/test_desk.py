"""A counsellor's desk by keyboard: numbers, states, the list of what comes next, facts in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from app.domain.case.case_desk import CaseState
from app.domain.follow_up.fates import LinkState
from app.domain.times.typed_times import typed_moment
from app.jobs import Job
from app.usecases.case.case_file import case_file, set_counselling, state_case
from app.usecases.case.cases import add_case
from app.usecases.follow_up.fates import list_fates, state_links
from app.usecases.intake.linking import add_links
from app.usecases.reports.beside import Value, ValueKind
from app.usecases.reports.reporting import save_report
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import settle
from tests.ui.one_window import one_window
from tests.ui.story import PASSPHRASE
from ui.widgets.pictures.covered_picture import CoveredPicture

GONE = "2026-10-01"


@pytest.fixture(scope="module")
def desk(qapp, tmp_path_factory):
    """One window for all, with a vault that stays open until the last test locks it."""
    for made in one_window(qapp):
        path = tmp_path_factory.mktemp("desk") / "vault"
        made.context.session.open(create_vault(path, PASSPHRASE, Job(), argon2=FLOOR))
        settle(made)
        yield made


@pytest.fixture
def case(desk):
    """A case of its own for each test, chosen in the window, as one person has it."""
    vault = desk.context.session.vault
    set_counselling(vault, on=False)
    made = add_case(vault, "")
    desk.context.session.choose(made)
    settle(desk)
    return made


@pytest.fixture
def counselling(desk, case):
    """The same in counsellor mode; gives the case's sheet."""
    set_counselling(desk.context.session.vault, on=True)
    return sheet(desk, case)


def go(desk, name, subject=None):
    desk.window.frame.go(name, subject)
    settle(desk)
    return desk.window.frame.page_called(name)


def sheet(desk, case):
    return case_file(desk.context.session.vault, case.id)


def press(desk, widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, modifier)
    settle(desk)


def said(widget):
    texts = [
        one.text()
        for kind in (QLabel, QAbstractButton, QLineEdit)
        for one in widget.findChildren(kind)
        if one.isVisible()
    ]
    return "\n".join(texts).replace("\u2060", "")


def rows(page):
    model = page._model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def links_gone(desk, case, host):
    vault = desk.context.session.vault
    add_links(vault, case.id, "\n".join(f"https://{host}/{n}" for n in range(3)))
    links = [row.link.id for row in list_fates(vault, case.id)]
    state_links(vault, case.id, links, LinkState.DELETED, at=typed_moment(GONE))
    return links


def test_one_person_sees_a_name_and_no_desk(desk, case):
    page = go(desk, "case_file")
    assert page._names.field("title").isVisible()
    assert not page._names.field("number").isVisible()
    assert not page._states.isVisible()
    assert not go(desk, "cases")._cases.isVisible()


def test_name_is_kept_when_its_line_is_left_and_the_window_knows_it(desk, case):
    page = go(desk, "case_file")
    line = page._names.field("title")
    line.setFocus()
    QTest.keyClicks(line, "zq name")
    press(desk, line, Qt.Key.Key_Return)
    assert sheet(desk, case).case.title == "zq name"
    assert desk.context.session.case.title == "zq name"


def test_switch_gives_every_case_a_number_and_is_turned_by_keyboard(desk, case):
    page = go(desk, "cases")
    tick = page._switch.tick
    tick.setFocus()
    press(desk, tick, Qt.Key.Key_Space)
    number = sheet(desk, case).number
    assert number.startswith("20")
    assert page._cases.isVisible()
    page._cases.line.setText(number)
    assert rows(page._cases) == [number]
    press(desk, page._cases.line, Qt.Key.Key_Return)
    assert desk.context.session.case == case


def test_number_that_another_case_has_is_said_and_not_kept(desk, counselling):
    other = add_case(desk.context.session.vault, "")
    page = go(desk, "case_file")
    line = page._names.field("number")
    line.setText(sheet(desk, other).number)
    line.textEdited.emit(line.text())
    line.editingFinished.emit()
    settle(desk)
    assert page._problem.isVisible()
    assert sheet(desk, counselling.case).number == counselling.number


def test_state_is_written_down_and_taken_back(desk, counselling):
    page = go(desk, "case_file")
    page._step.show_values({"state": "supported", "when": "2026-11-02", "note": "zqnote"})
    next(b for b in page._states.findChildren(QAbstractButton) if b.text() == "적어 두기").click()
    settle(desk)
    found = sheet(desk, counselling.case)
    assert [(one.state, one.note) for one in found.steps] == [(CaseState.SUPPORTED, "zqnote")]
    assert "◆ 지원 중" in said(page)
    assert page._step.field("state").accessibleName() == "새 상태"
    back = [b for b in page._states.findChildren(QAbstractButton) if b.text() == "되돌리기"]
    back[-1].click()
    settle(desk)
    assert sheet(desk, counselling.case).steps == ()
    assert page._step.field("state").accessibleName() == "지금 상태"


def test_cases_are_narrowed_to_a_state(desk, counselling):
    state_case(desk.context.session.vault, counselling.case.id, CaseState.SPREAD_AGAIN)
    page = go(desk, "cases")
    page._cases.state.setCurrentIndex(5)
    assert rows(page._cases) == [counselling.number]
    page._cases.line.setText("nothing like it")
    assert page._cases._none.isVisible()


def test_work_is_ticked_and_opened_by_keyboard_alone(desk, counselling):
    links = links_gone(desk, counselling.case, "zq.example")
    other = add_case(desk.context.session.vault, "")
    desk.context.session.choose(other)
    page = go(desk, "work")
    assert rows(page)[0] == "다시 볼 것 · 지난 날이에요. 지금 봐도 괜찮아요."
    assert page._view.sizeHintForRow(0) < page._view.sizeHintForRow(1)  # no gap above the first
    assert page._view.currentIndex().row() == 1  # no heading
    before = len(rows(page))
    press(desk, page._view, Qt.Key.Key_Space)
    assert len(rows(page)) < before
    press(desk, page._view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(rows(page)) == before
    place = next(n for n, one in enumerate(page._entries) if one.case == counselling.case.id)
    for _ in range(place):
        press(desk, page._view, Qt.Key.Key_Down)
    press(desk, page._view, Qt.Key.Key_Return)
    fates = desk.window.frame.page_called("fates")
    assert fates.isVisible()
    assert desk.context.session.case == counselling.case
    assert {row.link.id for row in fates._rows} == set(links)


def test_case_leads_to_the_work_list_in_counsellor_mode_only(desk, case):
    assert not go(desk, "case")._work.isVisible()
    set_counselling(desk.context.session.vault, on=True)
    page = go(desk, "case")
    assert page._work.isVisible()
    page._work.click()
    settle(desk)
    assert desk.window.frame.page_called("work").isVisible()


def test_what_was_ticked_is_shown_again_where_asked_for(desk, counselling):
    links_gone(desk, counselling.case, "zqq.example")
    page = go(desk, "work")
    page._tick()
    settle(desk)
    fewer = len(page._entries)
    page._all.click()
    settle(desk)
    assert len(page._entries) == fewer + 1
    assert "보았어요" in str([page._words_of(one)[1] for one in page._entries])


def test_doors_of_a_case_lead_where_they_say(desk, counselling):
    for page, title in (("minor", "19세 미만"), ("consents", "동의"), ("form", "동의")):
        sheet_page = go(desk, "case_file")
        door = next(one for one in sheet_page._doors._made if one[0].page == page)
        assert door[1].isVisible()
        door[1].click()
        settle(desk)
        assert desk.window.frame.page_called(page).isVisible()
        assert title in desk.window.frame.page_called(page).title.text().replace("\u2060", "")


def test_facts_show_words_and_no_picture_at_all(desk, case):
    links_gone(desk, case, "zqfact.example")
    page = go(desk, "facts")
    assert rows(page)
    assert any("zqfact.example" in one for one in rows(page))
    assert page.findChildren(CoveredPicture) == []
    press(desk, page._view, Qt.Key.Key_Down)
    assert "삭제됨" in said(page._whole)
    desk.context.session.choose(add_case(desk.context.session.vault, ""))
    settle(desk)
    assert rows(page) == []
    assert page._empty.isVisible()


def filled_form(desk, case):
    vault = desk.context.session.vault
    links_gone(desk, case, "zqbeside.example")
    report = save_report(vault, case.id, "kr.police.statement", {"event.where": "방"})
    page = go(desk, "beside", report)
    page._panel.shelf.setCurrentIndex(2)
    page._panel.shelf.activated.emit(2)
    settle(desk)
    return page, report


def test_value_goes_into_the_field_that_was_written_in_and_is_kept(desk, case):
    page, report = filled_form(desk, case)
    page._fields["event.where"].line.setFocus()
    press(desk, page, Qt.Key.Key_F6)
    assert page._panel.view.hasFocus()
    press(desk, page._panel.view, Qt.Key.Key_Down)
    press(desk, page._panel.view, Qt.Key.Key_Return)
    assert page._fields["event.where"].line.text().startswith("방https://zqbeside.example/")
    press(desk, page, Qt.Key.Key_F6)
    assert page._fields["event.where"].line.hasFocus()
    page._save()
    settle(desk)
    kept = desk.context.session.vault.reports.get(report.id).answers["event.where"]
    assert kept.startswith("방https://zqbeside.example/")


def test_box_gets_the_value_with_its_source_and_no_field_gets_it_unasked(desk, case):
    page, _report = filled_form(desk, case)
    value = Value(ValueKind.WORDS, "zqwords")
    page._forget()
    page._panel.taken.emit((value,), "어느 방")
    assert "먼저" in said(page._panel)
    page._fields["event.narrative"].box.setFocus()
    page._panel.taken.emit((value,), "어느 방")
    assert page._fields["event.narrative"].box.toPlainText() == "zqwords (어느 방)"
    assert "어느 방" in said(page._panel)


def test_what_was_written_beside_is_not_overwritten_by_the_form_shown_before(desk, case):
    page, report = filled_form(desk, case)
    form = go(desk, "form", report)
    go(desk, "beside", report)
    page._fields["event.where"].line.setText("zqnewer")
    page._fields["event.where"].edited.emit()
    form = go(desk, "form")
    assert form._fields["event.where"].line.text() == "zqnewer"


def test_border_between_the_sides_is_moved_by_keyboard(desk, case):
    page, _report = filled_form(desk, case)
    before = page._sides.sizes()
    press(desk, page, Qt.Key.Key_BracketLeft, Qt.KeyboardModifier.ControlModifier)
    after = page._sides.sizes()
    assert after[0] < before[0]
    assert after[1] > before[1]


def test_zz_nothing_of_it_stays_after_a_lock(desk, counselling):
    """The last of this file: the vault is closed by it."""
    vault = desk.context.session.vault
    desk.context.session.choose(case_file(vault, counselling.case.id).case)
    links_gone(desk, counselling.case, "zqlock.example")
    state_case(vault, counselling.case.id, CaseState.RECEIVED, "zqlocknote")
    pages = [go(desk, name) for name in ("case_file", "facts", "work", "cases")]
    beside = filled_form(desk, counselling.case)[0]
    assert beside._panel._model.rowCount()
    assert "zqlocknote" in said(pages[0]) or "zqlocknote" in pages[0]._found.steps[0].note
    desk.context.session.lock(stop_work=True)
    settle(desk)
    everything = [str(page.__dict__) for page in pages] + [
        one.text() for page in pages for one in page.findChildren(QLabel)
    ]
    assert "zqlock" not in "".join(everything)
    assert counselling.number not in "".join(everything)
    assert rows(beside._panel) == []
    assert "방" not in said(beside._panel)
    assert [rows(pages[1]), rows(pages[2]), rows(pages[3]._cases)] == [[], [], []]
