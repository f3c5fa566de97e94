"""Identifiers as whole numbers in the index: twelve letters read in base 32, first one highest.

See FORMAT.md, section "Vault". Numbers keep the rows and their indexes small.
"""

from __future__ import annotations

from app.domain.ids import KINDS, is_id
from app.errors import InputProblem

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_MOST = 2**62
_DIGITS = "0123456789abcdefghijklmnopqrstuv"
_TO_DIGITS = bytes.maketrans(_LETTERS.encode(), _DIGITS.encode())
_PAIRS = [high + low for high in _LETTERS for low in _LETTERS]


def number(identifier: str) -> int:
    """The number of an identifier made by `app.domain.ids.new_id`.

    Raises ValueError for another shape.
    """
    return int(identifier[2:].encode().translate(_TO_DIGITS), 32)


def maybe_number(identifier: str | None) -> int | None:
    """Like `number`; None stays None."""
    return None if identifier is None else number(identifier)


def page(limit: int | None, offset: int) -> tuple[int, int]:
    """Limit and offset as the database takes them: any whole number a person may type is fine."""
    rows = -1 if limit is None else min(max(limit, 0), _MOST)
    return rows, min(max(offset, 0), _MOST)


def asked_number(identifier: str, kind: str, code: str) -> int:
    """The number of an identifier that a person may have typed.

    Raises InputProblem with the code.
    """
    if not is_id(identifier, kind):
        raise InputProblem(code, id=identifier)
    return number(identifier)


def identifier(kind: str, value: int) -> str:
    """The identifier of a kind that a number stands for."""
    pairs = [_PAIRS[(value >> shift) & 1023] for shift in (50, 40, 30, 20, 10, 0)]
    return f"{KINDS[kind]}-{''.join(pairs)}"


def maybe_identifier(kind: str, value: int | None) -> str | None:
    """Like `identifier`; None stays None."""
    return None if value is None else identifier(kind, value)
