"""Signatures with ``ssh-keygen`` as an outside judge, checkpoints, canonical JSON."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest

from crypto import canon, chain, errors
from crypto.sshsig import SigningKey, fingerprint, verify

KEYGEN = shutil.which("ssh-keygen")
needs_keygen = pytest.mark.skipif(KEYGEN is None, reason="ssh-keygen is not installed")
KEY = SigningKey.from_seed(bytes(32))
AT = "2026-01-31T09:00:00Z"


def _keygen(*args: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([str(KEYGEN), *args], input=data, capture_output=True, check=False)


@needs_keygen
@pytest.mark.parametrize("message", [b"", b"short\n", bytes(700_000)])
def test_ssh_keygen_accepts_our_signature_and_refuses_a_changed_message(
    message: bytes, tmp_path: Path
) -> None:
    (tmp_path / "allowed").write_text(f"vault {KEY.public_line()}\n")
    (tmp_path / "sig").write_text(KEY.sign("ongi-test", io.BytesIO(message)))
    check = ["-Y", "verify", "-f", str(tmp_path / "allowed"), "-I", "vault"]
    check += ["-n", "ongi-test", "-s", str(tmp_path / "sig")]
    assert _keygen(*check, data=message).returncode == 0
    assert _keygen(*check, data=message + b"x").returncode != 0


@needs_keygen
def test_we_accept_a_signature_of_ssh_keygen(tmp_path: Path) -> None:
    path = tmp_path / "id"
    assert _keygen("-q", "-t", "ed25519", "-N", "", "-C", "a b", "-f", str(path)).returncode == 0
    line = path.with_suffix(".pub").read_text()
    done = _keygen("-Y", "sign", "-f", str(path), "-n", "ongi-test", data=b"head")
    verify(line, "ongi-test", b"head", done.stdout.decode())
    listed = _keygen("-l", "-f", str(path.with_suffix(".pub"))).stdout.decode()
    assert fingerprint(line) in listed.split()
    with pytest.raises(errors.BadSignature):
        verify(line, "ongi-test", b"heads", done.stdout.decode())


def test_signing_key_hides_its_secret() -> None:
    assert repr(KEY) == f"SigningKey({fingerprint(KEY.public_line())})"


def test_wrong_use_of_signing_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="namespace"):
        KEY.sign("No Spaces", b"")
    with pytest.raises(ValueError, match="comment"):
        KEY.public_line("two\nlines")


@pytest.mark.parametrize("text", ["", "x" * 20_000, "ssh-ed25519"])
def test_overlong_or_empty_texts_are_refused(text: str) -> None:
    with pytest.raises(errors.BadEncoding):
        fingerprint(text)
    with pytest.raises(errors.BadEncoding):
        verify(KEY.public_line(), "n", b"", text)


def test_checkpoint_survives_signing_and_reading() -> None:
    head = chain.link(chain.GENESIS, b"entry")
    message = chain.checkpoint_message(1, head, at=AT, facts={"items": 3})
    signed = chain.sign_checkpoint(KEY, message)
    found = chain.verify_checkpoint(KEY.public_line(), signed)
    assert found == chain.Checkpoint(1, head, AT, {"items": 3})


@pytest.mark.parametrize(
    "data",
    [
        b"[]",
        b"{}",
        b'{"at":"2026-01-31T09:00:00Z","facts":{},"head":"00","number":1,"type":"ongi-checkpoint-v1"}',
        b'{"at":"yesterday","facts":{},"head":"00","number":true,"type":"ongi-checkpoint-v1"}',
        chain.checkpoint_message(1, bytes(32), at=AT).replace(b"-v1", b"-v2"),
        chain.checkpoint_message(1, bytes(32), at=AT).replace(b'"number":1', b'"number":-1'),
        chain.checkpoint_message(1, bytes(32), at=AT).replace(b'"number":1', b'"number":true'),
        chain.checkpoint_message(1, bytes(32), at=AT).replace(b":1,", b": 1,"),
    ],
)
def test_malformed_checkpoint_is_refused(data: bytes) -> None:
    with pytest.raises(errors.BadEncoding):
        chain.read_checkpoint(data)


def test_wrong_use_of_the_chain_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="32"):
        chain.link(b"", b"")
    for number, head, at in ((-1, bytes(32), AT), (0, b"", AT), (0, bytes(32), "2026-01-31")):
        with pytest.raises(ValueError, match="checkpoint"):
            chain.checkpoint_message(number, head, at=at)


def test_chain_can_be_walked_from_a_known_head() -> None:
    first = chain.link(chain.GENESIS, b"1")
    second = chain.link(first, b"2")
    old = chain.sign_checkpoint(KEY, chain.checkpoint_message(0, chain.GENESIS, at=AT))
    here = chain.sign_checkpoint(KEY, chain.checkpoint_message(1, first, at=AT))
    call = {"start": (1, first), "checkpoints": [old, here], "public_line": KEY.public_line()}
    assert chain.verify_chain([b"2"], **call) == (2, second)  # type: ignore[arg-type]
    call["start"] = (1, second)
    with pytest.raises(errors.BadChain):
        chain.verify_chain([b"2"], **call)  # type: ignore[arg-type]


def test_missing_stored_head_is_named() -> None:
    with pytest.raises(errors.BadChain) as caught:
        chain.verify_chain([b"1", b"2"], heads=[chain.link(chain.GENESIS, b"1")])
    assert (caught.value.number, caught.value.code) == (2, "chain_length")


def test_canonical_form_matches_the_published_rules() -> None:
    # RFC 8785 section 3.2.3: order by UTF-16 code units, not by code points.
    names = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    text = canon.dumps(dict.fromkeys(names, 0)).decode()
    order = [text.index(canon.dumps(name).decode()) for name in names]
    ranked = [name for _, name in sorted(zip(order, names, strict=True))]
    assert ranked == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    assert canon.dumps('\x00\x1f\b\t\n\f\r"\\/\x7f한') == (
        b'"\\u0000\\u001f\\b\\t\\n\\f\\r\\"\\\\/\x7f\xed\x95\x9c"'
    )
    assert canon.dumps({"b": (1, None), "a": [True]}) == b'{"a":[true],"b":[1,null]}'


@pytest.mark.parametrize(
    "value", [1.0, {1: 2}, b"", 2**53, -(2**53), "\ud800", {"\udfff": 1}, float("nan"), {1, 2}]
)
def test_value_without_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(errors.BadEncoding):
        canon.dumps(value)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b'{"a":1,"a":1}', b"1.0", b"1e3", b"NaN", b"-Infinity", b"9007199254740992",
        b"1" * 5000, b"\xff", b"\xef\xbb\xbf1", b'"\\ud800"', b"[" * 65 + b"]" * 65,
        b"[" * 100_000, b'{"a":' * 100_000, b"1 2",
    ],
)  # fmt: skip
def test_loose_json_is_refused(data: bytes) -> None:
    with pytest.raises(errors.BadEncoding):
        canon.loads(data)


def test_canonical_reader_refuses_other_spellings() -> None:
    assert canon.loads(b'{"b": 1, "a": 2}') == {"a": 2, "b": 1}
    for data in (b'{"a": 1}', b'{"b":1,"a":2}', b'"\\u0041"', b"-0"):
        with pytest.raises(errors.BadEncoding):
            canon.loads(data, canonical=True)
    with pytest.raises(errors.BadEncoding):
        canon.loads(b"[1,1]", max_bytes=4)
