"""The report tree as tagged PDF/A-3a, set by typst in memory; nothing of it touches a disk.

All content reaches the typesetter as one JSON text, so nothing in it is ever read as markup; the
layout is `resources/typst/report.typ`. The same tree and time give the same bytes.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Sequence
from typing import Any

from app.report.pictures.drawing import Label
from app.report.pictures.svg import COLOURS, svg_of
from app.report.tree import (
    Blank,
    Closing,
    ContactSheet,
    Content,
    Drawing,
    ExhibitCard,
    Exhibits,
    FieldRow,
    Fields,
    Heading,
    Paragraph,
    Picture,
    ReportTree,
    Statement,
    Table,
    Thumbnail,
)
from app.report.writers.glyphs import drawable, pieces
from app.report.writers.typesetting import typeset

Data = dict[str, Any]
Said = str | list[list[str]]
Pair = tuple[str, str]
_ROW_ON_A_PAGE = 700
"""Letters up to which a row stands on one page; longer ones may run on."""
_CARD_ON_A_PAGE = 1500
_LETTERS_A_LINE = 25
_SHORT_LABEL = 18
_SHORT_TEXT = 26
"""Letters, those of East Asia twice, that fit into half the width of a card."""
_TWO = 2


def render_pdf(tree: ReportTree, made_ms: int) -> bytes:
    """The document. `made_ms` (UTC milliseconds) becomes its creation date.

    Raises `EnvironmentProblem` ENV-008 (no fonts), `FormatProblem` RPT-002 (typesetting failed).
    """
    data = json.dumps(_tree(tree), ensure_ascii=False)
    return typeset("report.typ", data, made_ms, archive=True)


def _tree(tree: ReportTree) -> Data:
    return {
        "language": tree.language,
        "title": drawable(tree.title),
        "addressee": _text(tree.addressee),
        "cover": [[_text(label), _text(text)] for label, text in tree.cover],
        "footer": _text(tree.footer),
        "page": tree.page_word.split("{numbers}"),
        "paper": any(isinstance(block, Closing) for block in tree.blocks),
        "blocks": [_block(block) for block in tree.blocks],
    }


def _block(block: Content) -> Data:
    match block:
        case Exhibits():
            return {"is": "exhibits", "cards": [_card(card) for card in block.cards]}
        case ContactSheet():
            return {"is": "sheet", "cells": [_cell(cell) for cell in block.cells]}
        case Drawing():
            return _drawing(block)
        case Table():
            return _table(block)
        case Closing():
            return _closing(block)
        case _:
            return _text_block(block)


def _text_block(block: Heading | Paragraph | Fields | Statement | Blank) -> Data:
    match block:
        case Heading():
            return {
                "is": "heading",
                "text": drawable(block.text),
                "level": block.level,
                "annex": block.annex,
            }
        case Paragraph():
            return {
                "is": "paragraph",
                "text": _text(block.text),
                "quiet": block.quiet,
                "leads": block.leads,
            }
        case Fields():
            return {"is": "fields", "rows": [_row(row) for row in block.rows]}
        case Statement():
            return {"is": "statement", "lines": [_text(line) for line in block.lines]}
        case Blank():
            return {"is": "blank", "label": _text(block.label), "hint": _text(block.hint)}


def _row(row: FieldRow) -> Data:
    return {
        "label": _text(row.label),
        "lines": [_text(line) for line in row.lines],
        "quiet": row.quiet,
        "blank": row.blank,
        "hint": _text(row.hint),
        "long": _length([*row.lines, *(one.text + one.note for one in row.boxes)]) > _ROW_ON_A_PAGE,
        "boxes": [
            {"text": _text(box.text), "ticked": box.ticked, "note": _text(box.note)}
            for box in row.boxes
        ],
    }


def _length(texts: Iterable[str]) -> int:
    """Letters, with a line that is broken early counted for a whole short one."""
    return sum(len(text) + _LETTERS_A_LINE * (text.count("\n") + 1) for text in texts)


def _cell(cell: Thumbnail) -> Data:
    return {
        "title": _text(cell.title),
        "kind": _text(cell.kind),
        "file": _text(cell.file_name),
        "picture": None if cell.picture is None else _picture(cell.picture),
    }


def _drawing(drawing: Drawing) -> Data:
    return {
        "is": "drawing",
        # Texts are set by the typesetter: what draws its pictures gives up on some emoji in them.
        "svg": svg_of(drawing, labels=False),
        "labels": [
            {
                "x": mark.x,
                "y": mark.y,
                "size": mark.size,
                "strong": mark.strong,
                "colour": COLOURS[mark.tone],
                "text": _text(mark.text.replace("\n", " ")),
            }
            for mark in drawing.marks
            if isinstance(mark, Label)
        ],
        "width": drawing.width,
        "height": drawing.height,
        "alt": drawable(drawing.alt),
        "table": _table(drawing.table),
    }


def _closing(closing: Closing) -> Data:
    return {
        "is": "closing",
        "date": _text(closing.date_line),
        "signer": _text(closing.signer),
        "name": _text(closing.name),
        "seal": _text(closing.seal),
        "addressee": _text(closing.addressee),
    }


def _table(table: Table) -> Data:
    return {
        "is": "table",
        "name": drawable(table.name),
        "columns": [
            {"title": _text(one.title), "share": one.share, "fixed": one.fixed, "mono": one.mono}
            for one in table.columns
        ],
        "rows": [
            {
                "cells": [_text(cell) for cell in row],
                "long": max((_length([cell]) for cell in row), default=0) > _ROW_ON_A_PAGE,
            }
            for row in table.rows
        ],
    }


def _card(card: ExhibitCard) -> Data:
    return {
        "title": _text(card.title),
        "file": _text(card.file_name),
        "kind": _text(card.kind),
        "rows": [[_text(one) for pair in row for one in pair] for row in _side_by_side(card.pairs)],
        "sha256": card.sha256,
        "long": _length(text for _, text in card.pairs) > _CARD_ON_A_PAGE,
        "picture": None if card.picture is None else _picture(card.picture),
    }


def _side_by_side(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Label and text in rows; two short ones that follow each other share one.

    So that a card is no taller than it has to be, and hundreds of them are fewer pages.
    """
    rows: list[list[Pair]] = []
    for pair in pairs:
        if rows and len(rows[-1]) == 1 and _is_short(rows[-1][0]) and _is_short(pair):
            rows[-1].append(pair)
        else:
            rows.append([pair])
    return rows


