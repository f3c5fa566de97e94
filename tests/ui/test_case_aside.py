"""A whole case in the window: put away from its settings, brought back, destroyed."""

from __future__ import annotations

import pytest

from app.usecases.case.case_file import set_counselling
from app.usecases.case.cases import add_case, list_cases
from app.usecases.case.removing_cases import list_cases_aside
from tests.ui.gallery import settle
from tests.ui.kept import keep, said


@pytest.fixture
def kept(desk, tmp_path):
    return keep(desk, tmp_path)


def put_away(kept):
    """From the case's settings, as a person does it: asked once."""
    page = kept.page("case_file")
    page._aside.click()
    return kept.answer()


def here(kept):
    return kept.desk.window.frame.page


@pytest.mark.parametrize("counselling", [False, True])
def test_a_case_is_put_away_and_comes_back_from_the_banner(kept, counselling):
    set_counselling(kept.vault, on=counselling)
    asked = put_away(kept)
    assert "되돌릴 수 있고" in asked
    assert "파기돼요" in asked
    assert kept.desk.context.session.case is None
    page = kept.desk.window.frame.page_called("cases")
    assert here(kept) is page
    assert (page._model.rowCount(), page._cases.isVisible()) == (0, False)
    assert page._aside.isVisible()
    kept.desk.window.frame.banner.offer.click()
    settle(kept.desk)
    assert [one.case.id for one in list_cases(kept.vault)] == [kept.case.id]
    shown = page._cases.view.model() if counselling else page._model
    assert shown.rowCount() == 1
    assert not page._aside.isVisible()


def test_not_now_leaves_it_as_it_is(kept):
    kept.page("case_file")._aside.click()
    kept.answer(yes=False)
    assert list_cases_aside(kept.vault) == ()
    assert kept.desk.context.session.case == kept.case


def test_what_was_put_away_is_found_from_the_list_of_cases_and_comes_back(kept):
    before = kept.items()
    put_away(kept)
    kept.desk.window.frame.page_called("cases")._aside.click()
    settle(kept.desk)
    page = here(kept)
    assert page is kept.desk.window.frame.page_called("removed")
    assert "사건" in said(page._cases)
    assert not page._card.isVisible()  # its items are not told of one by one
    assert not page._empty.isVisible()
    page._cases._back.click()
    settle(kept.desk)
    assert not page._cases.isVisible()
    assert page._empty.isVisible()
    kept.desk.context.session.choose(kept.case)
    assert kept.items() == before


def test_destroying_a_case_asks_first_and_says_what_stays(kept):
    other = add_case(kept.vault, "남는 사건")
    put_away(kept)
    page = kept.page("removed")
    page._cases._destroy.click()
    settle(kept.desk)
    asked = kept.answer(yes=False)
    assert "SSD" in asked
    assert "보관 기록" in asked
    assert len(list_cases_aside(kept.vault)) == 1
    page._cases._destroy.click()
    settle(kept.desk)
    kept.answer()
    assert list_cases_aside(kept.vault) == ()
    assert [one.id for one in kept.vault.cases.every()] == [other.id]
    assert not page._cases.isVisible()
    assert "파기했어요" in said(kept.desk.window.frame.banner)


def test_of_several_one_is_chosen_and_nothing_of_them_is_left_after_a_lock(kept):
    other = add_case(kept.vault, "다른 사건")
    put_away(kept)
    kept.desk.context.session.choose(other)
    put_away(kept)
    page = kept.page("removed")
    assert page._cases._model.rowCount() == 2
    assert not page._cases._back.isEnabled()
    page._cases.list.setCurrentIndex(page._cases._model.index(1, 0))
    page._cases._back.click()
    settle(kept.desk)
    assert [one.case.id for one in list_cases(kept.vault)] == [other.id]
    kept.lock()
    assert page._cases._model.rowCount() == 0


def test_a_case_alone_stands_together_under_the_title(kept):
    put_away(kept)
    kept.desk.window.frame.page_called("cases")._aside.click()
    settle(kept.desk)
    page = here(kept)
    assert not page._card.isVisible()
    assert page._cases.height() <= page._cases.sizeHint().height()
