"""A chat is read as one: by room, export or message; gaps, answers, files and days stand in it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.domain.chats.chats import Media, Platform, Room
from app.domain.chats.roomlife import Deed
from app.domain.ids import new_id
from app.jobs import Job
from app.usecases.chats.chat_view import own_accounts
from app.usecases.chats.roomlife import marked_messages
from app.usecases.chats.rooms import list_rooms
from app.usecases.vault.vaults import open_vault
from app.vault import Vault
from crypto.kdf import FLOOR
from tests.ui.gallery import settle
from tests.ui.one_window import one_window
from tests.unit.vault.filling import BEGIN_MS, Chat, add_case, add_item
from ui.pages.chat.bubbles import EDGE
from ui.pages.chat.place import ChatPlace
from ui.theme.tokens import LIGHT

PASSPHRASE = "quiet words for a test"
MINUTE = 60_000
SECRET = "비밀스러운 말"


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A room of 450 messages with all that can stand about one, and a second room of the export."""
    path = tmp_path_factory.mktemp("chat") / "vault"
    with Vault.create(path, PASSPHRASE, argon2=FLOOR) as vault:
        chat = Chat(vault, add_case(vault))
        picture = add_item(vault, chat.case, b"a picture", "1.jpg")
        files = (
            Media("photo", "photos/1.jpg", picture.id),
            Media("photo", "(File not included)", None, "not_exported"),
        )
        said = [
            chat.message(f"{SECRET} {place}", BEGIN_MS + place * MINUTE, native_id=str(place + 1))
            for place in range(440)
        ]
        late = BEGIN_MS + 500 * MINUTE
        said += [
            chat.message("먼 답", late, native_id="441", reply_to="3"),
            chat.message("", late + 1, native_id="450", media=files, forwarded_from="누구"),
            chat.message("숨은\u202e글", late + 2, native_id="451"),
            chat.message("모르는 답", late + 3, native_id="452", reply_to="99999"),
        ]
        chat.add(*said)
        other = Room(
            new_id("room"), chat.case.id, Platform.TELEGRAM, "7", "다른 방", "personal_chat", 9,
            chat.source.id,
        )  # fmt: skip
        with vault.transaction():
            vault.chats.add_room(other)
    return path, chat, [one.id for one in said], other, picture


@pytest.fixture(scope="module")
def desk(qapp, told):
    """One window for all the tests of this file: each begins at the room anew."""
    path, chat, *_ = told
    for made in one_window(qapp):
        vault = open_vault(path, PASSPHRASE, Job())
        made.context.session.open(vault)
        made.context.session.choose(chat.case)
        settle(made)
        yield made


@pytest.fixture
def page(desk, told):
    """The room, at its beginning."""
    shown = opened(desk, ChatPlace(room_id=told[1].room.id))
    shown.finder.clear()
    shown.view.setFocus()
    return shown


def opened(desk, place):
    desk.window.frame.go("chat", place)
    settle(desk)
    return desk.window.frame.page_called("chat")


def spoken(page):
    return page.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)


