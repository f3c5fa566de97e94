"""Taking in at the locked door, what waits then, and work that stopped part-way."""

from __future__ import annotations

import pytest

from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.intake.collecting import collect
from app.usecases.intake.dropping import drop, lying_here
from app.usecases.intake.waiting import what_waits
from app.usecases.vault.unfinished import stopped_work
from tests.ui.gallery import settle
from tests.ui.kept import PASSPHRASE, keep, said
from ui.widgets.buttons import Button


@pytest.fixture
def kept(desk, tmp_path):
    return keep(desk, tmp_path, files=1)


@pytest.fixture
def two(tmp_path):
    """Two files that are not in the vault."""
    folder = tmp_path / "밖"
    folder.mkdir()
    for number in range(2):
        (folder / f"늦은 것 {number}.txt").write_text(f"늦은 말 {number}", "utf-8")
    return sorted(folder.iterdir())


def news(kept):
    page = kept.page("cases")
    return page._news


def press(widget, text):
    button = next(one for one in widget.findChildren(Button) if one.text() == text)
    button.click()


def test_files_dropped_at_the_door_wait_and_are_told_after_opening(kept, two):
    kept.lock()
    page = kept.page("unlock")
    page.take_folder(kept.folder)
    page._taking_in.take(two)
    settle(kept.desk)
    assert "2" in said(page._taking_in._end)
    assert len(lying_here(kept.folder)) == 2
    page._passphrase.field.setText(PASSPHRASE)
    page._open()
    settle(kept.desk)
    shown = kept.desk.window.frame.page_called("cases")._news
    assert shown.isVisible()
    assert "2개가 기다리고" in said(shown)


def test_without_a_folder_the_door_asks_for_it_and_takes_nothing(kept, two):
    kept.lock()
    page = kept.page("unlock")
    page._folder.clear()
    page._taking_in.take(two)
    settle(kept.desk)
    assert page._taking_in._problem.isVisible()
    assert lying_here(kept.folder) == ()


def test_a_file_that_can_not_be_read_is_named_at_the_door(kept, two, tmp_path):
    link = tmp_path / "가리키는 것"
    link.symlink_to(two[0])
    kept.lock()
    page = kept.page("unlock")
    page.take_folder(kept.folder)
    page._taking_in.take([link])
    settle(kept.desk)
    assert "가리키는 것" in said(page._taking_in._end)


def test_all_that_waits_gets_its_place_in_the_chosen_case(kept, two):
    drop(kept.folder, two, Job())
    before = len(kept.items())
    page = kept.page("waiting")
    assert page._model.rowCount() == 2
    page._place.click()
    settle(kept.desk)
    assert len(kept.items()) == before + 2
    assert what_waits(kept.vault) == ()
    assert kept.desk.window.frame.page is kept.desk.window.frame.page_called("intake")


def test_the_case_that_is_worked_in_is_the_one_that_is_proposed(kept, two):
    drop(kept.folder, two, Job())
    other = add_case(kept.vault, "둘째")
    kept.desk.context.session.choose(other)
    page = kept.page("waiting")
    assert page._case.currentText() == "둘째"
    page._case.setCurrentIndex(0)
    page.retext()
    assert page._case.currentIndex() == 0  # and what was chosen stays


def test_one_is_placed_and_the_other_thrown_away_after_a_question(kept, two):
    drop(kept.folder, two, Job())
    page = kept.page("waiting")
    page._list.setCurrentIndex(page._model.index(0, 0))
    assert page._place.text() == "고른 것을 사건에 담기"
    page._place.click()
    settle(kept.desk)
    page = kept.page("waiting")
    assert page._model.rowCount() == 1
    page._list.selectAll()
    page._discard.click()
    settle(kept.desk)
    kept.answer(yes=False)
    assert len(what_waits(kept.vault)) == 1
    page._discard.click()
    settle(kept.desk)
    kept.answer()
    assert what_waits(kept.vault) == ()
    assert page._empty.isVisible()


def test_what_waits_is_left_for_later_until_the_next_opening(kept, two):
    drop(kept.folder, two, Job())
    shown = news(kept)
    assert shown.isVisible()
    press(shown, "나중에")
    settle(kept.desk)
    assert not shown.isVisible()
    kept.page("safety")
    assert not news(kept).isVisible()
    kept.lock()
    kept.open_again()
    assert shown.isVisible()


class _StopsAfter(Job):
    """Is interrupted, as by a lock, at a later question."""

    def __init__(self, questions):
        super().__init__()
        self._left = questions

    def check(self):
        self._left -= 1
        if self._left == 0:
            self.interrupt()
        super().check()


def stop_part_way(kept, two):
    from app.errors import Cancelled

    for questions in range(1, 60):
        with pytest.raises(Cancelled):
            collect(kept.vault, kept.case.id, two, _StopsAfter(questions))
        found = stopped_work(kept.vault)
        if found and found[0].done == 1:
            return
        for one in found:
            from app.usecases.vault.unfinished import leave_work

            leave_work(kept.vault, one.number)


def test_stopped_work_goes_on_from_its_line_and_ends_in_its_list(kept, two):
    stop_part_way(kept, two)
    shown = news(kept)
    assert "늦은 것 0.txt" in said(shown)
    press(shown, "이어서 하기")
    settle(kept.desk)
    assert stopped_work(kept.vault) == ()
    assert len(kept.items()) == 3
    assert kept.desk.window.frame.page is kept.desk.window.frame.page_called("intake")
    assert not news(kept).isVisible()


def test_stopped_work_can_be_left_and_what_came_in_stays(kept, two):
    stop_part_way(kept, two)
    held = len(kept.items())
    shown = news(kept)
    press(shown, "이대로 두기")
    settle(kept.desk)
    assert stopped_work(kept.vault) == ()
    assert len(kept.items()) == held
    assert not shown.isVisible()
