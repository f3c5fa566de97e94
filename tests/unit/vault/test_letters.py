"""A counsellor's letter: whom it opens for, where it may be written, what is no letter or no key."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.errors import AccessProblem, EnvironmentProblem, InputProblem
from app.usecases.ways_in.letters import give_letter, read_letter, recipient_fingerprint
from app.vault import Vault
from app.vault.keys.letter import open_letter, seal_letter
from crypto.age import HybridIdentity, X25519Identity, read_identities, read_recipient
from crypto.errors import BadEncoding, WrongKey
from crypto.slots import SlotKind
from tests.unit.vault.filling import PASSPHRASE


@pytest.mark.parametrize("kind", [X25519Identity, HybridIdentity])
def test_a_letter_opens_for_its_own_key_until_it_is_removed(
    closed_vault: Path, tmp_path: Path, kind: type[X25519Identity | HybridIdentity]
) -> None:
    owner, letter = kind.generate(), tmp_path / "letter"
    identity, other = tmp_path / "identity", tmp_path / "other"
    identity.write_text(f"# created: today\n\n{owner}\n", "utf-8")
    other.write_text(f"{X25519Identity.generate()}\n", "utf-8")
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        given = give_letter(opened, str(owner.recipient), letter, label="상담소")
        (entry,) = [e for e in opened.custody.entries() if e.act.value == "key.added"]
        assert entry.details["fingerprint"] == recipient_fingerprint(str(owner.recipient))
        assert entry.details["label"] == "상담소"
    with pytest.raises(AccessProblem) as told:
        read_letter(letter, other)
    assert told.value.code == "VLT-018"
    key = read_letter(letter, identity)
    if os.name != "nt":
        assert letter.stat().st_mode & 0o077 == 0
    with Vault.open(closed_vault, key) as opened:
        opened.keys.remove(given.key.place)
    with pytest.raises(AccessProblem) as told:
        Vault.open(closed_vault, key)
    assert told.value.code == "VLT-018"


def test_a_letter_is_written_where_it_may_be_or_not_at_all(vault: Vault, tmp_path: Path) -> None:
    to, there = str(X25519Identity.generate().recipient), tmp_path / "there"
    there.write_text("mine", "utf-8")
    before = vault.keys.list()
    for recipient, out, code in (
        ("age1nonsense", tmp_path / "new", "INP-024"),
        (str(tmp_path / "no file"), tmp_path / "new", "INP-024"),
        (to, there, "INP-016"),
        (to, vault.path / "letter", "INP-020"),
        (to, tmp_path / "no folder" / "letter", "ENV-004"),
    ):
        with pytest.raises((InputProblem, EnvironmentProblem)) as told:
            give_letter(vault, recipient, out)
        assert told.value.code == code
    assert vault.keys.list() == before
    assert there.read_text("utf-8") == "mine"
    assert not (tmp_path / "new").exists()
    recipients = tmp_path / "recipients"
    recipients.write_text(f"# for us\n{to}\n", "utf-8")
    assert recipient_fingerprint(str(recipients)) == recipient_fingerprint(to)


def test_a_letter_that_does_not_lead_to_a_slot_does_not_stay(vault: Vault, tmp_path: Path) -> None:
    for _ in range(15):
        vault.keys.add_secret(SlotKind.RECOVERY, os.urandom(16))
    with pytest.raises(AccessProblem) as told:
        give_letter(vault, str(X25519Identity.generate().recipient), tmp_path / "letter")
    assert told.value.code == "VLT-023"
    assert not (tmp_path / "letter").exists()


@pytest.mark.parametrize("text", ["", "# only a remark\n", "AGE-SECRET-KEY-1NO\n", "\udcff"])
def test_an_identity_file_is_read_strictly(tmp_path: Path, text: str) -> None:
    identity = tmp_path / "identity"
    identity.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputProblem) as told:
        read_letter(tmp_path / "letter", identity)
    assert told.value.code == "INP-024"
    identity.write_text(f"{X25519Identity.generate()}\n" * 101)
    with pytest.raises(InputProblem):
        read_letter(tmp_path / "letter", identity)


def test_a_letter_says_exactly_what_it_should() -> None:
    owner = X25519Identity.generate()
    letter = seal_letter(bytes(16), bytes(32), owner.recipient)
    assert open_letter(letter, read_identities(str(owner))) == (bytes(16), bytes(32))
    with pytest.raises(WrongKey):
        open_letter(letter, [X25519Identity.generate()])
    for vault_id, secret in ((bytes(15), bytes(32)), (bytes(16), bytes(33))):
        with pytest.raises(BadEncoding):
            open_letter(seal_letter(vault_id, secret, owner.recipient), [owner])
    with pytest.raises(BadEncoding):
        read_recipient("age1pq1nonsense")


@pytest.mark.parametrize("data", [b"", b"letter", b"age-encryption.org/v1\n", b"\0" * 70_000])
def test_what_is_no_letter_is_told(tmp_path: Path, data: bytes) -> None:
    identity = tmp_path / "identity"
    identity.write_text(f"{X25519Identity.generate()}\n")
    (tmp_path / "letter").write_bytes(data)
    with pytest.raises(InputProblem) as told:
        read_letter(tmp_path / "letter", identity)
    assert told.value.code == "INP-024"
