"""A sheet of a kit as one A4 page, set by typst in memory; the layout is `resources/typst/kit.typ`.

The same sheet gives the same bytes. Nothing is written to a disk here.
"""

from __future__ import annotations

import json

from app.errors import FormatProblem
from app.paths import resources
from app.recovery.kit import Kit, Sheet
from app.recovery.kit_wording import sheet_text, spare_rows
from app.report.writers.glyphs import font_files


def sheet_page(kit: Kit, sheet: Sheet) -> bytes:
    """The page as PDF, in the language of the words.

    Raises EnvironmentProblem ENV-008 (no fonts), FormatProblem RPT-002.
    """
    # Heavy, and only asked for when a kit is made.
    import typst

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
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(font_files()[0].parent)],
    )
    folder = resources() / "typst"
    try:
        made = typst.compile(
            folder / "kit.typ",
            root=folder,
            font_paths=fonts,
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            timestamp=kit.made_ms // 1000,
        )
    except typst.TypstError as error:
        # The error's text can quote the words, so it goes no further.
        raise FormatProblem("RPT-002") from error
    if not isinstance(made, bytes):
        raise FormatProblem("RPT-002")
    return made
