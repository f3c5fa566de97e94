"""Making a case file: what travels of a case, streamed straight into its encryption.

The records are told twice, first into their sum, then into the file, so nothing has to be held and
nothing is written unencrypted. FORMAT.md, section "Case file".
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from app.bundle.place import check_room, durable_file, settle, translated
from app.domain.custody import CustodyEntry
from app.domain.evidence.items import Item
from app.domain.times.times import iso_utc
from app.errors import InputProblem
from app.exchange.base import Base, digest, full_key
from app.exchange.chained import log_lines
from app.exchange.manifest import FORMAT, Manifest, Region, write_manifest
from app.jobs import Job
from app.report.parts.pseudonym import CONTACTS, DETAILS, NAMES
from app.vault import Vault
from app.vault.case_seal import CaseSeal, seal_of
from app.vault.exchange.case_records import CaseRecords, travelling
from app.vault.exchange.columns import Record
from app.vault.exchange.shelf import Shelf
from app.version import VERSION
from crypto.age import PayloadWriter, Recipient, make_header, new_file_key
from crypto.chain import GENESIS
from crypto.eager import EagerFile

IDENTITY_FIELDS = frozenset((*NAMES, *DETAILS, *CONTACTS))
"""What tells who the person is: goes along only if she says so."""

_PIECE = 256 * 1024
_SPARE = 4 * 1024 * 1024


@dataclass(frozen=True)
class Plan:
    """What goes along, decided before a byte is written.

    `held` are items that minor mode holds back; `known` is what the other side has, as far as it
    said so.
    """

    case_id: str
    minor: bool
    held: frozenset[str]
    known: Base
    identity: bool
    seen: tuple[str, ...]
    left: tuple[str, ...]
    open: tuple[str, ...]
    made_ms: int


@dataclass
class Packed:
    """What came of it: the list's digest, the state that was sent, and how much."""

    digest: str
    number: int
    head: str
    base: Base
    items: int
    carried: int
    size: int


@dataclass
class _Told:
    """What is found out while the records are told for the first time."""

    records: dict[str, bytes] = field(default_factory=dict)
    chats: dict[str, int] = field(default_factory=dict)
    carried: list[Item] = field(default_factory=list)
    items: int = 0
    number: int = 0
    head: str = GENESIS.hex()

    def to_the_end(self, entries: Iterator[CustodyEntry]) -> Iterator[CustodyEntry]:
        """The entries of a log as they pass, the last one's number and head noted."""
        for entry in entries:
            self.number, self.head = entry.number, entry.head
            yield entry


def write_case_file(vault: Vault, plan: Plan, path: Path, to: Recipient, job: Job) -> Packed:
    """Write the file of a case for one recipient. Complete or not there.

    Raises InputProblem INP-016 (a file is there), EnvironmentProblem, IntegrityProblem VLT-007,
    VLT-008 (evidence that does not read), Cancelled.
    """
    if path.exists():
        raise InputProblem("INP-016", name=path.name)
    job.phase("case.look")
    records = vault.records_of(plan.case_id)
    told = _Told()
    seal = seal_of(vault, plan.case_id).checked()
    lines = _Region(job)
    lines.take(_record_lines(records, plan, told))
    log = _Region(job)
    log.take(log_lines(told.to_the_end(seal.entries()), plan.case_id))
    signer = vault.case_signer(plan.case_id)
    manifest = Manifest(
        plan.case_id,
        FORMAT,
        told.head,
        plan.identity,
        plan.left,
        log.region,
        iso_utc(plan.made_ms - plan.made_ms % 1000),
        plan.minor,
        told.number,
        plan.open,
        sum(item.size for item in told.carried),
        VERSION,
        signer.public_line(),
        str(vault.case_identity(plan.case_id).recipient),
        lines.region,
        plan.seen,
    )
    start, found = write_manifest(manifest, signer)
    total = len(start) + manifest.records.size + manifest.log.size + manifest.payloads
    part = path.with_name(path.name + ".part")
    with translated(path.parent):
        check_room(path.parent, total + _SPARE)
        try:
            size = _write(vault, plan, part, to, start, told.carried, seal, total, job)
            part.replace(path)
            settle(path.parent)
        finally:
            part.unlink(missing_ok=True)
    recipient = plan.known.recipient
    base = Base(recipient, told.records, told.chats, ())
    return Packed(found, told.number, told.head, base, told.items, len(told.carried), size)


