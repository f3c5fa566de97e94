"""Just enough of Ed25519's curve (RFC 8032) to make signatures that readers could judge differently."""

from __future__ import annotations

import hashlib

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, P - 2, P) % P
_ROOT = pow(2, (P - 1) // 4, P)
Point = tuple[int, int]
NEUTRAL: Point = (0, 1)
EIGHTH = bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")
"""A point of order 8."""


def add(one: Point, other: Point) -> Point:
    (x1, y1), (x2, y2) = one, other
    both = _D * x1 * x2 * y1 * y2 % P
    x = (x1 * y2 + x2 * y1) * pow(1 + both, P - 2, P) % P
    y = (y1 * y2 + x1 * x2) * pow(1 - both, P - 2, P) % P
    return x, y


def times(count: int, point: Point) -> Point:
    result = NEUTRAL
    while count:
        if count & 1:
            result = add(result, point)
        point, count = add(point, point), count >> 1
    return result


def read(data: bytes) -> Point:
    y = int.from_bytes(data, "little") & (1 << 255) - 1
    square = (y * y - 1) * pow(_D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * _ROOT % P
    assert (x * x - square) % P == 0
    return (P - x if x & 1 != data[31] >> 7 else x), y


def written(point: Point) -> bytes:
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")


BASE = read(bytes.fromhex("58" + "66" * 31))


def challenge(commitment: bytes, key: bytes, message: bytes) -> int:
    return int.from_bytes(hashlib.sha512(commitment + key + message).digest(), "little") % ORDER


def signature(secret: int, key: bytes, message: bytes, twist: Point = NEUTRAL) -> bytes:
    """A signature by `secret` for a public key that may differ from its own by a point of low order.

    `twist` is added to the commitment, which only readers that multiply by eight forgive.
    """
    nonce = int.from_bytes(hashlib.sha512(message + key).digest(), "little") % ORDER
    commitment = written(add(times(nonce, BASE), twist))
    proof = (nonce + challenge(commitment, key, message) * secret) % ORDER
    return commitment + proof.to_bytes(32, "little")
