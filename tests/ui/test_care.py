"""Pauses are offered and never counted aloud; settings are in force at once; others look instead."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel

from app.domain.care import Care
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.items.looks import leave_to_look, looks_of, say_what_is_seen, words_of
from app.usecases.settings.caring import care_of, set_care
from app.usecases.vault.vaults import open_vault
from tests.ui.gallery import settle
from tests.unit.vault.conftest import closed_vault, fresh_vault  # noqa: F401
from tests.unit.vault.filling import PASSPHRASE, add_item
from ui.locking import IdleLock
from ui.widgets.buttons import Button


@pytest.fixture
def inside(desk, closed_vault: Path):  # noqa: F811
    """A vault with a case of two items, open in the window."""
    vault = open_vault(closed_vault, PASSPHRASE, Job())
    case = add_case(vault, "")
    items = [add_item(vault, case, one).id for one in (b"one", b"two")]
    desk.context.session.open(vault)
    desk.context.session.choose(case)
    settle(desk)
    return desk, vault, case, items


def shown(widget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def test_a_pause_is_offered_after_as_many_as_were_chosen_and_going_on_puts_it_away(inside):
    desk, _vault, _case, _items = inside
    pause = desk.window.frame.pause
    desk.window.frame.go("evidence")
    for _ in range(Care().at_once - 1):
        desk.window.tell_opened()
    assert not pause.isVisible()
    desk.window.tell_opened()
    assert pause.isVisible()
    assert not any(one.isdigit() for one in shown(pause))
    pause._on.click()
    assert not pause.isVisible()
    assert desk.window.frame.page is desk.window.frame.page_called("evidence")


def test_resting_leads_back_to_the_same_place(inside):
    desk, _vault, _case, _items = inside
    frame = desk.window.frame
    frame.go("evidence")
    frame.pause.offer()
    frame.pause._rest.click()
    settle(desk)
    assert frame.page is frame.page_called("rest")
    assert "1366" in shown(frame.page)
    frame.page._back()
    assert frame.page is frame.page_called("evidence")


def test_a_lock_puts_the_offer_away_and_begins_anew(inside):
    desk, _vault, _case, _items = inside
    for _ in range(Care().at_once - 1):
        desk.window.tell_opened()
    desk.context.session.lock(stop_work=True)
    settle(desk)
    desk.window.tell_opened()
    assert not desk.window.frame.pause.isVisible()


def test_a_choice_is_in_force_at_once_and_kept_in_the_vault(inside, closed_vault):  # noqa: F811
    desk, _vault, _case, _items = inside
    desk.window.frame.go("care")
    settle(desk)
    page = desk.window.frame.page
    page._ticks["grey"].click()
    page._choices["hold"][False].click()
    page._choices["idle_minutes"][1].click()
    page._choices["at_once"][0].click()
    chosen = Care(grey=False, hold=False, idle_minutes=1, at_once=0)
    assert desk.window.care == chosen
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert desk.window.care == Care(), "nothing is open: the safest holds"
    with open_vault(closed_vault, PASSPHRASE, Job()) as again:
        assert care_of(again) == chosen


def test_what_was_chosen_is_in_force_after_unlocking(desk, closed_vault, qapp):  # noqa: F811
    with open_vault(closed_vault, PASSPHRASE, Job()) as vault:
        set_care(vault, Care(idle_minutes=3, at_once=20))
    desk.context.session.open(open_vault(closed_vault, PASSPHRASE, Job()))
    settle(desk)
    assert desk.window.care.at_once == 20
    (idle,) = desk.window.findChildren(IdleLock)
    assert idle._timer.interval() == 3 * 60_000
    page = desk.window.frame.page_called("care")
    desk.window.frame.go("care")
    assert page._choices["idle_minutes"][3].isChecked()
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert idle._timer.interval() == Care().idle_minutes * 60_000


def test_chosen_items_are_left_to_others_from_the_grid(inside):
    desk, vault, case, items = inside
    page = desk.window.frame.page_called("evidence")
    desk.window.frame.go("evidence")
    settle(desk)
    page._choosing.click()
    page._grid.selectAll()
    others = [one for one in page.findChildren(Button) if one.text() == "다른 분이 대신 보기"]
    assert [one.isVisible() for one in others] == [True]
    others[0].click()
    settle(desk)
    assert {one.item for one in looks_of(vault, case.id)} == set(items)
    assert not page._grid.chooses


def test_who_looks_writes_words_that_stand_for_the_picture(inside):
    desk, vault, case, items = inside
    look, _other = leave_to_look(vault, case.id, items)
    frame = desk.window.frame
    frame.go("looks", look.id)
    settle(desk)
    page = frame.page_called("looks")
    page.plain.activated.emit(1)
    page._keep.click()
    settle(desk)
    said = words_of(vault, case.id, items[0])
    assert said == "대화 화면, 사람은 나오지 않음"
    assert said in shown(page).replace("\u2060", "")
    assert page.words.toPlainText() == ""
    frame.go("item", items[0])
    settle(desk)
    assert f"본 것: {said}" in shown(frame.page).replace("\u2060", "")


def test_nothing_of_it_stays_after_a_lock(inside):
    desk, vault, case, items = inside
    (look,) = leave_to_look(vault, case.id, items[:1])
    say_what_is_seen(vault, look.id, "비밀스러운 말")
    desk.window.frame.go("looks", look.id)
    settle(desk)
    page = desk.window.frame.page_called("looks")
    assert page.words.toPlainText() == "비밀스러운 말"
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert page.words.toPlainText() == ""
    texts = [one.text() for one in page.findChildren(QLabel)]
    assert not [one for one in texts if "비밀" in one.replace("\u2060", "")]


def test_an_item_page_offers_it_and_leaves_it(inside):
    desk, vault, case, items = inside
    desk.window.frame.go("item", items[1])
    settle(desk)
    from ui.pages.care.leaving_to_others import leave_to_others

    called = []
    leave_to_others(desk.context, [items[1]], QObject(desk.window), lambda: called.append(True))
    settle(desk)
    assert called == [True]
    assert [one.item for one in looks_of(vault, case.id)] == [items[1]]
    assert desk.window.frame.banner.offer.isVisible()


def test_a_shared_computer_is_spoken_of_once_a_sitting(inside):
    desk, _vault, _case, _items = inside
    said = []
    desk.context.messages.said.connect(lambda notice: said.append("기록" in notice.next_step))
    for _ in range(2):
        desk.context.copy("a text")
    desk.context.session.lock(stop_work=True)
    settle(desk)
    desk.context.copy("a text")
    assert said == [True, False, True]
