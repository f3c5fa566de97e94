"""Typst in memory: a layout of `resources/typst` and one JSON text become a PDF.

The content is data and never markup; nothing is written to a disk, and the typesetter keeps nothing
of a document once it is made. The same layout, content and time give the same bytes.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from app.errors import FormatProblem
from app.paths import resources
from app.report.writers.glyphs import font_files

if TYPE_CHECKING:
    import typst

STANDARD: Literal["a-3a"] = "a-3a"
_KEPT_FOR = 11
"""The typesetter keeps each part of a document until so many others had no such part."""


def typeset(layout: str, data: str, made_ms: int, *, archive: bool = False) -> bytes:
    """The PDF of a layout (a file's name) with its content; as tagged PDF/A-3a for an `archive`.

    `made_ms` (UTC milliseconds) becomes its creation date. Raises `EnvironmentProblem` ENV-008 (no
    fonts), `FormatProblem` RPT-002 (typesetting failed).
    """
    # Heavy: loaded with the first document, no other work should wait for it.
    import typst

    folder = resources() / "typst"
    try:
        made = typst.compile(
            folder / layout,
            root=folder,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=STANDARD if archive else [],
            sys_inputs={"data": data},
            timestamp=made_ms // 1000,
        )
    except typst.TypstError as e:
        # The error's text can quote the content, so it goes no further.
        raise FormatProblem("RPT-002") from e
    finally:
        _forget()
    if not isinstance(made, bytes):
        raise FormatProblem("RPT-002")
    return made


def _forget() -> None:
    """Let the typesetter drop what it keeps of a document: its words, and much memory."""
    import typst

    for _ in range(_KEPT_FOR):
        typst.compile(b"", font_paths=_fonts(), ignore_system_fonts=True, format="pdf")


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(font_files()[0].parent)],
    )
