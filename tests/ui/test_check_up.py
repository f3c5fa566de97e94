"""The check-up in the window says what was read, names what is damaged, and can be stopped."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.intake.collecting import collect
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import settle
from ui.widgets.pill import Pill


@pytest.fixture
def kept(desk, tmp_path):
    """The check-up page of a vault with one file."""
    (tmp_path / "말.txt").write_text("말 " * 500, "utf-8")
    vault = create_vault(tmp_path / "vault", "quiet words for a test", Job(), argon2=FLOOR)
    collect(vault, add_case(vault, "").id, [tmp_path / "말.txt"], Job())
    desk.context.session.open(vault)
    settle(desk)
    desk.window.frame.go("check_up")
    settle(desk)
    return desk, desk.window.frame.page_called("check_up"), vault


def states(page):
    return [pill.property("state") for pill in page._found.findChildren(Pill)]


def said(page):
    return " ".join(label.text() for label in page._found.findChildren(QLabel)).replace(
        "\u2060", ""
    )


def test_a_whole_vault_passes_every_line(kept):
    desk, page, _vault = kept
    page._button.click()
    settle(desk)
    assert states(page) == ["passed"] * 4
    assert page._verdict.isVisible()
    assert page._button.isEnabled()


def test_a_flipped_bit_is_told_with_the_name_of_its_file(kept):
    desk, page, vault = kept
    blob = next(file for file in (vault.path / "blobs").rglob("*") if file.is_file())
    raw = bytearray(blob.read_bytes())
    raw[len(raw) // 2] ^= 1
    blob.write_bytes(bytes(raw))
    page._button.click()
    settle(desk)
    assert states(page) == ["failed", "passed", "passed", "passed"]
    assert "말.txt" in said(page)


def test_a_strange_file_is_listed_and_is_no_damage(kept):
    desk, page, vault = kept
    (vault.path / "낯선 것.tmp.txt").write_text("", "utf-8")
    page._button.click()
    settle(desk)
    assert states(page) == ["passed"] * 4
    assert "낯선 것" in said(page)


def test_stopping_leaves_no_result_and_no_message(kept):
    desk, page, _vault = kept
    page._button.click()
    desk.context.lanes.cancel_all()
    settle(desk)
    assert page._button.isEnabled()
    assert not page._found.isVisible()
    assert not desk.window.frame.banner.isVisible()
