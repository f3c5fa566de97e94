"""A backup is the vault again: verified, brought up to date, tried, restored, and never another's."""

from __future__ import annotations

import errno
import shutil
from io import FileIO
from pathlib import Path

import pytest

from app.domain.custody import Act
from app.errors import AccessProblem, Cancelled, EnvironmentProblem, InputProblem, IntegrityProblem
from app.jobs import Job
from app.usecases.items.removing import destroy_items, set_items_aside
from app.usecases.vault.backups import last_backup, make_backup, restore_backup, try_backup
from app.vault import Vault
from app.vault.backup.copying import Copier, UnreadableError
from crypto.kdf import FLOOR
from tests.unit.vault.filling import PASSPHRASE, Chat, add_case, add_item, blob_files, flip


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "lock"
    }


def test_a_backup_is_a_vault_with_everything(vault: Vault, tmp_path: Path) -> None:
    case = add_case(vault)
    item = add_item(vault, case, b"evidence" * 5000)
    chat = Chat(vault, case)
    chat.add(chat.message("협박 메시지"))
    made = make_backup(vault, tmp_path / "copy", Job())
    assert (made.items, made.first, made.same_disk, made.not_copied) == (2, True, True, ())
    tried = try_backup(tmp_path / "copy", PASSPHRASE, Job())
    assert (tried.result.clean, tried.result.items, tried.result.unexplained) == (True, 2, ())
    with Vault.open(tmp_path / "copy", PASSPHRASE) as copy:
        with copy.items.open(item.id) as src:
            assert src.read() == b"evidence" * 5000
        assert copy.search.find("협박").total == 1
        assert copy.status().notices == ()


def test_trying_a_backup_changes_nothing_in_it(vault: Vault, tmp_path: Path) -> None:
    add_item(vault, add_case(vault), b"evidence")
    make_backup(vault, tmp_path / "copy", Job())
    before = files(tmp_path / "copy")
    assert try_backup(tmp_path / "copy", PASSPHRASE, Job()).result.clean
    assert files(tmp_path / "copy") == before
    with pytest.raises(AccessProblem, match="VLT-001"):
        try_backup(tmp_path / "copy", "some other passphrase", Job())


def test_the_second_time_only_what_is_new_is_copied(vault: Vault, tmp_path: Path) -> None:
    case = add_case(vault)
    add_item(vault, case, bytes(200_000))
    make_backup(vault, tmp_path / "copy", Job())
    old = {path: path.stat().st_mtime_ns for path in (tmp_path / "copy/blobs").glob("*/*")}
    add_item(vault, case, b"new")
    made = make_backup(vault, tmp_path / "copy", Job())
    assert made.first is False
    assert made.size < 20_000
    assert {path: path.stat().st_mtime_ns for path in old} == old
    assert try_backup(tmp_path / "copy", PASSPHRASE, Job()).result.items == 2


def test_a_backup_with_an_older_index_is_not_restored(vault: Vault, tmp_path: Path) -> None:
    case = add_case(vault)
    make_backup(vault, tmp_path / "copy", Job())
    older = (tmp_path / "copy/index.db").read_bytes()
    add_item(vault, case, b"evidence")
    make_backup(vault, tmp_path / "copy", Job())
    (tmp_path / "copy/index.db").write_bytes(older)
    with pytest.raises(IntegrityProblem, match="VLT-009"):
        restore_backup(tmp_path / "copy", PASSPHRASE, tmp_path / "new", Job())
    assert not (tmp_path / "new").exists()


def test_a_mark_that_was_left_lets_nobody_write_over_a_copy_that_was_worked_in(
    vault: Vault, tmp_path: Path
) -> None:
    make_backup(vault, tmp_path / "copy", Job())
    # Killed with everything in place, but for the removal of the mark.
    (tmp_path / "copy/backup.part").write_text(vault.keys.vault_id.hex())
    with Vault.open(tmp_path / "copy", PASSPHRASE) as copy:
        item = add_item(copy, add_case(copy), b"only here")
    with pytest.raises(IntegrityProblem, match="VLT-047"):
        make_backup(vault, tmp_path / "copy", Job())
    with Vault.open(tmp_path / "copy", PASSPHRASE) as copy, copy.items.open(item.id) as src:
        assert src.read() == b"only here"


@pytest.mark.parametrize("which", ["blobs", "blobs/00", "spare", "drop"])
def test_a_folder_of_a_backup_that_leads_elsewhere_is_refused(
    vault: Vault, tmp_path: Path, which: str
) -> None:
    add_item(vault, add_case(vault), b"evidence")
    make_backup(vault, tmp_path / "copy", Job())
    (tmp_path / "other").mkdir()
    strange = tmp_path / "other" / ("0" * 32)
    strange.write_bytes(b"somebody's")
    place = tmp_path / "copy" / which
    shutil.rmtree(place, ignore_errors=True)
    place.symlink_to(tmp_path / "other")
    with pytest.raises(InputProblem, match="INP-009"):
        make_backup(vault, tmp_path / "copy", Job())
    assert files(tmp_path / "other") == {strange.name: b"somebody's"}


