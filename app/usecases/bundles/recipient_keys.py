"""The address book of public keys: read one in, compare its numbers, take it out.

A key is used as its owner gave it only if its numbers were compared by another way than the key
came; that is for people to do, and is written down here. Nothing is fetched. FORMAT.md, section
"Bundle".
"""

from __future__ import annotations

from dataclasses import replace

from app.domain.bundles.recipient_keys import CheckedHow, RecipientKey, is_key_name
from app.domain.custody import Act
from app.domain.ids import new_id
from app.errors import InputProblem
from app.usecases.told.told_texts import TEXT, kept_text
from app.usecases.vault.vaults import OpenVault
from crypto.age import read_recipient, spoken
from crypto.errors import CryptoError

__all__ = [
    "CheckedHow", "RecipientKey", "add_key", "check_key", "free_key_name", "key_of", "list_keys",
    "numbers_of", "remove_key", "same_numbers",
]  # fmt: skip

MOST_KEYS = 500


def numbers_of(public_key: str) -> str:
    """The numbers of a public key to read aloud: six groups of five digits.

    Raises InputProblem BND-020 where it is none.
    """
    try:
        return spoken(read_recipient(public_key))
    except CryptoError:
        raise InputProblem("BND-020", name=public_key[:40]) from None


def same_numbers(typed: str, public_key: str) -> bool:
    """Whether somebody typed the numbers of this key; what stands between digits is no matter."""
    return _digits(typed) == _digits(numbers_of(public_key))


def list_keys(vault: OpenVault) -> tuple[RecipientKey, ...]:
    """The whole address book, by name."""
    return vault.handover.keys.all()


def key_of(vault: OpenVault, name: str) -> RecipientKey:
    """One of the address book. Raises InputProblem BND-021."""
    return vault.handover.keys.named(name)


def free_key_name(vault: OpenVault) -> str:
    """A short name that no key has yet, such as `recipient-1`."""
    taken = {one.name for one in list_keys(vault)}
    return next(name for at in range(1, len(taken) + 2) if (name := f"recipient-{at}") not in taken)


def add_key(
    vault: OpenVault, public_key: str, name: str, *, recipient: str = "", note: str = ""
) -> RecipientKey:
    """Put a public key into the address book; its numbers are not compared yet.

    Raises InputProblem: BND-020 no public key, BND-022 no name for a file, BND-023 name in use,
    BND-024 key in use, BND-034 too many, INP-070, INP-071.
    """
    numbers_of(public_key)
    if not is_key_name(name):
        raise InputProblem("BND-022", name=name[:40])
    if len(list_keys(vault)) >= MOST_KEYS:
        raise InputProblem("BND-034", limit=MOST_KEYS)
    key = RecipientKey(
        new_id("recipient_key"),
        name,
        kept_text(recipient),
        str(read_recipient(public_key)),
        vault.now_ms(),
        kept_text(note, longest=TEXT),
    )
    with vault.transaction():
        vault.handover.keys.add(key)
        vault.custody.append(
            Act.KEY_FOR_ADDED, key.id, None, {"name": name, "numbers": numbers_of(key.public_key)}
        )
    vault.custody.checkpoint()
    return key


def check_key(vault: OpenVault, name: str, how: CheckedHow, *, typed: str = "") -> RecipientKey:
    """Keep how the numbers were compared; `NOT_YET` takes it back.

    `typed` are the numbers as the owner read them out, if somebody typed them. Raises InputProblem
    BND-021 (no such key), BND-025 (other numbers: nothing is kept then).
    """
    key = key_of(vault, name)
    if typed.strip() and not same_numbers(typed, key.public_key):
        raise InputProblem("BND-025", name=name)
    at_ms = None if how is CheckedHow.NOT_YET else vault.now_ms()
    with vault.transaction():
        vault.handover.keys.check(key.id, how, at_ms)
        details = {"name": name, "how": how.value, "numbers": numbers_of(key.public_key)}
        vault.custody.append(Act.KEY_FOR_CHECKED, key.id, None, details)
    vault.custody.checkpoint()
    return replace(key, checked_how=how, checked_ms=at_ms)


def remove_key(vault: OpenVault, name: str) -> RecipientKey:
    """Take a key out; bundles that were made for it stay as they are.

    Raises InputProblem BND-021.
    """
    key = key_of(vault, name)
    with vault.transaction():
        vault.handover.keys.remove(key.id)
        vault.custody.append(Act.KEY_FOR_REMOVED, key.id, None, {"name": name})
    vault.custody.checkpoint()
    return key


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isascii() and letter.isdigit())
