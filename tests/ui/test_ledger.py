"""What is handed in is written down on its page, links by one key a state; a lock clears it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from app.domain.follow_up.fates import LinkState
from app.domain.follow_up.filings import FilingState
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.follow_up.deadlines import next_dates
from app.usecases.follow_up.fates import list_fates
from app.usecases.follow_up.ledger import StepSaid, add_filing, list_filings
from app.usecases.intake.linking import add_links
from app.usecases.reports.reporting import save_report
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import open_at, settle
from tests.ui.one_window import window_of_the_file
from tests.ui.story import PASSPHRASE

desk = window_of_the_file


@dataclass(frozen=True)
class Small:
    """A vault with one case and eight links, made without an import."""

    vault: Path
    case: str


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """A vault for all tests of this file."""
    made = tmp_path_factory.mktemp("ledger") / "vault"
    create_vault(made, PASSPHRASE, Job(), argon2=FLOOR).close()
    return made


@pytest.fixture
def story(desk, path):
    """A case of its own for each test, chosen in the window."""
    context = desk.context
    if not context.session.is_open:
        open_at(desk, path)
    case = add_case(context.session.vault, "")
    text = "\n".join(f"https://example.net/{n}" for n in range(8))
    add_links(context.session.vault, case.id, text)
    context.session.choose(case)
    settle(desk)
    return Small(path, case.id)


def go(desk, name, subject=None):
    desk.window.frame.go(name, subject)
    settle(desk)
    return desk.window.frame.page_called(name)


def vault_of(desk):
    return desk.context.session.vault


def states(desk, story):
    return [one.state for one in list_fates(vault_of(desk), story.case)]


def said(widget):
    texts = [
        one.text()
        for kind in (QLabel, QAbstractButton, QLineEdit)
        for one in widget.findChildren(kind)
    ]
    return "\n".join(texts).replace("\u2060", "")


def press(desk, page, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(page._view, key, modifier)
    settle(desk)


def test_one_key_says_where_a_link_stands_and_goes_on_to_the_next(desk, story):
    page = go(desk, "fates")
    for key in (Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_2):
        press(desk, page, key)
    assert states(desk, story)[:4] == [
        LinkState.DELETED, LinkState.BLOCKED, LinkState.REPORTED, LinkState.FOUND,
    ]  # fmt: skip


def test_all_are_said_at_once_with_a_typed_time_and_taken_back(desk, story):
    page = go(desk, "fates")
    page._when.line.setText("2026-11-02 14:03")
    press(desk, page, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(desk, page, Qt.Key.Key_2)
    rows = list_fates(vault_of(desk), story.case)
    assert {(row.state, row.steps[-1].at.original) for row in rows} == {
        (LinkState.REPORTED, "2026-11-02 14:03")
    }
    press(desk, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert set(states(desk, story)) == {LinkState.FOUND}
    press(desk, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)  # nothing is left to undo
    assert not page._problem.isVisible()


def test_a_note_goes_with_the_step_it_was_written_for_and_is_read_again(desk, story):
    page = go(desk, "fates")
    page._when.note_line.setText("전화로 들음")
    press(desk, page, Qt.Key.Key_2)
    press(desk, page, Qt.Key.Key_2)
    rows = list_fates(vault_of(desk), story.case)
    assert [row.steps[-1].note for row in rows[:2]] == ["전화로 들음", ""]
    page._card.show_row(rows[0])
    assert "전화로 들음" in said(page._card)


def test_links_are_said_to_stand_so_by_what_was_handed_in(desk, story):
    page = go(desk, "fates")
    assert not page._when._by.isVisible()  # nothing was handed in yet
    filing = add_filing(vault_of(desk), story.case, recipient_id="kr.d4u").filing.id
    page = go(desk, "fates")
    page._when._by.setCurrentIndex(1)
    press(desk, page, Qt.Key.Key_2)
    assert list_fates(vault_of(desk), story.case)[0].steps[-1].filing == filing
    assert page._when.filing() == filing  # stays chosen for the next


def test_a_link_is_shown_alone_and_its_step_taken_back(desk, story):
    link = list_fates(vault_of(desk), story.case)[5].link.id
    page = go(desk, "fates", link)
    assert page._model.rowCount() == 1
    page._states[LinkState.DEINDEXED].click()
    settle(desk)
    assert states(desk, story)[5] is LinkState.DEINDEXED
    assert "검색해도 나오지 않지만" in said(page._card)
    next(one for one in page._card.findChildren(QAbstractButton)).click()
    settle(desk)
    assert states(desk, story)[5] is LinkState.FOUND
    page.undo()
    settle(desk)
    assert not page._problem.isVisible()


def test_what_was_handed_in_is_written_down_and_followed(desk, story):
    page = go(desk, "filing")
    page._which.show_values({"other": "zqplace"})
    page._step.show_values({"state": "submitted", "when": "2026-11-02", "receipt": "zq-123"})
    page.keep()
    settle(desk)
    ledger = desk.window.frame.page_called("ledger")
    assert ledger.isVisible()
    assert "zqplace" in said(ledger)
    assert "zq-123" in said(ledger)
    (row,) = list_filings(vault_of(desk), story.case)
    page = go(desk, "filing", row.filing.id)
    assert page._step.values()["state"] == FilingState.RECEIVED.value
    page.keep()
    settle(desk)
    assert list_filings(vault_of(desk), story.case)[0].state is FilingState.RECEIVED
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert "zqplace" not in said(desk.window)
    assert "zq-123" not in said(desk.window)


def test_to_nobody_is_said_beside_the_form_and_nothing_is_kept(desk, story):
    page = go(desk, "filing")
    page._step.show_values({"state": "submitted", "note": "zqnote"})
    page.keep()
    settle(desk)
    assert page._problem.isVisible()
    assert page._step.values()["note"] == "zqnote"
    assert list_filings(vault_of(desk), story.case) == ()


def test_a_day_is_kept_when_its_line_is_left_and_dates_follow(desk, story):
    page = go(desk, "ledger")
    page._days._turn()
    line = page._days._lines["follow.appeal_dismissed"]
    line.setText("언젠가")
    line.editingFinished.emit()
    settle(desk)
    assert page._days._problem.isVisible()
    line.setText("2026. 11. 2.")
    line.editingFinished.emit()
    settle(desk)
    assert not page._days._problem.isVisible()
    assert [one.rule for one in next_dates(vault_of(desk), story.case, "ko")] == ["D-KR-JAEJEONG"]
    assert "형사소송법 제260조" in said(page)
    assert said(page).count("법률 자문이 아니에요") == 1


def test_many_that_were_handed_in_are_shown_some_first(desk, story):
    for number in range(14):
        add_filing(vault_of(desk), story.case, recipient_id=f"zqplace{number:02}")
    page = go(desk, "ledger")
    assert "zqplace13" in said(page)
    assert "zqplace01" not in said(page)
    page._show_all_filings()
    assert "zqplace01" in said(page)


def test_the_case_tells_of_days_to_come_and_only_then(desk, story):
    page = go(desk, "case")
    assert not page._soon.isVisible()
    add_filing(
        vault_of(desk), story.case, recipient_id="kr.police.station",
        first=StepSaid(FilingState.RECEIVED, None),
    )  # fmt: skip
    page = go(desk, "case")
    assert page._soon.isVisible()
    assert "경찰이 수사를 마치도록 정해진 날" in said(page._soon)
    page._soon._press.click()
    settle(desk)
    assert desk.window.frame.page_called("ledger").isVisible()


def test_a_day_that_has_gone_by_is_told_kindly(desk, story):
    add_filing(
        vault_of(desk), story.case, recipient_id="kr.police.station",
        first=StepSaid(FilingState.RECEIVED, None),
    )  # fmt: skip
    go(desk, "ledger")._days._keep("follow.appeal_dismissed", _line("2020-01-02"))
    settle(desk)
    page = go(desk, "ledger")
    assert "지난 날이에요. 지금 물어봐도 괜찮아요." in said(page)


def _line(text):
    from ui.widgets.form.kept import KeptLine

    line = KeptLine()
    line.setText(text)
    return line


def test_figures_are_saved_as_a_table_never_over_a_file(desk, story, tmp_path):
    page = go(desk, "figures")
    page.save(tmp_path / "figures.csv")
    settle(desk)
    raw = (tmp_path / "figures.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert "링크: 상태" in raw.decode("utf-8-sig")
    (tmp_path / "other.csv").write_bytes(b"mine")
    page.save(tmp_path / "other.csv")
    settle(desk)
    assert (tmp_path / "other.csv").read_bytes() == b"mine"


def test_a_bundle_leads_to_writing_it_down(desk, story):
    report = save_report(vault_of(desk), story.case, "kr.police.statement", {})
    page = go(desk, "hand_over", report)
    assert not page._offer.isVisible()
    page._offer.offer(report.id)
    page._offer._press.click()
    settle(desk)
    filing = desk.window.frame.page_called("filing")
    assert filing.isVisible()
    assert filing._which.values()["report"] == report.id
    filing.keep()
    settle(desk)
    assert [one.filing.report for one in list_filings(vault_of(desk), story.case)] == [report.id]


def test_list_of_links_is_pasted_and_said_at_once_by_keyboard_alone(desk, story):
    page = go(desk, "fates")
    QGuiApplication.clipboard().setText(
        "\n".join(f"https://zqpaste.example/{n}" for n in range(40)) + "\nhttps://example.net/0"
    )
    page._view.setFocus()
    press(desk, page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page._model.rowCount() == 41  # those of the list alone, the one that was there too
    press(desk, page, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(desk, page, Qt.Key.Key_2)
    reported = [one for one in states(desk, story) if one is LinkState.REPORTED]
    assert len(reported) == 41
    press(desk, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert set(states(desk, story)) == {LinkState.FOUND}


def test_range_is_chosen_with_shift_and_grows_and_shrinks(desk, story):
    shift = Qt.KeyboardModifier.ShiftModifier
    page = go(desk, "fates")
    press(desk, page, Qt.Key.Key_Down)
    for _ in range(3):
        press(desk, page, Qt.Key.Key_Down, shift)
    press(desk, page, Qt.Key.Key_Up, shift)
    press(desk, page, Qt.Key.Key_4)
    gone = [LinkState.DELETED] * 3
    assert states(desk, story) == [LinkState.FOUND, *gone, *[LinkState.FOUND] * 4]
    press(desk, page, Qt.Key.Key_End, shift)  # from where the keyboard stands now
    assert len(page._view.chosen()) == 8 - page._view._anchor


def test_pasting_what_holds_no_link_is_said_and_keeps_nothing(desk, story):
    page = go(desk, "fates")
    QGuiApplication.clipboard().setText("no link in it")
    page.paste()
    settle(desk)
    assert page._problem.isVisible()
    assert len(states(desk, story)) == 8


def test_buttons_of_states_wait_until_something_is_chosen(desk, story):
    page = go(desk, "fates")
    assert [one.isEnabled() for one in page._states.values()] == [False] * 7
    next(one for one in page.findChildren(QAbstractButton) if one.text() == "모두 고르기").click()
    assert page._count.accessibleName() == "링크 8개를 골랐어요."
    page._states[LinkState.DELETED].click()
    settle(desk)
    assert set(states(desk, story)) == {LinkState.DELETED}
    assert [one.isEnabled() for one in page._states.values()] == [False] * 7


def test_list_of_links_leads_to_where_states_are_written(desk, story):
    page = go(desk, "links")
    next(
        one for one in page.findChildren(QAbstractButton) if one.text() == "링크 상태 적기"
    ).click()
    settle(desk)
    assert desk.window.frame.page_called("fates").isVisible()
