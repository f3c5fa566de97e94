"""Cuts chats to a span of time before they are sealed: the excerpt is taken, its source is not.

Only where the person asks for it, since the source can't be compared any more; its SHA-256 is kept.
An excerpt is a source of an import like any file, made while it is read, in flat memory. Files
beside a chat come in only if a message in the span names them; all others are told as left out,
and so is what may hold a chat and is not looked into: archives, and files that can't be opened.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from app.collect.chats.base import ChatImporter, MessageRead, ReadContext, Record
from app.collect.chats.day_order import ASKED
from app.collect.chats.excerpt_lines import FORMAT, HeadLine, Line, LineStream
from app.collect.clock import Clock
from app.collect.dropped import is_unreadable
from app.collect.excerpts import lines_of
from app.collect.first_look import first_look
from app.collect.media import MediaWorker
from app.collect.reading_chats import StoredPart, read_records
from app.collect.sources import Source, Standing
from app.collect.walk import open_plain
from app.domain.evidence.excerpts import Span
from app.domain.evidence.intake import NotUnderstood, Refused
from app.domain.evidence.items import Item, Method, Sighting
from app.domain.times.times import Moment
from app.errors import InputProblem
from app.jobs import Job

_PIECE = 1024 * 1024
ENDING = ".part.jsonl"
_PACKED = frozenset(
    {
        "application/zip",
        "application/gzip",
        "application/vnd.rar",
        "application/x-7z-compressed",
    }
)


@dataclass(slots=True)
class _Seen:
    """The first look at all files.

    `unread`: why a file can't be told from a chat. `packed`: archives. `later`: pages of an export
    that begins in a file which is none.
    """

    chats: list[tuple[Source, ChatImporter, frozenset[str]]] = field(default_factory=list)
    unread: dict[Path, str] = field(default_factory=dict)
    packed: set[Path] = field(default_factory=set)
    later: set[Path] = field(default_factory=set)

    def out(self, file: Source, named: set[Path], homes: set[Path]) -> str:
        """Why a file that is no chat and no page of one stays out; empty where it comes in."""
        if file.path in self.unread:
            return self.unread[file.path]
        if file.path in named:
            return ""
        if file.path in self.packed:
            return "COL-059"
        if _below(file.folder, homes):
            return "COL-055"
        return "COL-059" if file.path in self.later else ""


class Cutting:
    """Turns what was found for one import into excerpts, what they name, and what stays out."""

    def __init__(self, span: Span, clock: Clock, job: Job) -> None:
        self._span = span
        self._clock = clock
        self._job = job

    def cut(self, found: Iterable[Source | Refused]) -> Iterator[Source | Refused]:
        """The excerpts first, then the rest. Raises what reading and the job raise."""
        files: list[Source] = []
        for one in found:
            if isinstance(one, Refused):
                yield one
            else:
                files.append(one)
        seen, homes = self._look(files), set[Path]()
        named, pages = set[Path](), set[Path]()
        for file, importer, siblings in seen.chats:
            homes.add(file.folder)
            parts = importer.companions(file.path.name, siblings)
            pages |= {file.folder / name for name in parts}
            part = _Part(file, importer, siblings, self._span, self._clock, self._job)
            why = part.count()
            if why:
                yield Refused(file.origin, why)
            else:
                named |= part.named
                yield CutSource(part)
        cut = {file.path for file, _importer, _siblings in seen.chats}
        for file in files:
            if file.path in cut:
                continue
            why = "COL-054" if file.path in pages else seen.out(file, named, homes)
            yield Refused(file.origin, why) if why else file

    def _look(self, files: list[Source]) -> _Seen:
        """What the files are. One that can't be opened now may be a chat when it is its turn."""
        names: dict[Path, set[str]] = {}
        for file in files:
            names.setdefault(file.folder, set()).add(file.path.name)
        seen = _Seen()
        for file in files:
            self._job.check()
            siblings = frozenset(names[file.folder])
            try:
                with file.opened() as src:
                    look = first_look(file, src, siblings)
            except FileNotFoundError:
                seen.unread[file.path] = "ENV-002"
                continue
            except OSError as error:
                seen.unread[file.path] = "VLT-057" if is_unreadable(error) else "ENV-003"
                continue
            if look is None:
                seen.unread[file.path] = "ENV-006"
            elif look.importer is not None:
                seen.chats.append((file, look.importer, siblings))
            elif look.alone is not None:
                seen.later.add(file.path)
            elif look.media_type in _PACKED:
                seen.packed.add(file.path)
        return seen


def _below(folder: Path, homes: set[Path]) -> bool:
    return any(home == folder or home in folder.parents for home in homes)


