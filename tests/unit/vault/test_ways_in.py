"""Each way into a vault, and what is said when a key or its file is not as it should be."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from keyring.errors import KeyringLocked

from app.errors import AccessProblem, EnvironmentProblem, OngiError
from app.jobs import Job
from app.usecases.ways_in.keys import forget_keyring, keyring_in_use, remove_key, use_keyring
from app.vault import Vault
from app.vault.keys.ways_in import ByKeyring, ByKit, ByLetter, ByPassphrase, Key
from crypto.kdf import FLOOR
from crypto.slots import SlotBlock, SlotKind
from tests.memory_keyring import MemoryKeyring, memory_keyring
from tests.unit.vault.filling import PASSPHRASE, add_case, flip

KIT = bytes(range(16))
ANSWER = SimpleNamespace(header=SimpleNamespace(fields={4: "org.example.Odd"}), body=("odd",))
"""What jeepney needs of a message to make its error of it."""


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    with memory_keyring() as made:
        yield made


@pytest.fixture
def kit_vault(closed_vault: Path) -> tuple[Path, bytes]:
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        opened.keys.add_secret(SlotKind.RECOVERY, KIT)
        add_case(opened, "사건")
        return closed_vault, opened.keys.spare_line(KIT)


def code_of(path: Path, key: str | Key, **more: bool) -> str:
    with pytest.raises(OngiError) as told:
        Vault.open(path, key, **more).close()
    return told.value.code


def fingerprints(path: Path) -> dict[str, str]:
    return {
        file.relative_to(path).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(path.rglob("*"))
        if file.is_file()
    }


def test_a_kit_opens_and_shows_itself_in_no_text(kit_vault: tuple[Path, bytes]) -> None:
    path, _spare = kit_vault
    key = ByKit(KIT)
    with Vault.open(path, key) as opened:
        assert [case.title for case in opened.cases.all()] == ["사건"]
        assert opened.check(Job()).clean
    assert code_of(path, ByKit(bytes(16))) == "VLT-018"
    assert code_of(path, ByLetter(bytes(32))) == "VLT-018"
    assert code_of(path, ByPassphrase("")) == "INP-001"
    for one in (key, ByPassphrase(PASSPHRASE), ByLetter(bytes(32))):
        assert "x0" not in repr(one)
        assert PASSPHRASE not in repr(one)


def test_a_kit_opens_without_key_files_and_mends_them_with_the_next_key(
    kit_vault: tuple[Path, bytes],
) -> None:
    path, spare = kit_vault
    for name in ("slots-a", "slots-b"):
        (path / name).unlink()
    assert code_of(path, PASSPHRASE) == "VLT-005"
    assert code_of(path, ByKit(KIT)) == "VLT-005"
    assert code_of(path, ByKit(bytes(16), spare)) == "VLT-005"
    with Vault.open(path, ByKit(KIT, spare)) as opened:
        assert "VLT-022" in opened.status().notices
        assert not (path / "slots-a").exists()
        opened.keys.set_passphrase("새로 정한 긴 말", argon2=opened.keys.params)
    with Vault.open(path, "새로 정한 긴 말") as opened:
        assert opened.status().notices == ()
        assert {key.kind for key in opened.keys.list()} == {"passphrase", "recovery"}
        assert opened.check(Job()).clean
    with Vault.open(path, ByKit(KIT)) as opened:
        assert [case.title for case in opened.cases.all()] == ["사건"]


def test_a_kit_that_was_replaced_opens_no_more_even_by_its_spare_line(
    kit_vault: tuple[Path, bytes],
) -> None:
    path, spare = kit_vault
    with Vault.open(path, PASSPHRASE) as opened:
        (old,) = (key for key in opened.keys.list() if key.kind == "recovery")
        opened.keys.add_secret(SlotKind.RECOVERY, bytes(16), replacing=(old.place,))
    assert code_of(path, ByKit(KIT, spare)) == "VLT-018"
    Vault.open(path, ByKit(bytes(16))).close()


@pytest.mark.parametrize("name", ["slots-a", "slots-b"])
def test_a_wrong_key_beside_a_damaged_copy_is_not_called_wrong(
    kit_vault: tuple[Path, bytes], name: str
) -> None:
    path, _spare = kit_vault
    flip(path / name, 40)
    before = fingerprints(path)
    assert code_of(path, "not the passphrase") == "VLT-017"
    assert code_of(path, ByKit(bytes(16))) == "VLT-017"
    assert fingerprints(path) == before
    with Vault.open(path, ByKit(KIT)) as opened:
        assert opened.status().notices == ("VLT-015",)
    assert (path / name).read_bytes() != b""
    assert fingerprints(path)[name] == before[name]


def test_the_next_change_of_keys_mends_a_damaged_copy(kit_vault: tuple[Path, bytes]) -> None:
    path, _spare = kit_vault
    flip(path / "slots-a", 40)
    with Vault.open(path, PASSPHRASE) as opened:
        opened.keys.write_anew()
    with Vault.open(path, ByKit(KIT)) as opened:
        assert opened.status().notices == ()


def test_a_spoilt_directory_in_both_copies_locks_nobody_out(
    kit_vault: tuple[Path, bytes],
) -> None:
    path, _spare = kit_vault
    for name in ("slots-a", "slots-b"):
        flip(path / name, 100)
    with Vault.open(path, ByKit(KIT)) as opened:
        assert opened.status().notices == ("VLT-022",)
        assert len(opened.keys.list()) == 2
        opened.keys.add_passphrase("eine zweite Person")
    for key in (ByKit(KIT), PASSPHRASE, "eine zweite Person"):
        with Vault.open(path, key) as opened:
            assert opened.status().notices == ()
            assert len(opened.keys.list()) == 3


def test_looking_only_changes_no_byte_and_takes_nothing(kit_vault: tuple[Path, bytes]) -> None:
    path, spare = kit_vault
    (path / "slots-b").unlink()
    flip(path / "slots-a", 40)
    before = fingerprints(path)
    with Vault.open(path, ByKit(KIT), look_only=True) as opened:
        assert opened.status().notices == ("VLT-022",)
        assert [key.kind for key in opened.keys.list()] == ["passphrase", "recovery"]
        with pytest.raises(AccessProblem) as told:
            opened.keys.add_passphrase("one more passphrase")
        assert told.value.code == "VLT-024"
        with pytest.raises(AccessProblem) as told:
            add_case(opened)
        assert told.value.code == "VLT-024"
        opened.check(Job())
    assert fingerprints(path) == before
    shutil.rmtree(path / "blobs")
    (path / "slots-a").unlink()
    with Vault.open(path, ByKit(KIT, spare), look_only=True):
        pass


def test_the_keyring_opens_until_it_is_taken_out(closed_vault: Path, ring: MemoryKeyring) -> None:
    assert code_of(closed_vault, ByKeyring()) == "VLT-021"
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        first = use_keyring(opened, Job(), label="집")
        second = use_keyring(opened, Job())
        assert keyring_in_use(opened)
        assert [key.kind for key in opened.keys.list()] == ["passphrase", "keyring"]
        assert (first.label, second.label) == ("집", "")
    ((service, account),) = ring.entries
    assert account == opened.keys.vault_id.hex()
    assert not {"ongi", "vault", "evidence"} & set(service.lower().split("-"))
    with Vault.open(closed_vault, ByKeyring()) as opened:
        gone = forget_keyring(opened)
        assert gone is not None
        assert gone.place == second.place
        assert [key.kind for key in opened.keys.list()] == ["passphrase"]
        acts = [entry.act.value for entry in opened.custody.entries()][-3:]
    assert acts == ["key.added", "key.changed", "key.removed"]
    assert ring.entries == {}
    assert code_of(closed_vault, ByKeyring()) == "VLT-021"


def test_removing_the_keyrings_place_empties_the_keyring_too(
    closed_vault: Path, ring: MemoryKeyring
) -> None:
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        remove_key(opened, use_keyring(opened, Job()).place)
    assert ring.entries == {}


def test_another_computers_entry_stays_when_its_own_key_is_removed_here(
    closed_vault: Path, ring: MemoryKeyring
) -> None:
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        elsewhere = use_keyring(opened, Job())
        ring.entries.clear()
        use_keyring(opened, Job())
        remove_key(opened, elsewhere.place)
    Vault.open(closed_vault, ByKeyring()).close()


@pytest.mark.parametrize("how", ["locked", "no bus", "odd answer", "lost", "changed", "other"])
def test_a_keyring_that_does_not_give_the_key_names_the_passphrase(
    closed_vault: Path, ring: MemoryKeyring, how: str
) -> None:
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        use_keyring(opened, Job())
    entry = next(iter(ring.entries))
    match how:
        case "locked":
            ring.fails = KeyringLocked("locked")
        case "no bus":
            ring.fails = ConnectionRefusedError()
        case "odd answer":
            ring.fails = pytest.importorskip("jeepney").DBusErrorResponse(ANSWER)
        case "lost":
            ring.entries.clear()
        case "changed":
            ring.entries[entry] = "not a key"
        case "other":
            ring.entries[entry] = "A" * 43 + "="
    code = "VLT-021" if ring.fails is None else "VLT-020"
    assert code_of(closed_vault, ByKeyring()) == code
    Vault.open(closed_vault, PASSPHRASE).close()


def test_without_a_keyring_nothing_is_changed(closed_vault: Path, ring: MemoryKeyring) -> None:
    ring.fails = KeyringLocked("locked")
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        slots = (closed_vault / "slots-a").read_bytes()
        with pytest.raises(EnvironmentProblem) as told:
            use_keyring(opened, Job())
        assert told.value.code == "VLT-020"
        assert (closed_vault / "slots-a").read_bytes() == slots
        assert not keyring_in_use(opened)


def test_the_master_key_is_overwritten_when_the_vault_is_closed(closed_vault: Path) -> None:
    opened = Vault.open(closed_vault, PASSPHRASE)
    assert opened._derived.master != bytes(32)
    opened.close()
    assert opened._derived.master == bytes(32)


def test_a_spoilt_cost_is_told_and_a_new_passphrase_mends_it(
    kit_vault: tuple[Path, bytes],
) -> None:
    path, _spare = kit_vault
    for name in ("slots-a", "slots-b"):
        data = bytearray((path / name).read_bytes())
        data[48:60] = bytes(12)
        (path / name).write_bytes(data)
    assert code_of(path, PASSPHRASE) == "VLT-017"
    with Vault.open(path, ByKit(KIT)) as opened:
        for call in (
            lambda: opened.keys.add_passphrase(PASSPHRASE),
            lambda: opened.keys.change_passphrase(PASSPHRASE, PASSPHRASE),
        ):
            with pytest.raises(OngiError) as told:
                call()
            assert told.value.code == "VLT-017"
        opened.keys.set_passphrase(PASSPHRASE, replacing=(0,), argon2=FLOOR)
    with Vault.open(path, PASSPHRASE) as opened:
        assert opened.status().notices == ()


@pytest.mark.parametrize("name", ["slots-a", "slots-b"])
@pytest.mark.parametrize("passphrase", [PASSPHRASE, "the other one's own"])
def test_a_key_file_of_another_vault_keeps_nobody_out(
    kit_vault: tuple[Path, bytes], tmp_path: Path, name: str, passphrase: str
) -> None:
    path, _spare = kit_vault
    with Vault.create(tmp_path / "other", passphrase, argon2=FLOOR) as other:
        for _ in range(4):  # so that its files are the newer ones
            other.keys.write_anew()
    shutil.copy(tmp_path / "other" / name, path / name)
    assert code_of(path, "a passphrase of neither") == "VLT-017"
    for key in (PASSPHRASE, ByKit(KIT)):
        with Vault.open(path, key) as opened:
            assert opened.status().notices == ("VLT-022",)
            assert [case.title for case in opened.cases.all()] == ["사건"]
    with Vault.open(path, ByKit(KIT)) as opened:
        opened.keys.write_anew()
    with Vault.open(path, PASSPHRASE) as opened:
        assert opened.status().notices == ()


def test_a_newer_copy_that_was_spoilt_is_told_and_the_older_one_opens_nothing(
    closed_vault: Path,
) -> None:
    block = SlotBlock.parse((closed_vault / "slots-a").read_bytes())
    spoilt = SlotBlock.create(block.params, vault_id=block.vault_id)
    (closed_vault / "slots-a").write_bytes(spoilt.to_bytes(block.generation + 9))
    assert code_of(closed_vault, PASSPHRASE) == "VLT-017"
    assert code_of(closed_vault, "some other passphrase") == "VLT-001"


def test_a_newer_copy_with_one_slot_spoilt_is_told(closed_vault: Path) -> None:
    data = bytearray((closed_vault / "slots-a").read_bytes())
    block = SlotBlock.parse(bytes(data))
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        (place,) = [one.place for one in opened.keys.list()]
    spoilt = SlotBlock.parse(bytes(data))
    spoilt._slots[place] = os.urandom(len(spoilt._slots[place]))
    (closed_vault / "slots-a").write_bytes(spoilt.to_bytes(block.generation + 9))
    assert code_of(closed_vault, PASSPHRASE) == "VLT-017"


def test_a_passphrase_that_was_changed_is_refused_as_any_other_wherever_the_change_was_cut_off(
    closed_vault: Path,
) -> None:
    before = {name: (closed_vault / name).read_bytes() for name in ("slots-a", "slots-b")}
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        opened.keys.change_passphrase(PASSPHRASE, "the one that came after")
    for name, data in before.items():
        after = (closed_vault / name).read_bytes()
        (closed_vault / name).write_bytes(data)
        assert code_of(closed_vault, PASSPHRASE) == "VLT-001"
        (closed_vault / name).write_bytes(after)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_in_the_place_of_a_key_file_holds_nobody_up(closed_vault: Path) -> None:
    (closed_vault / "slots-a").unlink()
    os.mkfifo(closed_vault / "slots-a")
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        assert opened.status().notices == ("VLT-015",)
