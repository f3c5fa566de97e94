"""Where a vault does not open because it is damaged, what can be read is copied out."""

from __future__ import annotations

import pytest

from tests.ui.gallery import settle
from tests.ui.kept import PASSPHRASE, keep, said


@pytest.fixture
def broken(desk, tmp_path):
    """A locked vault whose index can't be read, tried with the right passphrase."""
    kept = keep(desk, tmp_path)
    kept.lock()
    index = kept.folder / "index.db"
    index.write_bytes(b"\x00" * index.stat().st_size)
    page = kept.page("unlock")
    page.take_folder(kept.folder)
    page._passphrase.field.setText(PASSPHRASE)
    page._open()
    settle(desk)
    return kept


def test_a_damaged_vault_offers_to_copy_out_and_the_key_is_not_asked_for_again(broken, tmp_path):
    broken.answer()
    page = broken.desk.window.frame.page
    assert page is broken.desk.window.frame.page_called("rescue")
    assert not page._passphrase.isVisible()
    page._to.take(tmp_path / "out")
    page._button.click()
    settle(broken.desk)
    assert "3건을 온전히" in said(page._ends)
    assert page._model.rowCount() == 3
    found = [file for file in (tmp_path / "out" / "files").rglob("*") if file.is_file()]
    assert {file.read_text("utf-8")[:3] for file in found} == {"말 0", "말 1", "말 2"}


def test_not_now_leaves_everything_as_it_is(broken):
    broken.answer(yes=False)
    assert broken.desk.window.frame.page is broken.desk.window.frame.page_called("unlock")
    assert not broken.desk.context.session.is_open


def test_a_folder_that_holds_something_is_refused_beside_the_line(broken, tmp_path):
    broken.answer()
    page = broken.desk.window.frame.page
    page._to.take(tmp_path)
    page._button.click()
    settle(broken.desk)
    assert page._problem.isVisible()
    assert page._button.isEnabled()


def test_another_folder_needs_its_own_key(broken, tmp_path):
    broken.answer()
    page = broken.desk.window.frame.page
    page._vault.setText(str(tmp_path))
    page._vault.textEdited.emit(str(tmp_path))
    assert page._passphrase.isVisible()
    assert page._key is None


def test_the_key_is_forgotten_on_the_way_back(broken):
    broken.answer()
    page = broken.desk.window.frame.page
    page._back()
    assert page._key is None
    assert page._vault.text() == ""
