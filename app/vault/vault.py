"""The vault as the rest of the program sees it: made, opened, closed, and its stores side by side.

Order of writing for evidence: journal, payload (durable, read back), then one transaction with
item, custody entry and sighting. See FORMAT.md, section "Vault".
"""

from __future__ import annotations

import secrets
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from app.domain.custody import Act
from app.errors import AccessProblem, EnvironmentProblem, InputProblem, IntegrityProblem
from app.jobs import Job
from app.vault.blobs import Blobs
from app.vault.cases import Cases
from app.vault.chats import Chats
from app.vault.checkup import CheckResult, Checkup
from app.vault.custody import Custody
from app.vault.failures import translated
from app.vault.folder import (
    INDEX_FILES,
    LOCK_FILE,
    Step,
    make_blob_folders,
    no_step,
    remove_begun,
    remove_unfinished,
    sync_folder,
)
from app.vault.headfile import HeadFiles
from app.vault.index import Index
from app.vault.items import Items
from app.vault.journal import Journal
from app.vault.links import Links
from app.vault.lock import VaultLock
from app.vault.messages import Messages
from app.vault.notes import Notes
from app.vault.reports import Imports, Reports
from app.vault.search import Search
from app.vault.sightings import Sightings
from app.vault.slotfile import read_newest, write_first
from crypto.age import X25519Identity
from crypto.errors import OutOfMemory, WrongKey
from crypto.kdf import Argon2, Label, calibrate, subkey
from crypto.slots import MASTER_BYTES, SlotBlock
from crypto.sshsig import SigningKey

SHORTEST_PASSPHRASE = 8

Clock = Callable[[], int]


