"""What is told is kept as one goes, before a lock too, and nothing of it stays on a locked screen."""

from __future__ import annotations

import threading
import time

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from app.domain.evidence.items import ItemKind
from app.usecases.case.cases import add_case
from app.usecases.case.protecting import protect, unprotect
from app.usecases.items.evidence import list_items
from app.usecases.items.parts import list_parts
from app.usecases.told.incidents import list_incidents
from app.usecases.told.payments import PaymentSaid, add_payment, list_payments
from app.usecases.told.people import add_person, list_people
from tests.ui.gallery import enter, settle
from tests.ui.story import tell
from tests.unit.told.sounding import silent, speaking


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    return tell(tmp_path_factory.mktemp("story"), "사건 2026-01")


def go(desk, story, name, subject=None):
    if desk.context.session.case is None:
        enter(desk, story)
    desk.window.frame.go(name, subject)
    settle(desk)
    return desk.window.frame.page_called(name)


def write(page, key, text):
    """Type into a field and leave it."""
    field = page.form.field(key)
    field.setFocus()
    if isinstance(field, QLineEdit):
        field.clear()
    QTest.keyClicks(field, text)
    if isinstance(field, QPlainTextEdit):
        page.form.field(page.asked[0].key).setFocus()
    else:
        field.editingFinished.emit()


def said(desk):
    labels = [one.text() for one in desk.window.findChildren(QLabel)]
    lines = [one.text() for one in desk.window.findChildren(QLineEdit)]
    boxes = [one.toPlainText() for one in desk.window.findChildren(QPlainTextEdit)]
    return "\n".join((*labels, *lines, *boxes)).replace("\u2060", "")


def plain(words):
    """A text without the marks that keep Korean words whole."""
    return words.text().replace("\u2060", "")


def vault_of(desk):
    return desk.context.session.vault


def test_an_entry_is_one_entry_however_often_a_field_is_left(story, desk):
    page = go(desk, story, "incidents")
    for key, text in (("when", "2024-08-27"), ("place", "zqplace"), ("witness", "zqfriend")):
        write(page, key, text)
    settle(desk)
    entries = [
        one for one in list_incidents(vault_of(desk), story.case) if one.incident.place == "zqplace"
    ]
    assert [one.incident.witness for one in entries] == ["zqfriend"]
    page.begin_another()
    write(page, "place", "zqother")
    settle(desk)
    places = [one.incident.place for one in list_incidents(vault_of(desk), story.case)]
    assert {"zqplace", "zqother"} <= set(places)


def test_what_was_typed_is_kept_before_a_lock_and_gone_from_the_screen(story, desk):
    page = go(desk, story, "payments")
    QTest.keyClicks(page.form.field("amount"), "zqamount")
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert "zqamount" not in said(desk)
    enter(desk, story)
    assert "zqamount" in [one.amount for one in list_payments(vault_of(desk), story.case)]


def test_a_number_that_must_not_be_kept_is_said_beside_the_form_and_not_kept(story, desk):
    page = go(desk, story, "people")
    write(page, "name", "900101-1234567")
    settle(desk)
    assert page._problem.isVisible()
    assert "주민등록번호" in plain(page._problem)
    assert all("900101" not in one.person.name for one in list_people(vault_of(desk), story.case))
    write(page, "name", "zqnick")
    settle(desk)
    assert not page._problem.isVisible()
    assert "zqnick" in [one.person.name for one in list_people(vault_of(desk), story.case)]


def test_an_untouched_form_keeps_nothing(story, desk):
    before = None
    for name in ("incidents", "people", "payments"):
        page = go(desk, story, name)
        vault = vault_of(desk)
        before = before or vault.custody.head
        page.save()
        page.begin_another()
    go(desk, story, "case")
    assert vault_of(desk).custody.head == before


def test_what_a_person_goes_by_is_added_and_taken_out(story, desk):
    page = go(desk, story, "people")
    write(page, "name", "zqmarked")
    settle(desk)
    marks = page._marks
    assert marks.isVisibleTo(page)
    marks.form.show_values({"kind": "phone", "value": "010-9999-0000"})
    marks.keep.click()
    settle(desk)

    def known():
        people = list_people(vault_of(desk), story.case)
        return next(one for one in people if one.person.name == "zqmarked")

    assert [mark.value for mark in known().marks] == ["010-9999-0000"]
    assert "010-9999-0000" in said(desk)
    marks._take_out(known().marks[0])
    settle(desk)
    assert known().marks == ()


@pytest.mark.parametrize(("name", "field"), [("payments", "amount"), ("people", "name")])
def test_what_is_taken_out_is_gone_and_an_empty_form_follows(story, desk, name, field):
    page = go(desk, story, name)
    write(page, field, "zqgone")
    settle(desk)
    assert page._out.isVisible()
    page._take_out()
    settle(desk)
    assert "zqgone" not in said(desk)
    assert page.form.values()[field] == ""
    assert not page._out.isVisible()
    kept = page.read(vault_of(desk), story.case)
    assert kept
    assert all("zqgone" not in page.line(one) for one in kept)


