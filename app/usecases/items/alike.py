"""Find the same picture again: exact and alike ones, what the person decides, the hash to hand out.

Only hashes are compared. What looks alike is proposed; the person decides. A file that is not taken
in can be compared too: nothing of it is stored. Must not call two pictures the same by itself.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import msgspec

from app.casework.alike import Hashes, Near, closest_first, pairs
from app.collect.kinds import HEAD_SIZE, sniff_kind
from app.collect.media import MediaWorker
from app.collect.media.inspection import told_hashes
from app.collect.page_intake import has_inside
from app.domain.custody import Act
from app.domain.evidence.items import Case, Item, ItemKind, Sighting
from app.domain.evidence.likeness import (
    BY_EYE,
    PARTS,
    PARTS_VERSION,
    PDQ,
    PDQ_BYTES,
    TURNS,
    Closeness,
    Decision,
    Likeness,
    PictureHash,
)
from app.errors import EnvironmentProblem, InputProblem, IntegrityProblem
from app.jobs import Job
from app.usecases.items.evidence import details
from app.usecases.vault.vaults import OpenVault

KINDS = frozenset({ItemKind.PICTURE, ItemKind.VIDEO})
_PAGES = frozenset({ItemKind.WEB, ItemKind.DOCUMENT})
_ANSWER = 64 * 1024
_THREADS = 4
_AT_ONCE = 64
"""So many pictures are compared with all before stopping is looked for; counting bits needs no
interpreter, so several are at it."""


@dataclass(frozen=True)
class Place:
    """An item and where it was seen in the case, and nowhere else."""

    item: Item
    sightings: tuple[Sighting, ...]


@dataclass(frozen=True)
class Pair:
    """Two items that look alike, with the places of both, and what was decided."""

    likeness: Likeness
    first: Place
    second: Place


@dataclass(frozen=True)
class Rehashed:
    """Of how many items hashes were made, and how many could not be read."""

    made: int
    left: int


@dataclass(frozen=True)
class PdqHash:
    """A PDQ hash to hand out: 64 hexadecimal digits, and 0 to 100."""

    item: Item
    text: str
    quality: int
    version: str


def exact(vault: OpenVault, case_id: str) -> tuple[Place, ...]:
    """Pictures and films of a case whose very bytes (SHA-256) were seen at several places."""
    vault.cases.get(case_id)
    return tuple(
        _place(vault, case_id, one.item) for one in vault.likenesses.seen_more_than_once(case_id)
    )


def proposals(
    vault: OpenVault, case_id: str, job: Job, *, item: str | None = None, decided: bool = False
) -> tuple[Pair, ...]:
    """Pairs that look alike, the closest first: of the whole case, or with one item.

    Those that were decided are left out, unless `decided` asks for them; an item and the copies
    that were made of it are no pair. Raises InputProblem
    (INP-003, INP-011), Cancelled.
    """
    vault.cases.get(case_id)
    known = {(one.first, one.second): one for one in vault.likenesses.decided(case_id)}
    found = [
        one
        for one in _alike(vault, case_id, job, item)
        if decided or (one.first, one.second) not in known
    ]
    if decided:
        met = {(one.first, one.second) for one in found}
        found = [known.get((one.first, one.second), one) for one in found]
        found += [
            one for key, one in known.items() if key not in met and (item is None or item in key)
        ]
    placed = (
        Pair(one, _place(vault, case_id, one.first), _place(vault, case_id, one.second))
        for one in closest_first(found)
    )
    return tuple(one for one in placed if not _made_from_another(one.first.item, one.second.item))


def near_file(vault: OpenVault, case_id: str, path: Path) -> tuple[tuple[Near, Item], ...]:
    """The items of a case that look like a picture or film that is not taken in.

    The file is read and hashed; nothing of it is stored. Raises InputProblem (INP-002, INP-003,
    COL-060), EnvironmentProblem ENV-003.
    """
    vault.cases.get(case_id)
    try:
        with path.open("rb") as source, MediaWorker() as worker:
            kind, media_type = sniff_kind(source.read(HEAD_SIZE), path.name)
            hashes = _hashes(worker, source, media_type) if kind in KINDS else ()
    except (FileNotFoundError, ValueError):
        raise InputProblem("INP-002", name=path.name) from None
    except OSError:
        raise EnvironmentProblem("ENV-003", name=path.name) from None
    if not hashes:
        raise InputProblem("COL-060", name=path.name)
    near = _of_case(vault, case_id).near(hashes).values()
    order = {closeness: rank for rank, closeness in enumerate(Closeness)}
    ranked = sorted(near, key=lambda one: (order[one.closeness], one.distance, one.item))
    return tuple((one, vault.items.get(one.item)) for one in ranked)


def decide(vault: OpenVault, case_id: str, first: str, second: str, decision: Decision) -> Likeness:
    """Keep that two items of a case show the same picture, or do not; `OPEN` takes it back.

    An entry for each of the two goes into the log. Raises InputProblem (INP-003, INP-011, COL-061).
    """
    vault.cases.get(case_id)
    for one in (first, second):
        vault.items.get(one)
        if not vault.copies.shows_in(one, case_id):
            raise InputProblem("INP-011", id=one)
    if first == second:
        raise InputProblem("COL-061")
    low, high = sorted((first, second))
    pair = _pair(vault, low, high)
    with vault.transaction():
        vault.likenesses.decide(case_id, pair, decision, vault.now_ms())
        for one, other in ((low, high), (high, low)):
            details: dict[str, str | int] = {
                "other": other,
                "decided": decision.value,
                "method": pair.method,
                "distance": pair.distance,
            }
            vault.custody.append(Act.LIKENESS_DECIDED, one, case_id, details)
    vault.custody.checkpoint()
    return replace(pair, decided=decision)


def linked(vault: OpenVault, case_id: str, item_id: str) -> tuple[Place, ...]:
    """The items that the person linked to this one in a case, and where they were seen in it.

    Raises InputProblem INP-003, INP-011.
    """
    case = vault.cases.get(case_id).id
    return tuple(_place(vault, case, one) for one in vault.likenesses.same_as(item_id, case))


def not_compared(vault: OpenVault, case_id: str) -> int:
    """Of how many items of a case `rehash` would make hashes. Raises InputProblem INP-003."""
    return len(_without_hashes(vault, vault.cases.get(case_id)))


def rehash(vault: OpenVault, case_id: str, job: Job) -> Rehashed:
    """Make the hashes of pictures, films, and pictures in pages and mails, that have none.

    None by this version, that is. With minor mode pages and mails are left alone. Each item is
    kept as it is done, so stopping loses nothing. Raises InputProblem INP-003, EnvironmentProblem,
    Cancelled.
    """
    waiting = _without_hashes(vault, vault.cases.get(case_id))
    job.phase("alike.hash", len(waiting))
    made = left = 0
    with MediaWorker() as worker:
        for done, item_id in enumerate(waiting):
            job.check()
            job.advance(done)
            hashes = _stored(vault, worker, item_id, full=False)
            if hashes:
                with vault.transaction():
                    vault.likenesses.keep_hashes(item_id, hashes)
            made, left = (made + 1, left) if hashes else (made, left + 1)
    return Rehashed(made, left)


def pdq_of(vault: OpenVault, item_id: str) -> PdqHash:
    """The PDQ hash of a picture, of all its pixels; the picture stays where it is.

    Raises InputProblem (INP-011, COL-062), IntegrityProblem, EnvironmentProblem.
    """
    item = vault.items.get(item_id)
    with MediaWorker() as worker:
        hashes = _stored(vault, worker, item_id, full=True) or vault.likenesses.hashes(item_id)
    for one in hashes:
        if one.method == PDQ:
            text = one.value[: PDQ_BYTES // len(TURNS)].hex()
            return PdqHash(item, text, one.quality, one.version)
    raise InputProblem("COL-062", name=item.name)


def _without_hashes(vault: OpenVault, case: Case) -> list[str]:
    """Their identifiers, in the order they came in."""
    kinds = KINDS if case.minor_mode else KINDS | _PAGES
    waiting = vault.likenesses.without_hashes(
        case.id, [kind.value for kind in kinds], PARTS_VERSION
    )
    return [one for one in waiting if _may_have_hashes(vault.items.get(one))]


def _may_have_hashes(item: Item) -> bool:
    return item.kind in KINDS or has_inside(item)


def _made_from_another(first: Item, second: Item) -> bool:
    """Whether one is a working copy of the other, or both of a third: that is known already."""
    own = {first.parent or first.id, second.parent or second.id}
    return len(own) == 1


def _place(vault: OpenVault, case_id: str, item_id: str) -> Place:
    known = details(vault, item_id, case_id)
    return Place(known.item, known.sightings)


def _of_case(vault: OpenVault, case_id: str) -> Hashes:
    return Hashes(*(vault.likenesses.in_case(case_id, method) for method in (PDQ, PARTS)))


def _alike(vault: OpenVault, case_id: str, job: Job, item: str | None) -> list[Likeness]:
    hashes = _of_case(vault, case_id)
    if item is not None:
        vault.items.get(item)
        asked = [item]
    else:
        asked = [row[0] for row in vault.likenesses.in_case(case_id, PARTS)]
    job.phase("alike.compare", len(asked))
    found: list[Likeness] = []
    met: set[tuple[str, str]] = set()
    with ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1)) as pool:
        for begin in range(0, len(asked), _AT_ONCE):
            job.check()
            job.advance(begin)
            own = [(one, vault.likenesses.hashes(one)) for one in asked[begin : begin + _AT_ONCE]]
            for near in pool.map(lambda one: list(pairs(hashes, [one])), own):
                for pair in near:
                    if (pair.first, pair.second) not in met:
                        met.add((pair.first, pair.second))
                        found.append(pair)
    return found


def _pair(vault: OpenVault, low: str, high: str) -> Likeness:
    """How the two compare; by eye where their hashes say nothing."""
    own = vault.likenesses.hashes(low)
    rows = [
        [(high, one.quality, one.value) for one in vault.likenesses.hashes(high)
         if one.method == method]
        for method in (PDQ, PARTS)
    ]  # fmt: skip
    for pair in pairs(Hashes(*rows), [(low, own)]):
        return pair
    return Likeness(low, high, BY_EYE, 0, TURNS[0], Closeness.PARTLY)


def _stored(
    vault: OpenVault, worker: MediaWorker, item_id: str, *, full: bool
) -> Sequence[PictureHash]:
    item = vault.items.get(item_id)
    if not _may_have_hashes(item):
        return ()
    try:
        with vault.items.open(item_id) as source:
            return _hashes(worker, source, item.media_type, full=full)
    except IntegrityProblem:
        if full:
            raise
        return ()  # a damaged item is the check-up's to tell, and stops nothing here


def _hashes(
    worker: MediaWorker, source: BinaryIO, media_type: str, *, full: bool = False
) -> Sequence[PictureHash]:
    source.seek(0, os.SEEK_SET)
    answer, problem = worker.ask(
        source, media_type, "hashes", details={"full": full}, limit=_ANSWER
    )
    if problem:
        return ()
    try:
        return told_hashes(answer)
    except msgspec.DecodeError:
        return ()
