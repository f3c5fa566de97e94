"""The parts of a report that are a form: its sections, what is asked for, and the signature.

The section that holds the signature's field comes with the signature, at the end of the paper;
what is asked for stands as boxes, in a part of its own where the template wants that.
"""

from __future__ import annotations

from app.i18n import Texts
from app.report.data.model import Field, FieldType, Part, Requirement, Section
from app.report.parts.asking import is_asked
from app.report.parts.fill import field_row, is_printed
from app.report.select import Selection, has
from app.report.tree import Block, Closing, FieldRow, Fields, Heading, Paragraph

_SIGNATURE = "sign."
_BY_AGENT = "agent.name"


def form_sections(selection: Selection, texts: Texts) -> list[Block]:
    """The sections of the form, but for those that other parts bring; before them what it asks."""
    opening = selection.template.opening
    blocks: list[Block] = []
    if opening is not None:
        blocks.append(Paragraph(opening.in_language(selection.language)))
    for section in selection.template.sections:
        if has(selection, Part.SIGNATURE) and _signs(section):
            continue
        fields = _of_section(section, selection)
        if has(selection, Part.REQUEST):
            if _comes_after(fields):
                continue
            fields = [field for field in fields if not is_asked(field)]
        blocks += _section(section, fields, selection, texts)
    return blocks


def request_part(selection: Selection, texts: Texts) -> list[Block]:
    """What is asked for, section by section, as boxes; then what waits for the handing in."""
    blocks: list[Block] = []
    after: list[Block] = []
    for section in selection.template.sections:
        fields = _of_section(section, selection)
        asked = [field for field in fields if is_asked(field)]
        blocks += _section(section, asked, selection, texts)
        if _comes_after(fields):
            after += _section(section, fields, selection, texts)
    return blocks + after


def signature_part(selection: Selection, texts: Texts) -> list[Block]:
    """Confirmations, then date, signature and to whom the paper goes."""
    blocks: list[Block] = []
    signed = False
    for section in filter(_signs, selection.template.sections):
        fields = _of_section(section, selection)
        blocks += _section(section, fields, selection, texts)
        signed = True
    return [*blocks, _closing(selection, texts)] if signed else blocks


def _signs(section: Section) -> bool:
    return any(name.startswith(_SIGNATURE) for name in section.fields)


def _comes_after(fields: list[Field]) -> bool:
    """Whether a section waits for the recipient's answer: it never stands before the request."""
    return all(field.requirement is Requirement.AFTER for field in fields)


def _of_section(section: Section, selection: Selection) -> list[Field]:
    named = (selection.template.field(name) for name in section.fields)
    return [field for field in named if field is not None and is_printed(field, selection)]


def _section(
    section: Section, fields: list[Field], selection: Selection, texts: Texts
) -> list[Block]:
    rows = tuple(_row(field, selection, texts) for field in fields if not _is_signed_by_hand(field))
    if not rows:
        return []
    return [Heading(section.title.in_language(selection.language)), Fields(rows)]


def _is_signed_by_hand(field: Field) -> bool:
    return field.id.startswith(_SIGNATURE) and field.type is FieldType.HANDWRITTEN


def _row(field: Field, selection: Selection, texts: Texts) -> FieldRow:
    if field.type is not FieldType.HANDWRITTEN:
        return field_row(field, selection, texts)
    label = field.label.in_language(selection.language)
    hint = field.help.in_language(selection.language) if field.help else ""
    return FieldRow(field.id, label, (), blank=True, hint=hint)


def _closing(selection: Selection, texts: Texts) -> Closing:
    template = selection.template
    signer = template.signer.in_language(selection.language) if template.signer else ""
    name = selection.answers.get("person.name") or selection.answers.get("person.alias")
    agent = selection.answers.get(_BY_AGENT)
    if isinstance(agent, str) and not template.principal_signs:
        signer, name = texts.tr("Agent"), agent
    return Closing(
        date_line=texts.tr("Date: ____________________"),
        signer=signer or texts.tr("Signed by"),
        name=name if isinstance(name, str) else "",
        seal=texts.tr("(signature)"),
        addressee=template.addressee.in_language(selection.language),
    )
