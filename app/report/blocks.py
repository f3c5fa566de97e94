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
    Content,
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


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels and texts in two columns; `picture` stands above them where a format can hold it."""

    rows: tuple[tuple[str, str], ...]
    picture: Picture | None = None


Simple: TypeAlias = Heading | Paragraph | Fields | Table | Statement | Blank | Pairs


def simple_blocks(tree: ReportTree) -> Iterator[Simple]:
    """All blocks of the tree, each as one or more that hold text only."""
    for block in tree.blocks:
        yield from _simple(block, tree.language)


def _simple(block: Content, language: str) -> Iterator[Simple]:
    match block:
        case Exhibits():
            for card in block.cards:
                yield from _card(card, language)
        case _:
            yield block


def _card(card: ExhibitCard, language: str) -> Iterator[Simple]:
    tr = texts(language).tr
    yield Heading(f"{card.title} · {card.kind} · {card.file_name}", level=2)
    yield Pairs((*card.pairs, (tr("SHA-256"), card.sha256)), card.picture)
