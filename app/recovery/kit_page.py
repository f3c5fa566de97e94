"""A sheet of a kit as one A4 page; the layout is `resources/typst/kit.typ`.

The same sheet gives the same bytes. Nothing is written to a disk here.
"""

from __future__ import annotations

from app.recovery.kit import Kit, Sheet
from app.recovery.kit_wording import sheet_text, spare_rows
from app.report.writers.one_page import one_page


def sheet_page(kit: Kit, sheet: Sheet) -> bytes:
    """The page as PDF, in the language of the words.

    Raises EnvironmentProblem ENV-008 (no fonts), FormatProblem RPT-002.
    """
    text = sheet_text(kit, sheet, kit.language)
    data = {
        "language": kit.language,
        "title": text.title,
        "part": text.part,
        "lines": text.lines,
        "words": sheet.words,
        "facts": text.facts,
        "spare": text.spare,
        "spare_what": text.spare_what,
        "groups": spare_rows(kit),
    }
    return one_page("kit.typ", data, kit.made_ms)
