"""The identity sheet: who the person is, on one page of its own, for the officer's hands.

It goes with a request for a pseudonym and with nothing else: it is no part of a bundle, of another
paper or of any data, and no template makes it. What is not known stays a line to write on; the
resident registration number is always one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.domain.times.times import long_kst
from app.i18n import N_, Texts
from app.i18n import texts as texts_in
from app.report.data.dictionary import known_field
from app.report.data.model import Template
from app.report.data.shapes import Json
from app.report.parts.pseudonym import IDENTITY
from app.report.tree import Closing, Content, FieldRow, Fields, Heading, ReportTree, Statement

ABOUT = (
    N_("This page goes by hand, to the officer in charge, together with the request."),
    N_("It is no part of the case file, of other papers or of a bundle. Please keep it apart."),
)
_AFTER_BIRTH = "person.birth"


def identity_sheet(
    template: Template, told: Mapping[str, Json], alias: str, made_ms: int, language: str
) -> ReportTree:
    """The sheet as a tree. `told`: what was typed about the person; `template`: the request's own.

    Nothing but `IDENTITY` is taken from `told`; what is unknown is a blank line.
    """
    texts = texts_in(language)
    blocks: tuple[Content, ...] = (
        Statement(tuple(texts.tr(line) for line in ABOUT)),
        Heading(texts.tr("Pseudonym and person")),
        Fields((_alias(alias, texts), *_rows(told, alias, texts))),
        Closing(
            date_line=texts.tr("Date: ____________________"),
            signer=texts.tr("Signed by"),
            name="",
            seal=texts.tr("(signature)"),
            addressee=template.addressee.in_language(language),
        ),
    )
    return ReportTree(
        template=template.id,
        template_version=template.version,
        language=language,
        title=texts.tr("Identity sheet"),
        addressee=template.addressee.in_language(language),
        recipient="",
        as_of=template.as_of,
        case="",
        made_ms=made_ms,
        cover=((texts.tr("Made at"), long_kst(made_ms, language)),),
        footer=texts.tr("to be kept apart from other papers"),
        page_word=texts.tr("page {numbers}"),
        blocks=blocks,
        record={},
    )


def _alias(alias: str, texts: Texts) -> FieldRow:
    label = _label("person.alias", texts)
    return FieldRow("person.alias", label, (alias,) if alias else (), blank=not alias)


def _rows(told: Mapping[str, Json], alias: str, texts: Texts) -> list[FieldRow]:
    rows = []
    for name in IDENTITY:
        said = told.get(name)
        text = said.strip() if isinstance(said, str) else ""
        if text == alias:
            text = ""  # only the alias was ever typed: the name is written by hand
        lines = (_shown(text),) if text else ()
        rows.append(FieldRow(name, _label(name, texts), lines, blank=not text))
        if name == _AFTER_BIRTH:
            rows.append(_number_by_hand(texts))
    return rows


def _number_by_hand(texts: Texts) -> FieldRow:
    hint = texts.tr("Written or shown at the station. This program never holds it.")
    label = texts.tr("Resident registration number")
    return FieldRow("by_hand", label, (), blank=True, hint=hint)


def _label(name: str, texts: Texts) -> str:
    field = known_field(name)
    return name if field is None else field.label.in_language(texts.language)


def _shown(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.year}. {day.month}. {day.day}."