def system_clock() -> int:
    """This computer's clock in UTC milliseconds."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True)
class VaultStatus:
    """How much is in a vault and where its log stands.

    `entries` and `head` (hexadecimal) are the custody log's. `notices` are codes of things that
    work but should be known: VLT-015, one of the two copies of the key file is damaged. `collected`
    counts files of unfinished work that were removed on opening.
    """

    path: Path
    cases: int
    items: int
    messages: int
    entries: int
    head: str
    notices: tuple[str, ...]
    collected: int


@dataclass(frozen=True)
class _Keys:
    index: bytes
    identity: X25519Identity
    signer: SigningKey

    @classmethod
    def of(cls, master: bytes) -> Self:
        return cls(
            subkey(master, Label.INDEX),
            X25519Identity(subkey(master, Label.IDENTITY)),
            SigningKey.from_seed(subkey(master, Label.LOG)),
        )


class Vault:
    """An open vault.

    One thread uses it at a time, any thread. Closing is also done by leaving a `with` block.
    """

    def __init__(
        self, path: Path, lock: VaultLock, keys: _Keys, index: Index, *, clock: Clock, step: Step
    ) -> None:
        self.path = path
        self._lock = lock
        self._identity = keys.identity
        self._index = index
        self._clock = clock
        self._step = step
        self.signer = keys.signer
        self.public_line = keys.signer.public_line("ongi-vault")
        self._heads = HeadFiles(path, keys.identity, keys.signer, step)
        self._journal = Journal(index, path, step)
        self._notices: tuple[str, ...] = ()
        self._collected = 0
        self.custody = Custody(index, self._heads, clock, path.name)
        self.blobs = Blobs(path, self._journal, keys.identity, step)
        self.cases = Cases(index)
        self.items = Items(index, self.blobs, self._journal)
        self.sightings = Sightings(index)
        self.search = Search(index)
        self.chats = Chats(index, Messages(index, self.search))
        self.links = Links(index)
        self.notes = Notes(index, self.search)
        self.reports = Reports(index)
        self.imports = Imports(index)

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
        _check_passphrase(passphrase)
        with translated(path.name):
            is_new = _empty_folder(path)
            lock = VaultLock(path / LOCK_FILE)
        try:
            master = secrets.token_bytes(MASTER_BYTES)
            with _enough_memory():
                block = SlotBlock.create(argon2 or calibrate())
                block.add_passphrase(master, passphrase)
            keys = _Keys.of(master)
            with translated(path.name):
                make_blob_folders(path)
            index = Index.create(path / INDEX_FILES[0], keys.index, step)
            try:
                vault = cls(path, lock, keys, index, clock=clock, step=step)
                with vault.transaction():
                    vault.custody.append(Act.VAULT_CREATED, "")
                vault.custody.checkpoint()
                # The slots come last: only with them it is a vault.
                with translated(path.name):
                    write_first(path, block, step)
                    sync_folder(path)
            except BaseException:
                index.close()
                raise
        except BaseException:
            lock.release()
            # Nothing is in it yet; what was begun must not stand in the way of the next try.
            remove_begun(path, with_folder=is_new)
            raise
        return vault

    @classmethod
    def open(
        cls,
        path: Path,
        passphrase: str,
        *,
        accept_older: bool = False,
        clock: Clock = system_clock,
        step: Step = no_step,
    ) -> Vault:
        """Open a vault, and remove what unfinished work left behind.

        With `accept_older` an index that is older than its head outside says is opened all the
        same, and the custody log says so. Raises InputProblem INP-001, AccessProblem VLT-001,
        FormatProblem (VLT-002, VLT-004), EnvironmentProblem (VLT-003, VLT-016, ENV-…),
        IntegrityProblem (VLT-005, VLT-006, VLT-009, VLT-013).
        """
        if not passphrase:
            raise InputProblem("INP-001")
        with translated(path.name):
            slots = read_newest(path)
            lock = VaultLock(path / LOCK_FILE)
        try:
            with _enough_memory():
                opened = slots.block.open_passphrase(passphrase)
            keys = _Keys.of(opened.master)
            index = Index.open(path / INDEX_FILES[0], keys.index, step)
            try:
                vault = cls(path, lock, keys, index, clock=clock, step=step)
                vault._notices = () if slots.whole else ("VLT-015",)
                vault._compare_heads(accept_older=accept_older)
                with translated(path.name):
                    remove_unfinished(path)
                vault._collected = vault._journal.collect()
            except BaseException:
                index.close()
                raise
        except WrongKey as error:
            lock.release()
            raise AccessProblem("VLT-001") from error
        except BaseException:
            lock.release()
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

    def status(self) -> VaultStatus:
        """How much is in it."""
        cases, items, messages = (
            int(self._index.read(f"SELECT count(*) FROM {table}")[0][0])
            for table in ("cases", "items", "messages")
        )
        number, head = self.custody.head
        return VaultStatus(
            self.path, cases, items, messages, number, head, self._notices, self._collected
        )

    def check(self, job: Job) -> CheckResult:
        """Read everything back and compare.

        Repairs nothing. A whole log gets one entry that says what came of it. A full disk takes no
        entry; what was found is told all the same.
        """
        checkup = Checkup(
            self.path,
            self._index,
            custody=self.custody,
            heads=self._heads,
            items=self.items,
            blobs=self.blobs,
        )
        result = checkup.run(job)
        if result.index_ok and result.log_ok and result.head_ok:
            details = {"items": result.items, "damaged": len(result.damaged)}
            with suppress(EnvironmentProblem):
                with self.transaction():
                    self.custody.append(Act.CHECKED, "", None, details)
                self.custody.checkpoint()
        return result

    def identity_text(self) -> str:
        """The vault's age identity (`AGE-SECRET-KEY-1…`): opens every blob with any age program.

        For a rescue only.
        """
        return str(self._identity)

    def close(self) -> None:
        """Write the newest head outside the index, close, let go of the lock.

        On a full disk the head stays as it was, behind the index but true, until the next time. May
        be called again.
        """
        try:
            if self._index.is_open:
                try:
                    if not self._index.in_transaction:
                        with suppress(EnvironmentProblem):
                            self.custody.checkpoint()
                finally:
                    self._index.close()
        finally:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _compare_heads(self, *, accept_older: bool) -> None:
        newest = self._heads.newest()
        if newest is not None and self.custody.head_at(newest.number) == newest.head:
            return
        code = "VLT-013" if newest is None else "VLT-009"
        if not accept_older:
            raise IntegrityProblem(code)
        details: dict[str, str | int] = {} if newest is None else {"expected": newest.number}
        with self.transaction():
            self.custody.append(Act.OLDER_ACCEPTED, "", None, details)
        number, head = self.custody.head
        with translated(self.path.name):
            self._heads.overrule(number, bytes.fromhex(head), self._clock())


def _check_passphrase(passphrase: str) -> None:
    if not passphrase:
        raise InputProblem("INP-001")
    if len(unicodedata.normalize("NFC", passphrase)) < SHORTEST_PASSPHRASE:
        raise InputProblem("VLT-011")


def _empty_folder(path: Path) -> bool:
    """Make the folder, or see that it is empty; whether it was made."""
    is_new = not path.exists()
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise InputProblem("INP-009", name=path.name)
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return is_new


@contextmanager
def _enough_memory() -> Iterator[None]:
    try:
        yield
    except OutOfMemory as error:
        raise EnvironmentProblem("VLT-016") from error
