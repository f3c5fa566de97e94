"""Making, opening and closing a vault, and what is said when it does not go."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import apsw
import pytest

from app.errors import (
    AccessProblem,
    EnvironmentProblem,
    FormatProblem,
    InputProblem,
    IntegrityProblem,
    OngiError,
)
from app.jobs import Job
from app.vault import Vault
from crypto.kdf import FLOOR
from tests.unit.vault.filling import PASSPHRASE, add_case, add_item, flip


def refused(path: Path, passphrase: str = PASSPHRASE, **more: bool) -> OngiError:
    with pytest.raises(OngiError) as told:
        Vault.open(path, passphrase, **more).close()
    return told.value


def test_a_made_vault_opens_again_with_what_was_put_in(tmp_path: Path) -> None:
    path = tmp_path / "new" / "vault"
    with Vault.create(path, PASSPHRASE, argon2=FLOOR, clock=lambda: 1234) as made:
        case = add_case(made, "사건")
        line = made.public_line
    with Vault.open(path, PASSPHRASE) as opened:
        assert opened.cases.all() == (case,)
        assert case.created_ms == 1234
        assert opened.public_line == line
        assert opened.status().entries == 2
        assert opened.check(Job()).clean


def test_a_passphrase_typed_in_parts_opens_the_same_vault(closed_vault: Path) -> None:
    Vault.open(closed_vault, unicodedata.normalize("NFD", PASSPHRASE)).close()


def test_a_wrong_passphrase_is_told_and_locks_nobody_out(closed_vault: Path) -> None:
    error = refused(closed_vault, "wrong passphrase")
    assert isinstance(error, AccessProblem)
    assert error.code == "VLT-001"
    Vault.open(closed_vault, PASSPHRASE).close()


@pytest.mark.parametrize(("passphrase", "code"), [("", "INP-001"), ("short", "VLT-011")])
def test_a_weak_passphrase_makes_no_vault(tmp_path: Path, passphrase: str, code: str) -> None:
    with pytest.raises(InputProblem) as told:
        Vault.create(tmp_path / "vault", passphrase, argon2=FLOOR)
    assert told.value.code == code
    assert not (tmp_path / "vault").exists()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InputProblem) as told:
        Vault.create(tmp_path, PASSPHRASE, argon2=FLOOR)
    assert told.value.code == "INP-009"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("there", [True, False])
def test_a_folder_that_is_no_vault_is_told_and_stays_as_it_is(tmp_path: Path, there: bool) -> None:
    path = tmp_path / "photos"
    if there:
        path.mkdir()
    error = refused(path)
    assert isinstance(error, FormatProblem)
    assert error.code == "VLT-002"
    assert path.exists() == there
    assert not there or not any(path.iterdir())


def test_a_vault_that_is_open_is_not_opened_twice(vault: Vault) -> None:
    error = refused(vault.path)
    assert isinstance(error, EnvironmentProblem)
    assert error.code == "VLT-003"


def test_the_lock_of_a_killed_process_does_not_stay(closed_vault: Path) -> None:
    code = (
        "import os, sys, signal; from pathlib import Path; from app.vault import Vault\n"
        "Vault.open(Path(sys.argv[1]), sys.argv[2])\n"
        "print('open', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(closed_vault), PASSPHRASE]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": "."},
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"open\n"
        assert refused(closed_vault).code == "VLT-003"
        child.kill()
    Vault.open(closed_vault, PASSPHRASE).close()


def test_an_index_of_a_newer_version_is_not_touched(closed_vault: Path) -> None:
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        opened._index.connection.pragma("user_version", 99)
    before = (closed_vault / "index.db").read_bytes()
    error = refused(closed_vault)
    assert isinstance(error, FormatProblem)
    assert error.code == "VLT-004"
    assert (closed_vault / "index.db").read_bytes() == before


@pytest.mark.parametrize("name", ["slots-a", "slots-b"])
@pytest.mark.parametrize("how", ["flip", "cut", "gone"])
def test_one_damaged_copy_of_the_slots_is_made_good_by_the_other(
    closed_vault: Path, name: str, how: str
) -> None:
    damage(closed_vault / name, how)
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        assert opened.status().notices == ("VLT-015",)
        found = opened.check(Job()).damaged
    # A damaged copy stays as it is; one that is gone is written anew, which overwrites nothing.
    assert [one.code for one in found] == ([] if how == "gone" else ["VLT-015"])
    assert (closed_vault / name).exists()


def test_a_right_key_opens_two_damaged_copies_of_the_slots(closed_vault: Path) -> None:
    damage(closed_vault / "slots-a", "flip")
    damage(closed_vault / "slots-b", "cut")
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        assert opened.status().notices == ("VLT-022",)
    assert refused(closed_vault, "wrong passphrase").code == "VLT-017"


def test_a_key_is_not_called_wrong_while_the_key_file_is_damaged(closed_vault: Path) -> None:
    for name in ("slots-a", "slots-b"):
        damage(closed_vault / name, "text")
    assert refused(closed_vault).code == "VLT-017"
    (closed_vault / "slots-a").unlink()
    (closed_vault / "slots-b").unlink()
    assert refused(closed_vault).code == "VLT-005"


@pytest.mark.parametrize("how", ["flip", "cut", "gone", "empty", "text"])
def test_an_index_that_does_not_open_is_never_replaced(closed_vault: Path, how: str) -> None:
    index = closed_vault / "index.db"
    damage(index, how)
    before = index.read_bytes() if index.exists() else None
    error = refused(closed_vault)
    assert isinstance(error, IntegrityProblem)
    assert error.code == "VLT-006"
    assert (index.read_bytes() if index.exists() else None) == before


def test_an_older_index_put_back_is_told_and_opens_by_choice_only(closed_vault: Path) -> None:
    older = (closed_vault / "index.db").read_bytes()
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        add_item(opened, add_case(opened), b"evidence")
    (closed_vault / "index.db").write_bytes(older)
    assert refused(closed_vault).code == "VLT-009"
    with Vault.open(closed_vault, PASSPHRASE, accept_older=True) as opened:
        assert [entry.act.value for entry in opened.custody.entries()][-1] == "vault.older_accepted"
        # The evidence's bytes are still there, and said to be so.
        # The newer item's bytes, and the spare segment that a rescue can read them by.
        strange = [path.partition("/")[0] for path in opened.check(Job()).unexplained]
        assert strange == ["blobs", "spare"]
    Vault.open(closed_vault, PASSPHRASE).close()


def test_an_older_index_that_went_its_own_way_is_told(closed_vault: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(closed_vault, tmp_path / "other"))
    for path in (closed_vault, other):
        with Vault.open(path, PASSPHRASE) as opened:
            add_case(opened, path.name)
    shutil.copy(other / "index.db", closed_vault / "index.db")
    assert refused(closed_vault).code == "VLT-009"


@pytest.mark.parametrize("name", ["head-a", "head-b"])
def test_one_damaged_copy_of_the_head_does_not_stop_anyone(closed_vault: Path, name: str) -> None:
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        add_case(opened)
    flip(closed_vault / name)
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        assert [one.where for one in opened.check(Job()).damaged] == [name]


def test_a_vault_without_any_head_is_told_and_opens_by_choice_only(closed_vault: Path) -> None:
    for name in ("head-a", "head-b"):
        (closed_vault / name).unlink(missing_ok=True)
    assert refused(closed_vault).code == "VLT-013"
    Vault.open(closed_vault, PASSPHRASE, accept_older=True).close()
    Vault.open(closed_vault, PASSPHRASE).close()


def test_a_head_of_another_vault_is_not_believed(closed_vault: Path, tmp_path: Path) -> None:
    Vault.create(tmp_path / "other", PASSPHRASE, argon2=FLOOR).close()
    for name in ("head-a", "head-b"):
        (closed_vault / name).unlink(missing_ok=True)
    shutil.copy(tmp_path / "other" / "head-a", closed_vault / "head-a")
    assert refused(closed_vault).code == "VLT-013"


def test_a_closed_vault_gives_and_takes_nothing(closed_vault: Path) -> None:
    opened = Vault.open(closed_vault, PASSPHRASE)
    opened.close()
    opened.close()
    assert not opened.is_open
    with pytest.raises(AccessProblem) as told:
        opened.cases.all()
    assert told.value.code == "VLT-012"
    with pytest.raises(AccessProblem), opened.transaction():
        pass


def test_nothing_of_the_index_can_be_read_without_the_key(closed_vault: Path) -> None:
    marker = "숨겨야 하는 이름".encode()
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        add_item(opened, add_case(opened, marker.decode()), marker * 500)
        for path in closed_vault.rglob("*"):
            assert not path.is_file() or marker not in path.read_bytes()
    connection = apsw.Connection(str(closed_vault / "index.db"))
    with pytest.raises(apsw.NotADBError):
        connection.execute("SELECT * FROM cases")
    connection.close()


def damage(path: Path, how: str) -> None:
    match how:
        case "flip":
            flip(path, 40)
        case "cut":
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 + 7])
        case "gone":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case "text":
            path.write_bytes(b"not an index at all" * 1000)


def test_a_file_or_a_folder_of_folders_is_no_vault(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"not a folder")
    for name in ("slots-a", "slots-b"):
        (tmp_path / "folder" / name).mkdir(parents=True)
    for name in ("file", "folder", "x" * 300):
        with pytest.raises(FormatProblem) as told:
            Vault.open(tmp_path / name, PASSPHRASE)
        assert told.value.code == "VLT-002"


@pytest.mark.parametrize("given", [True, False])
def test_a_vault_whose_making_failed_leaves_room_for_the_next_try(
    tmp_path: Path, given: bool
) -> None:
    path = tmp_path / "vault"
    if given:
        path.mkdir()

    def full_at_the_end(step: str) -> None:
        if step.startswith("slots-a"):
            raise OSError(errno.ENOSPC, "full")

    with pytest.raises(EnvironmentProblem) as refused_at:
        Vault.create(path, PASSPHRASE, argon2=FLOOR, step=full_at_the_end)
    assert refused_at.value.code == "ENV-001"
    assert (list(path.iterdir()) if given else path.exists()) == ([] if given else False)
    Vault.create(path, PASSPHRASE, argon2=FLOOR).close()
