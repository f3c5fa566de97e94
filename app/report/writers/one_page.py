"""A page with a layout of its own, set by typst in memory: what is no report, as a sheet to keep.

All content reaches the layout as one JSON text and is drawn as text only; nothing is written to a
disk here. The same content and time give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from app.errors import FormatProblem
from app.paths import resources
from app.report.writers.glyphs import font_files


def one_page(layout: str, data: Mapping[str, object], made_ms: int) -> bytes:
    """The PDF of a layout in `resources/typst`. `made_ms` (UTC milliseconds): its creation date.

    Raises EnvironmentProblem ENV-008 (no fonts), FormatProblem RPT-002 (typesetting stopped).
    """
    # Heavy, and only asked for when such a page is made.
    import typst

    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(font_files()[0].parent)],
    )
    folder = resources() / "typst"
    try:
        made = typst.compile(
            folder / layout,
            root=folder,
            font_paths=fonts,
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            timestamp=made_ms // 1000,
        )
    except typst.TypstError as error:
        # The error's text can quote the content, so it goes no further.
        raise FormatProblem("RPT-002") from error
    if not isinstance(made, bytes):
        raise FormatProblem("RPT-002")
    return made
