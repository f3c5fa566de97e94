"""A reply's file: one line of canonical JSON, below it an OpenSSH signature over that line.

Two standard tools check it (`head`, `ssh-keygen -Y`). What is read was written by somebody else:
its size is capped, its spelling has to be the only one there is. FORMAT.md, section "Replies".
"""

from __future__ import annotations

from typing import TypeVar

import msgspec

from app.domain.text.rrn import find_rrn
from app.errors import FormatProblem, InputProblem, IntegrityProblem
from crypto import canon
from crypto.canon import JsonValue
from crypto.errors import BadEncoding, BadSignature
from crypto.sshsig import SigningKey, verify

MOST_BYTES = 1024 * 1024
"""No reply is larger: two hundred questions of the longest kind stay below it."""

T = TypeVar("T")


def write(value: object, namespace: str, key: SigningKey) -> bytes:
    """The bytes of a reply. `value` is a struct with everything in it.

    Raises FormatProblem BND-057 where the bundle says of itself what no reply can name.
    """
    facts = msgspec.to_builtins(value)
    try:
        msgspec.convert(facts, type(value))
    except msgspec.ValidationError:
        raise FormatProblem("BND-057") from None
    line = canon.dumps(facts) + b"\n"
    return line + key.sign(namespace, line).encode("ascii")


def read(data: bytes, kind: type[T], *, namespace: str, known: str, name: str) -> T:
    """What a reply says, its signature checked by the key that it names.

    `known` is the format that is read, `name` what people call the file. Raises FormatProblem
    BND-050 (no such file), BND-063 (of a later version), IntegrityProblem BND-051 (the signature
    does not fit).
    """
    value = _facts(data, name)
    given = value.get("format")
    if given != known:
        later = isinstance(given, str) and given.rpartition("-v")[0] == known.rpartition("-v")[0]
        raise FormatProblem("BND-063" if later else "BND-050", name=name)
    try:
        said = msgspec.convert(value, kind)
    except msgspec.ValidationError:
        raise FormatProblem("BND-050", name=name) from None
    line, _, signature = data.partition(b"\n")
    try:
        public_key = str(value.get("public_key", ""))
        verify(public_key, namespace, line + b"\n", signature.decode("ascii", "replace"))
    except (BadSignature, BadEncoding):
        raise IntegrityProblem("BND-051", name=name) from None
    return said


def kind_of(data: bytes, name: str) -> str:
    """The format that a file says it has, such as `ongi-receipt-v1`; nothing of it is checked yet.

    Raises FormatProblem BND-050.
    """
    return str(_facts(data, name).get("format", ""))


def refuse_number(who: str) -> None:
    """No resident registration number is kept anywhere. Raises InputProblem INP-070."""
    if find_rrn(who):
        raise InputProblem("INP-070")


def _facts(data: bytes, name: str) -> dict[str, JsonValue]:
    try:
        value = canon.loads(data.partition(b"\n")[0], canonical=True, max_bytes=MOST_BYTES)
    except BadEncoding:
        raise FormatProblem("BND-050", name=name) from None
    if len(data) > MOST_BYTES or not isinstance(value, dict):
        raise FormatProblem("BND-050", name=name)
    return value
