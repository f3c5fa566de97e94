"""The key files of a bundle's recipients: its identity, sealed for one public key each.

A recipient whose key can't be used, or whose file can't be written, is named and never keeps the
others from getting theirs. FORMAT.md, section "Bundle".
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from app.bundle.place import durable_file, forget_cached, translated
from app.bundle.plan import KeyFor, KeyMade
from app.bundle.verify.unlock import MOST_KEY_FILES
from app.domain.bundles.recipient_keys import is_key_name
from app.errors import EnvironmentProblem, InputProblem
from crypto.age import (
    HybridRecipient,
    X25519Identity,
    encrypt,
    parse_header,
    read_header,
    read_recipient,
)
from crypto.errors import CryptoError


def key_file_name(name: str) -> str:
    """What the key file of a recipient is called."""
    return f"key-{name}.age"


def check_recipients(recipients: Sequence[KeyFor], *, passphrase: bool) -> None:
    """Raise InputProblem BND-022 (no name), BND-023 (twice), BND-027 (nobody), BND-033 (many)."""
    names = [one.name for one in recipients]
    for name in names:
        if not is_key_name(name):
            raise InputProblem("BND-022", name=name[:40])
        if names.count(name) > 1:
            raise InputProblem("BND-023", name=name)
    if len(names) > MOST_KEY_FILES:
        raise InputProblem("BND-033", limit=MOST_KEY_FILES)
    if not names and not passphrase:
        raise InputProblem("BND-027")


def write_key_files(
    folder: Path, identity: X25519Identity, recipients: Sequence[KeyFor]
) -> tuple[KeyMade, ...]:
    """Write a file for each recipient, and say what came of each, in their order."""
    return tuple(_write(folder, identity, one) for one in recipients)


def _write(folder: Path, identity: X25519Identity, recipient: KeyFor) -> KeyMade:
    path = folder / key_file_name(recipient.name)
    sealed = io.BytesIO()
    try:
        to = read_recipient(recipient.public_key)
        encrypt(io.BytesIO(f"{identity}\n".encode("ascii")), sealed, [to])
    except CryptoError:
        return KeyMade(recipient.name, InputProblem("BND-020", name=recipient.name))
    whole = False
    problem = EnvironmentProblem("ENV-005")
    try:
        with translated(folder):
            with durable_file(path) as file:
                file.write(sealed.getvalue())
            whole = _reads_back(path, sealed.getvalue())
    except EnvironmentProblem as error:
        problem = error
    if whole:
        return KeyMade(recipient.name, post_quantum=isinstance(to, HybridRecipient))
    with suppress(OSError):
        path.unlink()
    return KeyMade(recipient.name, problem)


def _reads_back(path: Path, wanted: bytes) -> bool:
    """Whether the disk holds the file as it was made, and it is sealed for one key.

    Nobody but the recipient can open it, so more can't be tried.
    """
    forget_cached(path)
    data = path.read_bytes()
    return data == wanted and len(parse_header(read_header(io.BytesIO(data)))[0]) == 1
