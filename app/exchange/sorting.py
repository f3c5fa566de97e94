"""The records of a case file gone through once, in the order in which they refer to each other.

Rooms, accounts, messages and links are kept on the way, so that what follows can name them, and so
are rows that never change; the rest waits by table, in this vault's identifiers, to be merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.exchange.merging import Merging, rooms_in_order
from app.exchange.messages import Chats
from app.exchange.packing import marks_of
from app.exchange.translating import Translating
from app.jobs import Job
from app.vault import Vault
from app.vault.exchange.case_records import CaseRecords
from app.vault.exchange.columns import OddRecordError, Record

_MOST_RECORDS = 5_000_000
_STAGES = ("items", "early", "messages", "links", "later")


class Sorting:
    """One file's records on their way to a merge."""

    def __init__(
        self,
        vault: Vault,
        records: CaseRecords,
        ours: Translating,
        merging: Merging,
        case_id: str,
    ) -> None:
        self._records = records
        self._ours = ours
        self._merging = merging
        self._chats = Chats(vault, records, ours, case_id)
        self._early = {shelf.name: shelf for shelf in records.before_messages}
        self._later = {shelf.name: shelf for shelf in records.behind_links}
        self._at = 0

    @property
    def messages(self) -> int:
        """How many messages were new."""
        return self._chats.taken

    @property
    def left_out(self) -> int:
        """How many messages named a room or source that did not come."""
        return self._chats.left_out

    @property
    def counts(self) -> Mapping[str, int]:
        """How many messages of each source (our identifiers) the file told of."""
        return self._chats.counts

    def sort(self, stream: Iterable[tuple[str, Record]], job: Job) -> None:
        """Go through all of them. Raises OddRecordError, DanglingError, ForeignError, Cancelled."""
        for count, (name, record) in enumerate(stream):
            if not count % 500:
                job.check()
            if count > _MOST_RECORDS:
                raise OddRecordError(name)
            self._reach(self._stage(name))
            self._keep(name, record)
        self._reach(len(_STAGES) - 1)

    def _stage(self, name: str) -> int:
        if name in self._early:
            return _STAGES.index("early")
        if name in self._later:
            return _STAGES.index("later")
        if name not in _STAGES:
            raise OddRecordError(name)
        return _STAGES.index(name)

    def _reach(self, stage: int) -> None:
        if stage < self._at:
            raise OddRecordError("order")
        while self._at < stage:
            if _STAGES[self._at] == "early":
                self._before_messages()
            elif _STAGES[self._at] == "messages":
                self._chats.finish()
            self._at += 1

    def _keep(self, name: str, record: Record) -> None:
        if name in self._early:
            self._merging.theirs.setdefault(name, []).append(record)
        elif name == "messages":
            self._chats.add(record)
        elif name == "links":
            ours = self._records.links.put(self._ours.link(record))
            self._ours.alias("link", str(record.get("id")), ours)
        elif name in self._later:
            shelf = self._later[name]
            found = self._ours.record(shelf, record)
            if marks_of(shelf)[1]:
                self._merging.unite(shelf, found)
            else:
                self._merging.theirs.setdefault(name, []).append(found)

    def _before_messages(self) -> None:
        """Accounts and rooms, as ours where the platform's own identifier is the same."""
        told = self._merging.theirs
        told["rooms"] = rooms_in_order(told.get("rooms", []))
        for name, kind in (("accounts", "account"), ("rooms", "room")):
            for record in told.get(name, []):
                theirs = str(record.get("id"))
                ours = self._records.same_by_platform(name, record) or theirs
                self._ours.alias(kind, theirs, ours)
        for shelf in self._records.before_messages:
            told[shelf.name] = [self._ours.record(shelf, one) for one in told.get(shelf.name, [])]
            self._merging.merge(shelf)
