"""Bad proofs in a good archive by rule: signatures, the signed end of the log, the log line by line.

All are listed and signed again where the key's owner could do so.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any

import edwards
import making
from hostile_source import RAW, TEXTS, VALUES, Case, Files, chained, files_case, signed, with_log

from app.bundle.verify import bag, manifest
from crypto import canon
from crypto.sshsig import SigningKey

_OTHER = SigningKey.from_seed(bytes(32))


def cases() -> Iterator[Case]:
    """All bad proofs."""
    yield from _proofs()
    yield from _curve()
    yield from _end()
    yield from _log()


def _curve() -> Iterator[Case]:
    """Signatures on the edge of Ed25519, by their owner: all readers must say the same of them."""
    seed = hashlib.sha512(bytes(range(32))).digest()
    secret = int.from_bytes(
        bytes([seed[0] & 248]) + seed[1:31] + bytes([seed[31] & 63 | 64]), "little"
    )
    own = base64.b64decode(making.SIGNER.public_line().split()[1])[-32:]
    eighth = edwards.read(edwards.EIGHTH)
    mixed = edwards.written(edwards.add(edwards.read(own), eighth))
    yield files_case("curve as it is", _by(secret, own), harmless=True)
    for turn in range(1, 8):
        twist = edwards.times(turn, eighth)
        yield files_case(f"curve commitment twisted {turn}", _by(secret, own, twist))
        yield files_case(
            f"curve key twisted {turn}", _by(secret, mixed, edwards.times(turn, eighth))
        )
        low = edwards.written(twist)
        yield files_case(f"curve key of low order {turn}", _by(0, low))
    yield files_case("curve key of order one", _by(0, edwards.written(edwards.NEUTRAL)))
    yield files_case("curve key beyond the field", _by(0, (edwards.P + 1).to_bytes(32, "little")))
    yield files_case("curve proof plus the order", _by(secret, own, more=edwards.ORDER))
    for name, raw in (("zeros", bytes(64)), ("ones", b"\xff" * 64), ("order", bytes(32) + _ORDER)):
        yield files_case(f"curve proof of {name}", _by(secret, own, raw=raw))


_ORDER = edwards.ORDER.to_bytes(32, "little")


def _string(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def _by(
    secret: int,
    key: bytes,
    twist: edwards.Point = edwards.NEUTRAL,
    *,
    more: int = 0,
    raw: bytes | None = None,
) -> Callable[[Files], Files]:
    """The list, with this public key in it and everywhere else, signed as `edwards` does."""
    blob = _string(b"ssh-ed25519") + _string(key)
    line = f"ssh-ed25519 {base64.b64encode(blob).decode()}"

    def sealed(purpose: bytes, data: bytes) -> bytes:
        signed_bytes = b"SSHSIG" + b"".join(
            map(_string, (purpose, b"", b"sha512", hashlib.sha512(data).digest()))
        )
        made = edwards.signature(secret, key, signed_bytes, twist)
        proof = int.from_bytes(made[32:], "little") + more
        whole = raw or made[:32] + proof.to_bytes(32, "little")
        inner = _string(b"ssh-ed25519") + _string(whole)
        return _armor(
            b"SSHSIG\0\0\0\1" + b"".join(map(_string, (blob, purpose, b"", b"sha512", inner)))
        )

    def made(files: Files) -> Files:
        result = dict(files)
        result[manifest.SIGNERS_PATH] = (
            f'vault namespaces="ongi-bundle,ongi-checkpoint" {line}\n'.encode()
        )
        end = result[manifest.CHECKPOINT_PATH]
        result[manifest.CHECKPOINT_SIGNATURE_PATH] = sealed(b"ongi-checkpoint", end)
        result = signed(result, lambda value: value.__setitem__("public_key", line))
        result[manifest.SIGNATURE_PATH] = sealed(b"ongi-bundle", result[manifest.MANIFEST_PATH])
        sizes = [len(data) for path, data in result.items() if path.startswith(bag.PAYLOAD)]
        value = json.loads(result[manifest.MANIFEST_PATH])
        agent = f"{value['tool']['name']} {value['tool']['version']}"
        result[bag.BAG_INFO] = bag.write_info(value["made_at"][:10], agent, sizes)
        return making.rebagged(result)

    return made


def _end() -> Iterator[Case]:
    """Every field of the log's signed end, signed again with the right key for the right purpose."""
    for name in ("type", "number", "head", "at", "facts", "unknown"):
        for index, value in enumerate((*VALUES, *TEXTS)):
            yield files_case(f"end {name} = {index}", _end_with(name, value), harmless=True)
    for index, raw in enumerate(RAW):
        yield files_case(f"end bytes {index}", lambda files, raw=raw: _with_end(files, raw))


def _end_with(name: str, value: Any) -> Callable[[Files], Files]:
    def made(files: Files) -> Files:
        said = json.loads(files[manifest.CHECKPOINT_PATH])
        return _with_end(files, canon.dumps({**said, name: value}))

    return made


def _with_end(files: Files, message: bytes) -> Files:
    signature = making.SIGNER.sign("ongi-checkpoint", message).encode()
    return signed(
        {**files, manifest.CHECKPOINT_PATH: message, manifest.CHECKPOINT_SIGNATURE_PATH: signature}
    )


