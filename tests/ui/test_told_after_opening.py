"""What is said once about a vault's state, and what the door offers where a vault does not open."""

from __future__ import annotations

import shutil

import pytest

from app.errors import EnvironmentProblem
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.vault.telling import put_away, what_to_tell
from app.usecases.vault.vaults import open_vault, vault_status
from app.vault import Vault
from tests.ui.gallery import settle
from tests.ui.kept import PASSPHRASE, keep, said
from tests.ui.test_waiting import press


def unlock(kept):
    page = kept.page("unlock")
    page.take_folder(kept.folder)
    page._passphrase.field.setText(PASSPHRASE)
    page._open()
    settle(kept.desk)
    return page


def test_a_folder_kept_in_step_is_told_until_it_is_put_away_and_then_never_again(desk, tmp_path):
    (tmp_path / "Dropbox").mkdir()
    kept = keep(desk, tmp_path / "Dropbox")
    shown = kept.page("cases")._news
    assert "서버나 다른 기기" in said(shown)
    press(shown, "알림 닫기")
    settle(desk)
    assert not shown.isVisible()
    kept.lock()
    kept.open_again()
    assert not shown.isVisible()


def test_a_damaged_copy_of_the_key_file_is_told_again_at_the_next_opening(desk, tmp_path):
    kept = keep(desk, tmp_path)
    kept.lock()
    (kept.folder / "slots-b").write_bytes(b"\x00" * 100)
    with open_vault(kept.folder, PASSPHRASE, Job()) as vault:
        told = what_to_tell(vault)
        assert told == vault_status(vault).notices != ()
        for code in told:
            put_away(vault, code)
        assert what_to_tell(vault) == told
    kept.open_again()
    shown = kept.page("cases")._news
    assert shown.isVisible()
    press(shown, "알림 닫기")
    settle(desk)
    assert not shown.isVisible()


@pytest.mark.parametrize("in_the_log", [True, False])
def test_an_older_index_is_opened_only_after_a_question(desk, tmp_path, in_the_log):
    """The whole index was put back as it was before the last use, which the log tells or not."""
    kept = keep(desk, tmp_path)
    kept.lock()
    old = tmp_path / "old.db"
    shutil.copy(kept.folder / "index.db", old)
    kept.open_again()
    if in_the_log:
        add_case(kept.vault, "später")
    else:
        with kept.vault.transaction():
            kept.vault.facts.put("later", "1")
    kept.lock()
    shutil.copy(old, kept.folder / "index.db")
    unlock(kept)
    assert not desk.context.session.is_open
    kept.answer()
    assert desk.context.session.is_open


class _CutError(Exception):
    """Ends the work as a kill would."""


@pytest.fixture
def half_destroyed(desk, tmp_path, monkeypatch):
    """A vault whose destroying was cut off when its keys were gone already."""
    kept = keep(desk, tmp_path)
    kept.lock()

    def cut(step):
        if step == "end.removed":
            raise _CutError

    vault = Vault.open(kept.folder, PASSPHRASE, step=cut)
    with pytest.raises((_CutError, EnvironmentProblem)):
        vault.end(Job())
    return kept


def test_where_destroying_was_cut_off_the_rest_is_removed_after_a_question(half_destroyed):
    kept = half_destroyed
    unlock(kept)
    kept.answer()
    assert not kept.folder.exists()
    assert kept.desk.window.frame.page_called("unlock")._folder.text() == ""
