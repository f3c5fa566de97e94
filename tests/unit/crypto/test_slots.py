"""The key slot block of version 2: kinds of keys, epochs, damage."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from crypto.errors import BadEncoding, CryptoError, WrongKey
from crypto.kdf import FLOOR, Argon2
from crypto.kit_spare import open_spare, seal_spare
from crypto.slot_directory import NO_EPOCH
from crypto.slots import BLOCK_BYTES, OpenedSlot, SlotBlock, SlotKind
from crypto.slots_v1 import SlotBlockV1

MASTER = bytes(range(32))
KIT = bytes(range(16))
OTHER = bytes(range(32, 64))
EPOCH = bytes(range(64, 96))
PREAMBLE, DIRECTORY_AT, SLOTS_AT = 60, 68, 176


@pytest.fixture
def block() -> SlotBlock:
    made = SlotBlock.create(FLOOR)
    made.add_secret(MASTER, SlotKind.RECOVERY, KIT, 3, label="상자")
    made.add_secret(MASTER, SlotKind.KEYRING, OTHER)
    made.set_epochs(EPOCH)
    return made


def test_each_kind_opens_by_its_own_secret_alone(block: SlotBlock) -> None:
    again = SlotBlock.parse(block.to_bytes(1))
    with pytest.raises(WrongKey) as locked:
        _ = again.epoch
    assert locked.value.code == "locked"
    assert again.open_secret(SlotKind.RECOVERY, KIT) == OpenedSlot(
        MASTER, 3, SlotKind.RECOVERY, "상자"
    )
    assert again.open_secret(SlotKind.KEYRING, OTHER).index == 0
    assert again.used == {0: SlotKind.KEYRING, 3: SlotKind.RECOVERY}
    assert (again.epoch, again.next_epoch) == (EPOCH, NO_EPOCH)
    for kind, secret in ((SlotKind.COUNSELLOR, OTHER), (SlotKind.RECOVERY, bytes(16))):
        with pytest.raises(WrongKey):
            again.open_secret(kind, secret)


@pytest.mark.parametrize(
    ("kind", "size"), [(SlotKind.PASSPHRASE, 16), (SlotKind.RECOVERY, 32), (SlotKind.KEYRING, 16)]
)
def test_a_secret_of_another_size_is_an_error_of_the_caller(kind: SlotKind, size: int) -> None:
    with pytest.raises(ValueError, match="secret"):
        SlotBlock.create(FLOOR).open_secret(kind, bytes(size))


def test_a_changed_byte_anywhere_is_damage_and_costs_only_the_slot_it_hits(
    block: SlotBlock,
) -> None:
    data = block.to_bytes(1)
    own = range(SLOTS_AT + 3 * 128, SLOTS_AT + 4 * 128)
    for at in range(BLOCK_BYTES):
        changed = data[:at] + bytes([data[at] ^ 0x40]) + data[at + 1 :]
        with pytest.raises(BadEncoding):
            SlotBlock.parse(changed)
        salvaged = SlotBlock.salvage(changed)
        if at in own or at in range(16, 32):
            with pytest.raises(WrongKey):
                salvaged.open_secret(SlotKind.RECOVERY, KIT)
            continue
        assert salvaged.open_secret(SlotKind.RECOVERY, KIT).master == MASTER
        assert salvaged.is_open == (at not in range(DIRECTORY_AT, SLOTS_AT))


@pytest.mark.parametrize("kept", [0, 1, 15, 59, 200, SLOTS_AT + 4 * 128, BLOCK_BYTES - 1])
def test_a_cut_block_opens_as_far_as_its_slot_is_there(block: SlotBlock, kept: int) -> None:
    salvaged = SlotBlock.salvage(block.to_bytes(1)[:kept])
    if kept < SLOTS_AT + 4 * 128:
        with pytest.raises(CryptoError):
            salvaged.open_secret(SlotKind.RECOVERY, KIT)
    else:
        assert salvaged.open_secret(SlotKind.RECOVERY, KIT).master == MASTER


def test_a_spoilt_cost_stops_passphrases_only(block: SlotBlock) -> None:
    data = block.to_bytes(1)
    salvaged = SlotBlock.salvage(data[:48] + bytes(12) + data[60:])
    with pytest.raises(BadEncoding) as told:
        salvaged.open_passphrase("anything")
    assert told.value.code == "kdf_cost"
    assert salvaged.open_secret(SlotKind.RECOVERY, KIT).master == MASTER


def test_a_generation_beyond_any_use_is_damage(block: SlotBlock) -> None:
    body = bytearray(block.to_bytes(1)[:-32])
    body[PREAMBLE : PREAMBLE + 8] = b"\xff" * 8
    changed = bytes(body) + hashlib.sha256(body).digest()
    with pytest.raises(BadEncoding):
        SlotBlock.parse(changed)
    assert SlotBlock.salvage(changed).generation == 0


def test_a_directory_is_made_anew_from_what_is_known_elsewhere(block: SlotBlock) -> None:
    data = bytearray(block.to_bytes(1))
    data[DIRECTORY_AT + 20] ^= 1
    salvaged = SlotBlock.salvage(bytes(data))
    salvaged.open_secret(SlotKind.RECOVERY, KIT)
    with pytest.raises(WrongKey):
        salvaged.add_secret(MASTER, SlotKind.COUNSELLOR, OTHER)
    salvaged.rebuild_directory(MASTER, {0: SlotKind.KEYRING, 3: SlotKind.RECOVERY}, EPOCH)
    assert salvaged.add_secret(MASTER, SlotKind.COUNSELLOR, OTHER) == 1
    again = SlotBlock.parse(salvaged.to_bytes(2))
    assert again.open_secret(SlotKind.COUNSELLOR, OTHER).master == MASTER
    assert (again.epoch, set(again.used)) == (EPOCH, {0, 1, 3})


def test_a_new_cost_keeps_the_vault_and_every_other_kind(block: SlotBlock) -> None:
    block.add_passphrase(MASTER, "the old one", 7)
    before = block.vault_id
    dearer = Argon2(FLOOR.memory_kib, FLOOR.passes + 1, 1)
    assert block.recalibrate(MASTER, "the new one", dearer, label="새것") == 1
    again = SlotBlock.parse(block.to_bytes(2))
    assert (again.vault_id, again.params) == (before, dearer)
    assert again.open_passphrase("the new one").label == "새것"
    assert again.open_secret(SlotKind.RECOVERY, KIT).master == MASTER
    assert set(again.used) == {0, 1, 3}
    with pytest.raises(WrongKey):
        again.open_passphrase("the old one")


def test_a_cost_that_two_passphrases_share_is_not_changed(block: SlotBlock) -> None:
    block.add_passphrase(MASTER, "one")
    block.add_passphrase(MASTER, "two")
    data = block.to_bytes(1)
    with pytest.raises(ValueError, match="shared"):
        block.recalibrate(MASTER, "three", FLOOR)
    assert block.to_bytes(1) == data


def test_an_epoch_has_its_size(block: SlotBlock) -> None:
    with pytest.raises(ValueError, match="32"):
        block.set_epochs(EPOCH, b"")


def test_the_block_of_format_1_is_still_read(repo_root: Path) -> None:
    data = (repo_root / "tests/fixtures/vaults/v1/slots-a").read_bytes()
    found = SlotBlockV1.parse(data)
    assert len(found.open_passphrase("a vault of version one").master) == 32
    with pytest.raises(WrongKey):
        found.open_passphrase("a vault of version two")
    for changed in (data[:-1], data[:100] + b"\0" + data[101:], b"x" + data[1:]):
        with pytest.raises(BadEncoding):
            SlotBlockV1.parse(changed)
    salvaged = SlotBlockV1.salvage(data[:-1])
    assert salvaged.open_passphrase("a vault of version one").index == 0


def test_the_spare_line_gives_the_master_key_to_its_own_secret_alone() -> None:
    identifier = bytes(16)
    spare = seal_spare(KIT, MASTER, identifier)
    assert open_spare(KIT, spare) == (identifier, MASTER)
    assert len(spare) == 76
    for at in range(len(spare)):
        changed = spare[:at] + bytes([spare[at] ^ 1]) + spare[at + 1 :]
        with pytest.raises(WrongKey):
            open_spare(KIT, changed)
    with pytest.raises(WrongKey):
        open_spare(bytes(16), spare)
    with pytest.raises(BadEncoding):
        open_spare(KIT, spare[:-1])