def test_what_was_destroyed_leaves_the_backup_with_the_next_one(
    vault: Vault, tmp_path: Path
) -> None:
    case = add_case(vault)
    gone, kept = add_item(vault, case, b"gone"), add_item(vault, case, b"kept")
    make_backup(vault, tmp_path / "copy", Job())
    set_items_aside(vault, [gone.id])
    assert destroy_items(vault, [gone.id], Job()).finished
    assert make_backup(vault, tmp_path / "copy", Job()).removed == 1
    tried = try_backup(tmp_path / "copy", PASSPHRASE, Job())
    assert (tried.result.clean, tried.result.unexplained) == (True, ())
    with Vault.open(tmp_path / "copy", PASSPHRASE, look_only=True) as copy:
        assert [place.item.id for place in copy.items.places()] == [kept.id]


def test_the_log_and_the_status_tell_of_it_by_the_folders_bare_name(
    vault: Vault, tmp_path: Path
) -> None:
    assert last_backup(vault) is None
    make_backup(vault, tmp_path / "a person" / "copy", Job())
    told = last_backup(vault)
    assert told is not None
    assert told.to == "copy"
    last = list(vault.custody.entries())[-1]
    assert (last.act, last.details["name"]) == (Act.BACKUP_MADE, "copy")


def test_a_damaged_item_is_named_and_an_earlier_whole_copy_of_it_stays(
    vault: Vault, tmp_path: Path
) -> None:
    case = add_case(vault)
    early = add_item(vault, case, bytes(90_000))
    make_backup(vault, tmp_path / "copy", Job())
    late = add_item(vault, case, bytes(80_000))
    for path in blob_files(vault):
        flip(path, 1000)
    made = make_backup(vault, tmp_path / "copy", Job(), thorough=True)
    assert [(one.id, one.code) for one in made.not_copied] == [(late.id, "VLT-007")]
    with Vault.open(tmp_path / "copy", PASSPHRASE, look_only=True) as copy:
        with copy.items.open(early.id) as src:
            assert src.read() == bytes(90_000)
        assert [one.id for one in copy.check(Job()).damaged] == [late.id]


def test_a_damaged_copy_is_found_by_a_thorough_backup_only(vault: Vault, tmp_path: Path) -> None:
    add_item(vault, add_case(vault), bytes(90_000))
    make_backup(vault, tmp_path / "copy", Job())
    (blob,) = (tmp_path / "copy/blobs").glob("*/*")
    flip(blob, 1000)
    make_backup(vault, tmp_path / "copy", Job())
    assert not try_backup(tmp_path / "copy", PASSPHRASE, Job()).result.clean
    make_backup(vault, tmp_path / "copy", Job(), thorough=True)
    assert try_backup(tmp_path / "copy", PASSPHRASE, Job()).result.clean


def test_a_disk_that_gives_something_else_back_is_told(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_item(vault, add_case(vault), bytes(90_000))
    monkeypatch.setattr("app.vault.backup.copying._forget_cached", lambda path: flip(path, 1000))
    with pytest.raises(EnvironmentProblem, match="VLT-050"):
        make_backup(vault, tmp_path / "copy", Job())
    monkeypatch.undo()
    with pytest.raises(EnvironmentProblem, match="VLT-049"):
        Vault.open(tmp_path / "copy", PASSPHRASE)
    make_backup(vault, tmp_path / "copy", Job())
    assert try_backup(tmp_path / "copy", PASSPHRASE, Job()).result.clean


def test_copied_files_without_a_hash_are_compared_with_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "src").write_bytes(b"segment")
    monkeypatch.setattr("app.vault.backup.copying._forget_cached", flip)
    with pytest.raises(EnvironmentProblem, match="VLT-050"):
        Copier(lambda _: None, lambda _: None).copy(tmp_path / "src", tmp_path / "dst")
    assert [path.name for path in tmp_path.iterdir()] == ["src"]


class BadSectors:
    """A disk of which one payload can't be read behind its first piece, so many times."""

    def __init__(self, path: Path, times: int) -> None:
        self.path, self.times = path, times

    def read(self, src: FileIO, buffer: memoryview) -> int:
        if Path(src.name) == self.path and src.tell() and self.times:
            self.times -= 1
            raise UnreadableError(errno.EIO, "source")
        return src.readinto(buffer) or 0


