"""Template, facts and answers become the one report tree; every document is drawn from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.times.times import long_kst
from app.i18n import Texts
from app.i18n import texts as texts_in
from app.report.data.model import Part, Template
from app.report.data.recipients import recipient
from app.report.data.shapes import Json
from app.report.facts import CaseFacts
from app.report.parts.exhibits import exhibit_cards, exhibit_table, hash_sheet
from app.report.parts.form_parts import form_sections, request_part, signature_part
from app.report.parts.record import record_of
from app.report.parts.tables import (
    custody_table,
    intake_tables,
    link_table,
    people_tables,
    timeline_table,
)
from app.report.parts.wording import both_zones
from app.report.pictures.contact_sheet import contact_sheet
from app.report.pictures.relations_picture import relations_picture
from app.report.pictures.timeline_picture import timeline_picture
from app.report.select import Selection, select
from app.report.tree import (
    Block,
    Closing,
    Content,
    Heading,
    Nothing,
    Paragraph,
    ReportTree,
    Statement,
)


def build(
    template: Template, facts: CaseFacts, answers: Mapping[str, Json], language: str
) -> ReportTree:
    """The report as a tree, in the recipient's language (`ko` or `en`; see `template.languages`).

    `answers` are those that `check_answers` gave. Only the template's fields and parts get in, and
    of the exhibits only those that the answers choose. Raises `InputProblem` INP-011 where they
    name an item that the facts do not hold.
    """
    selection = select(template, facts, answers, language)
    texts = texts_in(language)
    blocks = _parts(selection, texts)
    return ReportTree(
        template=template.id,
        template_version=template.version,
        language=language,
        title=template.title.in_language(language),
        addressee=template.addressee.in_language(language),
        recipient=recipient(template.recipient).name.in_language(language),
        as_of=template.as_of,
        case=facts.case.id,
        made_ms=facts.made_ms,
        cover=_cover(selection, texts),
        footer=texts.tr("Case {case}", case=facts.case.id),
        page_word=texts.tr("page {numbers}"),
        blocks=tuple(_gathered(blocks, texts)),
        record=record_of(selection),
    )


def _parts(selection: Selection, texts: Texts) -> list[Block]:
    """All parts in the template's order; headings are numbered, and so are annexes.

    What follows the signature is an annex: she signs what she tells, not the lists behind it.
    """
    blocks: list[Block] = []
    number, annexes, signed = 0, 0, False
    for part in selection.template.parts:
        for block in _PARTS[part](selection, texts):
            if isinstance(block, Heading) and block.level == 1 and signed:
                annexes += 1
                head = texts.tr("Annex {number}", number=annexes)
                blocks.append(Heading(f"{head}. {block.text}", annex=annexes == 1))
            elif isinstance(block, Heading) and block.level == 1:
                number += 1
                blocks.append(Heading(f"{number}. {block.text}"))
            else:
                blocks.append(block)
        signed = signed or part is Part.SIGNATURE
    return blocks


def _gathered(blocks: list[Block], texts: Texts) -> list[Content]:
    """The blocks, with all that the case has nothing for as one line where the first stood.

    Behind the signature no line says which annexes there are not.
    """
    closings = [place for place, block in enumerate(blocks) if isinstance(block, Closing)]
    end = closings[0] if closings else len(blocks)
    blocks = [
        block for place, block in enumerate(blocks) if place < end or not isinstance(block, Nothing)
    ]
    empty = [block.title for block in blocks if isinstance(block, Nothing)]
    line = texts.tr("None in this case: {parts}", parts=", ".join(empty))
    found: list[Content] = []
    for block in blocks:
        if not isinstance(block, Nothing):
            found.append(block)
        elif block.title == empty[0]:
            found.append(Paragraph(line, quiet=True))
    return found


def _cover(selection: Selection, texts: Texts) -> tuple[tuple[str, str], ...]:
    """What stands under the title."""
    template, facts = selection.template, selection.facts
    made = facts.made_ms
    zones = f"{long_kst(made, texts.language)} · {both_zones(made).splitlines()[-1]}"
    to = recipient(template.recipient).name.in_language(texts.language)
    dated = texts.tr(
        "{id}, version {version}, as of {as_of}",
        id=template.id,
        version=template.version,
        as_of=template.as_of,
    )
    lines = [(texts.tr("Goes to"), to), (texts.tr("Case"), facts.case.id)]
    lines.append((texts.tr("Made at"), zones))
    if selection.exhibits:
        count = len(selection.exhibits)
        lines.append(
            (texts.tr("Exhibits"), texts.ntr("{count} exhibit", "{count} exhibits", count))
        )
    lines.append((texts.tr("Template"), dated))
    return tuple(lines)


def _integrity(selection: Selection, texts: Texts) -> list[Block]:
    """What the values support, and what they do not."""
    lines = [
        texts.tr(
            "These values help to check that the files have not changed since they entered the "
            "vault. They support the evidence; they do not prove it."
        ),
        texts.tr(
            "They say nothing about the time before, about who made a file or whether what it "
            "shows is true, and they do not replace the judgement of a court."
        ),
        texts.tr(
            "To check: work out the SHA-256 of each file and hold it against the hash sheet. "
            "The bundle's own page has the commands and how to check the signature."
        ),
    ]
    blocks: list[Block] = [Heading(texts.tr("Integrity")), Statement(tuple(lines))]
    seal = selection.facts.seal
    if seal is not None:
        newest = texts.tr("Newest entry of the log: no. {number}", number=seal.log_number)
        blocks += [
            Paragraph(f"{newest}, {seal.log_head}", quiet=True),
            Paragraph(
                texts.tr("Signing key of the log: {key}").replace("{key}", seal.fingerprint),
                quiet=True,
            ),
        ]
    return blocks


_PARTS: dict[Part, Callable[[Selection, Texts], list[Block]]] = {
    Part.FIELDS: form_sections,
    Part.EXHIBIT_LIST: exhibit_table,
    Part.EXHIBITS: exhibit_cards,
    Part.HASHES: hash_sheet,
    Part.LINKS: link_table,
    Part.PEOPLE: people_tables,
    Part.TIMELINE: timeline_table,
    Part.INTAKE: intake_tables,
    Part.CUSTODY: custody_table,
    Part.INTEGRITY: _integrity,
    Part.SIGNATURE: signature_part,
    Part.CONTACT_SHEET: contact_sheet,
    Part.TIMELINE_PICTURE: timeline_picture,
    Part.RELATIONS_PICTURE: relations_picture,
    Part.REQUEST: request_part,
}
