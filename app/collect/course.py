"""The course of one import, kept in the vault as it goes, so that it can go on where it stopped.

A mark is written in the transaction that keeps a file or a chat. What has a mark is not read,
stored or logged again; it is told again, so that the import ends with one whole list.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from app.domain.evidence.intake import NotUnderstood
from app.domain.evidence.items import Case, Method
from app.domain.ids import is_id, new_id
from app.domain.times.times import Moment
from app.errors import InputProblem
from app.vault import Vault
from app.vault.stores.unfinished import Work

_RAW = "\0"


class DoneFile(msgspec.Struct, frozen=True, tag="file"):
    """A file that was kept. `place` is its path (`path_text`), `number` its turn in the import.

    `key` is its name among those that waited, or empty.
    """

    number: int
    place: str
    origin: str
    item: str
    size: int
    modified: Moment
    method: Method
    captured: Moment | None
    is_new: bool
    in_export: bool
    key: str


class DoneChat(msgspec.Struct, frozen=True, tag="chat"):
    """A chat that was read, with what the list of the import says of it."""

    place: str
    messages: int
    sightings: int
    links: int
    rooms: list[str]
    accounts: list[str]
    unread: list[NotUnderstood]


class DonePage(msgspec.Struct, frozen=True, tag="page"):
    """A page or a mail that was read, with what the list of the import says of it."""

    place: str
    links: int
    unread: list[NotUnderstood]


class DoneRest(msgspec.Struct, frozen=True, tag="rest"):
    """Files of an export that no message names have their sightings."""

    sightings: int


_Mark = DoneFile | DoneChat | DonePage | DoneRest


def path_text(path: Path) -> str:
    """A path as a text that leads back to it, also where it is no UTF-8."""
    text = str(path)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _RAW + os.fsencode(path).hex()
    return text


def path_of(text: str) -> Path:
    """The path that `path_text` gave as a text."""
    if text.startswith(_RAW):
        return Path(os.fsdecode(bytes.fromhex(text.removeprefix(_RAW))))
    return Path(text)


class Course:
    """What of one import is done. Marks are made inside the running transaction."""

    def __init__(self, vault: Vault, work: Work, *, resumed: bool = True) -> None:
        self._vault = vault
        self.work = work
        self.resumed = resumed
        self.files: dict[Path, DoneFile] = {}
        self.chats: dict[Path, list[DoneChat]] = {}
        self.pages: dict[Path, DonePage] = {}
        self.rest: DoneRest | None = None
        for text in vault.unfinished.marks(work):
            self._remember(_read(text))
        self.files = dict(sorted(self.files.items(), key=lambda one: one[1].number))

    @classmethod
    def begin(cls, vault: Vault, kind: str, case: Case, arguments: Mapping[str, Any]) -> Course:
        """Write a new import down before it begins."""
        told = {**arguments, "import": new_id("import")}
        return cls(vault, vault.unfinished.begin(kind, case.id, told), resumed=False)

    @property
    def import_id(self) -> str:
        """The identifier of the import, the same however often it goes on."""
        told = self.work.arguments.get("import")
        if not isinstance(told, str) or not is_id(told, "import"):
            raise InputProblem("INP-033", number=self.work.id)
        return told

    def mark(self, mark: _Mark) -> None:
        """Say that a part is done with the running transaction."""
        self._vault.unfinished.mark(self.work, msgspec.json.encode(mark).decode())

    def finish(self) -> None:
        """The import ended: inside the transaction that keeps its list."""
        self._vault.unfinished.finish(self.work)

    def _remember(self, mark: _Mark) -> None:
        if isinstance(mark, DoneFile):
            self.files[path_of(mark.place)] = mark
        elif isinstance(mark, DonePage):
            self.pages[path_of(mark.place)] = mark
        elif isinstance(mark, DoneChat):
            self.chats.setdefault(path_of(mark.place), []).append(mark)
        else:
            self.rest = mark


def _read(text: str) -> _Mark:
    mark: _Mark = msgspec.json.decode(text, type=_Mark)
    return mark
