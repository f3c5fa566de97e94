"""The blocks of a report tree for documents that can only set text, tables and lines to write on.

What such a document can't draw stands as the table or list that says the same. The order is the
tree's; nothing is added or left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from app.i18n import texts
from app.report.tree import (
    Blank,
    Closing,
    Column,
    ContactSheet,
    Content,
    Drawing,
    ExhibitCard,
    Exhibits,
    Fields,
    Heading,
    Paragraph,
    Picture,
    ReportTree,
    Statement,
    Table,
)

_PAGE_MM = 170.0


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels and texts in two columns; `picture` stands above them where a format can hold it."""

    rows: tuple[tuple[str, str], ...]
    picture: Picture | None = None


Simple: TypeAlias = Heading | Paragraph | Fields | Table | Statement | Blank | Closing | Pairs


def is_paper(tree: ReportTree) -> bool:
    """Whether it is signed at its end: then that is where it says to whom it goes, not its head."""
    return any(isinstance(block, Closing) for block in tree.blocks)


def simple_blocks(tree: ReportTree) -> Iterator[Simple]:
    """All blocks of the tree, each as one or more that hold text only.

    What stands under the title of other reports stands behind the signature of a paper. A contact
    sheet at the end is left out: without its pictures it only repeats the list of exhibits.
    """
    blocks = tree.blocks
    if blocks and isinstance(blocks[-1], ContactSheet):
        head = max(place for place, one in enumerate(blocks) if isinstance(one, Heading))
        blocks = blocks[:head]
    for block in blocks:
        yield from _simple(block, tree.language)
        if isinstance(block, Closing):
            yield Paragraph(" · ".join(f"{label} {text}" for label, text in tree.cover), quiet=True)


def shares_of(table: Table) -> list[float]:
    """How much of the width each column takes, together 1; millimetres count on a page of 170."""
    fixed = sum(column.fixed for column in table.columns)
    rest = max(_PAGE_MM - fixed, _PAGE_MM / 3)
    shares = sum(column.share for column in table.columns if not column.fixed) or 1
    wanted = [column.fixed or rest * column.share / shares for column in table.columns]
    return [one / sum(wanted) for one in wanted]


def _simple(block: Content, language: str) -> Iterator[Simple]:
    match block:
        case Exhibits():
            for card in block.cards:
                yield from _card(card)
        case ContactSheet():
            yield _sheet(block, language)
        case Drawing():
            yield Paragraph(block.alt, quiet=True, leads=True)
            if block.table.rows:
                yield block.table
        case _:
            yield block


def _card(card: ExhibitCard) -> Iterator[Simple]:
    yield Heading(f"{card.title} · {card.kind} · {card.file_name}", level=2)
    yield Pairs((*card.pairs, ("SHA-256", card.sha256)), card.picture)


def _sheet(sheet: ContactSheet, language: str) -> Table:
    tr = texts(language).tr
    columns = (
        Column(tr("No."), fixed=14),
        Column(tr("What it is"), 2),
        Column(tr("File in the bundle"), 2),
    )
    rows = tuple((str(one.number), one.kind, one.file_name) for one in sheet.cells)
    return Table(sheet.name, columns, rows)
