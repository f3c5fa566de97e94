"""A whole vault is set aside first; destroyed, it opens with nothing, and foreign files stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import EnvironmentProblem, InputProblem
from app.jobs import Job
from app.usecases.vault.ending import (
    destroy_vault,
    finish_destroying,
    is_being_destroyed,
    keep_vault,
    set_vault_aside,
    vault_due,
)
from app.vault import UNDO_MS, Vault
from app.vault.deleting.ending import ENDED, end
from tests.unit.vault.filling import PASSPHRASE, add_case, add_item


class StopHereError(Exception):
    pass


def stop_at(number: int):
    """A step callback that stops at its `number`-th step."""
    left = [number]

    def step(_name: str) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise StopHereError

    return step


def test_set_aside_changes_nothing_and_is_taken_back(vault: Vault) -> None:
    item = add_item(vault, add_case(vault), b"evidence")
    due = set_vault_aside(vault)
    assert due - vault.now_ms() <= UNDO_MS
    assert set_vault_aside(vault) == due == vault_due(vault)
    path = vault.path
    vault.close()
    with Vault.open(path, PASSPHRASE) as again:
        assert again.items.get(item.id) == item
        assert keep_vault(again)
        assert vault_due(again) is None
        assert not keep_vault(again)


def test_destroyed_nothing_of_it_is_left(vault: Vault) -> None:
    add_item(vault, add_case(vault), b"evidence")
    path = vault.path
    assert destroy_vault(vault, Job()) == ()
    assert not path.exists()


def test_files_that_are_no_part_of_a_vault_stay_and_are_named(vault: Vault, tmp_path: Path) -> None:
    add_item(vault, add_case(vault), b"evidence")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / ("0" * 32)).write_text("not ours")
    strange = {
        "letter.txt", "index.db (1)", "backup", "blobs/00/photo.jpg", "blobs/notes/a.txt", "spare/x",
    }  # fmt: skip
    (vault.path / "spare").mkdir(exist_ok=True)
    for name in strange:
        (vault.path / name).parent.mkdir(exist_ok=True)
        (vault.path / name).write_text("mine")
    (vault.path / "drop").mkdir(exist_ok=True)
    (vault.path / "drop").rmdir()
    (vault.path / "drop").symlink_to(outside)
    path = vault.path
    left = destroy_vault(vault, Job())
    assert set(left) == strange | {"drop"}
    assert (outside / ("0" * 32)).read_text() == "not ours"
    found = {p.relative_to(path).as_posix() for p in path.rglob("*") if p.is_file()}
    assert found == strange


def test_a_link_in_the_place_of_a_key_file_is_not_followed(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"mine")
    (vault.path / "slots-b").unlink()
    (vault.path / "slots-b").symlink_to(tmp_path / "precious")
    assert destroy_vault(vault, Job()) == ()
    assert (tmp_path / "precious").read_bytes() == b"mine"


@pytest.mark.parametrize("at", range(1, 11))
def test_cut_off_it_opens_with_nothing_and_is_finished_without_a_key(
    closed_vault: Path, at: int
) -> None:
    vault = Vault.open(closed_vault, PASSPHRASE)
    add_item(vault, add_case(vault), b"evidence")
    vault._step = stop_at(at)
    with pytest.raises(StopHereError):
        destroy_vault(vault, Job())
    assert is_being_destroyed(closed_vault)
    with pytest.raises(EnvironmentProblem, match="VLT-048"):
        Vault.open(closed_vault, PASSPHRASE)
    assert finish_destroying(closed_vault, Job()) == ()
    assert not closed_vault.exists()


def test_the_key_files_are_overwritten_where_they_lie(closed_vault: Path) -> None:
    places = {name: (closed_vault / name).stat() for name in ("slots-a", "slots-b")}
    vault = Vault.open(closed_vault, PASSPHRASE)
    vault._step = stop_at(3)
    with pytest.raises(StopHereError):
        destroy_vault(vault, Job())
    for name, before in places.items():
        now = (closed_vault / name).stat()
        assert (now.st_ino, now.st_size) == (before.st_ino, before.st_size)
        assert (closed_vault / name).read_bytes().startswith(ENDED)


def test_what_was_not_begun_is_not_finished(vault: Vault, tmp_path: Path) -> None:
    assert not is_being_destroyed(vault.path)
    assert not is_being_destroyed(tmp_path / "nowhere")
    with pytest.raises(InputProblem, match="INP-030"):
        finish_destroying(vault.path, Job())


def test_a_vault_that_is_open_elsewhere_is_not_destroyed(vault: Vault) -> None:
    with pytest.raises(EnvironmentProblem, match="VLT-003"):
        end(vault.path, Job())
    assert vault.check(Job()).clean
