"""On the page of consent a box is ticked and taken back by the same click; a lock clears it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from app.casework.consented import WHO
from app.domain.ids import new_id
from app.domain.reports.consents import ConsentHow, ConsentKind
from app.domain.reports.reports import Report
from app.domain.told.said import Said
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.reports.consenting import ConsentSaid, consented, give, list_consents
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import settle
from tests.ui.one_window import one_window
from tests.unit.vault.filling import add_item
from ui.pages.consents.field_note import ConsentNote
from ui.widgets.buttons import Button

D4U = "kr.d4u"
HERE = ConsentKind.THIRD_PARTY


@pytest.fixture(scope="module")
def desk(qapp, tmp_path_factory):
    """One window and one vault for all."""
    made_vault = create_vault(
        tmp_path_factory.mktemp("consents") / "vault", "a pass phrase", Job(), argon2=FLOOR
    )
    for made in one_window(qapp):
        made.context.session.open(made_vault)
        settle(made)
        yield made


@pytest.fixture
def case(desk):
    """A case a test with three items and a report to the support centre, filled in by another."""
    vault = desk.context.session.vault
    made = add_case(vault, "")
    for number in range(3):
        add_item(vault, made, f"{number} {made.id}".encode(), f"zq{number}.png")
    with vault.transaction():
        vault.reports.save(Report(new_id("report"), made.id, "kr.d4u.deletion", "1", {}, 1))
        vault.filed.said.say(Said(made.id, WHO, "counsellor", 1))
    desk.context.session.choose(made)
    settle(desk)
    return made


@pytest.fixture
def page(desk, case):
    """The page of consent, shown."""
    desk.window.frame.go("consents")
    settle(desk)
    return desk.window.frame.page_called("consents")


def test_one_click_gives_and_one_click_takes_back(desk, case, page):
    vault = desk.context.session.vault
    page._how.show_values({"how": "spoken", "witness": "상담원 김"})
    tick = page.cards[D4U].ticks[HERE]
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    settle(desk)
    (kept,) = list_consents(vault, case.id)
    assert (kept.recipient, kept.kind, kept.item) == (D4U, HERE, None)
    assert (kept.how, kept.witness) == (ConsentHow.SPOKEN, "상담원 김")
    assert len(consented(vault, case.id, D4U)) == 3
    again = page.cards[D4U].ticks[HERE]
    assert again.isChecked()
    assert desk.window.focusWidget() is again
    QTest.keyClick(again, Qt.Key.Key_Space)
    settle(desk)
    assert not list_consents(vault, case.id)[0].holds
    assert not page.cards[D4U].ticks[HERE].isChecked()
    assert consented(vault, case.id, D4U) == frozenset()


def test_single_items_are_said_many_at_once(desk, case, page):
    vault = desk.context.session.vault
    page.cards[D4U].single.click()
    settle(desk)
    assert page._items.isVisible()
    assert not page._items.go.isEnabled()
    page._items.view.selectAll()
    page._items.go.click()
    settle(desk)
    assert len(consented(vault, case.id, D4U)) == 3
    page._items.view.setCurrentIndex(page._items.model.index(1, 0))
    page._items.stay.click()
    settle(desk)
    assert len(consented(vault, case.id, D4U)) == 2


def test_a_recipient_without_a_report_can_be_added(desk, case, page):
    assert list(page.cards) == ["", D4U]
    at = page._body.findData("kr.kmcsc")
    page._body.setCurrentIndex(at)
    page._add()
    settle(desk)
    assert "kr.kmcsc" in page.cards
    assert page._body.findData("kr.kmcsc") < 0
    assert ConsentKind.ABROAD not in page.cards["kr.kmcsc"].ticks
    assert ConsentKind.ABROAD in page.cards[""].ticks


def test_what_cannot_be_kept_is_told_on_the_page(desk, case, page):
    page._how.show_values({"how": "writing", "witness": "900101-1234567"})
    page.cards[D4U].ticks[HERE].click()
    settle(desk)
    assert page._problem.isVisible()
    assert list_consents(desk.context.session.vault, case.id) == ()


def test_the_page_lets_go_of_everything_on_clear(desk, case, page):
    page.cards[D4U].ticks[HERE].click()
    page.cards[D4U].single.click()
    settle(desk)
    page._how.show_values({"how": "writing", "witness": "zqwitness"})
    page.clear()
    assert page.cards == {}
    assert page._items.model.rowCount() == 0
    assert "zqwitness" not in str(page._how.values())
    assert not [one.text() for one in page.findChildren(QLabel) if "zq" in one.text()]


def test_what_stays_for_want_of_consent_is_named_before_it_is_handed_over(desk, case, page):
    vault = desk.context.session.vault
    (report,) = vault.reports.in_case(case.id)
    for name in ("hand_over", "as_document"):
        desk.window.frame.go(name, report)
        settle(desk)
        card = desk.window.frame.page_called(name)._staying
        assert card.isVisible()
        told = " ".join(one.text() for one in card.findChildren(QLabel))
        assert all(f"zq{number}.png" in told for number in range(3))
    give(vault, case.id, ConsentSaid((HERE,), D4U))
    desk.window.frame.go("hand_over", report)
    settle(desk)
    assert not desk.window.frame.page_called("hand_over")._staying.isVisible()


def test_the_form_marks_what_stays_for_want_of_consent_and_leads_there(desk, case, page):
    vault = desk.context.session.vault
    (report,) = vault.reports.in_case(case.id)
    first, second, _third = (row.item.id for row in vault.items.rows(case.id))
    give(vault, case.id, ConsentSaid((HERE,), D4U, (second,)))
    desk.window.frame.go("form", report)
    settle(desk)
    form = desk.window.frame.page_called("form")
    field = form._fields["evidence.list"]
    note = form.findChild(ConsentNote)
    assert [name for name in ("zq0", "zq1", "zq2") if name in note.line.text()] == ["zq0", "zq2"]
    marked = [one.text() for one in field.findChildren(QAbstractButton) if "여기에" in one.text()]
    assert len(marked) == 2
    field.show_answer([second])
    field.edited.emit()
    assert not note.isVisible()
    field.show_answer([first])
    field.edited.emit()
    assert "zq0" in note.line.text()
    assert "zq2" not in note.line.text()
    note.findChildren(Button)[0].click()
    settle(desk)
    assert desk.window.frame.page_called("consents").isVisible()
    assert vault.reports.get(report.id).answers["evidence.list"] == [first]
