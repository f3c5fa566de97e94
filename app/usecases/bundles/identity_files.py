"""A recipient's own key: make one, and read the file it lies in. Needs no vault.

The key file is an age identity file, by default closed with a passphrase (an age file itself), so
any age program opens it. The secret half never leaves that file but into this program's memory.
FORMAT.md, section "Bundle".
"""

from __future__ import annotations

import io
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.bundle.codes import qr_png
from app.bundle.place import durable_file, translated
from app.domain.times.times import iso_utc
from app.errors import AccessProblem, EnvironmentProblem, FormatProblem, InputProblem
from app.jobs import Job
from app.usecases.bundles.key_sheet import key_sheet
from app.vault.parts import system_clock
from crypto.age import (
    HybridIdentity,
    ScryptIdentity,
    ScryptRecipient,
    X25519Identity,
    decrypt,
    encrypt,
    read_identities,
    spoken,
)
from crypto.errors import CryptoError, OutOfMemory, WorkTooHigh, WrongKey

MOST_BYTES = 64 * 1024
WORK_FACTOR = 18
_SEALED = (b"age-encryption.org/", b"-----BEGIN AGE")


@dataclass(frozen=True)
class KeyPair:
    """A key that was made: its file, the public key, its numbers, and what to hand to senders.

    `sheet` is the page to print, where one was asked for.
    """

    path: Path
    public_key: str
    numbers: str
    public_file: Path
    picture: Path
    sheet: Path | None = None


def make_key(
    out: Path,
    passphrase: str | None,
    job: Job,
    *,
    post_quantum: bool = False,
    sheet_of: str | None = None,
    work_factor: int = WORK_FACTOR,
) -> KeyPair:
    """Make a key: `out` holds it, `out`.pub and `out`.png its public half as text and QR code.

    `out` is closed with the passphrase; None leaves it open to whoever reads it. With `sheet_of`,
    whose key it is (may be empty), `out`.pdf is a page for senders. Nothing that is there is
    overwritten, and on failure nothing is left. Raises InputProblem (INP-001 an empty passphrase,
    INP-016 a file is there), EnvironmentProblem (ENV-001, ENV-004, ENV-005, ENV-010; ENV-008 for
    the page), FormatProblem RPT-002 (the page).
    """
    if passphrase is not None and not passphrase.strip():
        raise InputProblem("INP-001")
    ends = (".pub", ".png") if sheet_of is None else (".pub", ".png", ".pdf")
    paths = (out, *(out.with_name(out.name + end) for end in ends))
    taken = [path for path in paths if os.path.lexists(path)]
    if taken:
        raise InputProblem("INP-016", name=str(taken[0]))
    identity = HybridIdentity.generate() if post_quantum else X25519Identity.generate()
    public, numbers = str(identity.recipient), spoken(identity.recipient)
    made_ms = system_clock()
    remarks = f"# created: {iso_utc(made_ms)[:10]}\n# public key: {public}\n"
    text = f"{remarks}{identity}\n".encode("ascii")
    pages = [] if sheet_of is None else [key_sheet(public, sheet_of, made_ms)]
    job.phase("vault.key")
    secret = text if passphrase is None else _sealed(text, passphrase, work_factor)
    told = f"# numbers: {numbers}\n{public}\n".encode("ascii")
    _write(paths, (secret, told, qr_png(public), *pages))
    return KeyPair(out, public, numbers, paths[1], paths[2], paths[3] if pages else None)


def identity_text(path: Path, passphrase: str | None, job: Job) -> str:
    """What an identity file holds, opened by its passphrase where it is closed.

    Raises InputProblem (INP-002 not there, BND-028 no such file), AccessProblem (BND-029 closed and
    no passphrase given, BND-030 a wrong one), FormatProblem BND-004, EnvironmentProblem (ENV-003,
    ENV-010).
    """
    data = _read(path)
    if data.lstrip().startswith(_SEALED):
        if passphrase is None:
            raise AccessProblem("BND-029", name=path.name)
        job.phase("vault.key")
        data = _opened(data, passphrase, path.name)
    try:
        text = data.decode("utf-8-sig")
        read_identities(text)
    except (CryptoError, UnicodeDecodeError):
        raise InputProblem("BND-028", name=path.name) from None
    return text


def secrets_of(file: Path | None, typed: str, job: Job) -> tuple[str | None, str | None]:
    """The passphrase or the identity that opens a bundle, one of them None.

    `typed` is the bundle's passphrase, or that of the key file where one is named; raises as
    `identity_text` then.
    """
    if file is None:
        return typed, None
    return None, identity_text(file, typed or None, job)


def is_closed(path: Path) -> bool:
    """Whether an identity file wants a passphrase. Raises InputProblem, EnvironmentProblem."""
    return _read(path).lstrip().startswith(_SEALED)


def _sealed(text: bytes, passphrase: str, work_factor: int) -> bytes:
    out = io.BytesIO()
    try:
        encrypt(io.BytesIO(text), out, [ScryptRecipient(passphrase, work_factor)])
    except OutOfMemory:
        raise EnvironmentProblem("ENV-010") from None
    return out.getvalue()


def _opened(data: bytes, passphrase: str, name: str) -> bytes:
    out = io.BytesIO()
    try:
        decrypt(io.BytesIO(data), out, [ScryptIdentity(passphrase)])
    except WrongKey:
        raise AccessProblem("BND-030", name=name) from None
    except WorkTooHigh:
        raise FormatProblem("BND-004") from None
    except OutOfMemory:
        raise EnvironmentProblem("ENV-010") from None
    except CryptoError:
        raise InputProblem("BND-028", name=name) from None
    return out.getvalue()


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (FileNotFoundError, ValueError):  # ValueError: a path with a zero byte in it
        raise InputProblem("INP-002", name=str(path)) from None
    except OSError:
        raise EnvironmentProblem("ENV-003", name=path.name) from None
    if len(data) > MOST_BYTES:
        raise InputProblem("BND-028", name=path.name)
    return data


def _write(paths: tuple[Path, ...], contents: tuple[bytes, ...]) -> None:
    made: list[Path] = []
    try:
        with translated(paths[0].parent):
            for path, data in zip(paths, contents, strict=True):
                with durable_file(path) as file:
                    made.append(path)
                    file.write(data)
    except BaseException:
        for path in made:
            with suppress(OSError):
                path.unlink()
        raise
