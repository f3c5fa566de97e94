"""The vectors of the key slot block; `make.py` calls it."""

from __future__ import annotations

import hashlib
import struct
import unicodedata

from crypto.kdf import FLOOR
from crypto.slots import SlotBlock, SlotKind
from tests.vectors.saving import save

SAID = unicodedata.normalize("NFC", "따뜻한 온기")


def slots() -> None:
    master, nfc = bytes(range(32)), SAID
    block = SlotBlock.create(FLOOR)
    block.add_passphrase(master, nfc, 5, label="처음")
    good = block.to_bytes(7)
    put, again = slot_vector, summed
    found = {"master": master.hex(), "index": 5, "generation": 7, "label": "처음"}
    put("opens", "success", "", good, **found)
    put("opens_decomposed", "success", "", good, unicodedata.normalize("NFD", nfc), **found)
    put("wrong_passphrase", "WrongKey", "no_match", good, "다른 말")
    put("flipped", "BadEncoding", "slots_damaged", good[:900] + bytes([good[900] ^ 1]) + good[901:])
    put("cut", "BadEncoding", "slots_size", good[:-1])
    put("other_file", "BadEncoding", "slots_magic", b"SQLite format 3\0" + good[16:])
    start = 176 + 5 * 128
    moved = good[:176] + good[start : start + 128] + good[176 + 128 : -32]
    put(
        "slot_moved",
        "WrongKey",
        "no_match",
        again(moved[:start] + bytes(128) + moved[start + 128 :]),
    )
    for name, cost in {
        "cost_low": (1024, 3, 4),
        "cost_huge": (1 << 30, 3, 4),
        "passes_0": (65536, 0, 4),
    }.items():
        put(
            name,
            "BadEncoding",
            "kdf_cost",
            again(good[:48] + struct.pack(">III", *cost) + good[60:-32]),
        )
    changed = bytearray(good[:-32])
    changed[16] ^= 1
    put("vault_id_changed", "WrongKey", "no_match", again(bytes(changed)))
    other_kinds(master)


def slot_vector(
    name: str, expect: str, code: str, data: bytes, said: str = SAID, **more: object
) -> None:
    save("slots", name, expect=expect, code=code, passphrase=said, block=data.hex(), **more)


def summed(body: bytes) -> bytes:
    return body + hashlib.sha256(body).digest()


def other_kinds(master: bytes) -> None:
    """Slots that open by a secret."""
    kits, epoch = SlotBlock.create(FLOOR), bytes(range(64, 96))
    secrets = {
        SlotKind.RECOVERY: bytes(range(16)),
        SlotKind.KEYRING: bytes(range(32, 64)),
        SlotKind.COUNSELLOR: bytes(range(96, 128)),
    }
    for kind, secret in secrets.items():
        kits.add_secret(master, kind, secret, label=kind.name.lower())
    kits.set_epochs(epoch, bytes(32))
    other = summed(
        kits.to_bytes(1)[:48] + struct.pack(">III", 65536, 4, 4) + kits.to_bytes(1)[60:-32]
    )
    for place, (kind, secret) in enumerate(secrets.items()):
        label = kind.name.lower()
        fields = {"master": master.hex(), "index": place, "generation": 1, "label": label}
        shared = {"kind": int(kind), "secret": secret.hex(), "epoch": epoch.hex()} | fields
        # Other kinds than passphrases do not depend on the cost.
        slot_vector(
            f"opens_{label}", "success", "", other if place else kits.to_bytes(1), "", **shared
        )
        wrong = shared | {"secret": bytes(len(secret)).hex()}
        slot_vector(f"wrong_{label}", "WrongKey", "no_match", kits.to_bytes(1), "", **wrong)
    slot_vector(
        "kit_of_another_kind",
        "WrongKey",
        "no_match",
        kits.to_bytes(1),
        "",
        kind=int(SlotKind.COUNSELLOR),
        secret=secrets[SlotKind.KEYRING].hex(),
    )
