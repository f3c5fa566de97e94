"""The secret of a recovery kit in parts, some of which together give it back (SLIP-39).

One group, no passphrase, iteration exponent 0, extendable: a part is twenty numbers of ten bits,
and its English words open with any SLIP-39 program. The sharing itself is the reference
implementation's, `shamir_mnemonic`. Must not derive at a cost that a stranger's part asks for.
See FORMAT.md, section "Recovery kit".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from shamir_mnemonic import (  # type: ignore[import-untyped]
    MnemonicError,
    Share,
    combine_mnemonics,
    generate_mnemonics,
)
from shamir_mnemonic.wordlist import WORDLIST  # type: ignore[import-untyped]

from crypto.errors import BadParts
from crypto.recovery import SECRET_BYTES

PART_WORDS = 20
ENGLISH: tuple[str, ...] = tuple(WORDLIST)
"""The 1,024 words of SLIP-39, told apart by their first four letters."""

_MOST_WORK = 3
_TEN_BITS = 1024


@dataclass(frozen=True)
class Part:
    """One part as read: which set it is of, its place in the set, how many of the set are needed.

    `numbers` are its twenty numbers; they are never shown by ``repr``.
    """

    numbers: tuple[int, ...] = field(repr=False)
    of_set: int
    place: int
    needed: int


def split_secret(secret: bytes, needed: int, made: int) -> tuple[tuple[int, ...], ...]:
    """Return ``made`` parts, any ``needed`` of which give the secret. Raises ValueError."""
    if len(secret) != SECRET_BYTES or not 2 <= needed <= made <= 16:
        raise ValueError("16 bytes; two to sixteen parts")
    (texts,) = generate_mnemonics(1, [(needed, made)], secret, iteration_exponent=0)
    return tuple(tuple(ENGLISH.index(word) for word in text.split()) for text in texts)


def read_part(numbers: Sequence[int]) -> Part:
    """Read one part.

    Raises BadParts: part_check where a number is not as it was written, part_foreign for a part of
    a kind that is not made here (groups, other sizes, more work).
    """
    if len(numbers) != PART_WORDS or not all(0 <= number < _TEN_BITS for number in numbers):
        raise BadParts(code="part_foreign")
    try:
        share = Share.from_mnemonic(_text(numbers))
    except MnemonicError as error:
        raise BadParts(code="part_check") from error
    if (share.group_index, share.group_threshold, share.group_count) != (0, 1, 1):
        raise BadParts(code="part_foreign")
    if share.iteration_exponent > _MOST_WORK or share.member_threshold < 2:
        raise BadParts(code="part_foreign")
    return Part(tuple(numbers), share.identifier, share.index, share.member_threshold)


def join_parts(parts: Sequence[Part]) -> bytes:
    """Return the secret. More parts than needed do no harm, nor does one brought twice.

    Raises BadParts: parts_differ where they are not all of one set, parts_few with how many are
    needed together.
    """
    if not parts:
        raise BadParts(code="parts_few", needed=2)
    if len({(part.of_set, part.needed) for part in parts}) > 1:
        raise BadParts(code="parts_differ")
    needed = parts[0].needed
    by_place = {part.place: part for part in parts}
    if any(by_place[part.place].numbers != part.numbers for part in parts):
        raise BadParts(code="parts_differ")
    if len(by_place) < needed:
        raise BadParts(code="parts_few", needed=needed)
    chosen = [_text(by_place[place].numbers) for place in sorted(by_place)[:needed]]
    try:
        secret: bytes = combine_mnemonics(chosen)
    except MnemonicError as error:
        raise BadParts(code="parts_differ") from error
    return secret


def _text(numbers: Sequence[int]) -> str:
    return " ".join(ENGLISH[number] for number in numbers)
