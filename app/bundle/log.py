"""The custody log as a bundle shows it: what is not for its recipient is withheld.

What one line looks like is `verify.custody`'s business. FORMAT.md, section "Bundle".
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from app.bundle.plan import BundlePlan, Entry
from app.bundle.verify.custody import write_line
from app.bundle.verify.manifest import LOG_PATH
from app.bundle.verify.sums import SideBySide, Sums
from app.domain.custody import NOT_FOR_RECIPIENTS, CustodyEntry
from app.domain.ids import is_id
from app.errors import IntegrityProblem
from crypto import canon
from crypto.chain import GENESIS, link


def entry_bytes(entry: CustodyEntry) -> bytes:
    """The canonical JSON of an entry that the chain links (FORMAT.md, section "Vault")."""
    return canon.dumps(
        {
            "number": entry.number,
            "at_ms": entry.at_ms,
            "act": entry.act.value,
            "subject": entry.subject,
            "case": entry.case,
            "details": dict(entry.details),
        }
    )


class LogReader(io.RawIOBase):
    """The lines as a readable stream. `number` and `head` are of the last line read so far.

    Raises IntegrityProblem (VLT-010) where an entry does not fit the chain: such a log is not
    handed over.
    """

    def __init__(self, plan: BundlePlan) -> None:
        super().__init__()
        self._case = plan.case
        self._items = frozenset(entry.item_id for entry in plan.entries if entry.item_id)
        self._reports = plan.reports
        self._left = b""
        self.number = 0
        self.head = GENESIS
        self._lines = self._make(plan)

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: object, /) -> int:
        """Fill `buffer` with the next bytes; 0 at the end."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        if not self._left:
            self._left = next(self._lines, b"")
        count = min(len(view), len(self._left))
        view[:count] = self._left[:count]
        self._left = self._left[count:]
        return count

    def _make(self, plan: BundlePlan) -> Iterator[bytes]:
        for entry in plan.log():
            data = entry_bytes(entry)
            head = link(self.head, data)
            if entry.number != self.number + 1 or head.hex() != entry.head:
                raise IntegrityProblem("VLT-010", number=self.number + 1)
            self.number, self.head = entry.number, head
            yield write_line(entry.number, data, head, shown=self._is_shown(entry))

    def _is_shown(self, entry: CustodyEntry) -> bool:
        if entry.case != self._case or entry.act in NOT_FOR_RECIPIENTS:
            return False
        if is_id(entry.subject, "report"):
            return entry.subject in self._reports
        return not is_id(entry.subject, "item") or entry.subject in self._items


def log_entry(plan: BundlePlan, lanes: SideBySide) -> tuple[Entry, Sums, int, str]:
    """The log as a payload entry with its sums, the number of its last entry and the head after it.

    The log is read once to learn its size and sums, and made again when it is written: memory stays
    flat.
    """
    reader = LogReader(plan)
    sums = lanes.sums(io.BufferedReader(reader))
    if reader.number == 0:
        raise IntegrityProblem("VLT-010", number=1)
    name = LOG_PATH.removeprefix("data/")
    entry = Entry(
        name,
        sums.size,
        sums.sha256,
        sums.crc32,
        lambda: io.BufferedReader(LogReader(plan)),
        media_type="application/jsonl",
    )
    return entry, sums, reader.number, reader.head.hex()
