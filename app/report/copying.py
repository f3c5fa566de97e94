"""The answers of a report one by one, to copy into a form on the web, with what its boxes take.

A text is never cut: where it is longer than the recipient's box, the place is named and the person
decides. Only what the template lets leave is here, since it comes from the report tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.report.data.model import Field, FieldType, Requirement, Template
from app.report.tree import FieldRow, Fields, Heading, ReportTree
from app.report.writers.plain import plain

_NOT_TYPED = {FieldType.EVIDENCE_REFS, FieldType.HANDWRITTEN, FieldType.STATEMENT}


@dataclass(frozen=True, slots=True)
class CopyField:
    """One box of a form: `text` to put in; `limit` in characters, 0 where none is known."""

    id: str
    section: str
    label: str
    text: str
    limit: int = 0

    @property
    def over(self) -> int:
        """How many characters do not fit; 0 where all do, or no limit is known."""
        return max(0, len(self.text) - self.limit) if self.limit else 0


def fields_to_copy(tree: ReportTree, template: Template) -> tuple[CopyField, ...]:
    """The answered fields in the order of the report. Exhibits, signatures and ticks are not typed.

    Limits count characters as written, line breaks as one each.
    """
    return tuple(_found(tree, template))


def _found(tree: ReportTree, template: Template) -> Iterator[CopyField]:
    section = ""
    for block in tree.blocks:
        if isinstance(block, Heading):
            section = block.text
        if not isinstance(block, Fields):
            continue
        for row in block.rows:
            field = template.field(row.id)
            if field is None or not _is_typed(field) or row.quiet or row.blank:
                continue
            text = _text(row, field, tree)
            if text:
                yield CopyField(row.id, section, plain(row.label), text, field.limit_chars)


def _is_typed(field: Field) -> bool:
    """Whether a person types it into the recipient's form: no receipt, no tick, no file."""
    return field.type not in _NOT_TYPED and field.requirement is not Requirement.AFTER


def _text(row: FieldRow, field: Field, tree: ReportTree) -> str:
    """What goes into the box; of a list of addresses the addresses alone, one a line."""
    if field.type is FieldType.URL_LIST:
        answers = {one["id"]: one["answer"] for one in tree.record["fields"]}
        rows = answers.get(row.id) or []
        urls = [str(one["url"]) for one in rows if isinstance(one, dict) and one.get("url")]
        if urls:
            return "\n".join(map(plain, urls))
    lines = [box.text for box in row.boxes if box.ticked] if row.boxes else row.lines
    return "\n".join(map(plain, lines))
