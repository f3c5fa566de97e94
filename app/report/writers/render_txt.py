"""The report tree as plain text: to read anywhere, and to copy out of into a form on the web.

UTF-8 with a byte order mark and the line ends of Windows, so that the oldest editor shows it. Where
an answer is longer than the recipient's own box takes, the place is marked; nothing is cut.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.i18n import Texts, texts
from app.report.data.model import Requirement, Template
from app.report.parts.blocks import Pairs, Simple, is_paper, simple_blocks
from app.report.tree import (
    Blank,
    Closing,
    FieldRow,
    Fields,
    Heading,
    Paragraph,
    ReportTree,
    Statement,
    Table,
)
from app.report.writers.plain import plain, plain_line

_RULE = "-" * 40
_LINE = "_" * 30


def render_txt(tree: ReportTree, template: Template) -> bytes:
    """The whole report as text; `template` says how much the recipient's boxes take."""
    lines = [plain_line(tree.title), _RULE]
    if not is_paper(tree):
        lines[1:1] = [plain(tree.addressee)]
        lines += [f"{plain_line(label)}: {plain_line(text)}" for label, text in tree.cover]
    said = texts(tree.language)
    for block in simple_blocks(tree):
        lines += ["", *_block(block, template, said)]
    whole = "\n".join(lines) + "\n"
    return b"\xef\xbb\xbf" + whole.replace("\n", "\r\n").encode()


def letter(tree: ReportTree, template: Template) -> str:
    """What was answered, as the text of a mail: no head, nothing open, no lines to write on."""
    said, lines, heading = texts(tree.language), [], ""
    for block in simple_blocks(tree):
        if isinstance(block, Heading):
            heading = plain_line(block.text)
            continue
        found = _answered(block, template, said)
        if found:
            lines += [heading, ""] if heading else []
            lines += [*found, ""]
            heading = ""
    return "\n".join(lines).rstrip("\n") + "\n"


def _answered(block: Simple, template: Template, said: Texts) -> list[str]:
    match block:
        case Blank() | Closing() | Heading():
            return []
        case Fields():
            rows = [row for row in block.rows if not (row.quiet or row.blank)]
            return [line for row in rows if not _comes_after(row, template) for line in _told(row)]
        case Paragraph(quiet=True):
            return []
        case Table():
            cells = [tuple(column.title for column in block.columns), *block.rows]
            return [" · ".join(plain_line(cell) for cell in row if cell) for row in cells]
        case _:
            return _block(block, template, said)


def _comes_after(row: FieldRow, template: Template) -> bool:
    """Whether a question is about what the recipient will answer."""
    field = template.field(row.id)
    return field is not None and field.requirement is Requirement.AFTER


def _told(row: FieldRow) -> list[str]:
    """A row of a mail: only the boxes that are ticked."""
    lines = [f"- {box.text}" for box in row.boxes if box.ticked] if row.boxes else row.lines
    return [f"{plain_line(row.label)}:", *map(plain, lines), ""] if lines else []


def _block(block: Simple, template: Template, said: Texts) -> list[str]:
    match block:
        case Heading():
            mark = "■" if block.level == 1 else "□"
            return [f"{mark} {plain_line(block.text)}"]
        case Paragraph():
            return [plain(block.text)]
        case Fields():
            return [line for row in block.rows for line in _row(row, template, said)]
        case Table():
            return list(_table(block))
        case Statement():
            return [plain(line) for line in block.lines]
        case Blank():
            hint = [plain(block.hint)] if block.hint else []
            return [f"{plain_line(block.label)}: {_LINE}", *hint]
        case Closing():
            return list(_closing(block))
        case Pairs():
            seen = [plain(block.picture.alt)] if block.picture else []
            return seen + [f"{plain_line(label)}: {plain(text)}" for label, text in block.rows]


def _row(row: FieldRow, template: Template, said: Texts) -> Iterator[str]:
    yield f"[{plain_line(row.label)}]"
    if row.blank:
        yield _LINE
    text = "\n".join(map(plain, row.lines))
    field = template.field(row.id)
    limit = field.limit_chars if field is not None and not row.quiet else 0
    if limit and len(text) > limit:
        here = said.tr("[the box takes {limit} characters: up to here]", limit=f"{limit:,}")
        text = f"{text[:limit]}{here}{text[limit:]}"
    if text:
        yield text
    yield ""


def _table(table: Table) -> Iterator[str]:
    """Each row as its own lines under the column's title: a text file has no columns to line up."""
    titles = [plain_line(column.title) for column in table.columns]
    for row in table.rows:
        for title, cell in zip(titles, row, strict=True):
            if cell:
                yield f"{title}: {_beside(cell)}"
        yield ""


def _beside(cell: str) -> str:
    """The lines of a cell on one line, told apart."""
    return " · ".join(plain_line(line) for line in cell.split("\n") if line)


def _closing(closing: Closing) -> Iterator[str]:
    yield plain(closing.date_line)
    name = plain_line(closing.name) or _LINE
    yield f"{plain_line(closing.signer)}: {name} {closing.seal}".rstrip()
    if closing.hint:
        yield plain(closing.hint)
    if closing.addressee:
        yield plain(closing.addressee)
