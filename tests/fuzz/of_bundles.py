"""What a bundle brings besides, tried with broken bytes: lists of parts, time stamps, certificates.

The other readers of a bundle are in `targets`. The seeds of stamps and certificates were made once
with `openssl ts` and a root of a day, and lie in the corpus as `openssl-1`.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from app.bundle.verify.parts import read_part_list, write_part_list
from app.bundle.verify.pem import certificates_in
from crypto.timestamps import BadStamp, check_stamp, look_at

ROOT = "515dc1a953e80797f2f328f1978cc5b4544358db2068ca6d0292c7b9f2aadf1f"
Row = tuple[str, Callable[[bytes], object], tuple[type[Exception], ...], tuple[bytes, ...]]


def _stamp(data: bytes) -> None:
    """As check 12 does; whatever passes is the one stamp that was made."""
    try:
        look_at(data)
    except BadStamp:
        return
    stamp = check_stamp(data, sha256(b"message").digest(), pins={ROOT})
    assert stamp.root_sha256 == ROOT


def _parts(data: bytes) -> None:
    assert write_part_list(read_part_list(data)) == data


def _certificates(data: bytes) -> None:
    assert all(sha256(one).hexdigest() == ROOT for one in certificates_in(data, {ROOT}))


_DER = (
    b"0\x80",
    b"0\x84\xff\xff\xff\xff",
    b"\x06\x03\x2a\x03\x04",
    b"\x18\x0f20260101000000Z",
    b"\xa0\x82",
)
ROWS: tuple[Row, ...] = (
    ("parts list", _parts, (ValueError,), (b"  bundle.age.001\n", b"a" * 64, b"\r\n", b" *")),
    ("time stamp", _stamp, (BadStamp,), _DER),
    ("certificates", _certificates, (), (b"-----BEGIN CERTIFICATE-----\n", b"=" * 9, b"A" * 900)),
)


def seeds() -> dict[str, list[bytes]]:
    """The seeds that are not made by another program."""
    return {
        "parts list": [write_part_list(["0" * 64, "f" * 64])],
        "time stamp": [b"0\x05\x30\x03\x02\x01\x02"],
        "certificates": [b"-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"],
    }