def test_a_part_of_an_item_is_said_on_its_page(story, desk):
    enter(desk, story)
    item = list_items(vault_of(desk), story.case)[-1].item.id
    page = go(desk, story, "parts", item)
    page.form.show_values({"part": "tip_off", "teller": "zqteller", "audience": "zqnobody"})
    page.keep.click()
    settle(desk)
    part = next(
        one
        for one in list_parts(vault_of(desk), story.case, item=item)
        if one.part.value == "tip_off"
    )
    assert (part.teller, part.audience) == ("zqteller", "")  # who could see it fits no tip-off
    assert desk.window.frame.page_called("item").isVisible()


def memos(desk, story):
    rows = list_items(vault_of(desk), story.case)
    return [one.item for one in rows if one.item.kind is ItemKind.AUDIO]


def recording(desk, story):
    page = go(desk, story, "incidents")
    page._memo.begin()
    settle(desk)
    return page._memo


def spoken(card):
    """Wait for a second of sound. Qt's own waiting would keep the recording thread from working."""
    end = time.monotonic() + 20
    while not card._recording.seconds and time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.01)


@pytest.mark.parametrize("by", ["button", "lock"])
def test_a_memo_is_kept_by_its_button_and_by_a_lock(story, desk, tmp_path, monkeypatch, by):
    speaking(tmp_path, monkeypatch)
    card = recording(desk, story)
    before = len(memos(desk, story))
    assert card.records
    spoken(card)
    if by == "button":
        card.record.click()
    else:
        desk.context.session.lock(stop_work=True)
    settle(desk)
    assert not card.records
    if by == "lock":
        enter(desk, story)
    assert len(memos(desk, story)) == before + 1


def test_a_memo_that_can_not_be_kept_now_is_kept_later(story, desk, tmp_path, monkeypatch):
    speaking(tmp_path, monkeypatch)
    card = recording(desk, story)
    before = len(memos(desk, story))
    spoken(card)
    protect(vault_of(desk), story.case)
    card.record.click()
    settle(desk)
    assert card.records
    unprotect(vault_of(desk), story.case, "이유")
    card.record.click()
    settle(desk)
    assert not card.records
    assert len(memos(desk, story)) == before + 1


def test_a_memo_goes_into_the_case_in_which_it_was_begun(story, desk, tmp_path, monkeypatch):
    speaking(tmp_path, monkeypatch)
    card = recording(desk, story)
    before = len(memos(desk, story))
    spoken(card)
    vault = vault_of(desk)
    own, other = vault.cases.get(story.case), add_case(vault, "다른 사건")
    desk.context.session._case = other
    card.record.click()
    settle(desk)
    desk.context.session._case = own
    assert len(memos(desk, story)) == before + 1
    assert list_items(vault, other.id) == ()


def is_recording():
    return "microphone" in {one.name for one in threading.enumerate()}


def test_a_microphone_that_opens_as_the_vault_is_locked_is_closed(
    story, desk, tmp_path, monkeypatch
):
    speaking(tmp_path, monkeypatch)
    page = go(desk, story, "incidents")
    page._memo.begin()
    desk.context.session.lock(stop_work=False)
    settle(desk)
    end = time.monotonic() + 5
    while is_recording() and time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.01)
    assert not is_recording()


def test_without_a_microphone_the_card_says_so_and_can_be_tried_again(
    story, desk, tmp_path, monkeypatch
):
    silent(tmp_path, monkeypatch)
    card = recording(desk, story)
    assert not card.records
    assert "마이크" in plain(card._problem)
    speaking(tmp_path, monkeypatch)
    card = recording(desk, story)
    assert card.records
    card.drop.click()
    settle(desk)
    assert not card.records


def test_what_a_payment_points_at_stays_when_other_words_are_kept(story, desk):
    enter(desk, story)
    vault = vault_of(desk)
    item = list_items(vault, story.case)[-1].item.id
    person = add_person(vault, story.case, "zqasked").id
    made = add_payment(vault, story.case, PaymentSaid(amount="zqpoints", person=person, item=item))
    page = go(desk, story, "payments", made.id)
    write(page, "reference", "zqreference")
    settle(desk)
    (kept,) = (one for one in list_payments(vault, story.case) if one.id == made.id)
    assert (kept.reference, kept.person, kept.item) == ("zqreference", person, item)
    page.form.field("item").setCurrentIndex(0)
    page.form.field("item").activated.emit(0)
    settle(desk)
    (kept,) = (one for one in list_payments(vault, story.case) if one.id == made.id)
    assert (kept.person, kept.item) == (person, None)
