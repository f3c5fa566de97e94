"""The vault as the rest of the program sees it: made, opened, closed, and its stores side by side.

Order of writing for evidence: journal, payload (durable, read back), then one transaction with
item, custody entry and sighting. See FORMAT.md, section "Vault".
"""

from __future__ import annotations

from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Self

from app.errors import EnvironmentProblem, IntegrityProblem
from app.jobs import Job
from app.vault.backup.backup import Backup, BackupMade
from app.vault.blobs.spares import Spares
from app.vault.blobs.storing import Blobs
from app.vault.checkup.checkup import CheckResult
from app.vault.checkup.kept import check_up
from app.vault.checkup.synced import SYNCED, looks_synced
from app.vault.deleting.cases import DeletingCases
from app.vault.deleting.deleting import Deleting
from app.vault.deleting.ending import end
from app.vault.deleting.shredding import shred
from app.vault.exchange.case_records import CaseRecords
from app.vault.folder import Step, no_step
from app.vault.index.compacting import Compacted, compact
from app.vault.keys.keys_of_vault import KeysOfVault
from app.vault.keys.ways_in import Key, as_key
from app.vault.opening.making import make
from app.vault.opening.opening import open_parts
from app.vault.parts import Clock, Parts, system_clock
from app.vault.status import VaultStatus
from app.vault.stores.captures import Captures
from app.vault.stores.case_desk import CaseDesk
from app.vault.stores.cases import Cases
from app.vault.stores.chats import Chats
from app.vault.stores.copies import Copies
from app.vault.stores.counts import Counts
from app.vault.stores.exchanges import Exchanges
from app.vault.stores.facts import Facts
from app.vault.stores.filed import Filed
from app.vault.stores.handover import Handover
from app.vault.stores.hidden import CASES, ITEMS, Hidden
from app.vault.stores.insides import Insides
from app.vault.stores.items import Items
from app.vault.stores.likenesses import Likenesses
from app.vault.stores.links import Links
from app.vault.stores.machine_words import MachineWordsOf
from app.vault.stores.messages import Messages
from app.vault.stores.notes import Notes
from app.vault.stores.reports import Imports, Reports
from app.vault.stores.rooms import Rooms
from app.vault.stores.search import Search
from app.vault.stores.sightings import Sightings
from app.vault.stores.told import Told
from app.vault.stores.told_words import ToldWords
from app.vault.stores.unfinished import Unfinished
from app.vault.stores.written import Written
from crypto.age import HybridIdentity
from crypto.kdf import Argon2
from crypto.sshsig import SigningKey


