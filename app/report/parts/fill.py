"""Answers as lines of text in the report's language: what a person wrote, in their order."""

from __future__ import annotations

from datetime import date, datetime

from app.domain.times.times import iso_utc, long_kst
from app.i18n import N_, Texts
from app.report.data.conditions import holds
from app.report.data.model import Field, FieldType, Requirement
from app.report.data.shapes import Json
from app.report.parts.asking import box_row, has_boxes
from app.report.parts.wording import answer_certainty
from app.report.select import Selection
from app.report.tree import FieldRow

PARTS = {
    "platform": N_("platform"),
    "name": N_("name shown"),
    "username": N_("user name"),
    "id": N_("number (ID)"),
    "link": N_("link"),
    "phone": N_("phone"),
    "seen": N_("seen at"),
    "url": N_("address"),
    "kind": N_("kind"),
    "title": N_("title"),
    "found": N_("found at"),
    "posted": N_("posted at"),
    "when": N_("date"),
    "amount": N_("sum"),
    "bank": N_("bank or chain"),
    "account": N_("account"),
    "transaction": N_("transaction"),
    "recipient": N_("reported to"),
    "date": N_("reported on"),
    "receipt": N_("receipt number"),
    "result": N_("outcome"),
    "relation": N_("relation"),
    "org": N_("organisation"),
    "note": N_("note"),
}
"""What a row of a list is made of, in the order of reading; a note says more of what is told."""
_PAID_TO = N_("account or wallet that took it")
_NAMELESS = frozenset({"url", "platform"})
"""An address or a platform says by itself what it is."""
_TIMES = frozenset({"seen", "found", "posted", "when", "date"})
_BLANK_LINES = {Requirement.HAND}


def field_row(field: Field, selection: Selection, texts: Texts) -> FieldRow:
    """One question with its answer, a blank line to write on, or a quiet "not stated"."""
    label = field.label.in_language(selection.language)
    hint = field.help.in_language(selection.language) if field.help else ""
    if field.type is FieldType.EVIDENCE_REFS:
        return FieldRow(field.id, label, (_exhibits_line(selection, texts),))
    if has_boxes(field):
        return box_row(field, selection, texts)
    answer = selection.answers.get(field.id)
    lines = () if answer is None else tuple(_lines(field, answer, texts))
    if lines:
        return FieldRow(field.id, label, lines)
    if _on_paper(field, selection):
        return FieldRow(field.id, label, (), blank=True)
    if field.requirement in _BLANK_LINES:
        return FieldRow(field.id, label, (), blank=True, hint=hint)
    return FieldRow(field.id, label, (texts.tr("Not stated"),), quiet=True)


def is_printed(field: Field, selection: Selection) -> bool:
    """Whether a field stands in the document.

    Without an answer it does not where nobody asks for it, or where it is known only afterwards.
    """
    if selection.answers.get(field.id) is not None:
        return True
    if field.requirement is Requirement.AFTER:
        return False
    if field.waived_if is not None and holds(field.waived_if, selection.answers):
        return False
    return field.asked_if is None or holds(field.asked_if, selection.answers)


def _on_paper(field: Field, selection: Selection) -> bool:
    """Whether what is open can be written by hand: the office asks for it and takes paper."""
    channels = selection.template.channels
    return field.requirement is Requirement.RULE and ("visit" in channels or "post" in channels)


def _exhibits_line(selection: Selection, texts: Texts) -> str:
    count = len(selection.exhibits)
    if not count:
        return texts.tr("No files go along with this.")
    return texts.ntr("{count} exhibit, listed below", "{count} exhibits, listed below", count)


def _lines(field: Field, answer: Json, texts: Texts) -> list[str]:
    if isinstance(answer, bool):
        return [texts.tr("Yes") if answer else texts.tr("No")]
    if field.type is FieldType.CHOICE:
        return [field.choice_label(str(answer), texts.language)]
    if isinstance(answer, list):
        if field.type is FieldType.MULTI:
            return [field.choice_label(str(one), texts.language) for one in answer]
        rows = [_entry(field, one, texts) for one in answer]
        numbered = [f"{number}. {row}" for number, row in enumerate(rows, 1)]
        return numbered if len(rows) > 1 else rows
    if isinstance(answer, dict):
        if field.type in (FieldType.DATETIME, FieldType.DATETIME_RANGE):
            return _span(answer, texts)
        if field.type is FieldType.BOOL:
            said = answer.get("answer")
            first = [] if said is None else [texts.tr("Yes") if said else texts.tr("No")]
            return first + [str(answer["text"])] * ("text" in answer)
        return [_entry(field, answer, texts)]
    if field.type is FieldType.DATE:
        return [_time(str(answer), texts)]
    return [str(answer)]


def _entry(field: Field, entry: Json, texts: Texts) -> str:
    """A row of a list on one line: `https://… · title: …`; what needs no name has none."""
    if not isinstance(entry, dict):
        return str(entry)
    if list(entry) in (["name"], ["note"]):
        return str(next(iter(entry.values())))
    ordered = [(key, entry[key]) for key in PARTS if key in entry]
    shown = ((key, _when(value, texts) if key in _TIMES else value) for key, value in ordered)
    paid = field.type is FieldType.MONEY_LIST
    names = {**PARTS, "account": _PAID_TO} if paid else PARTS
    return " · ".join(
        str(value) if key in _NAMELESS else f"{texts.tr(names[key])}: {value}"
        for key, value in shown
    )


def _when(value: Json, texts: Texts) -> str:
    """A time of a list's row, in words; what a person wrote otherwise stays as it is."""
    try:
        return _time(str(value), texts)
    except ValueError:
        return str(value)


def _span(answer: dict[str, Json], texts: Texts) -> list[str]:
    lines = []
    start, end = (str(answer.get(key) or "") for key in ("from", "to"))
    if start and end:
        lines.append(texts.tr("from {time}").replace("{time}", _time(start, texts)))
        lines.append(texts.tr("to {time}").replace("{time}", _time(end, texts)))
    elif start or end:
        lines.append(_time(start or end, texts))
    certainty = answer_certainty(str(answer.get("certainty", "")), texts)
    if certainty:
        lines.append(texts.tr("Certainty: {words}").replace("{words}", certainty))
    if answer.get("text"):
        lines.append(str(answer["text"]))
    return lines


def _time(text: str, texts: Texts) -> str:
    """An ISO text as people read it: KST with UTC beside it; a day alone stays a day."""
    if len(text) <= 10:
        day = date.fromisoformat(text)
        return f"{day.year}년 {day.month}월 {day.day}일" if texts.language == "ko" else text
    try:
        at_ms = int(datetime.fromisoformat(text).timestamp() * 1000)
        return f"{long_kst(at_ms, texts.language)} · {iso_utc(at_ms).replace('T', ' ')[:19]} UTC"
    except (OverflowError, ValueError):
        return text
