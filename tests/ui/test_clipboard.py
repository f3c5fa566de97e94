"""The clipboard: cleared after a while, on a lock and at the end, never another program's text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from ui.clipboard import MARKS, Clipboard
from ui.session import Session
from ui.widgets.hash_text import HashText
from ui.widgets.passphrase import PassphraseField
from ui.widgets.words import Words

CTRL = Qt.KeyboardModifier.ControlModifier
DIGEST = "0123456789abcdef" * 4


def system() -> str:
    return QGuiApplication.clipboard().text()


@pytest.fixture
def session(lanes):
    return Session(lanes)


@pytest.fixture
def clipboard(qapp, session):
    made = Clipboard(qapp, session)
    yield made
    made.forget()
    qapp.removeEventFilter(made)
    made.deleteLater()


@pytest.fixture
def shown(qtbot):
    def show(widget):
        qtbot.addWidget(widget)
        widget.show()
        widget.setFocus()
        return widget

    return show


def test_a_hash_stands_in_two_even_lines_and_is_copied_in_one_piece(clipboard, shown):
    label = shown(HashText(DIGEST))
    assert [len(line) for line in label.text().split("\n")] == [32, 32]
    label.setSelection(0, len(label.text()))
    QTest.keyClick(label, Qt.Key.Key_C, CTRL)
    assert system() == DIGEST


def test_what_is_copied_by_keys_is_marked_for_histories_and_told(clipboard, shown, qtbot):
    label = shown(Words("세상에 하나뿐인 말").selectable())
    label.setSelection(0, len(label.text()))
    with qtbot.waitSignal(clipboard.copied):
        QTest.keyClick(label, Qt.Key.Key_C, CTRL)
    assert system() == "세상에 하나뿐인 말"
    data = QGuiApplication.clipboard().mimeData()
    assert {name: bytes(data.data(name).data()) for name in MARKS} == MARKS


def test_a_resident_registration_number_is_covered_in_what_is_copied(clipboard, shown):
    label = shown(Words("번호는 900101-1234567이야").selectable())
    label.setSelection(0, len(label.text()))
    QTest.keyClick(label, Qt.Key.Key_C, CTRL)
    assert system() == "번호는 900101-*******이야"
    assert "1234567" in label.text()


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_cutting_takes_the_text_out_and_keeps_it_for_a_while(clipboard, shown, kind):
    box = shown(kind("하나 둘"))
    box.selectAll()
    QTest.keyClick(box, Qt.Key.Key_X, CTRL)
    assert system() == "하나 둘"
    assert (box.text() if kind is QLineEdit else box.toPlainText()) == ""
    clipboard.forget()
    assert system() == ""


def test_a_hidden_passphrase_can_not_be_copied(clipboard, shown):
    field = shown(PassphraseField())
    field.field.setText("quiet words")
    field.field.selectAll()
    QTest.keyClick(field.field, Qt.Key.Key_C, CTRL)
    assert system() == ""


def test_it_is_cleared_after_its_time(qapp, session, qtbot):
    short = Clipboard(qapp, session, seconds=0.02)
    short.put("비밀")
    assert system() == "비밀"
    qtbot.waitUntil(lambda: system() == "", timeout=2000)
    qapp.removeEventFilter(short)
    short.deleteLater()


def test_it_is_cleared_on_a_lock(clipboard, session):
    clipboard.put("비밀")
    session.locked.emit()
    assert system() == ""


def test_it_is_cleared_when_the_program_ends(qapp, clipboard):
    clipboard.put("비밀")
    QApplication.instance().aboutToQuit.emit()
    assert system() == ""


def test_what_another_program_put_there_since_stays(clipboard, session):
    clipboard.put("비밀")
    other = QMimeData()
    other.setText("of another program")
    QGuiApplication.clipboard().setMimeData(other)
    session.locked.emit()
    assert system() == "of another program"


@pytest.mark.xvfb
def test_what_a_menu_copies_is_marked_too(clipboard, session, shown):
    line = shown(QLineEdit("out of a menu"))
    line.selectAll()
    line.copy()
    assert system() == "out of a menu"
    assert QGuiApplication.clipboard().mimeData().hasFormat("x-kde-passwordManagerHint")
    session.locked.emit()
    assert system() == ""
    assert not QGuiApplication.clipboard().ownsSelection()
