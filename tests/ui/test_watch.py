"""New pictures of a folder are offered in the window, looked at first, and not offered twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QPushButton

from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.items.evidence import list_items
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import settle


@pytest.fixture
def page(desk, tmp_path: Path):
    vault = create_vault(tmp_path / "vault", "quiet words for a test", Job(), argon2=FLOOR)
    case = add_case(vault, "하나")
    desk.context.session.open(vault)
    desk.context.session.choose(case)
    (tmp_path / "sync").mkdir()
    for shade in range(2):
        Image.new("RGB", (9, 9), (shade, 0, 0)).save(tmp_path / "sync" / f"{shade}.png")
    desk.window.frame.go("watch")
    settle(desk)
    made = desk.window.frame.page_called("watch")
    made._row.line.setText(str(tmp_path / "sync"))
    made._add.click()
    settle(desk)
    return made


def buttons(page):
    return [one for one in page._folders.findChildren(QPushButton) if one.parent() is not None]


def test_new_pictures_go_through_the_look_before_they_are_taken(desk, page):
    frame, vault = desk.window.frame, desk.context.session.vault
    buttons(page)[0].click()
    settle(desk)
    before = frame.page_called("before")
    assert frame.page is before
    assert before._model.rowCount() == 2
    case = desk.context.session.case.id
    assert list_items(vault, case) == ()
    before._take.click()
    settle(desk)
    assert len(list_items(vault, case)) == 2
    frame.go("watch")
    settle(desk)
    assert page._found.folders[0].new == ()


def test_what_is_not_wanted_is_not_offered_again_and_a_lock_forgets_all(desk, page):
    assert len(page._found.folders[0].new) == 2
    buttons(page)[1].click()
    settle(desk)
    assert page._found.folders[0].new == ()
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert page._found is None
    assert buttons(page) == []
