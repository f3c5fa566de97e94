"""What an import kept and has still to look into, read or place; named where it ends before that.

Nothing is skipped in silence: whoever stops an import has no time for a look inside, and the list
of it says what was not looked into. The same files, added once more, are.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path

from app.collect.chat_intake import ChatSource
from app.collect.chats.base import ChatImporter
from app.collect.course import Course
from app.collect.keeping import Kept
from app.collect.looking import is_looked_at
from app.collect.page_intake import has_inside, was_read
from app.domain.evidence.intake import NotUnderstood
from app.domain.evidence.items import Case, Item
from app.vault import Vault

_NOT_LOOKED, _NOT_READ, _BESIDE = "not_looked_inside", "not_read", "beside_another"


class Later:
    """The queues of one import. Whoever empties one takes the first off when it is done with."""

    def __init__(self) -> None:
        self.files: deque[Kept] = deque()
        self.pages: deque[tuple[Item, Path]] = deque()
        self.chats: deque[ChatSource] = deque()
        self._chat_formats: set[tuple[Path, str]] = set()
        self._left_to: list[tuple[str, Path, ChatImporter]] = []

    def add_chat(self, source: ChatSource) -> None:
        """A chat export waits for its turn to be read."""
        self.chats.append(source)
        self._chat_formats.add((source.folder, source.importer.name))

    def leave_to(self, origin: str, folder: Path, importer: ChatImporter) -> None:
        """A file would be a chat by itself; it is none where its whole export is read."""
        self._left_to.append((origin, folder, importer))

    def beside_another(self) -> list[NotUnderstood]:
        """Files of a chat that were kept, not read: another format lies beside them."""
        return [
            NotUnderstood(origin, _BESIDE)
            for origin, folder, importer in self._left_to
            if (folder, importer.name) not in self._chat_formats
        ]

    def unread(
        self, vault: Vault, case: Case, course: Course, is_dress: Callable[[Path], bool]
    ) -> list[NotUnderstood]:
        """What is in the queues now, each by its name."""
        found, pages = [], list(self.pages)
        for kept in self.files:
            if kept.held.look.importer is not None:
                found.append(NotUnderstood(kept.item.name, _NOT_READ))
            elif has_inside(kept.item):
                pages.append((kept.item, kept.held.file.path))
            elif kept.is_new and is_looked_at(kept.item):
                found.append(NotUnderstood(kept.held.file.origin, _NOT_LOOKED))
        for item, path in pages:
            known = path in course.pages or was_read(vault, case, item)
            if not known and not is_dress(path):
                found.append(NotUnderstood(item.name, _NOT_LOOKED))
        found += [NotUnderstood(source.item.name, _NOT_READ) for source in self.chats]
        return found
