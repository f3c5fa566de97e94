"""Taking a case file in: evidence first, then everything in one transaction.

Killed before that transaction, the vault is as it was, and what was stored goes at the next
opening; killed after it, everything is there. FORMAT.md, section "Case file".
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import msgspec

from app.domain.case.exchanges import Choice, Conflict, Exchange, ExchangeWay, PeerEntry
from app.domain.custody import Act
from app.domain.evidence.items import Case, Item
from app.domain.ids import new_id
from app.errors import FormatProblem, IntegrityProblem
from app.exchange.base import Base, encoded, full_key
from app.exchange.chained import BrokenChainError, followed
from app.exchange.evidence import Evidence, Storing, Taken
from app.exchange.framing import CaseFile
from app.exchange.merging import Clash, Merged, Merging
from app.exchange.packing import item_record
from app.exchange.sorting import Sorting
from app.exchange.translating import Translating
from app.jobs import Job
from app.vault import Vault
from app.vault.exchange.case_records import CaseRecords
from app.vault.exchange.columns import DanglingError, OddRecordError
from app.vault.exchange.shelf import ForeignError
from app.vault.index.numbers import number


@dataclass(frozen=True)
class Known:
    """What this vault knows of the other side before it takes its file in.

    `base` is what both had, `met` the items of all earlier exchanges (their keys); `heads` of the
    other side's log, by number; `void` are records whose two versions are undecided on one side, or
    were decided here since.
    """

    case_id: str
    is_new: bool
    peer: str
    signer: str
    base: Base
    met: frozenset[str]
    heads: dict[int, str]
    void: frozenset[str]
    looked_through: bool


@dataclass
class TakenIn:
    """What came of it. `refused` are items that minor mode kept out, by the names they had."""

    case_id: str
    exchange: str
    is_new: bool
    items: int = 0
    messages: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    conflicts: int = 0
    left_out: int = 0
    refused: tuple[str, ...] = ()
    minor_turned_on: bool = False
    new_items: list[Item] = field(default_factory=list)


class Taking:
    """One file on its way in."""

    def __init__(self, vault: Vault, file: CaseFile, known: Known, name: str) -> None:
        self._vault = vault
        self._file = file
        self._known = known
        self._name = name
        self._ours = Translating()
        self._entries: list[PeerEntry] = []
        self._state: dict[str, bytes] = {}

    def take(self, job: Job) -> TakenIn:
        """Store, merge, write down. Raises FormatProblem, IntegrityProblem, EnvironmentProblem."""
        manifest = self._file.manifest
        self._check_log()
        here = None if self._known.is_new else self._vault.cases.get(self._known.case_id)
        minor = manifest.minor or (here is not None and here.minor_mode)
        evidence = self._store(job, minor=minor)
        done = TakenIn(manifest.case, new_id("exchange"), self._known.is_new)
        try:
            with self._vault.transaction():
                self._keep_case(done)
                self._write(done, evidence, job)
        except (OddRecordError, ForeignError, DanglingError) as error:
            self._discard(evidence)
            raise FormatProblem("BND-070", name=self._name) from error
        except BaseException:
            self._discard(evidence)
            raise
        self._vault.custody.checkpoint()
        self._vault.spares.write_when_many()
        return done

    def _check_log(self) -> None:
        manifest = self._file.manifest
        wanted = {**self._known.heads, manifest.number: manifest.head}
        try:
            entries = followed(self._file.log(), manifest.case, self._known.signer, wanted)
            self._entries.extend(entries)
        except BrokenChainError:
            raise IntegrityProblem("BND-075", name=self._name) from None

    def _store(self, job: Job, *, minor: bool) -> Evidence:
        storing = Storing(
            self._vault,
            self._file,
            self._name,
            case_id=self._known.case_id,
            minor=minor,
            looked_through=self._known.looked_through,
            before=self._known.met,
        )
        try:
            for name, record in self._file.records():
                if name != "items":
                    break
                storing.store(record, job)
        except BaseException:
            self._discard(storing.evidence)
            raise
        return storing.evidence

    def _discard(self, evidence: Evidence) -> None:
        for one in evidence.taken:
            if one.stored is not None:
                self._vault.blobs.discard(one.stored)

    def _keep_case(self, done: TakenIn) -> None:
        vault, manifest = self._vault, self._file.manifest
        if done.is_new:
            vault.cases.add(Case(manifest.case, "", vault.now_ms(), manifest.minor))
            details: dict[str, str | int] = {"minor_mode": int(manifest.minor)}
            vault.custody.append(Act.CASE_CREATED, manifest.case, manifest.case, details)
            return
        here = vault.cases.get(manifest.case)
        if manifest.minor and not here.minor_mode:
            # The stricter side counts: nobody has to look at what the other keeps out.
            vault.cases.update(replace(here, minor_mode=True))
            vault.custody.append(Act.CASE_CHANGED, here.id, here.id, {"minor_mode": 1})
            done.minor_turned_on = True

    def _write(self, done: TakenIn, evidence: Evidence, job: Job) -> None:
        records = self._vault.records_of(done.case_id)
        self._keep_items(done, evidence, records)
        job.phase("case.merge")
        known = self._known
        void = known.void | {self._ours.key(one) for one in self._file.manifest.open}
        base = {k: v for k, v in known.base.records.items() if k not in void}
        identity = self._file.manifest.identity
        merging = Merging(records, base, self._ours.ids, with_identity=identity)
        sorting = Sorting(self._vault, records, self._ours, merging, done.case_id)
        sorting.sort(self._file.records(), job)
        done.messages, done.left_out = sorting.messages, sorting.left_out
        for shelf in records.behind_links:
            job.check()
            merging.merge(shelf)
        merging.take_out()
        self._state |= merging.result.records
        self._items_gone(evidence, records, merging.result)
        self._write_down(done, evidence, merging.result, self._chats(evidence, sorting, records))
        self._readable(done.case_id)

    def _chats(self, evidence: Evidence, sorting: Sorting, records: CaseRecords) -> dict[str, int]:
        """How many messages of each source both have now, where it is the same number."""
        before, here = self._known.base.chats, records.sources()
        found: dict[str, int] = {}
        for one in evidence.taken:
            there = before.get(one.told.sha256, 0) + sorting.counts.get(one.ours.id, 0)
            if there and there == here.get(one.ours.id):
                found[one.told.sha256] = there
        return found

    def _keep_items(self, done: TakenIn, evidence: Evidence, records: CaseRecords) -> None:
        vault = self._vault
        taken = {one.told.id: one for one in evidence.taken}
        for one in evidence.taken:
            self._ours.alias("item", one.told.id, one.ours.id)
        for one in _parents_first(evidence, taken):
            self._state[full_key("items", (one.told.sha256,))] = b""
            parent = None if one.told.parent is None else self._ours(one.told.parent)
            if one.is_new and one.stored is not None:
                known_parent = parent if one.told.parent in taken else None
                item = replace(one.ours, parent=known_parent, added_ms=vault.now_ms())
                vault.items.add(item, one.stored)
                one.ours = item
            elif one.stored is not None:
                vault.items.restore(one.ours.id, one.stored)
            if records.knows("item", number(one.ours.id)):
                continue
            vault.items.place(one.ours.id, done.case_id)
            records.item_is_here(one.ours.id)
            act = Act.ITEM_TAKEN if one.is_new else Act.ITEM_SEEN_AGAIN
            details: dict[str, str | int] = {
                "sha256": one.told.sha256,
                "size": one.told.size,
                "name": one.told.name,
                "exchange": done.exchange,
            }
            vault.custody.append(act, one.ours.id, done.case_id, details)
            done.items += 1
            done.new_items.append(one.ours)
        for refused in evidence.refused:
            told: dict[str, str | int] = {"name": refused.name, "code": "COL-004"}
            vault.custody.append(Act.ITEM_REFUSED, done.exchange, done.case_id, told)
        done.refused = tuple(one.name for one in evidence.refused)

    def _items_gone(self, evidence: Evidence, records: CaseRecords, merged: Merged) -> None:
        """What the other side took out since: proposed, never taken out by itself."""
        there = {*evidence.listed, *self._file.manifest.left}
        for item in records.items():
            key = full_key("items", (item.sha256,))
            if key in self._known.base.records and item.sha256 not in there:
                merged.clashes.append(
                    Clash("items", key, item_record(item, (), carried=False), None)
                )

    def _write_down(
        self, done: TakenIn, evidence: Evidence, merged: Merged, chats: dict[str, int]
    ) -> None:
        vault, manifest, known = self._vault, self._file.manifest, self._known
        now = vault.now_ms()
        left = manifest.left
        base = Base(manifest.recipient, self._state, chats, left, tuple(sorted(evidence.left)))
        vault.exchanges.add(
            Exchange(
                done.exchange,
                done.case_id,
                ExchangeWay.IN,
                known.peer,
                known.signer,
                self._file.digest,
                manifest.number,
                manifest.head,
                now,
                encoded(base),
            )
        )
        self._conflicts(done, merged, now)
        vault.exchanges.add_entries(done.case_id, self._entries)
        done.added, done.changed, done.removed = merged.added, merged.changed, merged.removed
        done.left_out += merged.left_out
        details: dict[str, str | int] = {
            "exchange": done.exchange,
            "signer": known.signer,
            "number": manifest.number,
            "head": manifest.head,
            "digest": self._file.digest,
            "items": done.items,
            "added": done.added,
            "changed": done.changed,
            "conflicts": done.conflicts,
        }
        vault.custody.append(Act.CASE_TAKEN_IN, done.case_id, done.case_id, details)

    def _conflicts(self, done: TakenIn, merged: Merged, now: int) -> None:
        exchanges = self._vault.exchanges
        clashes, same = merged.clashes, set(merged.same)
        for one in exchanges.conflicts(done.case_id):
            if one.choice is Choice.OPEN and one.record in same:
                exchanges.decide(one.id, Choice.SAME, now)
        for clash in clashes:
            exchanges.add_conflict(
                Conflict(
                    new_id("conflict"),
                    done.case_id,
                    done.exchange,
                    clash.kind,
                    clash.record,
                    clash.ours,
                    clash.theirs,
                    Choice.OPEN,
                    now,
                )
            )
        done.conflicts = len(clashes)

    def _readable(self, case_id: str) -> None:
        """Read the case as the program does: what can't be read is not kept.

        Its shape was checked value by value; this asks once more, by the very code that will read
        it from now on.
        """
        vault = self._vault
        try:
            vault.items.in_case(case_id)
            vault.chats.rooms(case_id)
            vault.chats.accounts(case_id)
            vault.rooms.events(case_id)
            vault.links.in_case(case_id)
            vault.notes.in_case(case_id)
            vault.reports.in_case(case_id)
            vault.imports.in_case(case_id)
            vault.filed.said.of_case(case_id)
            vault.filed.narrative.of_case(case_id)
            vault.handover.questions.in_case(case_id)
            for one in vault.sightings.in_case(case_id):
                del one
        except (msgspec.DecodeError, ValueError, KeyError) as error:
            raise OddRecordError("readable") from error


def _parents_first(evidence: Evidence, taken: dict[str, Taken]) -> list[Taken]:
    """Items so that what was made of another stands behind it."""
    ordered: list[Taken] = []
    done: set[str] = set()
    for one in evidence.taken:
        line: list[Taken] = []
        at: Taken | None = one
        while at is not None and at.told.id not in done:
            done.add(at.told.id)
            line.append(at)
            at = taken.get(at.told.parent or "")
        ordered += reversed(line)
    return ordered
