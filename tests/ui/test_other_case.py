"""What belongs to one case is never seen in another; folders can be typed; hashes copy whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel

from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.reports.reporting import save_report
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import settle
from ui.widgets.folder_line import typed_folder

PASSPHRASE = "quiet words for a test"


@pytest.fixture
def two_cases(desk, tmp_path):
    """A vault with two cases; the first one has something that came in and a bundle."""
    (tmp_path / "말.txt").write_text("말", "utf-8")
    vault = create_vault(tmp_path / "vault", PASSPHRASE, Job(), argon2=FLOOR)
    one, two = add_case(vault, "하나"), add_case(vault, "둘")
    report = save_report(vault, one.id, "kr.police.statement", {})
    save_report(vault, two.id, "kr.police.statement", {})
    desk.context.session.open(vault)
    desk.context.session.choose(one)
    settle(desk)
    go(desk, "evidence").add([tmp_path / "말.txt"])
    settle(desk)
    (tmp_path / "out").mkdir()
    go(desk, "hand_over", report).make(tmp_path / "out")
    settle(desk)
    return desk, one, two


def go(desk, name, subject=None):
    desk.window.frame.go(name, subject)
    settle(desk)
    return desk.window.frame.page_called(name)


def secret(page):
    labels = page.findChildren(QLabel)
    return [label for label in labels if label.property("role") == "secret" and label.isVisible()]


def test_a_passphrase_is_shown_only_in_its_own_case(two_cases):
    desk, one, two = two_cases
    assert secret(go(desk, "hand_over"))
    desk.context.session.choose(two)
    assert secret(go(desk, "hand_over")) == []
    desk.context.session.choose(one)
    assert secret(go(desk, "hand_over"))
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert not desk.window.frame.page_called("hand_over")._made


def test_the_end_of_an_import_is_shown_only_in_its_own_case(two_cases):
    desk, one, two = two_cases
    assert go(desk, "evidence")._end.isVisible()
    desk.context.session.choose(two)
    assert not go(desk, "evidence")._end.isVisible()
    desk.context.session.choose(one)
    assert go(desk, "evidence")._end.isVisible()


def test_no_page_keeps_rows_of_a_case_that_was_left(two_cases):
    desk, _one, two = two_cases
    for name in ("timeline", "rooms", "reports"):
        go(desk, name)
    desk.context.session.choose(two)
    left = ["evidence", "timeline", "rooms"]
    models = [
        model
        for name in left
        for model in desk.window.frame.page_called(name).findChildren(QAbstractItemModel)
        if not isinstance(model.parent(), QComboBox)  # what can be chosen is of no case
    ]
    assert sum(model.rowCount() for model in models) == 0


def test_adding_is_possible_again_after_a_lock_in_the_middle(two_cases, tmp_path):
    desk, one, _two = two_cases
    page = go(desk, "evidence")
    page.add([tmp_path / "말.txt"])
    path = desk.context.session.vault.path
    desk.context.session.lock(stop_work=False)  # as the idle lock does: the adding ends unseen
    settle(desk)
    unlock = go(desk, "unlock")
    unlock._folder.setText(f' "{path}" ')
    unlock._passphrase.field.setText(PASSPHRASE)
    QTest.keyClick(unlock._folder, Qt.Key.Key_Return)
    settle(desk)
    desk.context.session.choose(one)
    assert go(desk, "evidence")._file_button.isEnabled()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("  ", None),
        ('"/a b/c"', Path("/a b/c")),
        ("file:///a%20b", Path("/a b")),
        ("~/vault", Path.home() / "vault"),
        ("vault", Path.home() / "vault"),
    ],
)
def test_a_typed_folder_is_understood(typed, meant):
    assert typed_folder(typed) == meant