@pytest.mark.parametrize("times", [1, 2])
def test_what_cannot_be_read_is_read_once_more_then_told_and_nothing_half_stays(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    case = add_case(vault)
    add_item(vault, case, b"small")
    kept = blob_files(vault)
    item = add_item(vault, case, bytes(1_500_000))
    bad = BadSectors(next(path for path in blob_files(vault) if path not in kept), times)
    monkeypatch.setattr("app.vault.backup.copying._read", bad.read)
    made = make_backup(vault, tmp_path / "copy", Job())
    assert bad.times == 0
    assert [one.id for one in made.not_copied] == ([] if times == 1 else [item.id])
    tried = try_backup(tmp_path / "copy", PASSPHRASE, Job()).result
    assert [one.id for one in tried.damaged] == [one.id for one in made.not_copied]
    assert tried.unexplained == ()
    assert make_backup(vault, tmp_path / "copy", Job()).not_copied == ()
    assert try_backup(tmp_path / "copy", PASSPHRASE, Job()).result.clean


def test_what_a_kill_left_of_a_copying_goes_with_the_next_backup(
    vault: Vault, tmp_path: Path
) -> None:
    add_item(vault, add_case(vault), b"evidence")
    copy = tmp_path / "copy"
    make_backup(vault, copy, Job())
    (copy / "drop").mkdir()
    name = f"{'ab' * 16}.part"
    for folder in ("blobs/ab", "spare", "drop"):
        (copy / folder / name).write_bytes(b"half")
    assert make_backup(vault, copy, Job()).removed == 0
    assert try_backup(copy, PASSPHRASE, Job()).result.unexplained == ()


def test_places_that_are_not_for_this_backup_are_refused_and_stay(
    vault: Vault, tmp_path: Path
) -> None:
    other = Vault.create(tmp_path / "other", PASSPHRASE, argon2=FLOOR)
    other.close()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    for place, code in (
        (vault.path / "inside", "INP-020"),
        (vault.path, "INP-020"),
        (tmp_path / "full", "INP-009"),
    ):
        with pytest.raises(InputProblem, match=code):
            make_backup(vault, place, Job())
    before = files(tmp_path / "other")
    with pytest.raises(IntegrityProblem, match="VLT-046"):
        make_backup(vault, tmp_path / "other", Job())
    assert files(tmp_path / "other") == before
    assert not (vault.path / "inside").exists()
    assert last_backup(vault) is None


def test_a_copy_that_was_used_by_itself_is_not_written_over(vault: Vault, tmp_path: Path) -> None:
    case = add_case(vault)
    make_backup(vault, tmp_path / "copy", Job())
    with Vault.open(tmp_path / "copy", PASSPHRASE) as copy:
        add_item(copy, case, b"only here")
    before = files(tmp_path / "copy")
    with pytest.raises(IntegrityProblem, match="VLT-047"):
        make_backup(vault, tmp_path / "copy", Job())
    assert files(tmp_path / "copy") == before


def test_the_older_one_of_two_is_not_put_over_the_newer(vault: Vault, tmp_path: Path) -> None:
    make_backup(vault, tmp_path / "copy", Job())
    add_item(vault, add_case(vault), b"newer")
    path = vault.path
    vault.close()
    with (
        Vault.open(tmp_path / "copy", PASSPHRASE) as copy,
        pytest.raises(IntegrityProblem, match="VLT-047"),
    ):
        make_backup(copy, path, Job())


def test_restored_it_is_a_vault_to_work_with(vault: Vault, tmp_path: Path) -> None:
    case = add_case(vault)
    item = add_item(vault, case, b"evidence")
    make_backup(vault, tmp_path / "copy", Job())
    before = files(tmp_path / "copy")
    made = restore_backup(tmp_path / "copy", PASSPHRASE, tmp_path / "new", Job())
    assert (made.items, made.not_copied) == (1, ())
    assert files(tmp_path / "copy") == before
    with Vault.open(tmp_path / "new", PASSPHRASE) as restored:
        assert restored.items.in_case(case.id) == (item,)
        add_item(restored, case, b"more")
        assert restored.check(Job()).clean
    with pytest.raises(InputProblem, match="INP-009"):
        restore_backup(tmp_path / "copy", PASSPHRASE, tmp_path / "new", Job())


def test_a_backup_without_room_is_told_before_anything_is_copied(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_item(vault, add_case(vault), bytes(90_000))
    usage = shutil.disk_usage(tmp_path)._replace(free=100_000)
    monkeypatch.setattr("app.vault.backup.backup.shutil.disk_usage", lambda _: usage)
    with pytest.raises(EnvironmentProblem, match="ENV-001"):
        make_backup(vault, tmp_path / "copy", Job())
    assert not list((tmp_path / "copy/blobs").glob("*/*"))


def test_stopped_it_keeps_what_was_copied_and_goes_on(vault: Vault, tmp_path: Path) -> None:
    case = add_case(vault)
    for number in range(3):
        add_item(vault, case, bytes([number]) * 90_000)
    job = Job()
    advance, job.advance = (
        job.advance,
        lambda done: (advance(done), done > 150_000 and job.cancel()),
    )
    with pytest.raises(Cancelled):
        make_backup(vault, tmp_path / "copy", job)
    kept = len(list((tmp_path / "copy/blobs").glob("*/*[0-9a-f]")))
    assert 0 < kept < 3
    assert make_backup(vault, tmp_path / "copy", Job()).items == 3
    assert try_backup(tmp_path / "copy", PASSPHRASE, Job()).result.unexplained == ()