@dataclass
class _Part:
    """The part of one export that lies in the span."""

    file: Source
    importer: ChatImporter
    siblings: frozenset[str]
    span: Span
    clock: Clock
    job: Job
    named: set[Path] = field(default_factory=set)
    messages: int = 0
    size: int = 0
    sha256: str = ""
    standing: Standing | None = None

    def count(self) -> str:
        """Read the export once; why there is no excerpt, or nothing."""
        try:
            with self.file.opened() as src:
                self.standing = self.file.standing(src)
                self.sha256 = self._hash(src)
            with self.stream() as lines:
                while piece := lines.read(_PIECE):
                    self.size += len(piece)
        except InputProblem as told:
            return told.code
        except OSError:
            return "ENV-003"
        if self.standing is None:
            return "ENV-006"
        return "" if self.messages else "COL-051"

    def _hash(self, src: BinaryIO) -> str:
        whole = hashlib.sha256()
        while piece := src.read(_PIECE):
            self.job.check()
            whole.update(piece)
        return whole.hexdigest()

    def stream(self) -> LineStream:
        """The excerpt, from its beginning."""
        return LineStream(self._lines)

    def _lines(self) -> Iterator[Line]:
        standing = self.standing
        head = HeadLine(
            format=FORMAT,
            source=self.file.path.name.encode("utf-8", "backslashreplace").decode(),
            sha256=self.sha256,
            size=0 if standing is None else standing.size,
            importer=self.importer.name,
            from_ms=self.span.from_ms,
            to_ms=self.span.to_ms,
        )
        self.messages = 0
        return lines_of(self._records(), head, self.span, self._seen)

    def _records(self) -> Iterator[Record]:
        context = ReadContext(
            name=self.file.path.name,
            zone_minutes=self.clock.zone_minutes,
            siblings=self.siblings,
            days=self.clock.days,
        )
        names = (context.name, *self.importer.companions(context.name, self.siblings))
        paths = [self.file.folder / name for name in names]
        parts = [
            StoredPart(path.name, path.stat().st_size, partial(_buffered, path)) for path in paths
        ]
        with MediaWorker() as worker:
            for record in read_records(worker, self.importer, context, parts, self.job.check):
                if isinstance(record, NotUnderstood) and record.what == ASKED:
                    raise InputProblem("COL-053")
                yield record

    def _seen(self, message: MessageRead) -> None:
        self.messages += 1
        for one in message.media:
            if one.path:
                self.named.add(self.file.folder.joinpath(*PurePosixPath(one.path).parts))


def _buffered(path: Path) -> BinaryIO:
    return io.BufferedReader(open_plain(path), _PIECE)


class CutSource:
    """An excerpt, as a source of an import. Its path is that of the export with an ending more."""

    def __init__(self, part: _Part) -> None:
        self._part = part

    @property
    def path(self) -> Path:
        """Its place among the files of the import; no file lies there."""
        whole = self._part.file.path
        return whole.with_name(whole.name + ENDING)

    @property
    def folder(self) -> Path:
        """The folder of the export, where its media lie."""
        return self._part.file.folder

    @property
    def origin(self) -> str:
        """What a person is shown."""
        return self._part.file.origin + ENDING

    @property
    def key(self) -> str:
        """It does not wait in a vault."""
        return ""

    @property
    def method(self) -> Method:
        """As the export came."""
        return self._part.file.method

    @property
    def details(self) -> Mapping[str, str | int]:
        """What it was cut out of, for the custody log."""
        part = self._part
        size = 0 if part.standing is None else part.standing.size
        bounds = {"from_ms": part.span.from_ms, "to_ms": part.span.to_ms}
        return {
            **part.file.details,
            "whole_sha256": part.sha256,
            "whole_size": size,
            **{name: bound for name, bound in bounds.items() if bound is not None},
        }

    @property
    def said(self) -> tuple[str, str]:
        """As of the export."""
        return self.origin, self._part.file.said[1]

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The excerpt's bytes. Raises OSError."""
        with self._part.stream() as lines:
            yield lines

    def standing(self, src: BinaryIO) -> Standing | None:
        """The excerpt's length, with the time and stamp of the export as it lies there now."""
        del src
        part = self._part
        with part.file.opened() as whole:
            now = part.file.standing(whole)
        if now is None or now != part.standing:
            return None
        return Standing(part.size, now.modified, now.stamp)

    def captured(self, modified: Moment, *, is_seen: bool) -> Moment | None:
        """As of the export."""
        return self._part.file.captured(modified, is_seen=is_seen)

    def size(self) -> int:
        """The excerpt's length."""
        return self._part.size

    def fits(self, sha256: str) -> bool:
        """Nothing was promised of its bytes."""
        return bool(sha256)

    def kept(self, item: Item, sighting: Sighting | None) -> None:
        """Nothing to note."""

    def let_go(self) -> None:
        """Nothing to remove: the export stays where it lies."""
