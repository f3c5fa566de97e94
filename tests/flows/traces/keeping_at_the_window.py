"""Steps of the journey at the window: deleting, backups, what waits, a rescue, the end of a vault."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.errors import Cancelled
from app.jobs import Job
from app.usecases.intake.collecting import collect
from tests.flows.traces.evidence import LATER, PASSPHRASE, TITLE
from tests.flows.traces.leaks import LATIN
from tests.flows.traces.sitting import LEFT, Sitting, answer_dialog, must, settle
from ui.widgets.buttons import Button
from ui.widgets.questions.question import Question


def set_aside_and_bring_back(at: Sitting) -> None:
    before = at.items()
    page = at.page("item", before[0])
    page._set_aside()
    settle(at.desk)
    must(len(at.items()) == len(before) - 1, "an item is set aside")
    QTest.mouseClick(at.desk.window.frame.banner.offer, LEFT)
    settle(at.desk)
    must(at.items() == before, "it is brought back")


def destroy_one(at: Sitting) -> None:
    before = at.items()
    page = at.page("evidence")
    QTest.mouseClick(page._choosing, LEFT)
    row = page._grid.model().index(page._grid.model().rowCount() - 1, 0)
    page._grid.setCurrentIndex(row)
    QTest.mouseClick(page._aside, LEFT)
    settle(at.desk)
    page = at.page("removed")
    page._list.selectAll()
    QTest.mouseClick(page._destroy, LEFT)
    _say_yes(at)
    must(len(at.items()) == len(before) - 1, "one is destroyed")
    must(page._model.rowCount() == 0, "nothing is set aside any more")


def make_and_try_a_backup(at: Sitting) -> None:
    (at.out / "copy").mkdir()
    page = at.page("safety")
    answer_dialog(at.out / "copy")
    page._row._choose()
    QTest.mouseClick(page._button, LEFT)
    settle(at.desk)
    must(page._made and not page._made.not_copied, "the backup is whole")
    page = at.page("copy")
    page._copy.setText(str(at.out / "copy"))
    page._passphrase.field.setText(PASSPHRASE)
    QTest.mouseClick(page._try_button, LEFT)
    settle(at.desk)
    must(page._last, "the backup opens")


def give_room_back(at: Sitting) -> None:
    page = at.page("safety")
    QTest.mouseClick(page._room, LEFT)
    settle(at.desk)
    must(at.desk.window.frame.banner.isVisible(), "room is given back")


def put_in_while_locked(at: Sitting) -> None:
    before = len(at.items())
    at.desk.context.session.lock(stop_work=True)
    page = at.page("five_minutes", at.vault)
    page._link.link.setText(f"https://t.me/{LATIN}/78")
    QTest.mouseClick(page._link.button, LEFT)
    settle(at.desk)
    page = at.page("unlock")
    page._folder.setText(str(at.vault))
    page._taking_in.take([at.given / LATER])
    settle(at.desk)
    must(page._taking_in._report and page._taking_in._report.taken, "files are sealed")
    _unlock(at)
    page = at.page("waiting")
    must(page._model.rowCount() == 5, "what was sealed waits")
    QTest.mouseClick(page._place, LEFT)
    settle(at.desk)
    must(len(at.items()) == before + 5, "what waited has its place")


def go_on_where_it_stopped(at: Sitting) -> None:
    session = at.desk.context.session
    with suppress(Cancelled):
        collect(session.vault, session.case.id, [at.given / LATER], _CalledAway())
    shown = at.page("cases")._news
    must(shown.isVisible(), "the work that stopped is told")
    go_on = next(one for one in shown.findChildren(Button) if one.text() == "이어서 하기")
    QTest.mouseClick(go_on, LEFT)
    settle(at.desk)
    must(not at.page("cases")._news.isVisible(), "it came to its end")


def copy_out(at: Sitting) -> None:
    at.desk.context.session.lock(stop_work=True)
    page = at.page("rescue")
    page._vault.setText(str(at.vault))
    page._passphrase.field.setText(PASSPHRASE)
    page._to.setText(str(at.out / "rescued"))
    QTest.mouseClick(page._button, LEFT)
    settle(at.desk)
    must(page._result and page._result.items, "everything is copied out")
    page._back()
    settle(at.desk)
    _unlock(at)


def restore_and_destroy_a_vault(at: Sitting) -> None:
    """The restored one is destroyed; the journey goes on in the first."""
    page = at.page("copy")
    page._copy.setText(str(at.out / "copy"))
    page._to.setText(str(at.out / "again"))
    page._passphrase.field.setText(PASSPHRASE)
    QTest.mouseClick(page._restore_button, LEFT)
    settle(at.desk)
    must((at.out / "again" / "slots-a").exists(), "the backup is restored")
    at.desk.context.session.lock(stop_work=True)
    _unlock(at, "again")
    page = at.page("ending")
    page._word.setText("파기")
    QTest.mouseClick(page._destroy, LEFT)
    settle(at.desk)
    must(not (at.out / "again").exists(), "the restored vault is destroyed")
    _unlock(at)


class _CalledAway(Job):
    """Is interrupted at its second question."""

    _questions = 0

    def check(self) -> None:
        self._questions += 1
        if self._questions == 2:
            self.interrupt()
        super().check()


def _unlock(at: Sitting, other: str = "") -> None:
    page = at.page("unlock")
    page._folder.setText(str(at.out / other if other else at.vault))
    page._passphrase.field.setText(PASSPHRASE)
    QTest.mouseClick(page._open_button, LEFT)
    settle(at.desk)
    must(at.desk.context.session.is_open, "the passphrase opens")
    at.open_case(TITLE)


def _say_yes(at: Sitting) -> None:
    settle(at.desk)
    question = QApplication.activeModalWidget()
    must(isinstance(question, Question), "a question is asked")
    QTest.mouseClick(question.yes, LEFT)
    settle(at.desk)
