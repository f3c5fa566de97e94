"""The keyring of this computer's account, for opening a vault without typing. Off until asked for.

The only module that imports the library `keyring`. An entry is 32 random bytes as text; its service
and account say nothing of what it opens. Must not keep the secret anywhere else.
"""

from __future__ import annotations

import base64
import binascii
import os
import sys
from types import ModuleType

from app.errors import AccessProblem, EnvironmentProblem
from app.portable import is_portable

SERVICE = "local-folder-key"
SECRET_BYTES = 32
_CHOICE = "PYTHON_KEYRING_BACKEND"
_OF_SYSTEM = {
    "win32": "keyring.backends.Windows.WinVaultKeyring",
    "darwin": "keyring.backends.macOS.Keyring",
}
_ELSEWHERE = "keyring.backends.SecretService.Keyring"
_UNDER = frozenset(("keyring", "secretstorage", "jeepney", "win32ctypes"))


def read_secret(vault_id: bytes) -> bytes:
    """The secret kept for a vault.

    Raises EnvironmentProblem VLT-020 where there is no keyring or it refuses, AccessProblem VLT-021
    where it has no usable entry.
    """
    with _Translated():
        text = _library().get_password(SERVICE, vault_id.hex())
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
    with _Translated():
        _library().set_password(SERVICE, vault_id.hex(), base64.b64encode(secret).decode("ascii"))
    try:
        kept = read_secret(vault_id)
    except AccessProblem:
        kept = b""
    if kept != secret:
        raise EnvironmentProblem("VLT-020")


def forget_secret(vault_id: bytes) -> bool:
    """Remove a vault's entry; whether there was one. Raises EnvironmentProblem VLT-020."""
    with _Translated():
        keyring = _library()
        if keyring.get_password(SERVICE, vault_id.hex()) is None:
            return False
        keyring.delete_password(SERVICE, vault_id.hex())
    return True


def _library() -> ModuleType:
    """The library, told which keyring is this system's, unless the person chose one.

    Its own search loads the keyrings of all systems: on Linux that starts compilers, and writes
    temporary files. On a stick that is carried along there is none: EnvironmentProblem VLT-020.
    """
    if is_portable():
        raise EnvironmentProblem("VLT-020")
    os.environ.setdefault(_CHOICE, _OF_SYSTEM.get(sys.platform, _ELSEWHERE))
    import keyring

    return keyring


class _Translated:
    """A block in which whatever goes wrong with the keyring is EnvironmentProblem VLT-020.

    Not all that lies under the library (a bus that is not there, a service that answers with an
    error of its own) is wrapped by it, so errors of those packages count too.
    """

    def __enter__(self) -> None:
        """Nothing to do."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """Raise EnvironmentProblem VLT-020 for the keyring's errors; others pass."""
        if isinstance(error, OSError | RuntimeError) or (
            isinstance(error, Exception) and _UNDER & {_package(one) for one in type(error).mro()}
        ):
            raise EnvironmentProblem("VLT-020") from error


def _package(kind: type) -> str:
    return kind.__module__.partition(".")[0]
