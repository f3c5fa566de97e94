"""What was collected, as covered pictures and as a list: any length, ordered by the vault."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.evidence.item_lists import PAGE, Sorting
from app.domain.evidence.items import ItemKind
from app.usecases.items.looks import leave_to_look, looks_of, say_what_is_seen
from app.vault import Vault
from crypto.kdf import FLOOR
from tests.ui.gallery import open_at, settle
from tests.ui.story import PASSPHRASE
from tests.unit.vault.filling import BEGIN_MS, add_case
from tests.unit.vault.test_item_lists import add_many, seen

COUNT = 9 * PAGE + 3
SEEN = "얼굴이 나온 사진"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A case with more items than any page holds; their bytes are not needed to list them."""
    path = tmp_path_factory.mktemp("items") / "vault"
    with Vault.create(path, PASSPHRASE, argon2=FLOOR) as vault:
        case = add_case(vault)
        items = add_many(vault, case, COUNT, at7=ItemKind.VIDEO, at9=ItemKind.VIDEO)
        seen(vault, case, items[4], BEGIN_MS, where="단체방")
        (look,) = leave_to_look(vault, case.id, [items[5]])
        say_what_is_seen(vault, look.id, SEEN)
        assert looks_of(vault, case.id)[0].words == SEEN
    return path, case, items


@pytest.fixture
def page(desk, made):
    path, case, _items = made
    desk.window.resize(1280, 800)
    open_at(desk, path)
    desk.context.session.choose(case)
    desk.window.frame.go("evidence")
    settle(desk)
    shown = desk.window.frame.page_called("evidence")
    shown._grid.setFocus()
    return shown


def press(desk, page, key):
    QTest.keyClick(page._grid, key)
    settle(desk)


def name(page, row):
    found = page._model.row(row)
    return None if found is None else found.item.name


def test_end_is_there_at_once_and_memory_stays_flat(desk, page):
    assert page._model.rowCount() == COUNT
    press(desk, page, Qt.Key.Key_Home)
    for key, row in ((Qt.Key.Key_End, COUNT - 1), (Qt.Key.Key_Home, 0), (Qt.Key.Key_Right, 1)):
        press(desk, page, key)
        assert page._grid.currentIndex().row() == row
        assert name(page, row) == f"{row}.png"
    press(desk, page, Qt.Key.Key_Down)
    assert page._grid.currentIndex().row() == 1 + page._grid.columns()
    for row in range(0, COUNT, PAGE // 2):
        page._grid.scrollTo(page._model.index(row))
        settle(desk)
    assert page._model.held <= 8 * PAGE


def test_a_list_has_columns_and_is_spoken_whole_and_stays_a_list(desk, page):
    page.filters.switch.click()
    page._grid.scrollTo(page._model.index(4))
    settle(desk)
    said = page._model.index(4).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "4.png, 사진, 2024-08-27 14:00 KST, 9 B, 단체방, 1곳에서 보임"
    assert page._model.index(5).data(Qt.ItemDataRole.AccessibleTextRole).startswith(SEEN)
    assert page._names.isVisible()
    assert not page._grid.grab().toImage().isNull()
    press(desk, page, Qt.Key.Key_Space)
    assert not page._grid._held.isValid()
    desk.window.frame.go("rooms")
    desk.window.frame.go("evidence")
    settle(desk)
    assert page._grid.as_list
    page.filters.switch.click()
    assert not page._names.isVisible()
    assert page._model.index(5).data() == SEEN


def test_the_vault_orders_and_narrows(desk, page):
    filters = page.filters
    filters.kind.setCurrentIndex(filters.kind.findData("video"))
    filters.kind.activated.emit(0)
    settle(desk)
    assert (page._model.rowCount(), name(page, 0), name(page, 1)) == (2, "7.png", "9.png")
    filters.kind.setCurrentIndex(0)
    filters.sorting.setCurrentIndex(filters.sorting.findData(Sorting.LATEST.value))
    filters.sorting.activated.emit(0)
    settle(desk)
    assert name(page, 0) == "4.png"
    filters.day.setText("2024-08-27")
    QTest.keyClick(filters.day, Qt.Key.Key_Return)
    settle(desk)
    assert page._model.rowCount() == 1
    filters.day.setText("2031-01-01")
    QTest.keyClick(filters.day, Qt.Key.Key_Return)
    settle(desk)
    assert page._nothing.isVisible()
    assert not page._empty.isVisible()
    filters.day.setText("그날")
    QTest.keyClick(filters.day, Qt.Key.Key_Return)
    settle(desk)
    assert filters._problem.isVisible()


def test_what_is_ticked_stays_ticked_wherever_one_goes(desk, page):
    page._choosing.click()
    page._grid.setFocus()
    for row in (0, COUNT - 1):
        page._grid.setCurrentIndex(page._model.index(row))
        settle(desk)
        page._grid.selectionModel().select(
            page._model.index(row), page._grid.selectionModel().SelectionFlag.Select
        )
    for row in range(0, COUNT, PAGE):
        page._grid.scrollTo(page._model.index(row))
        settle(desk)
    assert page._model.row(0) is None
    assert [row.item.name for row in page._grid.chosen()] == ["0.png", f"{COUNT - 1}.png"]
    page._choosing.click()
    assert page._grid.chosen() == []


def test_nothing_stays_after_a_lock_and_pictures_come_first_again(desk, page):
    page.filters.switch.click()
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert (page._model.rowCount(), page._grid.as_list, page._opened) == (0, False, None)
