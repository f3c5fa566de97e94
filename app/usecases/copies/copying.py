"""Make working copies of what can be seen: covered twins, parts, stills. Originals never change.

A copy is a new item that names its parent by hash in a signed custody entry. All decoding is done
by the limited worker; nothing is written to a disk but the encrypted item. What was made before, of
the same original in the very same way, is not made again. See FORMAT.md, section "Working copies".
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec

from app.casework.minor import keep_covered
from app.collect.looking import is_whole
from app.collect.media import MediaWorker
from app.collect.media.copying import CopyStream
from app.collect.media.inspection import Problem
from app.domain.custody import Act
from app.domain.evidence.copies import (
    MOST_AREAS,
    PAGES_TYPE,
    Area,
    Facing,
    Recipe,
    Relation,
    Sound,
    can_be_seen,
    is_film,
)
from app.domain.evidence.items import Item, ItemKind, Method, Sighting
from app.domain.evidence.sights import within
from app.domain.text.textsafe import visible_name
from app.errors import FormatProblem, InputProblem
from app.jobs import Job
from app.usecases.intake.adding import Added, add_bytes, meet_again
from app.usecases.vault.vaults import OpenVault

__all__ = ["View", "copies_of", "crop", "recipe_of", "redact", "still", "view"]

_JPEGS = frozenset({"image/jpeg", "image/heic", "image/avif"})
_SHOWN_NAME = 48


@dataclass(frozen=True, slots=True)
class View:
    """A picture to mark places in (JPEG, at most 2,048 pixels), and what it shows."""

    jpeg: bytes
    facing: Facing


def view(
    vault: OpenVault,
    item_id: str,
    job: Job,
    *,
    page: int = 1,
    at_ms: int = 0,
    which: str = "at",
    edge: int = 1280,
) -> View | None:
    """A picture, a page (from 1), or the frame of a film `at` a time, `after` or `before` it.

    None where the film has no such frame. Raises InputProblem INP-011, COL-074 (cannot be seen),
    FormatProblem COL-070 and COL-071, IntegrityProblem VLT-007 and VLT-008, Cancelled.
    """
    item = _seen(vault.items.get(item_id))
    keep_covered(vault, item)
    details = {"page": page, "at_ms": at_ms, "which": which, "edge": edge}
    with MediaWorker() as worker, vault.items.open(item.id) as src:
        told, problem = worker.ask(src, item.media_type, "view", details=details, tick=job.check)
    if problem in (Problem.TOO_LARGE, Problem.TIMED_OUT):
        raise FormatProblem("COL-071", name=_name(item))
    if problem:
        raise FormatProblem("COL-070", name=_name(item))
    return _view_told(told, _name(item))


def _view_told(told: bytes, name: str) -> View | None:
    """What the worker answered, which read hostile bytes: numbers within what a screen can hold."""
    if len(told) < struct.calcsize(">I"):
        raise FormatProblem("COL-070", name=name)
    (length,) = struct.unpack_from(">I", told)
    if length == 0:
        return None
    try:
        facing = msgspec.json.decode(told[4 : 4 + length], type=Facing)
    except msgspec.DecodeError:
        raise FormatProblem("COL-070", name=name) from None
    return View(told[4 + length :], within(facing))


def redact(
    vault: OpenVault,
    case_id: str,
    item_id: str,
    areas: Sequence[Area],
    job: Job,
    *,
    sound: Sound = Sound.KEPT,
    screens_without_image: bool = False,
) -> Added:
    """Make a twin in which places are covered for good. Of a picture that moves: its first frame.

    Raises InputProblem (INP-003, INP-011, COL-069 a film of two sizes, COL-072 a place outside,
    COL-073 nothing marked, COL-074 cannot be seen, COL-079 too many places), FormatProblem COL-070
    and COL-071, IntegrityProblem VLT-007 and VLT-008, and what `adding.add_bytes` raises; nothing
    stays then.
    """
    item = _seen(_in_case(vault, case_id, item_id))
    if not areas:
        raise InputProblem("COL-073")
    if len(areas) > MOST_AREAS:
        raise InputProblem("COL-079", limit=MOST_AREAS)
    _sensible(areas, item)
    recipe = Recipe(
        Relation.REDACTED,
        tuple(areas),
        sound=sound if is_film(item) else Sound.KEPT,
        first_frame=_moves(vault, item),
    )
    details = {"areas": msgspec.to_builtins(recipe.areas), "sound": recipe.sound.value}
    if is_film(item):
        kind, ending = ItemKind.VIDEO, "mp4"
    elif item.media_type == PAGES_TYPE:
        kind, ending = ItemKind.DOCUMENT, "pdf"
    else:
        kind, ending = ItemKind.PICTURE, "jpg" if item.media_type in _JPEGS else "png"
    making = _Making(vault, case_id, item, recipe, kind, ending, screens_without_image)
    return making.make("redact", details, job)


def crop(
    vault: OpenVault,
    case_id: str,
    item_id: str,
    area: Area,
    job: Job,
    *,
    at_ms: int | None = None,
    screens_without_image: bool = False,
) -> Added:
    """Make a picture of one part: of a picture, of a page (`area.page`), of a film's frame.

    Raises as `redact` does, and InputProblem COL-078 (no picture at that time).
    """
    item = _seen(_in_case(vault, case_id, item_id))
    _sensible([area], item)
    recipe = Recipe(
        Relation.CROPPED,
        (area,),
        page=area.page,
        at_ms=(at_ms or 0) if is_film(item) else None,
        first_frame=_moves(vault, item),
    )
    details = {
        "area": msgspec.to_builtins(area), "page": area.page or 1, "at_ms": recipe.at_ms or 0,
    }  # fmt: skip
    making = _Making(vault, case_id, item, recipe, ItemKind.PICTURE, "png", screens_without_image)
    return making.make("cut", details, job)


def still(
    vault: OpenVault,
    case_id: str,
    item_id: str,
    at_ms: int,
    job: Job,
    *,
    screens_without_image: bool = False,
) -> Added:
    """Make a picture of a film's frame at a time, in milliseconds from its beginning.

    Raises as `crop` does; COL-074 for what is no film.
    """
    item = _in_case(vault, case_id, item_id)
    if not is_film(item):
        raise InputProblem("COL-074", name=_name(item))
    recipe = Recipe(Relation.STILL, at_ms=at_ms)
    making = _Making(vault, case_id, item, recipe, ItemKind.PICTURE, "png", screens_without_image)
    return making.make("cut", {"at_ms": at_ms}, job)


def copies_of(vault: OpenVault, item_id: str) -> tuple[Item, ...]:
    """The copies of an item that show. Raises InputProblem INP-011."""
    return vault.copies.made_from(item_id)


def recipe_of(vault: OpenVault, item_id: str) -> Recipe | None:
    """How an item was made, None where it is no copy. Raises InputProblem INP-011."""
    return vault.copies.recipe(item_id)


@dataclass(frozen=True)
class _Making:
    """One copy on its way."""

    vault: OpenVault
    case_id: str
    original: Item
    recipe: Recipe
    kind: ItemKind
    ending: str
    screens_without_image: bool

    def make(self, task: str, details: Mapping[str, Any], job: Job) -> Added:
        vault, original = self.vault, self.original
        logged = {
            **parent_details(original, self.recipe.relation),
            "recipe": sha256(msgspec.json.encode(self.recipe)).hexdigest(),
        }
        there = self._made_before(logged)
        if there is not None:
            return meet_again(
                vault, self.case_id, there, method=Method.WORKING_COPY, details=logged,
                screens_without_image=self.screens_without_image,
            )  # fmt: skip

        def tick(_done: int) -> None:
            job.check()

        def beside(item: Item, _seen: Sighting) -> None:
            if item.parent == original.id:  # else these bytes were there before, as something else
                vault.copies.keep(item.id, self.recipe, vault.now_ms())

        with (
            vault.items.open(original.id) as src,
            CopyStream(src, original.media_type, task, details, tick, name=_name(original)) as made,
        ):
            return add_bytes(
                vault,
                self.case_id,
                made,
                job,
                name=f"copy-{vault.copies.count() + 1}.{self.ending}",
                kind=self.kind,
                method=Method.WORKING_COPY,
                parent=original.id,
                relation=self.recipe.relation.value,
                act=Act.ITEM_MADE,
                details=logged,
                screens_without_image=self.screens_without_image,
                beside=beside,
            )

    def _made_before(self, logged: Mapping[str, str | int]) -> Item | None:
        """What this vault made of the same original by the very same recipe, where it is whole.

        Its own signed log is asked: the recipe that came with another vault's case file is that
        vault's word only, and what it is told of may show what has to be covered here.
        """
        for copy in self.vault.copies.made_from(self.original.id):
            entries = self.vault.custody.of_subject(copy.id)
            if any(logged.items() <= one.details.items() for one in entries) and is_whole(
                self.vault, copy
            ):
                return copy
        return None


def parent_details(original: Item, relation: Relation) -> dict[str, str | int]:
    """What the custody entry of a copy tells of its parent."""
    return {
        "parent": original.id,
        "parent_sha256": original.sha256,
        "relation": relation.value,
    }


def _in_case(vault: OpenVault, case_id: str, item_id: str) -> Item:
    vault.cases.get(case_id)
    item = vault.items.get(item_id)
    if not vault.copies.shows_in(item_id, case_id):
        raise InputProblem("INP-011", id=item_id)
    keep_covered(vault, item)
    return item


def _seen(item: Item) -> Item:
    if not can_be_seen(item):
        raise InputProblem("COL-074", name=_name(item))
    return item


def _sensible(areas: Sequence[Area], item: Item) -> None:
    for area in areas:
        if not area.is_sensible:
            raise InputProblem("COL-072", name=_name(item))


def _moves(vault: OpenVault, item: Item) -> bool:
    return vault.items.facts(item.id).get("animated") == "yes"


def _name(item: Item) -> str:
    return visible_name(item.name, _SHOWN_NAME)
