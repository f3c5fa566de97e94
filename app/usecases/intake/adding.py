"""Make an item of bytes in memory: a screen capture, a pasted picture, a twin, an excerpt, a memo.

One way for everything that does not come as a file, in the order of an intake: what it is by its
first bytes (minor mode has to know before anything is stored) -> hash, encrypt, store, read back ->
item, case, sighting, custody in one transaction -> only then a look inside, by the limited worker.
Never through a file on a disk.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO

from app.collect.kinds import HEAD_SIZE, sniff_kind
from app.collect.looking import is_whole, look_inside
from app.collect.media import MediaWorker
from app.collect.minor_guard import keeps_out
from app.collect.replayed import Replayed
from app.collect.sources import NO_DETAILS
from app.collect.walk import readable
from app.domain.custody import Act
from app.domain.evidence.items import Case, Item, ItemKind, Method, Sighting
from app.domain.ids import new_id
from app.domain.times.times import Moment, vault_moment
from app.errors import EnvironmentProblem, InputProblem, PolicyProblem
from app.jobs import Job
from app.usecases.vault.vaults import OpenVault
from app.vault import StoredBlob

Beside = Callable[[Item, Sighting], None]
"""What else is kept with a new item, called inside its transaction."""


@dataclass(frozen=True, slots=True)
class Added:
    """What came of it. Not `is_new`: these bytes were there, and got one more sighting."""

    item: Item
    sighting: Sighting
    is_new: bool


def nothing_beside(_item: Item, _sighting: Sighting) -> None:
    """Keep nothing else."""


def add_bytes(
    vault: OpenVault,
    case_id: str,
    data: bytes | BinaryIO,
    job: Job,
    *,
    name: str,
    kind: ItemKind,
    method: Method,
    captured: Moment | None = None,
    where: str = "",
    note: str = "",
    parent: str | None = None,
    relation: str = "",
    act: Act = Act.ITEM_TAKEN,
    details: Mapping[str, str | int] = NO_DETAILS,
    screens_without_image: bool = False,
    beside: Beside = nothing_beside,
) -> Added:
    """Store bytes, or a stream that is read from where it stands to its end, as an item of a case.

    `parent` with `relation` names the item it was made from. The custody entry has `act` where the
    item is new, else `item.seen_again`, with hash, size, name and `details`. `beside` runs inside
    the transaction, so that what belongs to the item or its sighting is kept with it or not at all.
    `screens_without_image`: in minor mode, the person has made sure that no sexual image is shown.

    Raises InputProblem (INP-003 no such case, INP-011 no such parent, COL-040 no bytes),
    PolicyProblem COL-004 (minor mode; the log tells that it was refused), EnvironmentProblem
    (ENV-001, ENV-003 where `data` fails, ENV-005, ENV-010), Cancelled, after which nothing stays.
    """
    case = vault.cases.get(case_id)
    if parent is not None:
        vault.items.get(parent)
    name = readable(name)
    src, head, size = _begun(data, name)
    found, media_type = sniff_kind(head, name)
    if case.minor_mode:
        _guard(vault, case, {kind, found}, name, looked_through=screens_without_image)
    job.phase("collect.file", size, "bytes", name)
    stored = _store(vault, src, name, job)
    made = Item(
        new_id("item"), kind, name, stored.size, stored.sha256, media_type, vault.now_ms(),
        parent=parent, relation=relation,
    )  # fmt: skip
    seen = Sighting(
        new_id("sighting"), case.id, vault_moment(made.added_ms), method, made.id,
        captured=captured, where=where, note=note,
    )  # fmt: skip
    adding = _Adding(vault, case, stored, act, {**details})
    added = adding.keep(made, seen, beside)
    if added.is_new or not (vault.items.preview(added.item.id) or vault.items.facts(added.item.id)):
        with MediaWorker() as worker:
            look_inside(vault, added.item, worker)
    vault.custody.checkpoint()
    return added


def meet_again(
    vault: OpenVault,
    case_id: str,
    item: Item,
    *,
    method: Method,
    details: Mapping[str, str | int] = NO_DETAILS,
    screens_without_image: bool = False,
) -> Added:
    """Tell of an item that would be made once more: a sighting in the case, and nothing stored.

    The caller knows that the item is whole. The custody entry is `item.seen_again`, as `add_bytes`
    writes it. Raises InputProblem INP-003, PolicyProblem COL-004 (minor mode).
    """
    case = vault.cases.get(case_id)
    if case.minor_mode:
        _guard(vault, case, {item.kind}, item.name, looked_through=screens_without_image)
    seen = Sighting(new_id("sighting"), case.id, vault_moment(vault.now_ms()), method, item.id)
    entry = {"sha256": item.sha256, "size": item.size, "name": item.name, **details}
    with vault.transaction():
        vault.items.place(item.id, case.id)
        vault.sightings.add_many([seen])
        vault.custody.append(Act.ITEM_SEEN_AGAIN, item.id, case.id, entry)
    vault.custody.checkpoint()
    return Added(item, seen, is_new=False)


@dataclass(frozen=True)
class _Adding:
    """Stored bytes on their way into a case."""

    vault: OpenVault
    case: Case
    stored: StoredBlob
    act: Act
    details: Mapping[str, str | int]

    def keep(self, made: Item, seen: Sighting, beside: Beside) -> Added:
        """The one transaction."""
        vault, stored = self.vault, self.stored
        known = vault.items.by_sha256(stored.sha256)
        item, whole = known or made, known is None or is_whole(vault, known)
        if known is not None:
            seen = replace(seen, item=known.id)
            if whole:
                vault.blobs.discard(stored)
        entry: dict[str, str | int] = {
            "sha256": item.sha256,
            "size": item.size,
            "name": made.name,
            **({} if whole else {"restored": 1}),
            **self.details,
        }
        with vault.transaction():
            if known is None:
                vault.items.add(item, stored)
            elif not whole:
                vault.items.restore(item.id, stored)
            vault.items.place(item.id, self.case.id)
            vault.sightings.add_many([seen])
            act = self.act if known is None else Act.ITEM_SEEN_AGAIN
            vault.custody.append(act, item.id, self.case.id, entry)
            beside(item, seen)
        vault.spares.write_when_many()
        return Added(item, seen, known is None)


def _begun(data: bytes | BinaryIO, name: str) -> tuple[BinaryIO, bytes, int | None]:
    """The stream, its beginning, and its length where that is known."""
    if isinstance(data, bytes):
        src: BinaryIO = io.BytesIO(data)
        head, size = data[:HEAD_SIZE], len(data)
    else:
        try:
            head = data.read(HEAD_SIZE)
        except OSError:
            raise EnvironmentProblem("ENV-003", name=name) from None
        src, size = Replayed(head, data), None
    if not head:
        raise InputProblem("COL-040")
    return src, head, size


def _guard(
    vault: OpenVault, case: Case, kinds: set[ItemKind], name: str, *, looked_through: bool
) -> None:
    """Raise PolicyProblem COL-004 where minor mode keeps one of the kinds out, and log it."""
    if not any(keeps_out(one, looked_through=looked_through, in_export=False) for one in kinds):
        return
    with vault.transaction():
        vault.custody.append(Act.ITEM_REFUSED, "", case.id, {"name": name, "code": "COL-004"})
    vault.custody.checkpoint()
    raise PolicyProblem("COL-004")


def _store(vault: OpenVault, src: BinaryIO, name: str, job: Job) -> StoredBlob:
    def tick(done: int) -> None:
        job.check()
        job.advance(done)

    try:
        return vault.blobs.store(src, tick=tick)
    except OSError:
        raise EnvironmentProblem("ENV-003", name=name) from None
    except MemoryError as error:
        raise EnvironmentProblem("ENV-010") from error
