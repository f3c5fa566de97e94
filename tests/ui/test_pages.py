"""Every page, on a real case.

Reachable by keyboard, named, whole in both languages, empty after a lock.
"""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from tests.ui.gallery import cut_off, enter, settle, walk, write
from tests.ui.story import tell
from ui.building import build_desk
from ui.pages.all_pages import PAGES
from ui.theme.theme import Theme
from ui.theme.tokens import DARK, LIGHT
from ui.widgets.pictures.covered_picture import CoveredPicture

ROOT = Path(__file__).parents[2]
SECRETS = ("사건 2026-01", "겹지인방", "대피소", "밤손님", "구경꾼", "알게 됨", "협박을")


@pytest.fixture(scope="module")
def story(qapp, tmp_path_factory):
    """One case for all the tests of this file; each opens it in a window of its own."""
    return tell(tmp_path_factory.mktemp("story"), "사건 2026-01")


def texts_in(widget: QWidget) -> str:
    """All that a person could read or hear in a widget, shown or not."""
    said = []
    for one in widget.findChildren(QWidget):
        said += [one.accessibleName(), one.accessibleDescription(), one.toolTip()]
        if isinstance(one, QLabel | QAbstractButton | QLineEdit):
            said.append(one.text())
        elif isinstance(one, QPlainTextEdit):
            said.append(one.toPlainText())
    for model in widget.findChildren(QAbstractItemModel):
        rows = range(model.rowCount())
        said += [str(model.index(row, 0).data(Qt.ItemDataRole.DisplayRole)) for row in rows]
    return "\n".join(said).replace("\u2060", "")


@pytest.mark.long  # the rules of each page are held below; this one also draws them
@pytest.mark.parametrize(("language", "scheme"), [("ko", LIGHT), ("en", DARK)], ids=["ko", "en"])
def test_pictures_of_all_pages_show_nothing_cut_off(story, qapp, qtbot, tmp_path, language, scheme):
    assert write(tmp_path, story, language, scheme) == []
    assert len(list(tmp_path.glob("*.png"))) >= 40


ENGLISH_IS_RIGHT = re.compile(
    r"[가-힣ㄱ-ㅎ]|^[^A-Za-z]*$|SHA-?256|sha256|English|PDF|KST|UTC|@|://|/tmp/|^/dev/shm/|[.]kr$|^image/"
    r"|^Ctrl|^F[0-9]+$|^Alt|png|PNG|COL-|result[.]json|messages\[|^\S+-\S+-\S+-|^[A-Za-z0-9+/=: ]{40,}|user\d|MB|kB"
    r"|bundle|^[0-9a-f]{32}\n|^[0-9,]+ B$|[.](eml|jpg|mp4|wav|pdf|m4a|html|mht)$|JPEG|^samsung$|^SM-S|[+]0900$"
)
"""Names, numbers, formats and words that are the same in both languages."""


def unnamed(widget: QWidget) -> bool:
    said = isinstance(widget, QAbstractButton) and widget.text()
    return not (widget.accessibleName() or said)


def is_for_the_keyboard(widget: QWidget) -> bool:
    if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
        return False
    return not (widget.objectName().startswith("qt_") or isinstance(widget, QLabel))


def in_english(widget: QWidget) -> bool:
    if not isinstance(widget, QLabel | QAbstractButton) or not widget.isVisible():
        return False
    text = widget.text().replace("\u2060", "")
    return bool(text) and not ENGLISH_IS_RIGHT.search(text)


@pytest.mark.timeout(360)  # every page, once
def test_every_page_keeps_the_rules_and_is_empty_after_a_lock(story, desk):
    """Named, large enough, whole, all Korean, all pictures covered; and nothing of the case stays."""
    bad, seen = [], set()
    for name in walk(desk, story):
        seen.add(name.split("-")[0])
        QApplication.processEvents()
        bad += [f"{name}: cut off: {text}" for text in cut_off(desk)]
        for widget in desk.window.findChildren(QWidget):
            kind = f"{name}: {type(widget).__name__}"
            if is_for_the_keyboard(widget) and unnamed(widget):
                bad.append(f"{kind} has no name")
            if is_for_the_keyboard(widget) and min(widget.width(), widget.height()) < 32:
                bad.append(f"{kind} {widget.accessibleName()!r} is {widget.size()}")
            if in_english(widget):
                bad.append(f"{kind} says {widget.text()!r}")
            if isinstance(widget, CoveredPicture) and widget.is_shown:
                bad.append(f"{kind} shows its picture")
    assert not bad, "\n".join(bad)
    assert seen == set(PAGES)
    desk.context.session.lock(stop_work=True)
    settle(desk)
    rest = texts_in(desk.window)
    assert [secret for secret in SECRETS if secret in rest] == []
    assert story.bundle_passphrase not in rest


def open_form(desk, story):
    """The form of the statement, filled."""
    reports = enter(desk, story).reports
    report = next(one for one in reports if one.template == "kr.police.statement")
    desk.window.frame.go("form", report)
    settle(desk)
    return desk.window.frame.page_called("form")


def test_language_changes_while_it_runs_and_keeps_what_was_typed(story, desk):
    page = open_form(desk, story)
    field = page._fields["event.where"]
    field.line.setText("어딘가")
    field.edited.emit()
    desk.context.language.set("en")
    settle(desk)
    assert page.title.text() == "Statement"
    assert page._fields["event.where"].line.text() == "어딘가"
    assert desk.window.windowTitle() == "Ongi"


def test_what_is_typed_into_a_form_is_saved_before_a_lock(story, desk):
    page = open_form(desk, story)
    page._fields["event.where"].line.setText("잠그기 전에")
    page._fields["event.where"].edited.emit()
    desk.context.session.lock(stop_work=True)
    settle(desk)
    open_form(desk, story)
    assert page._fields["event.where"].line.text() == "잠그기 전에"


def test_wrong_passphrase_is_said_beside_the_field(story, desk):
    page = desk.window.frame.page_called("unlock")
    desk.window.frame.go("unlock")
    page.take_folder(story.vault)
    page._passphrase.field.setText("not this one")
    page._open()
    settle(desk)
    assert page._passphrase.problem.isVisible()
    assert not desk.window.frame.banner.isVisible()
    assert not desk.context.session.is_open
    assert page._open_button.isEnabled()


def test_questions_and_files_stay_in_their_places():
    """No message box anywhere, and no file dialog outside pages."""
    for path in (ROOT / "ui").rglob("*.py"):
        text = path.read_text("utf-8")
        assert "QMessageBox" not in text, path
        assert "QInputDialog" not in text, path
        if "pages" not in path.parts:
            assert "QFileDialog" not in text, path


def test_start_page_has_one_filled_button_at_most_on_every_page(qapp, qtbot):
    desk = build_desk(qapp, "ko", Theme(qapp, scheme=LIGHT))
    for name, page in desk.window.frame.pages().items():
        buttons = [b for b in page.findChildren(QAbstractButton) if b.isVisibleTo(page)]
        filled = [b for b in buttons if b.property("kind") == "primary"]
        assert len(filled) <= 1, name
    desk.context.lanes.close()
