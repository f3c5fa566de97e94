"""The words of an index as JSON lines, one file a table: for a rescue, and for no other reader.

Columns are as FORMAT.md, section "Index", has them, with identifiers spelt out and times also as
UTC texts. Rows that can't be read are counted and passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from app.domain.reports.narrative import ID_KINDS
from app.domain.times.times import iso_utc
from app.vault.index.index import Index
from app.vault.index.numbers import identifier
from app.vault.index.readable import ReadableRows

FOLDER = "records"


@dataclass(frozen=True)
class Table:
    """A table of the index: its name, its first key column, and what kind its own `id` is of."""

    name: str
    key: str
    kind: str = ""

    @property
    def file(self) -> str:
        """Its file's path in the output folder."""
        return f"{FOLDER}/{self.name}.jsonl"


TABLES = (
    Table("cases", "id", "case"),
    Table("items", "id", "item"),
    Table("case_items", "case_id"),
    Table("sightings", "row", "sighting"),
    Table("captures", "row"),
    Table("rooms", "id", "room"),
    Table("accounts", "id", "account"),
    Table("account_names", "account"),
    Table("room_events", "row"),
    Table("room_members", "room"),
    Table("messages", "row", "message"),
    Table("message_media", "message"),
    Table("message_marks", "message"),
    Table("links", "row", "link"),
    Table("notes", "row", "note"),
    Table("incidents", "note"),
    Table("people", "row", "person"),
    Table("person_marks", "row", "mark"),
    Table("payments", "row", "payment"),
    Table("item_parts", "row"),
    Table("reports", "id", "report"),
    Table("imports", "id", "import"),
    Table("said", "row"),
    Table("consents", "row", "consent"),
    Table("filings", "row", "filing"),
    Table("filing_steps", "row", "step"),
    Table("link_steps", "row", "step"),
    Table("narrative_lines", "row", "line"),
    Table("recipient_keys", "row", "recipient_key"),
    Table("stamps", "row", "stamp"),
    Table("receipts", "row", "receipt"),
    Table("questions", "row", "question"),
    Table("exchanges", "row", "exchange"),
    Table("conflicts", "row", "conflict"),
    Table("peer_logs", "row"),
    Table("case_states", "row", "state"),
    Table("case_numbers", "case_id"),
    Table("looks", "row", "look"),
    Table("narrative_sources", "line"),
    Table("corrections", "row"),
    Table("removed", "item"),
    Table("log", "number"),
)
_KINDS = {
    "case_id": "case",
    "item": "item",
    "parent": "item",
    "source_item": "item",
    "room": "room",
    "moved_from": "room",
    "other": "room",
    "account": "account",
    "note": "note",
    "person": "person",
    "sighting": "sighting",
    "report": "report",
    "filing": "filing",
    "link": "link",
    "line": "line",
    "exchange": "exchange",
}
_MOST = 2**60


def write_records(index: Index, table: Table, out: Path) -> tuple[int, int]:
    """Write one table; how many lines, and at how many places some are lost. Raises OSError."""
    rows, count = ReadableRows(index, table.name, table.key), 0
    path = out / table.file
    path.parent.mkdir(exist_ok=True)
    with path.open("xb") as file:
        for row in rows:
            file.write(msgspec.json.encode(_told(row, table)) + b"\n")
            count += 1
    return count, rows.gaps


def _told(row: dict[str, Any], table: Table) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for column, value in row.items():
        kind = table.kind if column == "id" else _KINDS.get(column, "")
        if table.name == "narrative_sources" and column == "source":
            kind = ID_KINDS.get(row["kind"], "")
        if isinstance(value, bytes):
            told[column] = value.hex()
        elif kind and isinstance(value, int) and 0 <= value < _MOST:
            told[column] = identifier(kind, value)
        else:
            told[column] = value
        if column.endswith("_ms") and isinstance(value, int):
            told[column.removesuffix("ms") + "utc"] = iso_utc(value)
    return told
