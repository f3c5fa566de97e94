"""Files that waited in the vault, as sources of an import: they have no path on any disk.

Read from their sealed bytes; nothing is written out in between. Who could write in the folder could
have made them, so times and names are what was said, and custody says how they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from app.collect.capture_record import captured, for_the_log, links_said, plain
from app.collect.sources import Standing
from app.domain.evidence.captures import Capture
from app.domain.evidence.items import Item, Method, Sighting
from app.domain.times.times import Certainty, Moment, TimeSource
from app.errors import InputProblem
from app.vault import Vault
from app.vault.waiting.waiting import UnreadableError, Waiting

WHILE_LOCKED: dict[str, str | int] = {"while_locked": 1}


@dataclass(frozen=True)
class DroppedFile:
    """A file that waits. `path` names it among those given with it, and lies nowhere."""

    vault: Vault
    waiting: Waiting
    path: Path

    @property
    def folder(self) -> Path:
        """The folder it was given in, as a name."""
        return self.path.parent

    @property
    def origin(self) -> str:
        """Its path below what was given when it was taken in."""
        return self.waiting.facts.name

    @property
    def key(self) -> str:
        """Its name among those that wait."""
        return self.waiting.name

    @property
    def method(self) -> Method:
        """Put in while the vault was locked."""
        return Method.WHILE_LOCKED

    @property
    def details(self) -> Mapping[str, str | int]:
        """That anybody who has the folder could have put it there, and what a capture was."""
        return WHILE_LOCKED if self._record is None else WHILE_LOCKED | for_the_log(self._record)

    @property
    def said(self) -> tuple[str, str]:
        """Where a picture was captured and what was said of it; else the path that it had."""
        if self._record is None:
            return self.origin, ""
        said = self._record.said
        return said.room or said.link, said.words

    @property
    def _record(self) -> Capture | None:
        """What was sealed of a capture. The log was shut then, and tells nothing of its time."""
        sealed = self.waiting.facts.capture
        if sealed is None:
            return None
        return Capture(sealed.shot, plain(sealed.said), sealed.program, 0, None)

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The content. Raises UnreadableError, also while reading; FileNotFoundError."""
        try:
            src = self.vault.waiting.open(self.waiting.name)
        except InputProblem as error:
            raise FileNotFoundError from error
        with src:
            yield src

    def standing(self, src: BinaryIO) -> Standing | None:
        """What was sealed with it. Sealed bytes can't change while they are read."""
        del src
        facts = self.waiting.facts
        modified = Moment(facts.modified_ms, TimeSource.FILE, Certainty.EXACT)
        return Standing(self.waiting.size, modified, (self.waiting.size, facts.modified_ms))

    def captured(self, modified: Moment, *, is_seen: bool) -> Moment | None:
        """When it was taken in: this computer's clock, but nobody vouches for who wrote it down."""
        del modified, is_seen
        sealed = self.waiting.facts.capture
        if sealed is not None:
            return captured(sealed.shot, Certainty.APPROXIMATE)
        return Moment(self.waiting.facts.captured_ms, TimeSource.VAULT, Certainty.APPROXIMATE)

    def size(self) -> int:
        """The length of the content."""
        return self.waiting.size

    def fits(self, sha256: str) -> bool:
        """Whether the bytes are those that were sealed."""
        return sha256 == self.waiting.sha256

    def kept(self, item: Item, sighting: Sighting | None) -> None:
        """Note that it has its place, so that it is not placed again; keep what was said of it."""
        self.vault.waiting.placed(self.waiting.name, item.id)
        record = self._record
        if record is not None and sighting is not None:
            vault, case = self.vault, sighting.case
            vault.captures.add(sighting, record)
            vault.links.add_many(links_said(record.said, item, vault.now_ms(), case))

    def let_go(self) -> None:
        """It is in the case now: out of the folder."""
        self.vault.waiting.remove(self.waiting.name)


def dropped_files(
    vault: Vault, waiting: Iterable[Waiting], before: Mapping[str, Path]
) -> list[DroppedFile]:
    """Sources with places that don't collide, whatever names they claim.

    `before` are the places of those that the same placing took in before it was stopped, by their
    names among those that wait: theirs are no other's, though most of them wait no more.
    """
    found: list[DroppedFile] = []
    taken = set(before.values())
    for one in waiting:
        inner = PurePosixPath(one.facts.name).parts
        path = before.get(one.name, Path("waiting", one.facts.group, *inner))
        if path in taken and one.name not in before:
            path = Path("waiting", one.name, *inner)
        taken.add(path)
        found.append(DroppedFile(vault, one, path))
    return found


def is_unreadable(error: OSError) -> bool:
    """Whether a source failed because what waits is damaged or not for this vault."""
    return isinstance(error, UnreadableError)
