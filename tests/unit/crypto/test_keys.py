"""Key derivation, slots, passphrases of words, and the errors' codes."""

from __future__ import annotations

import random
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from crypto import errors, kdf, words
from crypto.kdf import FLOOR, Argon2, Label, derive_passphrase, subkey
from crypto.slots import BLOCK_BYTES, SLOT_COUNT, OpenedSlot, SlotBlock, SlotKind

MASTER = bytes(range(32))
ROOT = Path(__file__).resolve().parents[3]


def test_passphrase_typed_apart_and_whole_gives_one_key() -> None:
    text = "따뜻한 온기 café"
    keys = {
        derive_passphrase(unicodedata.normalize(form, text), bytes(16), FLOOR)
        for form in ("NFC", "NFD")
    }
    assert len(keys) == 1
    assert derive_passphrase("따뜻한 온기", bytes(16), FLOOR) not in keys


def test_argon2_agrees_with_the_published_parameters() -> None:
    # The same call made by hand on the library: password, salt and costs land in their own places.
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    direct = Argon2id(salt=b"s" * 16, length=32, iterations=3, lanes=4, memory_cost=65536)
    assert derive_passphrase("pw", b"s" * 16, FLOOR) == direct.derive(b"pw")


@pytest.mark.parametrize(
    "cost", [(65535, 3, 4), (2**21 + 1, 3, 4), (65536, 2, 4), (65536, 11, 4), (65536, 3, 0)]
)
def test_cost_outside_the_range_is_refused(cost: tuple[int, int, int]) -> None:
    with pytest.raises(errors.BadEncoding) as caught:
        Argon2(*cost)
    assert caught.value.code == "kdf_cost"


