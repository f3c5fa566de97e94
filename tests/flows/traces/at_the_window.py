"""A whole journey at the window: `python -m … FOLDER [ENDING]`. STEPS is its table of steps.

The window is the program's own; it is driven as a person does: keys, mouse, drops, dialogs for
files. ENDING ends it while a picture is shown and a text is copied (`kill`, `segv`), or aborts the
decoding worker in the middle of taking in, after which everything goes on (`worker`).
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.usecases.chats.rooms import list_accounts, list_rooms
from app.usecases.program.starting import begin
from tests import little_work
from tests.flows.traces import copies_at_the_window as copies
from tests.flows.traces import exchange_at_the_window as exchange
from tests.flows.traces import keeping_at_the_window as keeping
from tests.flows.traces import replies_at_the_window as replies
from tests.flows.traces.evidence import (
    ANSWER,
    INSIDE,
    LABEL,
    NOTE,
    PASSPHRASE,
    SECOND,
    TITLE,
    WORDS,
    WRONG,
)
from tests.flows.traces.leaks import LATIN, WORD
from tests.flows.traces.sitting import LEFT, Sitting, answer_dialog, must, settle
from ui.application import make_application
from ui.building import build_desk
from ui.pages.chat.place import ChatPlace
from ui.widgets.hash_text import HashText

TEMPLATE = "kr.police.statement"
CTRL = Qt.KeyboardModifier.ControlModifier


def make_the_vault(at: Sitting) -> None:
    page = at.page("welcome")
    page._place.line.setText(str(at.vault))
    words = page._passphrase
    for field in (words.first.field, words.second.field):
        field.setText(PASSPHRASE)
    page.show_step(words)
    QTest.keyClick(words.second.field, Qt.Key.Key_Return)
    at.wait(lambda: at.desk.context.session.is_open, "a vault is made")


def begin_a_case(at: Sitting) -> None:
    page = at.page("cases")
    page._name.setText(TITLE)
    QTest.keyClick(page._name, Qt.Key.Key_Return)
    at.wait(lambda: at.desk.context.session.case, "a case is begun")


def drop_everything(at: Sitting) -> None:
    area = at.page("evidence")._drop
    load = QMimeData()
    load.setUrls([QUrl.fromLocalFile(str(at.given / INSIDE))])
    shape = (Qt.DropAction.CopyAction, load, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(area, QDragEnterEvent(area.rect().center(), *shape))
    QApplication.sendEvent(area, QDropEvent(QPointF(area.rect().center()), *shape))
    settle(at.desk)
    QTest.mouseClick(at.desk.window.frame.page._take, LEFT)
    if at.ending == "worker":
        at.wait(_abort_worker, "a worker is there")
    settle(at.desk)
    must(len(at.items()) >= 7, "everything dropped is taken in")
    at.page("intake", at.page("evidence")._report())


def choose_a_file(at: Sitting) -> None:
    page = at.page("evidence")
    answer_dialog(next((at.given / INSIDE).glob("*.png")))
    QTest.mouseClick(page._file_button, LEFT)
    settle(at.desk)
    QTest.mouseClick(at.desk.window.frame.page._take, LEFT)
    settle(at.desk)
    must(page._report().items_again == 1, "the file of the dialog is taken in")


def hold_each_picture(at: Sitting) -> None:
    grid = at.page("evidence")._grid
    shown = 0
    for row in range(grid.model().rowCount()):
        index = grid.model().index(row, 0)
        grid.scrollTo(index)
        middle = grid.visualRect(index).center()
        QTest.mousePress(grid.viewport(), LEFT, pos=middle)
        settle(at.desk)
        shown += grid.shown_image(index) is not None
        grid.grab()
        if shown and at.ending in ("kill", "segv"):
            _copy_a_hash(at, cover=False)
            os.kill(os.getpid(), signal.SIGSEGV if at.ending == "segv" else signal.SIGKILL)
        QTest.mouseRelease(grid.viewport(), LEFT, pos=middle)
    must(shown >= (1 if at.ending == "worker" else 5), "pictures, film, document are shown")


def look_at_each_item(at: Sitting) -> None:
    for item in at.items():
        picture = at.page("item", item)._picture
        picture.setFocus()
        QTest.keyPress(picture, Qt.Key.Key_Space)
        settle(at.desk)
        picture.grab()
        QTest.keyRelease(picture, Qt.Key.Key_Space)
        must(not picture.is_shown, "it is covered again")


def copy_a_hash(at: Sitting) -> None:
    _copy_a_hash(at)


def take_the_screen(at: Sitting) -> None:
    """A link, the screen, and a picture that another program copied, of bytes of its own."""
    page, before = at.page("five_minutes"), len(at.items())
    page._link.link.setText(f"https://t.me/{LATIN}/77")
    page._link.words.setText(f"{WORD} 방")
    QTest.mouseClick(page._link.button, LEFT)
    settle(at.desk)
    QTest.mouseClick(page._screen.buttons[0], LEFT)
    at.wait(lambda: not page._capturer.busy, "the screen is captured")
    load = QMimeData()
    load.setData("image/png", next((at.given / INSIDE).glob("*.png")).read_bytes() + WORD.encode())
    QGuiApplication.clipboard().setMimeData(load)
    at.page("evidence")._from_screen.paste()
    settle(at.desk)
    QGuiApplication.clipboard().clear()
    must(len(at.items()) == before + 2, "screen and copied picture are in the case")


def read_rooms_and_timeline(at: Sitting) -> None:
    session = at.desk.context.session
    at.page("rooms")
    row = list_rooms(session.vault, session.case.id)[0]
    account = list_accounts(session.vault, session.case.id)[0].id
    chat = ChatPlace(room_id=row.room.id)
    for name, subject in (("chat", chat), ("room_life", row.room.id), ("account", account)):
        at.page(name, subject)
    for name in ("links", "marks"):
        at.page(name)
    page = at.page("timeline")
    page._note.setText(NOTE)
    QTest.keyClick(page._note, Qt.Key.Key_Return)
    settle(at.desk)
    must(any(NOTE in repr(entry) for entry in page._entries), "the note is on the timeline")


def tell_what_happened(at: Sitting) -> None:
    page = at.page("narrative")
    page.draft()
    settle(at.desk)
    line = page.column.rows()[-1]
    line.box.setPlainText(ANSWER)
    page.save()
    settle(at.desk)
    must(line.line.text == ANSWER.strip(), "a line of the account is kept")
    at.page("checklist")


def search(at: Sitting) -> None:
    page = at.page("search")
    page._line.setText(WORDS)
    QTest.keyClick(page._line, Qt.Key.Key_Return)
    settle(at.desk)
    must(page._model.rowCount() == 5, "messages are found")
    page._choose(page._model.row(page._model.index(0)))
    settle(at.desk)
    must(len(page._found._around.messages) > 1, "a place is shown among others")


def answer_questions(at: Sitting) -> None:
    page = at.page("interview", TEMPLATE)
    page._show("event.narrative")
    page._field.show_answer(ANSWER)
    page._field.edited.emit()
    page.go_on()
    settle(at.desk)
    must(page._interview.report.answers["event.narrative"] == ANSWER, "the answer is kept")


def write_a_report(at: Sitting) -> None:
    page = at.page("form", TEMPLATE)
    box = page._fields["event.narrative"]
    box.show_answer(ANSWER)
    box.edited.emit()
    page._save(then="as_document")
    settle(at.desk)
    page = at.desk.window.frame.page_called("as_document")
    answer_dialog(at.out / "saved.pdf")
    page._choose(page._kinds[0])
    page._read_fields()
    settle(at.desk)
    must([one.text for one in page._fields] == [ANSWER], "an answer is there to copy")
    must((at.out / "saved.pdf").read_bytes().startswith(b"%PDF"), "the document is saved")


def hand_over(at: Sitting) -> None:
    page = at.page("hand_over")
    answer_dialog(at.out)
    QTest.mouseClick(page._button, LEFT)
    settle(at.desk)
    made = next(iter(page._made.values()), None)
    must(made, "a bundle is made")
    page = at.page("verify", made.path)
    page._passphrase.field.setText(made.passphrase)
    QTest.keyClick(page._passphrase.field, Qt.Key.Key_Return)
    settle(at.desk)
    must(page._result and page._result.result == "passed", "the bundle passes")


def check_up(at: Sitting) -> None:
    page = at.page("check_up")
    page._check()
    settle(at.desk)


def lock_and_open_again(at: Sitting) -> None:
    _copy_a_hash(at)
    at.desk.window.activateWindow()
    at.wait(lambda: QApplication.activeWindow() is at.desk.window, "the window is in front")
    QTest.keyClick(at.desk.window, Qt.Key.Key_L, CTRL)
    at.wait(lambda: not at.desk.context.session.is_open, "Ctrl+L locks")
    must(QGuiApplication.clipboard().text() == "", "a lock clears the clipboard")
    page = at.page("unlock")
    for typed in (WRONG, PASSPHRASE):
        page._folder.setText(str(at.vault))
        page._passphrase.field.setText(typed)
        QTest.keyClick(page._passphrase.field, Qt.Key.Key_Return)
        settle(at.desk)
    must(at.desk.context.session.is_open, "the right passphrase opens")
    at.open_case(TITLE)


def change_the_keys(at: Sitting) -> None:
    form = at.page("keys")._passphrase
    QTest.mouseClick(form.add_one, LEFT)
    form.label.setText(LABEL)
    for field in (form.first.field, form.second.field):
        field.setText(SECOND)
    QTest.keyClick(form.second.field, Qt.Key.Key_Return)
    settle(at.desk)
    must(not form.fields.isVisible(), "another passphrase is added")
    letter = at.page("keys")._letter
    QTest.mouseClick(letter.give, LEFT)
    letter.recipient.line.setText(str(at.given / "recipient"))
    letter.label.setText(LABEL)
    answer_dialog(at.out / "letter.age")
    QTest.mouseClick(letter.keep, LEFT)
    settle(at.desk)
    must((at.out / "letter.age").exists(), "a letter is written")


def make_and_try_a_kit(at: Sitting) -> None:
    page = at.page("kit")
    QTest.mouseClick(page._button, LEFT)
    settle(at.desk)
    QTest.mouseClick(page._made.show_it, LEFT)
    page.grab()
    at.words = " ".join(page._made.kit.sheets[0].words)
    (at.out / "kit").mkdir()
    answer_dialog(at.out / "kit")
    page._made._choose()
    settle(at.desk)
    must(page._made.saved.isVisible(), "the kit is saved")
    QTest.mouseClick(page._button, LEFT)
    settle(at.desk)
    page._try.entry.boxes[0].setPlainText(at.words)
    QTest.mouseClick(page._try.button, LEFT)
    settle(at.desk)
    must(page._try._result and page._try._result.result.opens, "the kit is right")


def open_by_the_kit(at: Sitting) -> None:
    at.desk.context.session.lock(stop_work=True)
    page = at.page("unlock")
    page._folder.setText(str(at.vault))
    page.choose_way("kit")
    page._kit.entry.boxes[0].setPlainText(at.words)
    QTest.mouseClick(page._open_button, LEFT)
    settle(at.desk)
    must(at.desk.context.session.is_open, "the kit opens")
    at.open_case(TITLE)


STEPS: tuple[Callable[[Sitting], None], ...] = (
    make_the_vault,
    begin_a_case,
    drop_everything,
    choose_a_file,
    hold_each_picture,
    look_at_each_item,
    copy_a_hash,
    take_the_screen,
    copies.look_at_each_kind_large,
    copies.cover_copies,
    read_rooms_and_timeline,
    tell_what_happened,
    search,
    answer_questions,
    write_a_report,
    hand_over,
    replies.answer_back,
    exchange.hand_the_case_on,
    check_up,
    change_the_keys,
    make_and_try_a_kit,
    lock_and_open_again,
    open_by_the_kit,
    keeping.set_aside_and_bring_back,
    keeping.destroy_one,
    keeping.make_and_try_a_backup,
    keeping.give_room_back,
    keeping.put_in_while_locked,
    keeping.go_on_where_it_stopped,
    keeping.copy_out,
    keeping.restore_and_destroy_a_vault,
)
"""Later pages add a step."""


def _copy_a_hash(at: Sitting, *, cover: bool = True) -> None:
    if cover:
        page: QWidget = at.page("item", at.items()[0])
        line = page.findChild(HashText)
    else:
        line = HashText("0123456789abcdef" * 4)
    line.setSelection(0, len(line.text()))
    QTest.keyClick(line, Qt.Key.Key_C, CTRL)
    must(len(QGuiApplication.clipboard().text()) == 64, "a hash is copied")


def _abort_worker() -> bool:
    """Abort the decoding worker, if it is there yet."""
    for children in Path("/proc/self/task").glob("*/children"):
        for pid in children.read_text("ascii").split():
            os.kill(int(pid), signal.SIGABRT)
            return True
    return False


def main(folder: Path, ending: str = "") -> None:
    """Sit down, take all steps, close the window and come to the program's own end."""
    begin()
    little_work.of_a_journey()
    application = make_application([])
    own = Qt.ApplicationAttribute.AA_DontUseNativeDialogs
    must(QApplication.testAttribute(own), "dialogs for files keep no list of recent ones")
    desk = build_desk(application, "ko")
    desk.window.show()
    at = Sitting(desk, folder, ending)
    for step in STEPS:
        step(at)
        print(step.__name__, flush=True)
    _copy_a_hash(at)
    QTimer.singleShot(0, desk.window.close)
    application.exec()
    must(QGuiApplication.clipboard().text() == "", "the end clears the clipboard")
    desk.context.lanes.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