class Vault:
    """An open vault.

    One thread uses it at a time, any thread. Closing is also done by leaving a `with` block.
    """

    def __init__(self, parts: Parts) -> None:
        index = parts.index
        self.path = parts.path
        self.look_only = parts.look_only
        self._parts = parts
        synced = (SYNCED,) if looks_synced(parts.path) else ()
        self._notices = (*parts.notices, *synced)
        self._derived = parts.derived
        self._lock = parts.lock
        self._index = index
        self._clock = parts.clock
        self._step = parts.step
        self.signer = parts.derived.signer
        self.public_line = parts.derived.signer.public_line("ongi-vault")
        self._heads = parts.heads
        self._journal = parts.journal
        self.custody = parts.custody
        self.keys = KeysOfVault(parts)
        self.blobs = Blobs(parts.path, parts.journal, parts.derived.identity, parts.step)
        self.cases = Cases(index)
        self.desk = CaseDesk(index)
        self.spares = Spares(parts.path, index, parts.derived.spare_identity(), parts.step)
        self.items = Items(index, self.blobs, self._journal, self.spares)
        self.copies = Copies(index, self.items)
        self.sightings = Sightings(index)
        self.search = Search(index)
        self.chats = Chats(index, Messages(index, self.search))
        self.likenesses = Likenesses(index)
        self.links = Links(index)
        self.captures = Captures(index, ToldWords(index))
        self.rooms = Rooms(index)
        self.notes = Notes(index, self.search)
        self.told = Told(index, self.notes, self.search)
        self.insides = Insides(index, self.items, self.search)
        self.machine_words = MachineWordsOf(index, self.search)
        self.written = Written(index)
        self.reports = Reports(index)
        self.filed = Filed(index)
        self.handover = Handover(index)
        self.exchanges = Exchanges(index)
        self.imports = Imports(index)
        self.deleting = Deleting(index, self.items, self.custody)
        self.deleting_cases = DeletingCases(index, self.cases, self.custody, self.deleting)
        self.counts = Counts(index)
        self.facts = Facts(index)
        self.unfinished = Unfinished(index, parts.clock)
        self.waiting = parts.waiting

    @classmethod
    def create(
        cls,
        path: Path,
        passphrase: str,
        *,
        argon2: Argon2 | None = None,
        clock: Clock = system_clock,
        step: Step = no_step,
    ) -> Vault:
        """Make a vault in a new or empty folder and leave it open.

        The cost of a passphrase guess is measured on this machine unless given. Raises InputProblem
        (INP-001, VLT-011, INP-009), EnvironmentProblem.
        """
        return cls(make(path, passphrase, argon2=argon2, clock=clock, step=step))

    @classmethod
    def open(
        cls,
        path: Path,
        key: str | Key,
        *,
        accept_older: bool = False,
        look_only: bool = False,
        clock: Clock = system_clock,
        step: Step = no_step,
    ) -> Vault:
        """Open a vault, and tie up what unfinished work left behind. A text is a passphrase.

        With `accept_older` an index that is older than its head outside says is opened all the
        same, and the custody log says so. With `look_only` nothing in the folder is changed, what
        is found amiss is a notice, and writing raises AccessProblem VLT-024.

        Raises InputProblem INP-001, AccessProblem (VLT-001, VLT-018, VLT-021), FormatProblem
        (VLT-002, VLT-004), EnvironmentProblem (VLT-003, VLT-016, VLT-020, ENV-…), IntegrityProblem
        (VLT-005, VLT-006, VLT-009, VLT-013, VLT-017).
        """
        parts = open_parts(
            path,
            as_key(key),
            accept_older=accept_older,
            look_only=look_only,
            clock=clock,
            step=step,
        )
        try:
            vault = cls(parts)
            if not look_only:
                vault._notices += vault.spares.settle()
        except BaseException:
            parts.let_go()
            raise
        return vault

    @property
    def is_open(self) -> bool:
        """Whether `close` has not been called."""
        return self._index.is_open

    def now_ms(self) -> int:
        """The vault's clock in UTC milliseconds."""
        return self._clock()

    def transaction(self) -> AbstractContextManager[None]:
        """One transaction of the index: all writes in the block are kept, or none.

        RuntimeError when nested.
        """
        return self._index.transaction()

    def case_signer(self, case_id: str) -> SigningKey:
        """The key of this vault that signs the files of a case."""
        return self._derived.case_signer(case_id)

    def case_identity(self, case_id: str) -> HybridIdentity:
        """The identity of this vault that files of a case are sealed to."""
        return self._derived.case_identity(case_id)

    def records_of(self, case_id: str) -> CaseRecords:
        """What of a case can travel to another vault."""
        return CaseRecords(self._index, case_id, self.filed.said, self.chats, self.items)

    def status(self) -> VaultStatus:
        """How much is in it."""
        cases, items, messages = (
            int(self._index.read(f"SELECT count(*) FROM {which}")[0][0])
            for which in (
                f"cases WHERE id NOT IN {CASES}",
                f"items WHERE id NOT IN {ITEMS}",
                "messages",
            )
        )
        messages -= Hidden(self._index).messages()
        number, head = self.custody.head
        return VaultStatus(
            self.path,
            cases,
            items,
            messages,
            number,
            head,
            self._notices,
            self._parts.collected,
        )

    def check(self, job: Job) -> CheckResult:
        """Read everything back and compare.

        Repairs nothing, but damaged spare segments are told and then written anew from the index. A
        whole log gets one entry that says what came of it. A full disk takes no entry; what was
        found is told all the same. Where all is whole, copies of the index from before a new
        version are not needed any more, and go.
        """
        return check_up(self._parts, self.blobs, self.spares, self._notices, job)

    def compact(self) -> Compacted:
        """Write the index anew, without what is free in it. Outside transactions."""
        return compact(self._parts)

    def shred(self) -> None:
        """Give everything fresh keys after items were destroyed. Outside transactions.

        Raises EnvironmentProblem; `deleting.is_pending` stays true then.
        """
        shred(self._parts, self.keys, self.spares)

    def backup(
        self, to: Path, job: Job, *, thorough: bool = False, only_new: bool = False
    ) -> BackupMade:
        """Make a verified copy of the vault in another folder; raises as `Backup.make` tells."""
        if not self.look_only:
            self.spares.write()
        made = Backup(self._parts, self.items, self.keys.block, job, self._step)
        return made.make(to, thorough=thorough, only_new=only_new)

    def end(self, job: Job) -> tuple[str, ...]:
        """Close the vault and destroy it; paths that were left. Raises as `ending.end` tells."""
        self.close()
        return end(self.path, job, self._step)

    def identity_text(self) -> str:
        """The vault's age identity (`AGE-SECRET-KEY-1…`): opens every blob with any age program.

        For a rescue only.
        """
        return str(self._derived.identity)

    def close(self) -> None:
        """Write what is due outside the index (spare segments, newest head), close, let go.

        On a full disk the head stays as it was, behind the index but true, until the next time. May
        be called again.
        """
        try:
            if self._index.is_open:
                try:
                    if not self._index.in_transaction and not self.look_only:
                        # Where the index can't be read, what it would tell can't be kept either.
                        with suppress(EnvironmentProblem, IntegrityProblem):
                            self.spares.write()
                            self._heads.facts = replace(self._heads.facts, spares=self.spares.count)
                        with suppress(EnvironmentProblem):
                            self.custody.checkpoint()
                finally:
                    self._index.close()
        finally:
            self._derived.forget()
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()
