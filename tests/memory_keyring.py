"""A keyring of the library's own kind that lives in memory and can be made to refuse."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import keyring
from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.errors import PasswordDeleteError


@contextmanager
def memory_keyring() -> Iterator[MemoryKeyring]:
    """An empty one, in use as this computer's for as long as the block lasts."""
    try:
        before = keyring.get_keyring()
    except RuntimeError:  # the system's own was asked for before, and there is none
        before = fail.Keyring()
    made = MemoryKeyring()
    keyring.set_keyring(made)
    try:
        yield made
    finally:
        keyring.set_keyring(before)


class MemoryKeyring(KeyringBackend):
    """Keeps entries as long as it lives. `fails` is raised by every call, if set."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.fails: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        self._need_working()
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._need_working()
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._need_working()
        if self.entries.pop((service, username), None) is None:
            raise PasswordDeleteError(username)

    def _need_working(self) -> None:
        if self.fails is not None:
            raise self.fails
