"""What somebody put into the vault's folder leads nowhere else, and what is over is overwritten."""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import ExitStack
from pathlib import Path

import apsw
import pytest

from app.domain.custody import Act
from app.jobs import Job
from app.usecases.items.removing import destroy_items, set_items_aside
from app.vault import Vault
from app.vault.folder import replace_file
from app.vault.index import database
from app.vault.keys.ways_in import ByKit
from crypto.slot_directory import NO_EPOCH
from crypto.slots import BLOCK_BYTES, SLOT_BYTES, SLOT_COUNT, SlotKind
from tests.unit.vault.filling import PASSPHRASE, add_case, add_item

SMALL = ("slots-a", "slots-b", "head-a", "head-b")
posix = pytest.mark.skipif(os.name == "nt", reason="an open file can't be replaced there")


def work_and_destroy(path: Path) -> None:
    with Vault.open(path, PASSPHRASE) as vault:
        item = add_item(vault, add_case(vault), b"evidence")
        set_items_aside(vault, [item.id])
        assert destroy_items(vault, [item.id], Job()).finished


def test_no_small_file_is_written_through_a_link(tmp_path: Path) -> None:
    strange = tmp_path / "thesis"
    strange.write_bytes(b"somebody's")
    (tmp_path / "head-a.part").symlink_to(strange)
    replace_file(tmp_path / "head-a", b"a head")
    assert strange.read_bytes() == b"somebody's"
    assert (tmp_path / "head-a").read_bytes() == b"a head"
    assert not (tmp_path / "head-a").is_symlink()


def test_a_linked_folder_of_spare_segments_costs_nothing_where_it_leads(
    closed_vault: Path, tmp_path: Path
) -> None:
    strange = tmp_path / ("ab" * 16)
    strange.write_bytes(b"somebody's")
    with Vault.open(closed_vault, PASSPHRASE) as vault:
        add_item(vault, add_case(vault), b"evidence")
    shutil.rmtree(closed_vault / "spare")
    (closed_vault / "spare").symlink_to(tmp_path)
    with Vault.open(closed_vault, PASSPHRASE) as vault:
        assert vault.status().notices == ("VLT-041",)
    assert strange.read_bytes() == b"somebody's"
    assert len(list((closed_vault / "spare").iterdir())) == 1
    assert not (closed_vault / "spare").is_symlink()


@posix
def test_key_files_that_were_replaced_are_overwritten(closed_vault: Path) -> None:
    with ExitStack() as stack:
        before = [stack.enter_context((closed_vault / name).open("rb")) for name in SMALL]
        work_and_destroy(closed_vault)
        assert [set(file.read()) for file in before] == [{0}] * len(SMALL)


@posix
def test_a_vault_that_is_destroyed_leaves_no_key_file_and_no_head(closed_vault: Path) -> None:
    with ExitStack() as stack:
        before = [(closed_vault / name).read_bytes()[64:600] for name in SMALL]
        files = [stack.enter_context((closed_vault / name).open("rb")) for name in SMALL]
        with Vault.open(closed_vault, PASSPHRASE) as vault:
            assert vault.end(Job()) == ()
        left = [file.read() for file in files]
        assert not [part for part, whole in zip(before, left, strict=True) if part in whole]


@posix
def test_a_copy_made_by_hard_links_keeps_what_it_has(closed_vault: Path, tmp_path: Path) -> None:
    before = {name: (closed_vault / name).read_bytes() for name in SMALL}
    for name in SMALL:
        os.link(closed_vault / name, tmp_path / name)
    work_and_destroy(closed_vault)
    assert {name: (tmp_path / name).read_bytes() for name in SMALL} == before


def test_a_folder_with_the_name_of_a_file_does_not_stop_the_destroying(closed_vault: Path) -> None:
    (closed_vault / "index.db.v1").mkdir()
    with Vault.open(closed_vault, PASSPHRASE) as vault:
        assert vault.end(Job()) == ("index.db.v1",)
    assert [path.name for path in closed_vault.iterdir()] == ["index.db.v1"]


def test_no_error_says_the_key_of_the_index(vault: Vault) -> None:
    key = bytes(range(32))
    with pytest.raises(apsw.CantOpenError) as told:
        database.write_anew(vault._index.connection, vault.path / "none/index.db", key)
    assert key.hex() not in str(told.value)


def test_a_key_that_was_put_back_into_its_place_is_told(closed_vault: Path) -> None:
    kit = ByKit(bytes(16))
    with Vault.open(closed_vault, PASSPHRASE) as vault:
        place = vault.keys.add_secret(SlotKind.RECOVERY, kit.secret).place
    begin = BLOCK_BYTES - 32 - (SLOT_COUNT - place) * SLOT_BYTES
    sealed = (closed_vault / "slots-a").read_bytes()[begin : begin + SLOT_BYTES]
    with Vault.open(closed_vault, PASSPHRASE) as vault:
        vault.keys.remove(place)
    for name in SMALL[:2]:
        block = bytearray((closed_vault / name).read_bytes()[:-32])
        block[begin : begin + SLOT_BYTES] = sealed
        (closed_vault / name).write_bytes(block + hashlib.sha256(block).digest())
    with Vault.open(closed_vault, kit) as vault:
        assert [key.kind for key in vault.keys.list()] == ["passphrase", "recovery"]
        last = list(vault.custody.entries())[-1]
        assert (last.act, last.details["mended"]) == (Act.KEY_ADDED, 1)
    with Vault.open(closed_vault, PASSPHRASE) as vault:
        assert vault.keys.epoch != NO_EPOCH


def test_folders_among_the_spare_segments_keep_nobody_out(closed_vault: Path) -> None:
    with Vault.open(closed_vault, PASSPHRASE) as vault:
        add_item(vault, add_case(vault), b"evidence")
    (named,) = (closed_vault / "spare").iterdir()
    named.unlink()
    named.mkdir()
    (closed_vault / "spare" / ("ab" * 16)).mkdir()
    with Vault.open(closed_vault, PASSPHRASE) as vault:
        assert vault.status().notices == ("VLT-041",)
    with Vault.open(closed_vault, PASSPHRASE) as vault:
        assert vault.status().notices == ()
