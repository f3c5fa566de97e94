"""Where the files of one import went, by the place that an export would name them at.

A name is the same name however it is composed: macOS unpacks Hangul in parts, exports write it
whole, and some disks change capital letters. Exact names win; where two files would answer to a
loose one, none does.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path


class Places:
    """Paths of this import, each with its item or with why there is none."""

    def __init__(self) -> None:
        self._items: dict[Path, str] = {}
        self._absent: dict[Path, str] = {}
        self._loose: dict[str, Path | None] = {}

    def keep(self, path: Path, item: str) -> None:
        """The file at this path is this item."""
        self._items[path] = item
        self._absent.pop(path, None)
        self._remember(path)

    def leave_out(self, path: Path, why: str) -> None:
        """The file at this path did not get in. `why` is a code of `chats.Media`."""
        if path not in self._items:
            self._absent[path] = why
            self._remember(path)

    def item(self, path: Path) -> str | None:
        """The item of the file at a path; None where none was kept from there."""
        return self._items.get(self._found(path))

    def why_absent(self, path: Path) -> str:
        """Why there is no item from a path."""
        return self._absent.get(self._found(path), "missing_file")

    def _found(self, path: Path) -> Path:
        if path in self._items or path in self._absent:
            return path
        return self._loose.get(_loosened(path)) or path

    def _remember(self, path: Path) -> None:
        key = _loosened(path)
        known = self._loose.get(key, path)
        self._loose[key] = path if known == path else None


def _loosened(path: Path) -> str:
    whole = unicodedata.normalize("NFC", str(path)).casefold()
    return unicodedata.normalize("NFC", whole)
