"""Five minutes: link, screen, profile come in by one press each, also into a locked vault."""

import io
import shutil

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest

from app.domain.case.minors import Under19
from app.domain.evidence.captures import CaptureWay
from app.domain.evidence.items import Method
from app.errors import InputProblem
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.case.protecting import answer_the_question, waits_for_the_question
from app.usecases.intake.capturing import captures_of
from app.usecases.intake.dropping import lying_here
from app.usecases.intake.waiting import what_waits
from app.usecases.vault.vaults import create_vault, open_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import settle
from tests.ui.hurrying import captured, enter, items
from tests.ui.story import PASSPHRASE
from ui.session import Changed


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    made = tmp_path_factory.mktemp("fresh") / "vault"
    create_vault(made, PASSPHRASE, Job(), argon2=FLOOR).close()
    return made


@pytest.fixture
def folder(fresh, tmp_path):
    return shutil.copytree(fresh, tmp_path / "vault")


def test_the_screen_is_in_the_case_with_what_was_said_and_the_window_is_back(desk, folder, qtbot):
    page = enter(desk, folder)
    page._link.words.setText("어느 방")
    page._link.link.setText("https://t.me/someroom")
    captured(desk, page, page._screen.buttons[0].click, qtbot)
    (row,) = items(desk)
    vault = desk.context.session.vault
    (capture,) = captures_of(vault, row.item.id).values()
    assert capture.shot.way is CaptureWay.SCREEN
    assert (capture.said.room, capture.said.link) == ("어느 방", "https://t.me/someroom")
    with Image.open(vault.items.open(row.item.id)) as picture:
        assert picture.size == (capture.shot.screen.width, capture.shot.screen.height)
    assert page._screen._done.isVisible()
    assert not page._account._done.isVisible()


def test_a_part_that_is_drawn_and_the_same_once_more_by_one_key(desk, folder, qtbot):
    page = enter(desk, folder)

    def draw(chooser):
        QTest.mousePress(chooser, Qt.MouseButton.LeftButton, pos=QPoint(10, 20))
        QTest.mouseMove(chooser, QPoint(49, 59))
        QTest.mouseRelease(chooser, Qt.MouseButton.LeftButton, pos=QPoint(49, 59))

    captured(desk, page, page._screen.buttons[2].click, qtbot, draw)
    captured(desk, page, lambda: QTest.keyClick(desk.window, Qt.Key.Key_F9), qtbot)
    vault, rows = desk.context.session.vault, items(desk)
    captures = [one for row in rows for one in captures_of(vault, row.item.id).values()]
    assert [one.shot.way for one in captures] == [CaptureWay.REGION, CaptureWay.REGION]
    areas = {(a.left, a.top, a.width, a.height) for a in (one.shot.area for one in captures)}
    assert areas == {(10, 20, 40, 40)}


def test_a_part_is_chosen_by_keys_and_escape_takes_nothing(desk, folder, qtbot):
    page = enter(desk, folder)
    escape = Qt.Key.Key_Escape
    begin = page._screen.buttons[2].click
    captured(desk, page, begin, qtbot, lambda chooser: QTest.keyClick(chooser, escape))
    assert items(desk) == ()

    def by_keys(chooser):
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Return):
            QTest.keyClick(chooser, key)

    captured(desk, page, begin, qtbot, by_keys)
    (row,) = items(desk)
    (capture,) = captures_of(desk.context.session.vault, row.item.id).values()
    assert capture.shot.area.width == capture.shot.screen.width // 2


def test_the_link_goes_in_normalised_and_what_is_no_link_becomes_a_note(desk, folder):
    page = enter(desk, folder)
    session = desk.context.session
    for link in ("t.me/SomeRoom", "그 방 링크를 못 찾겠어요"):
        page._link.link.setText(link)
        page._link.button.click()
        settle(desk)
        assert (page._link.link.selectedText(), page._problem.text()) == (link, "")
    assert [one.normal for one in session.vault.links.in_case(session.case.id)] == [
        "https://t.me/someroom"
    ]
    notes = session.vault.notes.in_case(session.case.id)
    assert [note.text for note in notes] == ["그 방 링크를 못 찾겠어요"]


def test_minor_mode_takes_no_picture_before_its_question_is_answered(desk, folder, qtbot):
    page = enter(desk, folder, minor=True)
    pictures = [*page._screen.buttons, page._account.button]
    assert not any(button.isEnabled() for button in pictures)
    assert page._link.button.isEnabled()
    assert page._minor.isVisible()
    assert [reason.isVisible() for reason in page._waiting] == [True, True]
    page._sure.click()
    assert [reason.isVisible() for reason in page._waiting] == [False, False]
    captured(desk, page, page._account.button.click, qtbot)
    assert len(items(desk)) == 1
    assert page._account._done.isVisible()


