"""Keeps one file of an import: item, place in the case, sighting, log entry and mark at once."""

from __future__ import annotations

from dataclasses import replace

from app.collect.course import Course, DoneFile, path_text
from app.collect.first_look import SEEN_KINDS, FirstLook
from app.collect.looking import is_whole
from app.collect.sources import Source
from app.collect.walk import readable
from app.domain.custody import Act
from app.domain.evidence.items import Case, Item, ItemKind, Method, Sighting
from app.domain.ids import new_id
from app.domain.times.times import Moment, vault_moment
from app.vault import StoredBlob, Vault

_SHOWING = frozenset({ItemKind.PICTURE, ItemKind.VIDEO})
"""What the person may say a need for: the file itself shows somebody (facts: domain 8.1b)."""


class Keeping:
    """The transactions of one import."""

    def __init__(self, vault: Vault, case: Case, course: Course) -> None:
        why = course.work.arguments.get("why", "")
        self._why = why if isinstance(why, str) else ""
        self._vault = vault
        self._case = case
        self._course = course
        self._turn = len(course.files)

    def keep(
        self, file: Source, look: FirstLook, stored: StoredBlob, *, in_export: bool
    ) -> tuple[Item, bool, Sighting]:
        """The item, whether it is new, and its sighting.

        That of a file in an export is not kept yet: it comes with its chat. Raises
        EnvironmentProblem.
        """
        vault, modified = self._vault, look.standing.modified
        item = vault.items.by_sha256(stored.sha256)
        is_new, whole = item is None, True
        if item is None:
            item = Item(
                id=new_id("item"),
                kind=look.kind,
                name=readable(file.path.name),
                size=stored.size,
                sha256=stored.sha256,
                media_type=look.media_type,
                added_ms=vault.now_ms(),
                origin=file.origin,
                modified=modified,
            )
        else:
            whole = is_whole(vault, item)
            if whole:
                vault.blobs.discard(stored)
        captured = file.captured(modified, is_seen=look.kind in SEEN_KINDS)
        where, note = file.said
        sighting = replace(self.sighting(item, file.method, captured, where), note=note)
        with vault.transaction():
            if is_new:
                vault.items.add(item, stored)
            elif not whole:
                vault.items.restore(item.id, stored)
            vault.items.place(item.id, self._case.id)
            if not in_export:
                vault.sightings.add_many([sighting])
            self._log(file, item, is_new=is_new, whole=whole)
            file.kept(item, None if in_export else sighting)
            self._turn += 1
            self._course.mark(
                DoneFile(
                    self._turn, path_text(file.path), file.origin, item.id, stored.size, modified,
                    file.method, captured, is_new, in_export, file.key,
                )
            )  # fmt: skip
        vault.spares.write_when_many()
        return item, is_new, sighting

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