def _is_short(pair: Pair) -> bool:
    label, text = map(_width, pair)
    return label <= _SHORT_LABEL and text <= _SHORT_TEXT and "\n" not in pair[1]


def _width(text: str) -> int:
    """Letters, those of East Asia counted twice."""
    return len(text) + sum(letter > "\u10ff" for letter in text)


def _picture(picture: Picture) -> Data:
    """The JPEG inside an SVG: the one way in for bytes that keeps them as they are."""
    width, height = _jpeg_size(picture.jpeg)
    encoded = base64.b64encode(picture.jpeg).decode("ascii")
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{encoded}"/></svg>'
    )
    return {"svg": svg, "alt": drawable(picture.alt)}


def _jpeg_size(jpeg: bytes) -> tuple[int, int]:
    """Width and height from the frame header of our own covered JPEG."""
    place = 2
    while jpeg[place + 1] not in {0xC0, 0xC1, 0xC2}:
        place += 2 + int.from_bytes(jpeg[place + 2 : place + 4])
    high, wide = jpeg[place + 5 : place + 7], jpeg[place + 7 : place + 9]
    return int.from_bytes(wide), int.from_bytes(high)


def _text(text: str) -> Said:
    """Lines of pieces: a break may come between pieces of a line, and must between lines.

    One line of one piece, as most are, is just its text: thousands of them are set far sooner so.
    """
    plain = drawable(text)
    lines = [pieces(line) for line in plain.split("\n")]
    return plain if len(lines) == 1 and len(lines[0]) < _TWO else lines