def _proofs() -> Iterator[Case]:
    """Signatures swapped, of another key, of another purpose, and armor of every kind."""
    whole = making.SIGNER.sign
    pairs = {
        "list": (manifest.MANIFEST_PATH, manifest.SIGNATURE_PATH, manifest.NAMESPACE),
        "end": (
            manifest.CHECKPOINT_PATH, manifest.CHECKPOINT_SIGNATURE_PATH, "ongi-checkpoint",
        ),
    }  # fmt: skip
    for what, (message, signature, purpose) in pairs.items():
        ways: dict[str, Callable[[Files], bytes]] = {
            "of another key": lambda f, m=message, p=purpose: _OTHER.sign(p, f[m]).encode(),
            "of another purpose": lambda f, m=message: whole("file", f[m]).encode(),
            "of other bytes": lambda _f, p=purpose: whole(p, b"x").encode(),
            "of the other": lambda f, s=signature: f[
                manifest.CHECKPOINT_SIGNATURE_PATH
                if s == manifest.SIGNATURE_PATH
                else manifest.SIGNATURE_PATH
            ],
            "empty": lambda _f: b"",
            "zeros": lambda _f: bytes(1000),
            "not ASCII": lambda f, s=signature: "서명".encode() + f[s],
            "long": lambda f, s=signature: f[s] * 300,
            "without lines": lambda f, s=signature: f[s].replace(b"\n", b""),
            "only lines": lambda f, s=signature: b"\n".join(f[s].splitlines()[::4]) + b"\n",
            "huge length": lambda _f: _armor(b"SSHSIG\0\0\0\1\xff\xff\xff\xff"),
        }
        for way, make in ways.items():

            def made(files: Files, signature: str = signature, make: Any = make) -> Files:
                return signed({**files, signature: make(files)})

            def swapped(files: Files, signature: str = signature, make: Any = make) -> Files:
                return making.rebagged({**files, signature: make(files)})

            yield files_case(f"signature of {what} {way}", swapped)
            if what == "end":
                yield files_case(f"signature of {what} {way}, listed", made)
    for number, text in enumerate(
        ("* ", "vault ", "cert-authority ", "vault,x ", "#", "\ufeff", " ")
    ):

        def signers(files: Files, text: str = text) -> Files:
            return signed(
                {**files, manifest.SIGNERS_PATH: text.encode() + files[manifest.SIGNERS_PATH]}
            )

        yield files_case(f"signers {number}", signers)


def _armor(blob: bytes) -> bytes:
    text = base64.b64encode(blob).decode()
    lines = [text[at : at + 70] for at in range(0, len(text), 70)]
    return "\n".join(
        ["-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----", ""]
    ).encode()


def _log() -> Iterator[Case]:
    """Every line of the log dropped, doubled, moved; every field; signed again where it can be."""
    for number in range(9):
        yield files_case(
            f"log line {number} gone", _log_lines(lambda x, n=number: x[:n] + x[n + 1 :])
        )
        yield files_case(
            f"log line {number} twice", _log_lines(lambda x, n=number: x[: n + 1] + x[n:])
        )
        yield files_case(
            f"log line {number} cut", _log_lines(lambda x, n=number: [*x[:n], x[n][:9]])
        )
    yield files_case("log reversed", _log_lines(lambda lines: lines[::-1]))
    yield files_case("log without end", _log_lines(lambda lines: [*lines[:-1], lines[-1][:-1]]))
    yield files_case("log CRLF", _log_lines(lambda lines: [x[:-1] + b"\r\n" for x in lines]))
    yield files_case("log of blank lines", _log_lines(lambda _lines: [b"\n"] * 1000))
    yield files_case("log of one long line", _log_lines(lambda _lines: [b"x" * 1_000_000]))
    for number, raw in enumerate(RAW):
        yield files_case(f"log bytes {number}", _log_lines(lambda x, raw=raw: [raw + b"\n", *x]))
    for name in ("number", "head", "digest", "entry"):
        for index, value in enumerate(VALUES):
            yield files_case(f"log {name} = {index}", _log_field(name, value))
    for name in ("act", "subject", "case", "details", "number", "at"):
        for index, value in enumerate(VALUES):
            yield files_case(f"log entry {name} = {index}", _log_entry(name, value), harmless=True)
    for index, text in enumerate(TEXTS):
        yield files_case(f"log entry text {index}", _log_entry("subject", text), harmless=True)


def _log_lines(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[Files], Files]:
    def made(files: Files) -> Files:
        lines = files[manifest.LOG_PATH].splitlines(keepends=True)
        return signed({**files, manifest.LOG_PATH: b"".join(change(lines))})

    return made


def _log_field(name: str, value: Any) -> Callable[[Files], Files]:
    """A field of a line, its own head untouched."""

    def change(lines: list[bytes]) -> list[bytes]:
        place = 0 if name != "entry" else _first_shown(lines)
        line: Any = json.loads(lines[place])
        if line.get(name) == value and type(line.get(name)) is type(value):
            value_now = [value]
        else:
            value_now = value
        line[name] = value_now
        return [*lines[:place], canon.dumps(line) + b"\n", *lines[place + 1 :]]

    return _log_lines(change)


def _log_entry(name: str, value: Any) -> Callable[[Files], Files]:
    """A field of an entry that is shown, with all heads and the signed end made to fit."""

    def made(files: Files) -> Files:
        lines = files[manifest.LOG_PATH].splitlines(keepends=True)
        values: list[Any] = [json.loads(line) for line in lines]
        values[_first_shown(lines)]["entry"][name] = value
        return with_log(files, *chained(values))

    return made


def _first_shown(lines: list[bytes]) -> int:
    return next(number for number, line in enumerate(lines) if line.startswith(b'{"entry"'))
