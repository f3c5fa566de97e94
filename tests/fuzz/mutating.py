"""Changes bytes as files get broken and as somebody would break them on purpose.

The same seed, number and words give the same bytes on every machine.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

MOST = 64 * 1024
"""How long a changed file may get: parsers are tried, not disks."""
_NUMBERS = (
    b"0",
    b"-1",
    b"1e999",
    b"255",
    b"65535",
    b"4294967295",
    b"9" * 40,
    b"0x7fffffff",
    b"NaN",
)
_RAW = (
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"\x00\x00\x00\x00",
    b"\x80\x00\x00\x00",
    b"\xff" * 8,
)
_HOSTILE = (
    b"\x00", b"\x1b[31m", b"\x1b]0;x\x07", "\u202e".encode(), "\u200b".encode(), b"\xff\xfe", b"\xed\xa0\x80",
    b"../../", b"C:\\", b"\r\n", b"\n\n", b"\xf0\x9f\x98\x80", b"%s%n", b"&lol9;", b"' OR 1=1",
)  # fmt: skip

Change = Callable[[bytearray, random.Random, Sequence[bytes]], None]


def mutated(seeds: Sequence[bytes], words: Sequence[bytes], number: int, name: str) -> bytes:
    """The file of a number that is made from one of the seeds; `words` belong to its format."""
    rng = random.Random(f"{name} {number}")
    data = bytearray(rng.choice(seeds))
    other = rng.choice(seeds)
    for _ in range(1 + min(8, int(rng.expovariate(0.5)))):
        rng.choice(_CHANGES)(data, rng, [*words, other])
        del data[MOST:]
    return bytes(data)


def _place(data: bytearray, rng: random.Random) -> int:
    return rng.randint(0, len(data))


def _flip(data: bytearray, rng: random.Random, _words: Sequence[bytes]) -> None:
    for _ in range(rng.randint(1, 8)):
        if data:
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def _overwrite(data: bytearray, rng: random.Random, _words: Sequence[bytes]) -> None:
    at = _place(data, rng)
    piece = rng.choice(_RAW)
    data[at : at + len(piece)] = piece


def _insert_word(data: bytearray, rng: random.Random, words: Sequence[bytes]) -> None:
    at = _place(data, rng)
    data[at:at] = rng.choice([*words[:-1], *_HOSTILE])


def _insert_other(data: bytearray, rng: random.Random, words: Sequence[bytes]) -> None:
    other = words[-1]
    start = rng.randint(0, len(other))
    at = _place(data, rng)
    data[at:at] = other[start : start + rng.randint(1, 400)]


def _cut(data: bytearray, rng: random.Random, _words: Sequence[bytes]) -> None:
    del data[_place(data, rng) :]


def _remove(data: bytearray, rng: random.Random, _words: Sequence[bytes]) -> None:
    at = _place(data, rng)
    del data[at : at + rng.randint(1, 60)]


def _repeat(data: bytearray, rng: random.Random, _words: Sequence[bytes]) -> None:
    at = _place(data, rng)
    piece = bytes(data[at : at + rng.randint(1, 40)])
    data[at:at] = piece * rng.choice((2, 3, 50, 900))


def _number(data: bytearray, rng: random.Random, _words: Sequence[bytes]) -> None:
    """Another number where one stands."""
    digits = [at for at, byte in enumerate(data) if 0x30 <= byte <= 0x39]
    if digits:
        at = end = rng.choice(digits)
        while end < len(data) and 0x30 <= data[end] <= 0x39:
            end += 1
        data[at:end] = rng.choice(_NUMBERS)


_CHANGES: tuple[Change, ...] = (
    _flip, _overwrite, _insert_word, _insert_word, _insert_other, _cut, _remove, _repeat, _number,
)  # fmt: skip
