"""Stored bytes: standard age payloads, damaged ones told by name, nothing left behind."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from app.errors import Cancelled, EnvironmentProblem, InputProblem, IntegrityProblem
from app.jobs import Job
from app.vault import Vault
from app.vault.folder import blob_path
from crypto.age import make_header, new_file_key
from crypto.padding import padded_size
from crypto.pipeline import seal_stream
from tests.unit.vault.filling import PASSPHRASE, add_case, add_item, blob_files, flip

CHUNK = 64 * 1024
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 256 * 1024, 300_001]


@pytest.mark.parametrize("size", SIZES)
def test_bytes_come_back_as_they_were(vault: Vault, size: int) -> None:
    content = os.urandom(size)
    item = add_item(vault, add_case(vault), content)
    assert (item.size, item.sha256) == (size, hashlib.sha256(content).hexdigest())
    with vault.items.open(item.id) as src:
        assert src.read() == content
        assert src.seek(size // 2) == size // 2
        assert src.read(10) == content[size // 2 :][:10]


@pytest.mark.skipif(shutil.which("age") is None, reason="the age program is not installed")
def test_header_and_payload_together_open_with_the_age_program(
    vault: Vault, tmp_path: Path
) -> None:
    content = os.urandom(200_000)
    item = add_item(vault, add_case(vault), content)
    (place,) = vault.items.places()
    payload = (vault.path / "blobs" / place.name[:2] / place.name).read_bytes()
    (tmp_path / "file.age").write_bytes(place.header + payload)
    (tmp_path / "key.txt").write_text(vault.identity_text())
    opened = subprocess.run(
        ["age", "-d", "-i", tmp_path / "key.txt", tmp_path / "file.age"],
        capture_output=True,
        check=True,
    )
    assert opened.stdout[: item.size] == content
    assert hashlib.sha256(opened.stdout[: item.size]).hexdigest() == item.sha256
    assert not any(opened.stdout[item.size :])


@pytest.mark.parametrize("size", [0, 1, 4096, 4097, 200_000, 262_145, 3_000_001])
def test_what_lies_on_disk_has_a_padded_size(vault: Vault, size: int) -> None:
    add_item(vault, add_case(vault), os.urandom(size))
    (place,) = vault.items.places()
    plain = padded_size(size)
    assert plain >= max(4096, size)
    stored = 16 + plain + 16 * max(1, -(-plain // CHUNK))
    assert (place.stored_size, blob_files(vault)[0].stat().st_size) == (stored, stored)


@pytest.mark.parametrize("size", [0, 100, 4096, CHUNK + 1, 300_001])
def test_readers_give_the_content_and_no_padding(vault: Vault, size: int) -> None:
    content = os.urandom(size)
    item = add_item(vault, add_case(vault), content)
    with vault.items.open(item.id) as src:
        assert src.seek(0, os.SEEK_END) == size
        assert src.read(10) == b""
        assert src.seek(size + 50) == size + 50
        assert (src.read(1), src.read(), src.read1()) == (b"", b"", b"")
        src.seek(max(0, size - 3))
        buffer = bytearray(100)
        assert src.readinto(buffer) == min(3, size)
        assert bytes(buffer[: min(3, size)]) == content[-3:]


def test_content_without_padding_is_read_as_well(vault: Vault) -> None:
    # Items of format 1 were stored so.
    content, key = os.urandom(70_000), new_file_key()
    payload = io.BytesIO()
    seal_stream(io.BytesIO(content), payload, key)
    name = "ab" * 16
    blob_path(vault.path, name).write_bytes(payload.getvalue())
    header = make_header(key, [vault.blobs.identity.recipient])
    with vault.blobs.open(name, header, len(payload.getvalue()), size=70_000) as src:
        assert src.read() == content
        assert src.padding_is_zeros()


@pytest.mark.parametrize("told", [0, 69_000, 71_681, 1 << 40])
def test_a_size_that_the_payload_does_not_have_is_refused(vault: Vault, told: int) -> None:
    stored = vault.blobs.store(io.BytesIO(bytes(70_000)))
    with pytest.raises(IntegrityProblem) as problem:
        vault.blobs.open(stored.name, stored.header, stored.stored_size, size=told).read()
    assert problem.value.code == "VLT-007"


def test_padding_that_is_not_zeros_is_seen(vault: Vault) -> None:
    key, payload, name = new_file_key(), io.BytesIO(), "cd" * 16
    sealed = seal_stream(io.BytesIO(bytes(5000) + b"hidden" + bytes(114)), payload, key)
    blob_path(vault.path, name).write_bytes(payload.getvalue())
    header = make_header(key, [vault.blobs.identity.recipient])
    with vault.blobs.open(name, header, sealed.stored_size, size=5000) as src:
        assert src.read() == bytes(5000)
        assert not src.padding_is_zeros()


def test_a_flip_in_the_padding_alone_is_told(vault: Vault) -> None:
    item = add_item(vault, add_case(vault), bytes(1_050_000))
    (path,) = blob_files(vault)
    flip(path, -20_000)
    assert padded_size(1_050_000) - 1_050_000 > 20_000
    (damage,) = vault.check(Job()).damaged
    assert (damage.id, damage.code) == (item.id, "VLT-007")


def test_names_on_disk_tell_nothing_and_headers_stay_in_the_index(vault: Vault) -> None:
    item = add_item(vault, add_case(vault), b"evidence", "이름.png")
    (path,) = blob_files(vault)
    assert item.sha256 not in path.name
    assert b"age-encryption.org" not in path.read_bytes()


@pytest.mark.parametrize("at", [0, 16, 40_000, 150_000, -1])
def test_a_flipped_bit_is_told_and_gives_no_byte_of_its_chunk(vault: Vault, at: int) -> None:
    item = add_item(vault, add_case(vault), bytes(200_000))
    (path,) = blob_files(vault)
    flip(path, at)
    with pytest.raises(IntegrityProblem) as told, vault.items.open(item.id) as src:
        src.read()
    assert told.value.code == "VLT-007"
    assert told.value.values["id"] == item.id


@pytest.mark.parametrize("keep", [0, 10, 16, CHUNK + 32, -1])
def test_a_cut_payload_is_told_at_once(vault: Vault, keep: int) -> None:
    item = add_item(vault, add_case(vault), bytes(200_000))
    (path,) = blob_files(vault)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(IntegrityProblem) as told:
        vault.items.open(item.id)
    assert told.value.code == "VLT-007"


def test_a_payload_that_is_gone_is_told(vault: Vault) -> None:
    item = add_item(vault, add_case(vault), b"evidence")
    blob_files(vault)[0].unlink()
    with pytest.raises(IntegrityProblem) as told:
        vault.items.open(item.id)
    assert told.value.code == "VLT-008"


def test_payloads_of_two_items_can_not_be_swapped(vault: Vault) -> None:
    case = add_case(vault)
    item = add_item(vault, case, b"one evidence")
    add_item(vault, case, b"two evidence")
    first, second = blob_files(vault)
    data = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(data)
    with pytest.raises(IntegrityProblem), vault.items.open(item.id) as src:
        src.read()


def test_a_stopped_intake_leaves_no_file(vault: Vault) -> None:
    job = Job()

    def tick(done: int) -> None:
        if done > 600_000:
            job.cancel()
        job.check()

    with pytest.raises(Cancelled):
        vault.blobs.store(io.BytesIO(bytes(3_000_000)), tick=tick)
    assert blob_files(vault) == []


class FailingSource(io.RawIOBase):
    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        raise OSError(errno.EIO, "source")


def test_a_failure_of_the_source_is_not_told_as_the_vaults(vault: Vault) -> None:
    with pytest.raises(OSError, match="source"):
        vault.blobs.store(FailingSource())
    assert blob_files(vault) == []


def test_discarded_bytes_are_gone_and_explained(vault: Vault) -> None:
    vault.blobs.discard(vault.blobs.store(io.BytesIO(b"there already")))
    assert blob_files(vault) == []
    assert vault.check(Job()).clean


def test_what_is_sealed_is_settled_together_or_not_at_all(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = [vault.blobs.seal(io.BytesIO(os.urandom(size))) for size in (10, 300_000, 20)]
    assert all(path.suffix == ".part" for path in blob_files(vault))
    synced: list[int] = []

    def fail_at_the_second(handle: int) -> None:
        synced.append(handle)
        if len(synced) == 2:
            raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", fail_at_the_second)
    with pytest.raises(EnvironmentProblem) as told:
        vault.blobs.settle(sealed)
    monkeypatch.undo()
    assert told.value.code == "ENV-001"
    assert blob_files(vault) == []
    assert all(one.file.closed for one in sealed)
    again = [vault.blobs.seal(io.BytesIO(bytes(size))) for size in (10, 300_000)]
    vault.blobs.settle(again)
    assert {path.name for path in blob_files(vault)} == {one.stored.name for one in again}


def test_what_is_sealed_can_be_dropped(vault: Vault) -> None:
    vault.blobs.drop(vault.blobs.seal(io.BytesIO(b"it changed meanwhile")))
    assert blob_files(vault) == []


def test_bytes_without_an_item_are_collected_when_the_vault_is_opened(closed_vault: Path) -> None:
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        opened.blobs.store(io.BytesIO(b"never added"))
        assert len(blob_files(opened)) == 1
        assert opened.check(Job()).unexplained == ()
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        assert blob_files(opened) == []
        assert opened.status().collected == 1


def test_a_name_left_in_the_journal_never_costs_an_item_its_bytes(closed_vault: Path) -> None:
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        item = add_item(opened, add_case(opened), b"evidence")
        opened._index.connection.execute("INSERT INTO intents SELECT name FROM blobs")
    with Vault.open(closed_vault, PASSPHRASE) as opened, opened.items.open(item.id) as src:
        assert src.read() == b"evidence"


def test_storing_inside_a_transaction_is_refused(vault: Vault) -> None:
    with pytest.raises(RuntimeError), vault.transaction():
        vault.blobs.store(io.BytesIO(b"late"))


def test_a_read_only_folder_is_told(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "read only")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(EnvironmentProblem) as told:
        vault.blobs.store(io.BytesIO(b"evidence"))
    assert told.value.code == "ENV-004"


@pytest.mark.parametrize("item_id", ["i-000000000000", "nonsense", ""])
def test_an_unknown_item_is_told(vault: Vault, item_id: str) -> None:
    for ask in (vault.items.get, vault.items.open, vault.items.preview, vault.items.facts):
        with pytest.raises(InputProblem) as told:
            ask(item_id)
        assert told.value.code == "INP-011"
