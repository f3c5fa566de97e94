"""The report tree: what a document says, block by block, before any format of it.

Frozen and plain. Texts are evidence or our own words, both inert: no block has markup. Renderers
decide the look and never add or leave out content.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.report.pictures.drawing import Mark


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part (level 1) or of a group in it (level 2).

    `annex`: with it a part begins that is attached behind the signature, on a page of its own.
    """

    text: str
    level: int = 1
    annex: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `quiet` for what only explains, `leads` where it belongs to what follows."""

    text: str
    quiet: bool = False
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A box on a form, ticked or left to be ticked by hand; `note` is what was written beside."""

    text: str
    ticked: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A question and its answer. `blank`: a line to write on; `quiet`: nothing was written.

    Where there are `boxes` (all choices of the question, or what is to be confirmed), they are
    drawn in place of the `lines`, which say the same in words.
    """

    id: str
    label: str
    lines: tuple[str, ...]
    quiet: bool = False
    blank: bool = False
    hint: str = ""
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Fields:
    """Questions and answers, one under the other."""

    rows: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: title, share of the width (or `fixed` millimetres), `mono` for exact values."""

    title: str
    share: float = 1.0
    fixed: float = 0.0
    mono: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under titles; the title row repeats on each page. `name` is for readers aloud."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A covered picture (JPEG) and the words that stand for it."""

    jpeg: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class ExhibitCard:
    """All that is known of one exhibit, as label and text."""

    number: int
    title: str
    file_name: str
    kind: str
    pairs: tuple[tuple[str, str], ...]
    sha256: str
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Exhibits:
    """The exhibits, each a card."""

    cards: tuple[ExhibitCard, ...]


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A place of the contact sheet; `picture` is None where nothing of it may be shown."""

    number: int
    title: str
    kind: str
    file_name: str
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class ContactSheet:
    """The exhibits as small pictures, covered or redacted, in the order of their numbers."""

    name: str
    cells: tuple[Thumbnail, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture made of our own marks, never of evidence pixels.

    `alt` says in words what it shows, `table` the same facts in rows: who draws nothing shows that.
    `app.report.pictures.svg` makes it an SVG. Width and height are millimetres.
    """

    name: str
    width: float
    height: float
    marks: tuple[Mark, ...]
    alt: str
    table: Table


@dataclass(frozen=True, slots=True)
class Statement:
    """Fixed text that says what this document does and does not show."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """A line to write on by hand."""

    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of a paper: a line for the date, one to sign on, and to whom it goes.

    `signer` is who signs ("고소인"), `name` what is printed there, if anything, `seal` what stands
    behind the line.
    """

    date_line: str
    signer: str
    name: str
    seal: str
    addressee: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Nothing:
    """A part that this case has nothing for; all of these are gathered into one quiet line."""

    title: str


Content = (
    Heading
    | Paragraph
    | Fields
    | Table
    | Exhibits
    | ContactSheet
    | Drawing
    | Statement
    | Blank
    | Closing
)
Block = Content | Nothing


@dataclass(frozen=True, slots=True)
class ReportTree:
    """A whole report in one language. `record` is the same content for machines (`report.json`)."""

    template: str
    template_version: int
    language: str
    title: str
    addressee: str
    recipient: str
    as_of: date
    case: str
    made_ms: int
    cover: tuple[tuple[str, str], ...]
    footer: str
    page_word: str
    blocks: tuple[Content, ...]
    record: dict[str, Any]