def _write(
    vault: Vault,
    plan: Plan,
    part: Path,
    to: Recipient,
    start: bytes,
    carried: list[Item],
    seal: CaseSeal,
    total: int,
    job: Job,
) -> int:
    job.phase("case.pack", total, "bytes")
    with durable_file(part) as file:
        file_key = new_file_key()
        file.write(make_header(file_key, [to]))
        writer = PayloadWriter(EagerFile(file), file_key)
        done = writer.write(start)
        records = vault.records_of(plan.case_id)
        for line in _record_lines(records, plan, _Told()):
            done += writer.write(line)
            job.check()
            job.advance(done)
        for line in log_lines(seal.unchained(), plan.case_id):
            done += writer.write(line)
        for item in carried:
            with vault.items.open(item.id) as src:
                while piece := src.read(_PIECE):
                    job.check()
                    done += writer.write(piece)
                    job.advance(done)
        writer.finish()
        return file.tell()


class _Region:
    """Counts and sums lines."""

    def __init__(self, job: Job) -> None:
        self._sum = hashlib.sha256()
        self._size = 0
        self._job = job

    def take(self, lines: Iterator[bytes]) -> None:
        for line in lines:
            self._sum.update(line)
            self._size += len(line)
            self._job.check()

    @property
    def region(self) -> Region:
        return Region(self._sum.hexdigest(), self._size)


def _record_lines(records: CaseRecords, plan: Plan, told: _Told) -> Iterator[bytes]:
    """Every record that travels, in the order in which they refer to each other."""
    items = [item for item in records.items() if item.id not in plan.held]
    staying = records.staying(records.set_aside() | plan.held)
    named = {item.id for item in items}
    for item in items:
        told.items += 1
        key = full_key("items", (item.sha256,))
        asked_again = item.sha256 in plan.known.left and not plan.minor
        carried = key not in plan.known.records or asked_again
        if carried:
            told.carried.append(item)
        told.records[key] = b""
        yield _line("items", item_record(item, named, carried=carried))
    for shelf in records.before_messages:
        yield from _shelf_lines(shelf, staying, plan, told)
    sources = records.sources()
    for item in items:
        if item.id in sources:
            told.chats[item.sha256] = sources[item.id]
            if sources[item.id] > plan.known.chats.get(item.sha256, 0):
                yield from _chat_lines(records, item, named, plan)
    for link in records.links.all(staying["item"]):
        yield _line("links", link)
    for other in records.behind_links:
        yield from _shelf_lines(other, staying, plan, told)


def _shelf_lines(
    shelf: Any, staying: dict[str, frozenset[str]], plan: Plan, told: _Told
) -> Iterator[bytes]:
    quiet, unites = marks_of(shelf)
    for record in travelling(shelf, staying):
        if not plan.identity and is_identity(shelf.name, record):
            continue
        if not unites:
            told.records[full_key(shelf.name, shelf.key_of(record))] = digest(record, quiet)
        yield _line(shelf.name, record)


def _chat_lines(
    records: CaseRecords, item: Item, named: Collection[str], plan: Plan
) -> Iterator[bytes]:
    known = plan.known.chats.get(item.sha256, 0)
    for count, message in enumerate(records.messages(item.id), 1):
        if count <= known:
            continue
        media = [
            one if one.item is None or one.item in named else _withheld(one)
            for one in message.media
        ]
        yield _line("messages", {**msgspec.to_builtins(message), "media": media})


def _withheld(media: Any) -> Any:
    return {"role": media.role, "named": media.named, "item": None, "absent": "refused"}


def item_record(item: Item, named: Collection[str], *, carried: bool) -> Record:
    """An item as a case file tells it: nothing of how another case came by it."""
    told: Record = msgspec.to_builtins(item)
    parent = item.parent if item.parent in named else None
    return {**told, "parent": parent, "bytes": carried}


def is_identity(name: str, record: Record) -> bool:
    """Whether a record tells who the person is."""
    return name in ("said", "answers") and record.get("field") in IDENTITY_FIELDS


def marks_of(shelf: Any) -> tuple[tuple[str, ...], bool]:
    """The quiet columns of a shelf, and whether its records never change."""
    if isinstance(shelf, Shelf):
        return shelf.table.quiet, shelf.table.unites
    return ("said_ms",) if shelf.name == "said" else (), False


def _line(name: str, record: Any) -> bytes:
    return msgspec.json.encode([name, record]) + b"\n"
