"""Backups, comparing, giving room back, and the end of a whole vault, in the window."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtWidgets import QLabel

from app.jobs import Job
from app.usecases.items.removing import destroy_items, set_items_aside
from app.usecases.vault.ending import vault_due
from app.usecases.vault.vaults import open_vault, vault_status
from app.usecases.ways_in.recovery import make_kit
from tests.ui.gallery import settle
from tests.ui.kept import PASSPHRASE, keep, said
from tests.ui.test_waiting import press


@pytest.fixture
def kept(desk, tmp_path):
    return keep(desk, tmp_path)


def back_up(kept, to):
    page = kept.page("safety")
    page._row.line.take(to)
    page._button.click()
    settle(kept.desk)
    return page


def test_a_backup_is_made_and_its_time_is_told(kept, tmp_path):
    page = back_up(kept, tmp_path / "copy")
    assert page._result.isVisible()
    assert "3개가 온전히" in said(page._result)
    assert "마지막 백업" in page._last.text().replace("\u2060", "")
    with open_vault(tmp_path / "copy", PASSPHRASE, Job(), look_only=True) as copy:
        assert vault_status(copy).items == 3


def test_without_a_folder_the_backup_asks_for_it(kept):
    page = kept.page("safety")
    page._button.click()
    settle(kept.desk)
    assert page._problem.isVisible()
    assert page._button.isEnabled()


def test_a_folder_inside_the_vault_is_refused_beside_the_line(kept):
    page = back_up(kept, kept.folder / "copy")
    assert page._problem.isVisible()
    assert not kept.desk.window.frame.banner.isVisible()


def test_a_backup_is_tried_without_an_open_vault(kept, tmp_path):
    back_up(kept, tmp_path / "copy")
    kept.lock()
    page = kept.page("copy")
    page._copy.take(tmp_path / "copy")
    page._passphrase.field.setText(PASSPHRASE)
    page._try_button.click()
    settle(kept.desk)
    assert "모두 온전해요" in said(page._result)
    assert page._passphrase.text() == ""


def test_a_damaged_backup_is_told_with_the_name(kept, tmp_path):
    back_up(kept, tmp_path / "copy")
    blob = next(file for file in (tmp_path / "copy" / "blobs").rglob("*") if file.is_file())
    raw = bytearray(blob.read_bytes())
    raw[len(raw) // 2] ^= 1
    blob.write_bytes(bytes(raw))
    page = kept.page("copy")
    page._copy.take(tmp_path / "copy")
    page._passphrase.field.setText(PASSPHRASE)
    page._try_button.click()
    settle(kept.desk)
    assert "말 " in said(page._result)
    assert "모두 온전해요" not in said(page._result)


def test_a_backup_becomes_a_vault_again(kept, tmp_path):
    back_up(kept, tmp_path / "copy")
    kept.lock()
    shutil.rmtree(kept.folder)
    page = kept.page("copy")
    page._copy.take(tmp_path / "copy")
    page._to.take(tmp_path / "again")
    page._passphrase.field.setText(PASSPHRASE)
    page._restore_button.click()
    settle(kept.desk)
    assert "같은 열쇠로" in said(page._result)
    with open_vault(tmp_path / "again", PASSPHRASE, Job()) as again:
        assert vault_status(again).items == 3


def test_a_backup_is_tried_with_the_words_of_a_kit(kept, tmp_path):
    kit = make_kit(kept.vault, Job(), "ko")
    back_up(kept, tmp_path / "copy")
    page = kept.page("copy")
    page._copy.take(tmp_path / "copy")
    page._key.choose("kit")
    page._key.kit.boxes[0].setPlainText(" ".join(kit.sheets[0].words))
    page._try_button.click()
    settle(kept.desk)
    assert "모두 온전해요" in said(page._result)
    assert page._key.kit.boxes[0].toPlainText() == ""


def test_what_a_trial_finds_after_a_lock_is_not_shown(kept, tmp_path):
    back_up(kept, tmp_path / "copy")
    page = kept.page("copy")
    page._copy.take(tmp_path / "copy")
    page._passphrase.field.setText(PASSPHRASE)
    page._try_button.click()
    kept.desk.context.session.lock(stop_work=False)
    settle(kept.desk)
    assert page._last is None
    assert not page._result.findChildren(QLabel)
    assert page._try_button.isEnabled()


def test_a_wrong_passphrase_for_a_backup_is_said_beside_it(kept, tmp_path):
    back_up(kept, tmp_path / "copy")
    page = kept.page("copy")
    page._copy.take(tmp_path / "copy")
    page._passphrase.field.setText("another one")
    page._try_button.click()
    settle(kept.desk)
    assert page._passphrase.problem.isVisible()
    assert page._try_button.isEnabled()


def test_an_entry_as_a_report_words_it_is_found_and_another_is_not(kept):
    status = vault_status(kept.vault)
    page = kept.page("safety")
    page._told.setText(f"no. {status.entries}, {status.head}")
    page._compare()
    settle(kept.desk)
    assert "이 항목이 있어요" in page._compared.text().replace("\u2060", "")
    page._told.setText(f"{status.entries}:{'0' * 16}")
    page._compare()
    settle(kept.desk)
    assert "이 항목이 있어요" not in page._compared.text().replace("\u2060", "")
    assert page._compared.isVisible()


def test_room_is_given_back_and_said(kept):
    first = kept.items()
    set_items_aside(kept.vault, first)
    destroy_items(kept.vault, first, Job())
    page = kept.page("safety")
    page._room.click()
    settle(kept.desk)
    assert kept.desk.window.frame.banner.isVisible()
    assert page._room.isEnabled()


def test_a_vault_is_set_aside_told_on_the_list_of_cases_and_kept_after_all(kept):
    page = kept.page("ending")
    page._set_aside.click()
    settle(kept.desk)
    assert vault_due(kept.vault) is not None
    shown = kept.page("cases")._news
    assert "치워 둔 보관함" in said(shown)
    press(shown, "그대로 두거나 파기하기")
    settle(kept.desk)
    page._keep.click()
    settle(kept.desk)
    assert vault_due(kept.vault) is None
    assert not kept.page("cases")._news.isVisible()


def test_a_vault_is_destroyed_only_by_the_typed_word(kept):
    page = kept.page("ending")
    assert not page._destroy.isEnabled()
    page._word.setText("파")
    assert not page._destroy.isEnabled()
    page._word.setText("파기")
    page._destroy.click()
    settle(kept.desk)
    assert not kept.folder.exists()
    assert not kept.desk.context.session.is_open
    assert kept.desk.window.frame.page is page
    assert "파기했어요" in said(page._result)
    assert not page._now.isVisible()
    kept.page("unlock")
    assert kept.desk.window.frame.page_called("unlock")._folder.text() == ""
