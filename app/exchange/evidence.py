"""The evidence in a case file: stored in the order of an intake, before a record is believed.

Hashed while it is stored, compared with what the signed records say, kept only if it fits. Bytes
that are in the vault already are the same item; only those who bring the bytes get an item that
another case has. Minor mode is asked before a byte is stored. FORMAT.md, section "Case file".
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import BinaryIO

import msgspec

from app.collect.kinds import HEAD_SIZE, sniff_kind
from app.collect.looking import is_whole
from app.collect.minor_guard import keeps_out
from app.collect.replayed import Replayed
from app.domain.evidence.items import Item, ItemKind
from app.domain.ids import is_id, new_id
from app.domain.times.times import is_storable
from app.errors import FormatProblem, InputProblem, IntegrityProblem
from app.exchange.base import full_key
from app.exchange.framing import CaseFile
from app.jobs import Job
from app.vault import StoredBlob, Vault
from app.vault.exchange.columns import Record

MOST_ITEMS = 1_000_000
_NAME = 4_096


class _Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    kind: ItemKind
    name: str
    size: int
    sha256: str
    media_type: str
    added_ms: int
    origin: str
    modified: dict[str, str | int | None] | None
    parent: str | None
    relation: str
    bytes: bool


@dataclass
class Taken:
    """What came of one item: its record, our item for it, and its bytes where they are new."""

    told: Item
    ours: Item
    is_new: bool = False
    stored: StoredBlob | None = None


@dataclass
class Evidence:
    """What came of all of them.

    `refused` were kept out by minor mode, `left` are the SHA-256 of those and of what the other
    side thought was here; `listed` of all that it told of.
    """

    taken: list[Taken] = field(default_factory=list)
    refused: list[Item] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)


class Storing:
    """Stores what of a case file's items is new."""

    def __init__(
        self,
        vault: Vault,
        file: CaseFile,
        name: str,
        *,
        case_id: str,
        minor: bool,
        looked_through: bool,
        before: Collection[str],
    ) -> None:
        self._vault = vault
        self._file = file
        self._name = name
        self._minor = minor
        self._looked_through = looked_through
        self._before = before
        self._here = {item.id for item in vault.records_of(case_id).items()}
        self._offset = 0
        self._seen: set[str] = set()
        self.evidence = Evidence()

    def store(self, record: Record, job: Job) -> None:
        """Store one item. Raises FormatProblem BND-070, IntegrityProblem BND-072, Cancelled."""
        told, carried = self._read(record)
        offset = self._offset
        if carried:
            self._offset += told.size
        found = self.evidence
        found.listed.append(told.sha256)
        known = self._vault.items.by_sha256(told.sha256)
        if known is not None and known.id in self._here:
            found.taken.append(Taken(told, known))
            return
        # What was taken out here stays out, whoever brings it along again.
        taken_out = full_key("items", (told.sha256,)) in self._before
        if not carried or taken_out:
            if not taken_out:
                found.left.append(told.sha256)
            return
        src = self._file.payload(offset, told.size)
        head = src.read(min(HEAD_SIZE, told.size)) if told.size else b""
        if self._minor and self._keeps_out(told, head):
            found.refused.append(told)
            found.left.append(told.sha256)
            return
        stored = self._stored(Replayed(head, src), told, job)
        ours, is_new = known, known is None
        if ours is None:
            ours = self._own(told)
        elif is_whole(self._vault, ours):
            self._vault.blobs.discard(stored)
            found.taken.append(Taken(told, ours))
            return
        found.taken.append(Taken(told, ours, is_new, stored))

    def _own(self, told: Item) -> Item:
        """The item under its own identifier, or a fresh one where that is something else here."""
        try:
            self._vault.items.get(told.id)
        except InputProblem:
            return told
        return replace(told, id=new_id("item"))

    def _read(self, record: Record) -> tuple[Item, bool]:
        try:
            told = msgspec.convert(record, _Told)
            item = msgspec.convert(
                {name: value for name, value in record.items() if name != "bytes"}, Item
            )
        except (msgspec.ValidationError, RecursionError):
            raise FormatProblem("BND-070", name=self._name) from None
        fits = (
            (item.modified is None or is_storable(item.modified))
            and is_id(item.id, "item")
            and (item.parent is None or is_id(item.parent, "item"))
            and 0 <= item.size < 2**53
            and abs(item.added_ms) < 2**53
            and len(item.sha256) == 64
            and set(item.sha256) <= set("0123456789abcdef")
            and max(len(one) for one in (item.name, item.origin, item.media_type)) <= _NAME
            and len(item.relation) <= 40
            and item.sha256 not in self._seen
            and item.id not in self._seen
            and len(self._seen) < 2 * MOST_ITEMS
        )
        if not fits:
            raise FormatProblem("BND-070", name=self._name)
        self._seen |= {item.sha256, item.id}
        return item, told.bytes

    def _keeps_out(self, told: Item, head: bytes) -> bool:
        found, _media = sniff_kind(head, told.name)
        return any(
            keeps_out(one, looked_through=self._looked_through, in_export=False)
            for one in (told.kind, found)
        )

    def _stored(self, src: BinaryIO, told: Item, job: Job) -> StoredBlob:
        job.phase("case.take", told.size, "bytes", told.name)

        def tick(done: int) -> None:
            job.check()
            job.advance(done)

        stored = self._vault.blobs.store(src, tick=tick)
        if (stored.sha256, stored.size) != (told.sha256, told.size):
            self._vault.blobs.discard(stored)
            raise IntegrityProblem("BND-072", name=self._name)
        return stored