def test_a_locked_vault_takes_pictures_and_words_without_a_passphrase(desk, folder, qtbot):
    desk.window.frame.page_called("unlock").take_folder(folder)
    desk.window.frame.go("five_minutes", folder)
    page = desk.window.frame.page
    page._link.words.setText("어느 방")
    captured(desk, page, page._screen.buttons[0].click, qtbot)
    page._link.words.clear()
    page._link.link.setText("https://t.me/someroom")
    page._link.button.click()
    settle(desk)
    assert len(lying_here(folder)) == 2
    with open_vault(folder, PASSPHRASE, Job()) as vault:
        waiting = what_waits(vault)
        assert {one.facts.name[:6] for one in waiting} == {"screen", "words."}
        screen = next(one for one in waiting if one.facts.name != "words.txt")
        assert screen.facts.capture.said.room == "어느 방"
        words = next(one for one in waiting if one.facts.name == "words.txt")
        assert vault.waiting.open(words.name).read() == b"https://t.me/someroom"


def test_a_resident_number_is_not_sealed_into_a_locked_vault(desk, folder):
    desk.window.frame.page_called("unlock").take_folder(folder)
    desk.window.frame.go("five_minutes", folder)
    page = desk.window.frame.page
    page._link.link.setText("https://t.me/someroom")
    page._link.words.setText("900101-1234567")
    page._link.button.click()
    settle(desk)
    assert lying_here(folder) == ()
    assert page._problem.isVisible()
    assert page._link.words.text() == "900101-1234567"


def test_without_a_vault_it_leads_to_one(desk):
    desk.window.frame.go("five_minutes")
    page = desk.window.frame.page
    assert not any(button.isEnabled() for button in page._screen.buttons)
    page._state_button.click()
    assert desk.window.frame.page is desk.window.frame.page_called("welcome")


def test_a_lock_while_a_part_is_chosen_lets_the_picture_go(desk, folder, qtbot):
    page = enter(desk, folder)
    page._screen.buttons[2].click()
    qtbot.waitUntil(lambda: page._capturer._chooser is not None)
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert (page._capturer.busy, page._capturer._chooser) == (False, None)
    assert desk.window.isVisible()


def copy(data):
    """As another program does: without the marks of ours, and not by our own clipboard."""
    QGuiApplication.clipboard().setMimeData(data)