def test_calibration_grows_memory_first_and_stays_in_range() -> None:
    mib = 1024
    assert kdf.choose(0.1, 2**21) == FLOOR
    assert kdf.choose(4.0, 2**21) == Argon2(256 * mib, 3, 4)
    assert kdf.choose(8.0, 128 * mib) == Argon2(128 * mib, 10, 4)
    assert kdf.choose(2.0, 64 * mib) == Argon2(64 * mib, 6, 4)
    measured = kdf.calibrate(0.01)
    assert measured.memory_kib <= max(FLOOR.memory_kib, kdf._installed_memory_kib() // 4)


@pytest.mark.skipif(sys.platform != "linux", reason="limits of address space")
def test_too_little_memory_is_its_own_error() -> None:
    script = (
        "import resource\n"
        "from crypto import errors\n"
        "from crypto.age.scrypt import ScryptRecipient\n"
        "from crypto.kdf import Argon2, derive_passphrase\n"
        "resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))\n"
        "calls = (lambda: derive_passphrase('a', bytes(16), Argon2(2 << 20, 3, 4)),\n"
        "         lambda: ScryptRecipient('a', 21).wrap(bytes(16)))\n"
        "for call in calls:\n"
        "    try:\n"
        "        call()\n"
        "    except errors.OutOfMemory as error:\n"
        "        print(error.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["memory", "memory"], done.stderr


def test_subkeys_differ_by_label_and_master() -> None:
    keys = {subkey(MASTER, label) for label in Label} | {subkey(bytes(32), Label.INDEX)}
    assert len(keys) == len(Label) + 1
    assert len(subkey(MASTER, Label.LOG, 64)) == 64


def test_slots_open_by_any_of_their_passphrases() -> None:
    block = SlotBlock.create(FLOOR)
    assert block.add_passphrase(MASTER, "one") == 0
    assert block.add_passphrase(MASTER, "two", label="둘") == 1
    again = SlotBlock.parse(block.to_bytes(3))
    assert (again.generation, again.params) == (3, FLOOR)
    assert again.open_passphrase("two") == OpenedSlot(MASTER, 1, SlotKind.PASSPHRASE, "둘")
    assert again.used == {0: SlotKind.PASSPHRASE, 1: SlotKind.PASSPHRASE}
    with pytest.raises(errors.WrongKey):
        again.open_passphrase("three")


def test_changing_one_slot_leaves_the_others_as_they_are() -> None:
    block = SlotBlock.create(FLOOR)
    block.add_passphrase(MASTER, "one")
    before = block.to_bytes(1)
    again = SlotBlock.parse(before)
    assert again.add_passphrase(MASTER, "two") == 1
    assert again.add_passphrase(MASTER, "new one", 0) == 0
    after = SlotBlock.parse(again.to_bytes(2))
    assert after.open_passphrase("two").index == 1
    assert after.open_passphrase("new one").index == 0
    with pytest.raises(errors.WrongKey):
        after.open_passphrase("one")
    assert before[176 + 256 : -32] == again.to_bytes(2)[176 + 256 : -32]


def test_removed_slot_opens_no_more_and_is_free_again() -> None:
    block = SlotBlock.create(FLOOR)
    block.add_passphrase(MASTER, "one")
    block.add_passphrase(MASTER, "two")
    block.remove(0)
    with pytest.raises(errors.WrongKey):
        block.open_passphrase("one")
    assert set(block.used) == {1}
    assert block.add_passphrase(MASTER, "three") == 0


def test_block_has_one_size_and_shows_no_count() -> None:
    empty, full = SlotBlock.create(FLOOR), SlotBlock.create(FLOOR)
    full.add_passphrase(MASTER, "one")
    assert len(empty.to_bytes(0)) == len(full.to_bytes(0)) == BLOCK_BYTES
    assert bytes(16) not in full.to_bytes(0)[68:]
    assert bytes(16) not in empty.to_bytes(0)[68:]


def test_locked_block_is_not_changed_blindly() -> None:
    block = SlotBlock.create(FLOOR)
    block.add_passphrase(MASTER, "one")
    locked = SlotBlock.parse(block.to_bytes(1))
    for call in (lambda: locked.remove(0), lambda: locked.used, lambda: locked.set_epochs(MASTER)):
        with pytest.raises(errors.WrongKey) as caught:
            call()
        assert caught.value.code == "locked"
    with pytest.raises(errors.WrongKey):
        locked.add_passphrase(bytes(32), "another master key")
    assert locked.open_passphrase("one").master == MASTER


def test_spoilt_directory_does_not_lock_the_owner_out() -> None:
    import hashlib

    block = SlotBlock.create(FLOOR)
    block.add_passphrase(MASTER, "one")
    body = bytearray(block.to_bytes(1)[:-32])
    body[90] ^= 1
    spoilt = SlotBlock.parse(bytes(body) + hashlib.sha256(body).digest())
    assert spoilt.open_passphrase("one").master == MASTER


def test_full_block_says_so() -> None:
    block = SlotBlock.create(FLOOR)
    block.add_passphrase(MASTER, "one")
    block.rebuild_directory(MASTER, dict.fromkeys(range(SLOT_COUNT), SlotKind(1)), bytes(32))
    with pytest.raises(errors.CryptoError) as caught:
        block.add_passphrase(MASTER, "two")
    assert caught.value.code == "slots_full"


def test_wrong_use_of_slots_is_an_error_of_the_caller() -> None:
    block = SlotBlock.create(FLOOR)
    for master, index, label in ((b"short", 0, ""), (MASTER, 16, ""), (MASTER, 0, "가" * 23)):
        with pytest.raises(ValueError, match=r"slot|master"):
            block.add_passphrase(master, "one", index, label=label)


def test_opened_slot_hides_the_master_key() -> None:
    assert repr(MASTER)[2:20] not in repr(OpenedSlot(MASTER, 0))


def test_words_are_chosen_from_the_list_and_read_back() -> None:
    wordlist = ["apple", "river", "stone", "winter"]
    phrase = words.generate(wordlist, 6, random.Random(7))
    assert phrase == words.generate(wordlist, 6, random.Random(7))
    assert set(phrase.split("-")) <= set(wordlist)
    assert len(words.generate(wordlist, 6).split("-")) == 6
    assert words.entropy_bits(4096, 8) == 96


@pytest.mark.parametrize(
    "typed",
    ["apple-river", " Apple  River ", "APPLE–RIVER", "apple_river.", "ａｐｐｌｅ　ｒｉｖｅｒ"],
)
def test_typed_words_are_evened_out(typed: str) -> None:
    assert words.normalise(typed) == "apple-river"


@pytest.mark.parametrize("wordlist", [[], ["a", "a"], ["A", "b"], ["a-b", "c"], ["가", "b"]])
def test_unfit_word_lists_are_refused(wordlist: list[str]) -> None:
    with pytest.raises(ValueError, match=r"words|list"):
        words.generate(wordlist, 3)


def test_every_error_has_a_code_of_its_own() -> None:
    found = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    codes = [kind.default_code for kind in found if issubclass(kind, errors.CryptoError)]
    assert len(codes) == len(set(codes)) == 15
    assert errors.BadChain(3).number == 3
    assert str(errors.BadMac()) == errors.BadMac().code == "mac"
