"""The keyring of this computer's account, for opening a vault without typing. Off until asked for.

The only module that imports the library `keyring`. An entry is 32 random bytes as text; its service
and account say nothing of what it opens. Must not keep the secret anywhere else.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from contextlib import contextmanager

from app.errors import AccessProblem, EnvironmentProblem

SERVICE = "local-folder-key"
SECRET_BYTES = 32


def read_secret(vault_id: bytes) -> bytes:
    """The secret kept for a vault.

    Raises EnvironmentProblem VLT-020 where there is no keyring or it refuses, AccessProblem VLT-021
    where it has no usable entry.
    """
    import keyring

    with _translated():
        text = keyring.get_password(SERVICE, vault_id.hex())
    try:
        secret = base64.b64decode(text or "", validate=True)
    except (binascii.Error, ValueError):
        secret = b""
    if len(secret) != SECRET_BYTES:
        raise AccessProblem("VLT-021")
    return secret


def keep_secret(vault_id: bytes, secret: bytes) -> None:
    """Keep a secret for a vault, in place of another, and read it back.

    Raises EnvironmentProblem VLT-020.
    """
    import keyring

    with _translated():
        keyring.set_password(SERVICE, vault_id.hex(), base64.b64encode(secret).decode("ascii"))
    try:
        kept = read_secret(vault_id)
    except AccessProblem:
        kept = b""
    if kept != secret:
        raise EnvironmentProblem("VLT-020")


def forget_secret(vault_id: bytes) -> bool:
    """Remove a vault's entry; whether there was one. Raises EnvironmentProblem VLT-020."""
    import keyring

    with _translated():
        if keyring.get_password(SERVICE, vault_id.hex()) is None:
            return False
        keyring.delete_password(SERVICE, vault_id.hex())
    return True


@contextmanager
def _translated() -> Iterator[None]:
    from keyring.errors import KeyringError

    try:
        yield
    except KeyringError as error:
        raise EnvironmentProblem("VLT-020") from error
    except (OSError, RuntimeError) as error:
        # What lies under the library (a bus that is not there, a session that ended) is not
        # always wrapped by it.
        raise EnvironmentProblem("VLT-020") from error
