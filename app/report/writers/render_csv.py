"""The deletion-support list as CSV, for programs of every kind.

UTF-8 with a byte order mark, so that spreadsheets read the Korean; lines end as RFC 4180 wants.
Cells that a spreadsheet could take for a formula are guarded.
"""

from __future__ import annotations

import csv
import io

from app.i18n import texts
from app.report.parts.link_list import link_rows, titles
from app.report.tree import ReportTree


def render_csv(tree: ReportTree) -> bytes:
    """One row an address under titles in the report's language."""
    said = texts(tree.language)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(titles(said))
    writer.writerows(link_rows(tree.record, said))
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "backslashreplace")
