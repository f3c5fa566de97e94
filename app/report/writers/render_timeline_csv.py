"""The order of time as CSV, for a spreadsheet: three times a row, never merged.

What the platform showed (with its own text), when it was captured, when it entered the vault. Reads
the report's record and nothing else, so nothing is in it that may not leave. UTF-8 with a byte
order mark; cells that a spreadsheet could take for a formula are guarded.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from app.domain.case.timeline import EntryKind
from app.domain.chats.roomlife import Happening
from app.domain.chats.roomlife_words import HAPPENINGS
from app.domain.text.textsafe import spreadsheet_cell
from app.domain.times.times import KST
from app.i18n import N_, Texts, texts
from app.report.data.templates import known_templates, load_template
from app.report.parts.wording import word
from app.report.tree import ReportTree

COLUMNS = (
    N_("In order of (KST)"),
    N_("In order of (UTC)"),
    N_("Shown on the platform (UTC)"),
    N_("Shown on the platform, as it stood there"),
    N_("Captured (UTC)"),
    N_("Entered the vault (UTC)"),
    N_("Until (UTC)"),
    N_("Room"),
    N_("What"),
    N_("Content or name"),
    N_("How many"),
)
Record = dict[str, Any]


def render_timeline_csv(tree: ReportTree) -> bytes | None:
    """A row an entry, in the report's language; None where the template has no order of time."""
    timeline = tree.record.get("timeline")
    if timeline is None:
        return None
    said = texts(tree.language)
    rooms = {lane["id"]: lane["title"] for lane in timeline["lanes"]}
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(said.tr, COLUMNS))
    for entry in timeline["entries"]:
        writer.writerow(map(spreadsheet_cell, _row(entry, rooms, said)))
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "backslashreplace")


def _row(entry: Record, rooms: dict[str, str], said: Texts) -> Iterator[str]:
    shown = entry["shown"] or {}
    yield _kst(entry["order_at"])
    yield entry["order_at"] or ""
    yield shown.get("utc") or ""
    yield shown.get("original") or ""
    yield (entry["captured"] or {}).get("utc") or ""
    yield (entry["entered"] or {}).get("utc") or ""
    yield entry["until"] or ""
    yield rooms.get(entry["lane"]) or ""
    happening = entry["happening"]
    yield (
        said.tr(HAPPENINGS[Happening(happening)])
        if happening
        else word(EntryKind(entry["kind"]), said)
    )
    yield _label(entry, said)
    yield str(entry["count"])


def _label(entry: Record, said: Texts) -> str:
    label = str(entry["label"])
    if entry["kind"] == EntryKind.REPORT and label in known_templates():
        return load_template(label).title.in_language(said.language)
    return label


def _kst(utc: str | None) -> str:
    """The same second in Korea; empty for a time that no calendar holds, in UTC or there."""
    if utc is None:
        return ""
    try:
        moment = datetime.fromisoformat(utc).astimezone(KST)
    except OverflowError:
        return ""
    return moment.replace(tzinfo=None).isoformat(" ", "seconds")