def press(desk, page, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(page.view, key, modifiers)
    settle(desk)


def test_a_room_opens_at_its_beginning_and_is_walked_by_keys(desk, page):
    assert page.view.hasFocus()
    assert page.view.lines_model.rowCount() == 444
    assert page.view.currentIndex().row() == 0
    assert "2024년 8월 27일 화요일" in spoken(page)
    assert f"{SECRET} 0" in spoken(page)
    press(desk, page, Qt.Key.Key_End)
    assert page.view.currentIndex().row() == 443
    assert "모르는 답" in spoken(page)
    press(desk, page, Qt.Key.Key_Up)
    assert "숨은[U+202E]글" in spoken(page)


def test_what_is_known_of_the_chosen_line_stands_below(desk, page, told):
    _path, chat, *_ = told
    page.view.go_to(5)
    settle(desk)
    assert "KST" in page.strip._times.text()
    assert "2024-08-27T14:00:00" in page.strip._times.text()
    assert page.strip._quote.text().replace("\u2060", "") == f"고른 말: {SECRET} 5"
    source = page.strip._source.text()
    assert "result.json" in source
    assert chat.source.sha256[:16] in source
    assert "messages[0]" in source


def test_what_the_machine_knows_of_a_line_is_folded_until_asked_for_and_then_stays(desk, page):
    page.view.go_to(5)
    settle(desk)
    strip = page.strip
    assert (strip._quote.isVisible(), strip._source.isVisible(), strip._times.isVisible()) == (
        True, False, False,
    )  # fmt: skip
    assert strip._when.text() == "2024-08-27 14:05 KST"
    strip.in_full.click()
    page.view.go_to(6)
    settle(desk)
    assert (strip._source.isVisible(), strip._times.isVisible()) == (True, True)
    assert not strip._when.isVisible()
    page.clear()
    assert not strip.in_full.isChecked()


def test_gaps_files_and_their_reasons_are_told(desk, page):
    page.view.go_to(441)
    settle(desk)
    said = spoken(page)
    assert "내보내기에 442번부터 449번까지 없어요" in said
    assert "사진 · 1.jpg" in said
    assert "내보내기에 담기지 않았어요" in said
    assert "누구에게서 전달된 말" in said


def test_return_and_a_click_lead_to_what_is_answered_on_any_page(desk, page):
    page.view.go_to(440)
    settle(desk)
    assert f"가에게 답함: {SECRET} 2" in spoken(page)
    press(desk, page, Qt.Key.Key_Return)
    assert page.view.currentIndex().row() == 2
    page.view.go_to(440)
    settle(desk)
    bubble = page.view._bubble(440)
    answer = next(piece for piece in bubble._pieces if piece.kind == "answer")
    inside = bubble.place.topLeft() + QPoint(30, answer.y + 3)
    at = page.view.visualRect(page.view.currentIndex()).topLeft() + inside
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    settle(desk)
    assert page.view.currentIndex().row() == 2


def test_what_is_answered_and_not_there_is_said_calmly(desk, page):
    page.view.go_to(443)
    settle(desk)
    press(desk, page, Qt.Key.Key_Return)
    assert page.view.currentIndex().row() == 443
    assert page._problem.isVisible()


def test_a_file_opens_in_the_viewer_by_key_and_by_click(desk, page, told):
    picture = told[4]
    asked = []
    page.view.file_opened.connect(asked.append)
    desk.context.ways.blockSignals(True)
    page.view.go_to(441)
    settle(desk)
    press(desk, page, Qt.Key.Key_Return)
    rect = page.view._bubble(441)._pieces[2].rects[0]
    inside = page.view._bubble(441).place.topLeft() + rect.center()
    at = page.view.visualRect(page.view.currentIndex()).topLeft() + inside
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    desk.context.ways.blockSignals(False)
    assert asked == [picture.id] * 2


def test_words_are_found_one_place_after_the_other_by_keys(desk, page):
    QTest.keyClick(page.view, Qt.Key.Key_F3)
    assert page.finder.words.hasFocus()
    page.finder.words.setText(f"{SECRET} 43")
    rows = []
    for _ in range(3):
        QTest.keyClick(page.finder.words, Qt.Key.Key_Return)
        settle(desk)
        rows.append(page.view.currentIndex().row())
    assert rows == [43, 143, 243]
    press(desk, page, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert page.view.currentIndex().row() == 143
    assert page.finder._count.text() == "2 / 14"
    page.finder.words.setText("없는 낱말")
    QTest.keyClick(page.finder.words, Qt.Key.Key_Return)
    settle(desk)
    assert page.view.currentIndex().row() == 143
    assert not page.finder.on.isVisible()


def colours_in(page, row):
    """Every colour that is drawn in a line."""
    place = page.view.visualRect(page.view.lines_model.index(row, 0))
    drawn = page.view.viewport().grab(place).toImage()
    return {
        drawn.pixelColor(x, y).name().upper()
        for x in range(drawn.width())
        for y in range(drawn.height())
    }


def test_the_words_that_were_found_stand_out_and_the_chosen_line_is_outlined(desk, page):
    page.view.go_to(3)
    page.finder.words.setFocus()
    settle(desk)
    assert LIGHT.focus in colours_in(page, 3)
    assert LIGHT.focus not in colours_in(page, 4)
    assert LIGHT.warm_tint not in colours_in(page, 3)
    page.finder.words.setText("스러운 3")
    QTest.keyClick(page.finder.words, Qt.Key.Key_Return)
    settle(desk)
    assert {LIGHT.warm_tint, LIGHT.focus} <= colours_in(page, 3)
    opened(desk, ChatPlace(room_id=page._chat.room.id))
    assert LIGHT.warm_tint not in colours_in(page, 3)


def test_all_lines_stand_left_and_untinted_while_no_account_is_said_to_be_ones_own(desk, page):
    assert {page.view._bubble(row).place.left() for row in range(6)} == {EDGE}
    assert LIGHT.tint not in colours_in(page, 0) | colours_in(page, 1)


def test_a_day_is_gone_to_and_one_that_cannot_be_read_is_told_beside_it(desk, page):
    QTest.keyClick(page.view, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert page.finder.date.hasFocus()
    page.finder.date.setText("2024-08-27 15:00")
    QTest.keyClick(page.finder.date, Qt.Key.Key_Return)
    settle(desk)
    assert page.view.currentIndex().row() == 60
    page.finder.date.setText("그날")
    QTest.keyClick(page.finder.date, Qt.Key.Key_Return)
    settle(desk)
    assert page._problem.isVisible()
    assert page.view.currentIndex().row() == 60


def test_it_opens_at_a_message_and_by_an_export_with_several_rooms(desk, page, told):
    _path, chat, said, other, _picture = told
    page = opened(desk, ChatPlace(message_id=said[300]))
    assert page.view.currentIndex().row() == 300
    assert page.view.visualRect(page.view.currentIndex()).isValid()
    page = opened(desk, ChatPlace(item_id=chat.source.id))
    assert page._rooms_card.isVisible()
    assert page._rooms.rowCount() == 2
    titles = [page._rooms.index(row).data() for row in range(2)]
    page._choose_room(page._rooms.index(titles.index("다른 방")))
    settle(desk)
    assert page.title.text().replace("\u2060", "") == other.title
    assert page.view.lines_model.rowCount() == 0


def test_it_opens_with_a_row_of_the_rooms_too(desk, page, told):
    row = next(
        row
        for row in list_rooms(desk.context.session.vault, told[1].case.id)
        if row.room.id == told[3].id
    )
    page = opened(desk, row)
    assert page.title.text().replace("\u2060", "") == told[3].title


def test_it_opens_anew_where_one_was(desk, page):
    page.view.go_to(300)
    settle(desk)
    desk.window.frame.go("rooms")
    settle(desk)
    desk.window.frame.go("chat")
    settle(desk)
    assert page.view.currentIndex().row() == 300


def test_a_line_is_marked_and_an_account_told_to_be_ones_own(desk, page, told):
    chat = told[1]
    vault = desk.context.session.vault
    page.view.go_to(7)
    settle(desk)
    page.strip.threat.click()
    settle(desk)
    assert [mark.deed for mark, _ in marked_messages(vault, chat.case.id)] == [Deed.THREAT]
    assert "협박" in spoken(page)
    page.strip.own.click()
    settle(desk)
    assert own_accounts(vault, chat.case.id) == {chat.account.id}
    assert page.view._bubble(7).place.left() > page.view.width() // 2
    page.strip.own.click()
    settle(desk)
    assert own_accounts(vault, chat.case.id) == frozenset()


def test_the_text_of_a_line_is_copied_as_it_is(desk, page):
    page.view.go_to(442)
    settle(desk)
    assert page.view.text_to_copy() == "숨은\u202e글"


def test_nothing_stays_after_a_lock(desk, page):
    page.view.go_to(7)
    settle(desk)
    page.finder.words.setText(SECRET)
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert page.view.lines_model.rowCount() == 0
    assert page.view._bubbles == {}
    assert (page.title.text(), page.finder.words.text()) == ("", "")
    said = (page.strip._quote, page.strip._source, page.strip._times)
    assert all(SECRET not in words.text().replace("\u2060", "") for words in said)
