"""`verify.sh` with keys and passphrases of many kinds: what is wrong with these is no verdict.

A slip of the fingers or an age that is too old must never be told as damage of the bundle.
"""

import io
import shutil
from dataclasses import replace

import making
import pytest
from shell_asking import needs_tools, states, with_identity, with_passphrase

from app.bundle import KeyFor
from crypto.age import HybridIdentity, ScryptRecipient, X25519Identity, encrypt

pytestmark = needs_tools
OFFICE, LATER = X25519Identity.generate(), HybridIdentity.generate()
WORDS = "a-key-file-has-its-own-words"


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    keys = (KeyFor("aaa", str(LATER.recipient)), KeyFor("office", str(OFFICE.recipient)))
    plan = replace(making.plan_of((b"one",)), recipients=keys)
    return making.make(tmp_path_factory.mktemp("keys"), plan).path


def closed(folder, identity):
    """A key file under WORDS."""
    sealed = io.BytesIO()
    encrypt(io.BytesIO(f"{identity}\n".encode()), sealed, [ScryptRecipient(WORDS, 10)])
    path = folder / "own.key"
    path.write_bytes(sealed.getvalue())
    return path


def no_verdict(status, printed, fresh):
    assert (status, states(printed)) == (2, {}), printed
    assert not fresh.exists()  # the same name can be given again


def test_closed_key_file_opens_it_and_its_passphrase_is_asked_for_once(bundle, tmp_path):
    key = closed(tmp_path, OFFICE)
    status, printed = with_passphrase(bundle, WORDS, tmp_path / "out", key=key)
    assert (status, states(printed)[5]) == (0, "passed")
    assert printed.count("Enter passphrase") == 1


def test_another_passphrase_of_the_key_file_is_not_told_as_damage(bundle, tmp_path):
    key = closed(tmp_path, OFFICE)
    status, printed = with_passphrase(bundle, "another", tmp_path / "out", key=key)
    no_verdict(status, printed, tmp_path / "out")
    assert "passphrase is another one" in printed


def test_nothing_typed_is_not_told_as_damage(bundle, tmp_path):
    status, printed = with_passphrase(bundle, "", tmp_path / "out")
    no_verdict(status, printed, tmp_path / "out")
    assert "No passphrase was typed" in printed


def test_key_that_this_age_does_not_know_is_not_told_as_damage(bundle, tmp_path):
    strange = "AGE-SECRET-KEY-XX-1" + "Q" * 58
    status, printed = with_identity(bundle, strange, tmp_path / "out")
    no_verdict(status, printed, tmp_path / "out")
    assert "age 1.3 or later" in printed


def test_public_key_in_place_of_the_key_file_is_said_to_be_none(bundle, tmp_path):
    status, printed = with_identity(bundle, str(OFFICE.recipient), tmp_path / "out")
    no_verdict(status, printed, tmp_path / "out")
    assert "This is no key file" in printed


def test_bundle_for_keys_alone_asks_for_one(bundle, tmp_path):
    folder = shutil.copytree(bundle, tmp_path / "bundle")
    (folder / "key-passphrase.age").unlink()
    status, printed = with_passphrase(folder, "", tmp_path / "out")
    no_verdict(status, printed, tmp_path / "out")
    assert "-i IDENTITY-FILE" in printed
