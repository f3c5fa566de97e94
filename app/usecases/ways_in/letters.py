"""A counsellor's key: a letter that opens the vault for whoever holds the age key it is sealed for.

Off unless the person makes one; logged with its label and the key's fingerprint; removable. What
the letter opened before stays with whoever opened it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.errors import AccessProblem, EnvironmentProblem, InputProblem
from app.jobs import Job
from app.usecases.bundles.identity_files import identity_text
from app.usecases.new_files import write_new
from app.usecases.vault.vaults import ByLetter, OpenVault
from app.vault.keys.keys_of_vault import fresh_secret
from app.vault.keys.keytable import KeySlot
from app.vault.keys.letter import (
    MOST_IDENTITY_BYTES,
    MOST_LETTER_BYTES,
    fingerprint,
    open_letter,
    seal_letter,
)
from crypto.age import Recipient, read_identities, read_recipient
from crypto.errors import CryptoError, WrongKey
from crypto.slots import SlotKind

__all__ = ["ByLetter", "GivenLetter", "give_letter", "read_letter", "recipient_fingerprint"]


@dataclass(frozen=True)
class GivenLetter:
    """A letter that was written: its key slot, where it lies, whose key it is sealed for."""

    key: KeySlot
    path: Path
    fingerprint: str


def recipient_fingerprint(recipient: str) -> str:
    """The fingerprint of `age1…`, of `age1pq1…`, or of the first one in a file: to be compared.

    Raises InputProblem INP-024 where it is none.
    """
    return fingerprint(_recipient(recipient))


def give_letter(vault: OpenVault, recipient: str, out: Path, *, label: str = "") -> GivenLetter:
    """Make a key for a counsellor and write the letter that carries it.

    `recipient` is `age1…`, `age1pq1…`, or the path of a file that holds one. Raises InputProblem
    INP-024 (no such key), INP-016 (`out` is there), INP-020 (`out` lies in the vault),
    AccessProblem VLT-023, EnvironmentProblem. On any failure neither letter nor slot stays.
    """
    to = _recipient(recipient)
    if out.resolve().is_relative_to(vault.path.resolve()):
        raise InputProblem("INP-020", name=str(out))
    secret = fresh_secret(SlotKind.COUNSELLOR)
    try:
        letter = seal_letter(vault.keys.vault_id, secret, to)
    except CryptoError as error:
        raise InputProblem("INP-024", name=recipient[:80]) from error
    write_new(out, letter)
    try:
        key = vault.keys.add_secret(
            SlotKind.COUNSELLOR, secret, label=label, fingerprint=fingerprint(to)
        )
    except BaseException:
        with suppress(OSError):
            out.unlink()
        raise
    return GivenLetter(key, out, fingerprint(to))


def read_letter(letter: Path, identity: Path, passphrase: str | None = None) -> ByLetter:
    """Open a letter with an identity file of age; the way in that it carries.

    `passphrase` is the identity file's, where it is closed with one. Raises InputProblem INP-002
    (not there), INP-024 (no letter, no identity), AccessProblem VLT-018 (sealed for another key),
    BND-029, BND-030 (the file is closed; the passphrase is wrong), EnvironmentProblem ENV-003.
    """
    try:
        identities = read_identities(identity_text(identity, passphrase, Job()))
    except InputProblem as error:
        code = "INP-024" if error.code == "BND-028" else error.code
        raise InputProblem(code, **error.values) from error
    try:
        _vault_id, secret = open_letter(_read(letter, MOST_LETTER_BYTES), identities)
    except WrongKey as error:
        raise AccessProblem("VLT-018") from error
    except CryptoError as error:
        raise InputProblem("INP-024", name=letter.name) from error
    return ByLetter(secret)


def _recipient(given: str) -> Recipient:
    """A recipient, or the first one in the file of that name."""
    with suppress(CryptoError):
        return read_recipient(given)
    try:
        text = _read(Path(given), MOST_IDENTITY_BYTES).decode("utf-8")
        lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
        return read_recipient(lines[0])
    except (InputProblem, EnvironmentProblem, CryptoError, UnicodeDecodeError, IndexError) as error:
        raise InputProblem("INP-024", name=given[:80]) from error


def _read(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as src:
            data = src.read(most + 1)
    except (FileNotFoundError, ValueError):  # ValueError: a path with a zero byte in it
        raise InputProblem("INP-002", name=str(path)) from None
    except OSError:
        raise EnvironmentProblem("ENV-003", name=str(path)) from None
    if len(data) > most:
        raise InputProblem("INP-024", name=path.name)
    return data