def test_a_copied_picture_is_pasted_with_its_own_bytes(desk, folder):
    enter(desk, folder)
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "teal").save(out, "PNG", compress_level=1)
    data = QMimeData()
    data.setData("image/png", out.getvalue())
    copy(data)
    QTest.keyClick(desk.window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle(desk)
    (row,) = items(desk)
    vault = desk.context.session.vault
    assert vault.items.open(row.item.id).read() == out.getvalue()
    assert vault.sightings.of_item(row.item.id)[0].method is Method.CLIPBOARD


def test_a_copied_picture_without_bytes_of_its_own_is_taken_pixel_by_pixel(desk, folder):
    page = enter(desk, folder)
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(QColor(1, 2, 3))
    data = QMimeData()
    data.setImageData(image)
    copy(data)
    page._screen.buttons[3].click()
    settle(desk)
    (row,) = items(desk)
    with Image.open(desk.context.session.vault.items.open(row.item.id)) as picture:
        assert picture.getpixel((29, 19))[:3] == (1, 2, 3)


def test_a_link_is_pasted_into_its_line_and_not_taken_for_a_picture(desk, folder):
    page = enter(desk, folder)
    data = QMimeData()
    data.setText("https://t.me/someroom")
    copy(data)
    page._link.link.setFocus()
    QTest.keyClick(page._link.link, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle(desk)
    assert page._link.link.text() == "https://t.me/someroom"
    assert not page._problem.isVisible()


def test_what_is_collected_takes_a_pasted_picture_by_key_and_button(desk, folder):
    enter(desk, folder)
    desk.window.frame.go("evidence")
    settle(desk)
    page = desk.window.frame.page
    for colour, act in (
        ("teal", page._from_screen.paste),
        ("red", lambda: QTest.keyClick(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)),
    ):
        out = io.BytesIO()
        Image.new("RGB", (30, 20), colour).save(out, "PNG")
        data = QMimeData()
        data.setData("image/png", out.getvalue())
        copy(data)
        act()
        settle(desk)
    assert len(items(desk)) == page._model.rowCount() == 2


def test_minor_mode_refuses_a_pasted_picture_until_it_was_looked_at(desk, folder):
    enter(desk, folder, minor=True)
    desk.window.frame.go("evidence")
    settle(desk)
    page = desk.window.frame.page
    data = QMimeData()
    data.setImageData(QImage(30, 20, QImage.Format.Format_RGB32))
    copy(data)
    page._from_screen.paste()
    settle(desk)
    assert page._from_screen._problem.isVisible()
    assert items(desk) == ()
    page._sure.click()
    page._from_screen.paste()
    settle(desk)
    assert len(items(desk)) == 1


def test_pasting_where_no_picture_is_says_so_on_the_page(desk, folder):
    page = enter(desk, folder)
    data = QMimeData()
    data.setText("words")
    copy(data)
    page._screen.buttons[3].click()
    settle(desk)
    assert page._problem.isVisible()
    assert items(desk) == ()


def test_another_case_forgets_what_was_typed(desk, folder):
    page = enter(desk, folder)
    page._link.link.setText("https://t.me/someroom")
    desk.context.session.choose(add_case(desk.context.session.vault, "다른 사건"))
    settle(desk)
    assert page._link.link.text() == ""
    desk.context.session.tell(Changed.EVIDENCE)


def test_what_was_typed_before_there_was_a_vault_waits_for_its_first_case(desk, folder):
    desk.window.frame.go("five_minutes")
    settle(desk)
    page = desk.window.frame.page_called("five_minutes")
    page._link.link.setText("https://t.me/someroom")
    page._link.words.setText("방 이름")
    session = desk.context.session
    session.open(open_vault(folder, PASSPHRASE, Job()))
    session.choose(add_case(session.vault, "첫 사건"))
    desk.window.frame.go("five_minutes")
    settle(desk)
    assert (page._link.link.text(), page._link.words.text()) == ("https://t.me/someroom", "방 이름")
    session.choose(add_case(session.vault, "다른 사건"))
    settle(desk)
    assert (page._link.link.text(), page._link.words.text()) == ("", "")
    page._link.link.setText("https://t.me/someroom")
    session.lock(stop_work=True)
    settle(desk)
    assert page._link.link.text() == ""


def begin(desk, folder, *titles):
    """The page with an open vault and no case chosen."""
    session = desk.context.session
    session.open(open_vault(folder, PASSPHRASE, Job()))
    for title in titles:
        add_case(session.vault, title)
    desk.window.frame.go("five_minutes")
    settle(desk)
    return desk.window.frame.page_called("five_minutes")


def test_the_link_is_kept_before_any_question_and_a_case_begins_with_it(desk, folder, qtbot):
    page = begin(desk, folder)
    assert desk.window.frame.page is page
    assert not page._asked.isVisible()
    page._link.link.setText("https://t.me/someroom")
    page._link.button.click()
    settle(desk)
    session = desk.context.session
    assert [one.normal for one in session.vault.links.in_case(session.case.id)]
    assert not page._asked.isVisible()
    assert page._link.link.text() == "https://t.me/someroom"
    page._screen.buttons[0].click()
    settle(desk)
    assert page._asked.isVisible()
    assert items(desk) == ()
    page._asked.later.click()
    qtbot.waitUntil(lambda: page._capturer is not None and not page._capturer.busy)
    settle(desk)
    assert len(items(desk)) == 1
    captured(desk, page, page._screen.buttons[0].click, qtbot)
    assert not page._asked.isVisible()


def test_a_yes_before_the_first_picture_lets_none_in_until_it_was_looked_at(desk, folder):
    page = begin(desk, folder)
    page._screen.buttons[0].click()
    settle(desk)
    page._asked.question._buttons[Under19.YES].click()
    page._asked.keep.click()
    settle(desk)
    assert desk.context.session.case.minor_mode
    assert not page._asked.isVisible()
    assert page._minor.isVisible()
    assert not page._screen.buttons[0].isEnabled()
    assert items(desk) == ()


def test_the_only_case_is_taken_and_of_several_one_is_chosen_first(desk, folder):
    page = begin(desk, folder, "하나")
    assert desk.context.session.case.title == "하나"
    assert desk.window.frame.page is page
    desk.context.session.choose(None)
    add_case(desk.context.session.vault, "둘")
    desk.window.frame.go("five_minutes")
    settle(desk)
    assert desk.window.frame.page is desk.window.frame.page_called("cases")


def test_what_may_not_be_kept_begins_no_case(desk, folder):
    page = begin(desk, folder)
    page._link.words.setText("900101-1234567")
    page._link.button.click()
    settle(desk)
    assert page._problem.isVisible()
    assert desk.context.session.case is None
    assert desk.context.session.vault.cases.all() == ()


def test_the_question_waits_with_what_is_collected_until_it_is_answered(desk, folder):
    page = begin(desk, folder)
    page._link.link.setText("https://t.me/someroom")
    page._link.button.click()
    settle(desk)
    desk.window.frame.go("evidence")
    settle(desk)
    asked = desk.window.frame.page._asked
    assert asked.isVisible()
    asked.later.click()
    settle(desk)
    assert not asked.isVisible()
    session = desk.context.session
    assert not waits_for_the_question(session.vault, session.case.id)
    with pytest.raises(InputProblem, match="COL-094"):
        answer_the_question(session.vault, session.case.id, Under19.YES)
