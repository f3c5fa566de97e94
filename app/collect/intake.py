"""Takes files into the vault, each whole or not at all.

Each with its place in the case, its custody entry, or the reason why not.

Order for every file: what kind it is (by its first bytes, before storing, since minor mode must
keep pictures out) -> hash, encrypt, write, read back -> durable -> item, case, custody in one
transaction -> only then a look inside. A few small files are made durable and kept together: a disk
takes nearly as long for one as for all of them. Chat exports are read afterwards, from the stored
bytes. However it ends, the list of what was taken and refused is kept. What was stopped goes on
where it was: see `course`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO

from app.collect.chat_intake import ChatIntake, ChatSource
from app.collect.chats.base import HEAD_BYTES
from app.collect.chats.text_lines import forget_heads
from app.collect.clock import Clock
from app.collect.course import Course, DoneFile, DoneRest
from app.collect.cutting import Cutting
from app.collect.dropped import is_unreadable
from app.collect.first_look import FirstLook, first_look, judged
from app.collect.keeping import Held, Keeping
from app.collect.later import Later
from app.collect.looking import is_looked_at, look_inside
from app.collect.lot import Lot
from app.collect.media import MediaWorker
from app.collect.minor_guard import refusal
from app.collect.page_intake import PageIntake, has_inside
from app.collect.places import Places
from app.collect.sealing import seal_as_found
from app.collect.sources import Source, Standing
from app.collect.tally import Tally
from app.collect.walk import readable, walk
from app.domain.custody import Act
from app.domain.evidence.excerpts import Span
from app.domain.evidence.intake import IntakeReport, NotUnderstood, Refused
from app.domain.evidence.items import Case, Item, ItemKind, Sighting
from app.errors import EnvironmentProblem, InputProblem, IntegrityProblem, OngiError
from app.jobs import Job
from app.vault import Vault

_DRESS = ("css", "js", "images")
"""Folders that Telegram's pages bring along for their looks; media lie in others."""


