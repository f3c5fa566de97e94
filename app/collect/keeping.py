"""Keeps files of an import: each one's item, place, sighting, log entry and mark, a few at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.collect.course import Course, DoneFile, path_text
from app.collect.first_look import SEEN_KINDS, FirstLook
from app.collect.looking import is_whole
from app.collect.sources import Source
from app.collect.walk import readable
from app.domain.custody import Act
from app.domain.evidence.items import Case, Item, ItemKind, Method, Sighting
from app.domain.ids import new_id
from app.domain.times.times import Moment, vault_moment
from app.vault import SealedBlob, Vault

_SHOWING = frozenset({ItemKind.PICTURE, ItemKind.VIDEO})
"""What the person may say a need for: the file itself shows somebody (facts: domain 8.1b)."""


@dataclass(frozen=True, slots=True)
class Held:
    """A file whose bytes are sealed and belong to no item yet."""

    file: Source
    look: FirstLook
    sealed: SealedBlob
    in_export: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A file with its item. `is_whole` is False where its bytes took the place of damaged ones.

    The sighting of a file in an export is not kept yet: it comes with its chat.
    """

    held: Held
    item: Item
    is_new: bool
    is_whole: bool
    sighting: Sighting


class Keeping:
    """The transactions of one import."""

    def __init__(self, vault: Vault, case: Case, course: Course) -> None:
        why = course.work.arguments.get("why", "")
        self._why = why if isinstance(why, str) else ""
        self._vault = vault
        self._case = case
        self._course = course
        self._turn = len(course.files)

    def keep(self, files: Sequence[Held]) -> list[Kept]:
        """Keep settled files in one transaction, in their order. Raises EnvironmentProblem."""
        kept: list[Kept] = []
        for held in files:
            kept.append(self._decided(held, kept))
        with self._vault.transaction():
            for one in kept:
                self._write(one)
        self._vault.spares.write_when_many()
        return kept

    def _decided(self, held: Held, before: Sequence[Kept]) -> Kept:
        """Which item a file becomes or shows once more; bytes that are there already go."""
        vault, file, look, stored = self._vault, held.file, held.look, held.sealed.stored
        known = next((one.item for one in before if one.item.sha256 == stored.sha256), None)
        item, is_new, whole = known, False, True
        if item is None:
            item = vault.items.by_sha256(stored.sha256)
            whole = item is None or is_whole(vault, item)
        if item is None:
            is_new = True
            item = Item(
                id=new_id("item"),
                kind=look.kind,
                name=readable(file.path.name),
                size=stored.size,
                sha256=stored.sha256,
                media_type=look.media_type,
                added_ms=vault.now_ms(),
                origin=file.origin,
                modified=look.standing.modified,
            )
        elif whole:
            vault.blobs.discard(stored)
        captured = file.captured(look.standing.modified, is_seen=look.kind in SEEN_KINDS)
        where, note = file.said
        sighting = replace(self.sighting(item, file.method, captured, where), note=note)
        return Kept(held, item, is_new, whole, sighting)

    def _write(self, kept: Kept) -> None:
        vault, item, held = self._vault, kept.item, kept.held
        file, stored, sighting = held.file, held.sealed.stored, kept.sighting
        if kept.is_new:
            vault.items.add(item, stored)
        elif not kept.is_whole:
            vault.items.restore(item.id, stored)
        vault.items.place(item.id, self._case.id)
        if not held.in_export:
            vault.sightings.add_many([sighting])
        self._log(file, item, is_new=kept.is_new, whole=kept.is_whole)
        file.kept(item, None if held.in_export else sighting)
        self._turn += 1
        self._course.mark(
            DoneFile(
                self._turn, path_text(file.path), file.origin, item.id, stored.size,
                held.look.standing.modified, file.method, sighting.captured, kept.is_new,
                held.in_export, file.key,
            )
        )  # fmt: skip

    def sighting(self, item: Item, method: Method, captured: Moment | None, where: str) -> Sighting:
        """A seeing of a file that was given, entered now."""
        return Sighting(
            id=new_id("sighting"),
            case=self._case.id,
            entered=vault_moment(self._vault.now_ms()),
            method=method,
            item=item.id,
            captured=captured,
            where=where,
        )

    def _log(self, file: Source, item: Item, *, is_new: bool, whole: bool) -> None:
        self._vault.custody.append(
            Act.ITEM_TAKEN if is_new else Act.ITEM_SEEN_AGAIN,
            item.id,
            self._case.id,
            {
                "sha256": item.sha256,
                "size": item.size,
                "name": readable(file.path.name),
                "import": self._course.import_id,
                **({} if whole else {"restored": 1}),
                **({"why": self._why} if self._why and item.kind in _SHOWING else {}),
                **file.details,
            },
        )
