"""The link list as a table for deletion support: CSV with the columns of domain 12.3.

UTF-8 with a byte order mark, so that spreadsheets read the Korean; lines end as RFC 4180 wants.
Cells that a spreadsheet could take for a formula are guarded. What is not known yet is an empty
cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from app.domain.chats import Link
from app.domain.textsafe import spreadsheet_cell
from app.domain.times import iso_kst
from app.i18n import N_, Texts
from app.report.wording import word

COLUMNS: dict[str, str] = {
    "no": N_("No."),
    "platform": N_("Platform"),
    "url": "URL",
    "title": N_("Title or description"),
    "account": N_("Account that posted"),
    "found_at": N_("Found at (KST)"),
    "posted_at": N_("Posted at"),
    "kind": N_("Kind"),
    "recipient": N_("Reported to, channel"),
    "submitted_at": N_("Reported at"),
    "receipt_no": N_("Receipt no."),
    "status": N_("Status"),
    "result_at": N_("Result at"),
    "reappeared": N_("Seen again"),
    "next_check": N_("Next look"),
    "note": N_("Note"),
}


def links_csv(links: Iterable[Link], texts: Texts) -> bytes:
    """One row a link, in their order, under titles in the language of `texts`."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([texts.tr(title) for title in COLUMNS.values()])
    for number, link in enumerate(links, 1):
        known = {
            "no": str(number),
            "platform": link.host,
            "url": link.normal,
            "found_at": iso_kst(link.seen_ms),
            "kind": link.kind,
            "status": texts.tr("found"),
            "note": word(link.standing, texts),
        }
        writer.writerow([spreadsheet_cell(known.get(key, "")) for key in COLUMNS])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "backslashreplace")
