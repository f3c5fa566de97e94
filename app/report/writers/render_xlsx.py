"""The deletion-support list as a spreadsheet: the columns of domain 12.3 in the report's language.

Every cell is a text: nothing in it can become a formula, a link or a changed date. Made in memory;
the library would put parts of it into files otherwise. It names no author and no program's user.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime

from app.errors import FormatProblem
from app.i18n import texts
from app.report.parts.link_list import COLUMNS, link_rows, titles
from app.report.tree import ReportTree
from app.report.writers.plain import plain_line

_WIDTHS = {
    "no": 6, "platform": 16, "url": 60, "title": 30, "account": 22, "found_at": 21, "posted_at": 21,
    "kind": 22, "recipient": 28, "submitted_at": 21, "receipt_no": 18, "status": 16,
    "result_at": 21, "reappeared": 11, "next_check": 14, "note": 30,
}  # fmt: skip
_MOST_ROWS = 1_048_576
_SHEET_NAME = 31  # characters that a sheet's name may have
_NOT_IN_A_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def render_xlsx(tree: ReportTree) -> bytes:
    """One row an address under a head that stays in sight; set to print across one page.

    Raises `FormatProblem` RPT-036 where a sheet can't hold them all.
    """
    # Loaded with the first spreadsheet: no other work should wait for it.
    import xlsxwriter  # type: ignore[import-untyped]

    said, out = texts(tree.language), io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        made = datetime.fromtimestamp(tree.made_ms // 1000, UTC).replace(tzinfo=None)
        book.set_properties({"title": plain_line(tree.title), "created": made})
        sheet = book.add_worksheet(_sheet_name(said.tr("Links")))
        text = {"num_format": "@", "text_wrap": True, "valign": "top", "font_size": 10}
        head = book.add_format({**text, "bold": True, "bg_color": "#F1F5F3", "bottom": 1})
        cell = book.add_format(text)
        for place, key in enumerate(COLUMNS):
            sheet.set_column(place, place, _WIDTHS[key], cell)
        rows = [titles(said), *link_rows(tree.record, said)]
        if len(rows) > _MOST_ROWS:
            raise FormatProblem("RPT-036", count=len(rows) - 1)
        for number, row in enumerate(rows):
            for place, words in enumerate(row):
                sheet.write_string(number, place, words, cell if number else head)
        sheet.freeze_panes(1, 3)
        sheet.autofilter(0, 0, len(rows) - 1, len(COLUMNS) - 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
    return out.getvalue()


def _sheet_name(name: str) -> str:
    return name.translate(_NOT_IN_A_SHEET_NAME)[:_SHEET_NAME]
