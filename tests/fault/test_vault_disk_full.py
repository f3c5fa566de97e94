"""A full disk is told as such and loses nothing that was stored before."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from app.errors import EnvironmentProblem
from app.jobs import Job
from app.vault import Vault
from crypto.kdf import FLOOR
from tests.unit.vault.filling import PASSPHRASE, Chat, add_case, add_item, blob_files


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 6 MiB."""
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("mounting a small disk needs root on Linux")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "none", disk], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_bytes_that_do_not_fit_are_told_and_the_rest_is_whole(small_disk: Path) -> None:
    with Vault.create(small_disk / "vault", PASSPHRASE, argon2=FLOOR) as vault:
        case = add_case(vault)
        kept = add_item(vault, case, os.urandom(1_000_000))
        with pytest.raises(EnvironmentProblem) as told:
            add_item(vault, case, os.urandom(8_000_000))
        assert told.value.code == "ENV-001"
        assert len(blob_files(vault)) == 1
        again = add_item(vault, case, b"small enough")
    with Vault.open(small_disk / "vault", PASSPHRASE) as vault:
        assert vault.items.in_case(case.id) == (kept, again)
        assert vault.check(Job()).clean


def test_an_index_that_does_not_fit_is_told_and_rolled_back(small_disk: Path) -> None:
    other = small_disk / "something else"
    other.write_bytes(bytes(1_000_000))
    with Vault.create(small_disk / "vault", PASSPHRASE, argon2=FLOOR) as vault:
        chat = Chat(vault, add_case(vault))
        chat.add(chat.message("before"))
        before = vault.custody.head
        with pytest.raises(EnvironmentProblem) as told:
            chat.add(*(chat.message(f"{os.urandom(400).hex()}") for _ in range(15_000)))
        assert told.value.code == "ENV-001"
        assert vault.chats.count(chat.case.id) == 1
        assert vault.custody.head == before
        # As the message says: some space is made, and everything goes on.
        other.unlink()
        chat.add(chat.message("after"))
    with Vault.open(small_disk / "vault", PASSPHRASE) as vault:
        assert [one.text for one in vault.chats.messages(chat.case.id)] == ["before", "after"]
        assert vault.check(Job()).clean


def test_a_check_on_a_full_disk_tells_what_it_found(small_disk: Path) -> None:
    with Vault.create(small_disk / "vault", PASSPHRASE, argon2=FLOOR) as vault:
        add_item(vault, add_case(vault), b"evidence")
        before = vault.custody.head
        fill_up(small_disk / "something else")
        result = vault.check(Job())
        assert (result.clean, result.items) == (True, 1)
        assert vault.custody.head == before


def fill_up(path: Path) -> None:
    with path.open("wb", buffering=0) as out, suppress(OSError):
        while True:
            out.write(bytes(4096))
