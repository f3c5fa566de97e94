"""Identifiers of everything that is kept: a letter for the kind, a dash.

And 60 random bits in Crockford's base 32.

Random, so that they tell nothing about order or number; short, so that a person can read one over
the phone.
"""

from __future__ import annotations

import secrets

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 12

KINDS = {
    "case": "c",
    "item": "i",
    "sighting": "s",
    "message": "m",
    "room": "r",
    "account": "a",
    "link": "l",
    "report": "d",
    "import": "x",
    "note": "n",
}


def new_id(kind: str) -> str:
    """A fresh identifier of a kind named in `KINDS`, for example `c-7q2m9x0c4tza`."""
    number = secrets.randbits(5 * _LENGTH)
    letters = [_ALPHABET[(number >> (5 * place)) & 31] for place in range(_LENGTH)]
    return f"{KINDS[kind]}-{''.join(letters)}"


def is_id(text: str, kind: str) -> bool:
    """Whether a text has the shape of an identifier of that kind."""
    head, dash, tail = text.partition("-")
    return (
        head == KINDS[kind] and dash == "-" and len(tail) == _LENGTH and set(tail) <= set(_ALPHABET)
    )