class Intake:
    """One import into one case, or the rest of one that was stopped. Used once."""

    def __init__(
        self,
        vault: Vault,
        case: Case,
        job: Job,
        clock: Clock,
        course: Course,
        *,
        pictures_confirmed: bool,
    ) -> None:
        self._vault = vault
        self._case = case
        self._job = job
        self._clock = clock
        self._pictures_confirmed = pictures_confirmed
        self._course = course
        self._tally = Tally(course.import_id)
        self._keeping = Keeping(vault, case, course)
        self._siblings: dict[Path, frozenset[str]] = {}
        self._exports: set[Path] = set()
        self._later = Later()
        self._places = Places()
        self._unseen: list[tuple[Item, Sighting]] = []
        self._lot = Lot(vault)
        self._done_bytes = 0

    def take(self, paths: Sequence[Path], span: Span | None = None) -> IntakeReport:
        """Take everything under the paths, chats cut to a span where one is given.

        See `app.usecases.intake.collecting.collect` for what is raised.
        """
        if span is None:
            return self._run(lambda: self._walked(paths))
        cutting = Cutting(span, self._clock, self._job)
        return self._run(lambda: cutting.cut(self._walked(paths)))

    def place(self, sources: Sequence[Source], gone: Iterable[Refused] = ()) -> IntakeReport:
        """Take what waited in the vault. `gone`: what was asked for and is not there any more.

        See `app.usecases.intake.waiting.place` for what is raised.
        """
        return self._run(lambda: iter([*gone, *sources]))

    def _run(self, find: Callable[[], Iterator[Source | Refused]]) -> IntakeReport:
        try:
            found = self._find(find())
        except OngiError:
            if not (self._course.resumed or self._job.interrupted):
                self._forget()
            raise
        try:
            self._take(found)
        except MemoryError as error:
            self._end_early()
            raise EnvironmentProblem("ENV-010") from error
        except BaseException:
            self._end_early()
            raise
        finally:
            forget_heads()
        return self._end(is_over=True)

    def _forget(self) -> None:
        """Nothing was taken yet, and nobody wants it to go on."""
        with self._vault.transaction():
            self._course.finish()

    def _take(self, found: Sequence[Source]) -> None:
        with MediaWorker() as worker:
            for place, done in self._course.files.items():
                self._job.check()
                self._done_before(place, done, worker)
            if self._case.minor_mode:
                self._foresee(found)
            try:
                for file in found:
                    self._job.check()
                    self._one(file, worker)
            except BaseException:
                # What was finished is kept; a disk that takes nothing more has told so already.
                with suppress(OngiError):
                    self._keep(worker)
                raise
            self._keep(worker)
            self._read_pages(worker)
            self._read_chats(worker)
        self._see_the_rest()
        self._tally.unread(self._later.beside_another())

    def _read_chats(self, worker: MediaWorker) -> None:
        while self._later.chats:
            self._job.check()
            chat = ChatIntake(
                self._vault, self._case, self._job, self._clock, self._tally, self._course
            )
            chat.take(self._later.chats[0], self._places, worker)
            self._later.chats.popleft()

    def _read_pages(self, worker: MediaWorker) -> None:
        """Pages and mails are read once all exports are known: the dress of one is no page."""
        reader = PageIntake(self._vault, self._case, self._job, self._tally, self._course, worker)
        while self._later.pages:
            self._job.check()
            item, path = self._later.pages[0]
            if not _is_dress(path, self._exports):
                reader.take(item, path)
            self._later.pages.popleft()

    def _foresee(self, found: Sequence[Source]) -> None:
        """Know all exports before the first file is judged, whatever order they come in."""
        for file in found:
            self._job.check()
            with suppress(OSError), file.opened() as src:
                look = first_look(file, src, self._siblings[file.folder])
                if look is not None and look.alone is not None:
                    self._exports.add(file.folder)

    def _see_the_rest(self) -> None:
        """Files of an export that no message names are seen as files: each item has a sighting."""
        vault, before = self._vault, self._course.rest
        if before is not None:
            self._tally.sightings += before.sightings
        rest = [
            sighting
            for item, sighting in self._unseen
            if all(one.case != self._case.id for one in vault.sightings.of_item(item.id))
        ]
        with vault.transaction():
            vault.sightings.add_many(rest)
            if before is None:
                self._course.mark(DoneRest(len(rest)))
        self._tally.sightings += len(rest)

    def _walked(self, paths: Sequence[Path]) -> Iterator[Source | Refused]:
        for path in paths:
            try:
                yield from walk(path, self._vault.path)
            except InputProblem:
                # What was all taken in before the import was stopped may be gone by now.
                done = [one for one in self._course.files if one == path or path in one.parents]
                if not self._course.resumed:
                    raise
                if not done:
                    yield Refused(readable(path.name), "ENV-002")

    def _find(self, given: Iterator[Source | Refused]) -> list[Source]:
        self._job.phase("collect.walk")
        found: list[Source] = []
        seen = set(self._course.files)
        for one in given:
            self._job.check()
            if isinstance(one, Refused):
                self._tally.refuse(one.path, one.code)
            elif one.path not in seen:
                seen.add(one.path)
                found.append(one)
        names: dict[Path, set[str]] = {}
        for path in seen:
            names.setdefault(path.parent, set()).add(path.name)
        self._siblings = {folder: frozenset(inside) for folder, inside in names.items()}
        done = sum(one.size for one in self._course.files.values())
        self._job.phase("collect.file", done + sum(file.size() for file in found), "bytes")
        return found

    def _done_before(self, path: Path, done: DoneFile, worker: MediaWorker) -> None:
        """Tell of a file that came in before the import was stopped.

        It is looked at where it is stored: what it came from may be gone.
        """
        try:
            item = self._vault.items.get(done.item)
        except InputProblem:
            return  # destroyed since, by the person's wish
        try:
            with self._vault.items.open(item.id) as src:
                head = src.read(HEAD_BYTES)
        except IntegrityProblem:
            head = b""  # damaged or destroyed since: the check-up names it
        standing = Standing(done.size, done.modified, (0, 0))
        look = judged(head, path.name, self._siblings[path.parent], standing)
        if look.importer is not None:
            self._exports.add(path.parent)
        self._done_bytes += done.size
        self._tally.kept(done.size, is_new=done.is_new, sightings=0 if done.in_export else 1)
        if done.in_export and _may_be_named(path, look, self._exports):
            seen = self._keeping.sighting(item, done.method, done.captured, done.origin)
            self._unseen.append((item, seen))
        self._follow(item, look, path, done.origin, worker, is_new=False)

    def _one(self, file: Source, worker: MediaWorker) -> None:
        shown = readable(file.path.name)
        self._job.phase("collect.file", self._job.progress.total, "bytes", shown)
        self._job.advance(self._done_bytes)
        try:
            with file.opened() as src:
                self._open(file, src, worker)
        except FileNotFoundError:
            self._refuse(file, "ENV-002")
        except OSError as error:
            self._refuse(file, "VLT-057" if is_unreadable(error) else "ENV-003")

    def _open(self, file: Source, src: BinaryIO, worker: MediaWorker) -> None:
        look = first_look(file, src, self._siblings[file.folder])
        if look is None:
            self._refuse(file, "ENV-006")
            return
        if look.importer is not None:
            self._exports.add(file.folder)
        in_export = self._in_export(file.folder)
        if self._case.minor_mode:
            sure = self._pictures_confirmed
            job = self._job
            why = refusal(look, src, worker, job, looked_through=sure, in_export=in_export)
            if why:
                self._refuse(file, why, "dropped_minor_mode")
                return
        if self._lot.is_full(look.standing.size):
            self._keep(worker)
        if look.importer is not None or is_looked_at(look):
            worker.prepare()
        sealed = seal_as_found(self._vault, file, src, look, self._job, self._done_bytes)
        if sealed is None:
            self._refuse(file, "ENV-006")
            return
        if not file.fits(sealed.stored.sha256):
            self._vault.blobs.drop(sealed)
            self._refuse(file, "VLT-057")
            return
        self._done_bytes += sealed.stored.size
        self._lot.hold(Held(file, look, sealed, in_export))

    def _keep(self, worker: MediaWorker) -> None:
        """Make durable and keep what waits, then look inside, which no stop and no lock waits for.

        Raises Cancelled between two looks inside: nothing is half done, and `_later` has the rest.
        """
        settled = self._lot.settle()
        if not settled:
            return
        kept = self._keeping.keep(settled)
        for one in kept:
            one.held.file.let_go()
            counted = 0 if one.held.in_export else 1
            self._tally.kept(one.item.size, is_new=one.is_new, sightings=counted)
            is_named = _may_be_named(one.held.file.path, one.held.look, self._exports)
            if one.held.in_export and is_named:
                self._unseen.append((one.item, one.sighting))
        self._later.files.extend(kept)
        while self._later.files:
            self._job.check()
            one = self._later.files[0]
            file, look = one.held.file, one.held.look
            self._follow(one.item, look, file.path, file.origin, worker, is_new=one.is_new)
            self._later.files.popleft()

    def _follow(
        self,
        item: Item,
        look: FirstLook,
        path: Path,
        origin: str,
        worker: MediaWorker,
        *,
        is_new: bool,
    ) -> None:
        """What comes after a file is kept: its place, the look inside, its turn to be read."""
        self._places.keep(path, item.id)
        if look.foreign:
            self._tally.unread([NotUnderstood(origin, "foreign_messages")])
        if look.importer is None and look.alone is None and has_inside(item):
            self._later.pages.append((item, path))
            return
        if is_new or not (self._vault.items.preview(item.id) or self._vault.items.facts(item.id)):
            look_inside(self._vault, item, worker, self._job.check)
        siblings = self._siblings[path.parent]
        if look.importer is None and look.alone is not None:
            self._later.leave_to(origin, path.parent, look.alone)
        if look.importer is not None:
            modified = look.standing.modified
            self._later.add_chat(
                ChatSource(item, look.importer, path.parent, path.name, siblings, modified)
            )

    def _in_export(self, folder: Path) -> bool:
        return any(export == folder or export in folder.parents for export in self._exports)

    def _refuse(self, file: Source, code: str, absent: str = "refused") -> None:
        self._places.leave_out(file.path, absent)
        self._tally.refuse(file.origin, code)

    def _end_early(self) -> None:
        """Keep the list of what came in until now, if the disk lets us; the failure is told.

        Only the person's own word ends the import for good; everything else lets it go on later.
        """
        is_dress = partial(_is_dress, exports=self._exports)
        with suppress(OngiError):
            self._tally.unread(self._later.unread(self._vault, self._case, self._course, is_dress))
            self._end(is_over=self._job.cancelled and not self._job.interrupted)

    def _end(self, *, is_over: bool) -> IntakeReport:
        report = self._tally.report()
        with self._vault.transaction():
            told = self._told_before() if self._course.resumed else set()
            for refused in report.refused:
                details = {"name": refused.path, "code": refused.code}
                if (refused.path, refused.code) not in told:
                    self._vault.custody.append(
                        Act.ITEM_REFUSED, report.import_id, self._case.id, details
                    )
            self._vault.imports.save(report, self._case.id, self._vault.now_ms())
            if is_over:
                self._course.finish()
        self._vault.custody.checkpoint()
        return report

    def _told_before(self) -> set[tuple[str | int, str | int]]:
        """What this import refused before it was stopped stands in the log already."""
        entries = self._vault.custody.of_subject(self._tally.import_id)
        return {
            (entry.details["name"], entry.details["code"])
            for entry in entries
            if entry.act is Act.ITEM_REFUSED
        }


def _may_be_named(path: Path, look: FirstLook, exports: set[Path]) -> bool:
    """Whether a file of an export is evidence by itself, and no part of its pages' dress."""
    is_evidence = look.importer is None and look.kind is not ItemKind.TEXT
    return is_evidence and not _is_dress(path, exports)


def _is_dress(path: Path, exports: set[Path]) -> bool:
    return any(export / name in path.parents for export in exports for name in _DRESS)
