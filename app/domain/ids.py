"""Identifiers of everything that is kept.

A letter for the kind, a dash, and 60 random bits in Crockford's base 32.

Random, so that they tell nothing about order or number; short, so that a person can read one over
the phone.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 12
_AT_ONCE = 1000
_TO_LETTERS = (_ALPHABET * 8).encode()  # a byte's lower five bits as a letter, each as likely

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
    "person": "p",
    "mark": "k",
    "payment": "y",
    "consent": "o",
    "filing": "f",
    "step": "t",
    "line": "e",
    "recipient_key": "g",
    "stamp": "h",
    "receipt": "j",
    "question": "q",
    "exchange": "u",
    "conflict": "v",
    "state": "w",
    "look": "z",
}


def new_id(kind: str) -> str:
    """A fresh identifier of a kind named in `KINDS`, for example `c-7q2m9x0c4tza`."""
    return f"{KINDS[kind]}-{_letters(1)}"


def new_ids(kind: str) -> Iterator[str]:
    """Fresh identifiers of a kind without end, for those who need many: a third of the time."""
    head = f"{KINDS[kind]}-"
    while True:
        letters = _letters(_AT_ONCE)
        for place in range(0, len(letters), _LENGTH):
            yield head + letters[place : place + _LENGTH]


def _letters(identifiers: int) -> str:
    return secrets.token_bytes(identifiers * _LENGTH).translate(_TO_LETTERS).decode()


def is_id(text: str, kind: str) -> bool:
    """Whether a text has the shape of an identifier of that kind."""
    head, dash, tail = text.partition("-")
    return (
        head == KINDS[kind] and dash == "-" and len(tail) == _LENGTH and set(tail) <= set(_ALPHABET)
    )
