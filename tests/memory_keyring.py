"""A keyring of the library's own kind that lives in memory and can be made to refuse."""

from __future__ import annotations

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError


class MemoryKeyring(KeyringBackend):
    """Keeps entries as long as it lives. `locked` makes every call fail as a locked one does."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        self._need_unlocked()
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._need_unlocked()
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._need_unlocked()
        if self.entries.pop((service, username), None) is None:
            raise PasswordDeleteError(username)

    def _need_unlocked(self) -> None:
        if self.locked:
            raise KeyringLocked("locked")
