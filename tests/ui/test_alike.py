"""Same pictures at the window: covered, decided by the person, later leaves all as it was."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.evidence.likeness import Decision
from app.usecases.items.alike import decide, linked
from tests.ui.gallery import enter, settle
from tests.ui.story import tell
from tests.ui.walks.alike import bring


@pytest.fixture(scope="module")
def story(qapp, tmp_path_factory):
    return tell(tmp_path_factory.mktemp("alike"), "사건 2026-02")


@pytest.fixture
def page(desk, story):
    """The page with a pair on it."""
    enter(desk, story)
    bring(desk, story)
    desk.window.frame.go("alike")
    settle(desk)
    shown = desk.window.frame.page_called("alike")
    assert shown._pairs
    return shown


def two(page):
    return tuple(side.item for side in page._sides)


def test_both_pictures_are_covered_until_held(page, desk):
    picture = page._sides[0]._picture
    assert not picture.is_shown
    picture.setFocus()
    QTest.keyPress(picture, Qt.Key.Key_Space)
    settle(desk)
    assert picture.is_shown
    QTest.keyRelease(picture, Qt.Key.Key_Space)
    assert not picture.is_shown


def test_later_keeps_nothing_and_the_pair_comes_again(page, desk):
    pair, before = two(page), desk.context.session.vault.custody.head
    page._answers[Decision.OPEN].click()
    settle(desk)
    assert desk.context.session.vault.custody.head == before
    desk.window.frame.go("evidence")
    desk.window.frame.go("alike")
    settle(desk)
    assert two(page) == pair


def test_what_came_in_before_is_offered_once_and_then_compared(page, desk):
    vault = desk.context.session.vault
    page._offer.start()  # what the story brought along and nobody could open
    settle(desk)
    assert not page._offer.isVisible()
    pairs = [two(page)]
    with vault.transaction():
        vault._index.write("DELETE FROM item_hashes")
    desk.window.frame.go("alike")
    settle(desk)
    assert page._offer.isVisible()
    assert not page._pairs
    page._offer._button.click()
    settle(desk)
    assert [two(page)] == pairs
    assert not page._offer.isVisible()


def test_locking_lets_go_of_the_pictures(page, desk):
    page.clear()
    assert page._pairs == []
    assert two(page) == (None, None)


def test_an_answer_twice_passes_over_no_pair_and_compares_nothing_anew(page, desk):
    first = page._pairs[0]
    page._pairs = [first, replace(first, likeness=replace(first.likeness))]
    page._item = first.first.item.id
    page._answer(Decision.DIFFERENT)
    page._answer(Decision.DIFFERENT)
    settle(desk)
    assert (page._item, len(page._pairs)) == (first.first.item.id, 1)
    decide(desk.context.session.vault, desk.context.session.case.id, *two(page), Decision.OPEN)


def test_the_same_links_them_and_the_pair_does_not_come_again(page, desk):
    first, second = two(page)
    QTest.keyClick(page._answers[Decision.SAME], Qt.Key.Key_Space)
    settle(desk)
    vault = desk.context.session.vault
    assert [one.item.id for one in linked(vault, desk.context.session.case.id, first)] == [second]
    assert (first, second) not in {(one.first.item.id, one.second.item.id) for one in page._pairs}
