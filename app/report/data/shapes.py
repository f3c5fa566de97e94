"""The shape of each kind of answer, strictly converted from a value of a form or a file.

Every function returns plain JSON data (texts, booleans, lists, tables) that passes unchanged when
it is given again, and raises `Misfit` with words on what would fit. No template and no file here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Literal, TypeAlias

import msgspec

from app.domain.reports.reports import Answer
from app.domain.times.times import KST
from app.i18n import N_
from app.report.data.model import Field, FieldType

Json: TypeAlias = Answer

_CAPS = {FieldType.LONGTEXT: 200_000}
_SHORT = 4_000
_MOST_ENTRIES = 5_000

NOT_TEXT = N_("it should be a text")
TOO_LONG = N_("it is longer than fits")
NOT_A_CHOICE = N_("it is not one of the choices")
NOT_YES_NO = N_("it should be yes or no (true or false)")
NOT_A_LIST = N_("it should be a list")
TOO_MANY = N_("the list is longer than fits")
BAD_DATE = N_("dates look like 2024-08-27, times like 2024-08-27T14:03")
BAD_TABLE = N_("it has a part that this kind of answer does not have")
BY_HAND = N_("it is written by hand, after printing")


class Misfit(Exception):
    """An answer does not fit; `why` is a message of the catalogue."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class _Entry(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A row of a list, or a table: texts only."""


class Account(_Entry):
    """An account as it was shown."""

    platform: str = ""
    name: str = ""
    username: str = ""
    id: str = ""
    link: str = ""
    phone: str = ""
    seen: str = ""
    note: str = ""


class Url(_Entry):
    """A place, as text."""

    url: str = ""
    kind: str = ""
    title: str = ""
    account: str = ""
    found: str = ""
    posted: str = ""
    note: str = ""


class Money(_Entry):
    """One payment."""

    when: str = ""
    amount: str = ""
    bank: str = ""
    account: str = ""
    transaction: str = ""
    note: str = ""


class Prior(_Entry):
    """One report that was made already."""

    recipient: str = ""
    date: str = ""
    receipt: str = ""
    result: str = ""
    note: str = ""


class Person(_Entry):
    """Somebody who helps."""

    name: str = ""
    relation: str = ""
    org: str = ""


class When(_Entry, rename={"start": "from", "end": "to"}):
    """A time or a span: ISO texts, how sure it is, and the person's own words."""

    start: str = ""
    end: str = ""
    certainty: Literal["", "exact", "approximate", "learned", "unknown"] = ""
    text: str = ""


class YesNo(_Entry):
    """A yes or no with words of its own."""

    answer: bool | None = None
    text: str = ""


def shaped(field: Field, value: object) -> Json | None:
    """The answer in its stored shape, or None where it says nothing. Raises `Misfit`."""
    if value is None:
        return None
    return _SHAPERS[field.type](field, value)


def texts_of(value: Json) -> list[str]:
    """Every text inside a stored answer."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for part in value for text in texts_of(part)]
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts_of(part)]
    return []


def _text(field: Field, value: object) -> Json | None:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise Misfit(NOT_TEXT)
    if len(value) > (field.max_chars or _CAPS.get(field.type, _SHORT)):
        raise Misfit(TOO_LONG)
    return value.strip() or None


def _choice(field: Field, value: object) -> Json | None:
    if value == "":
        return None
    if not isinstance(value, str) or all(value != known.id for known in field.choices):
        raise Misfit(NOT_A_CHOICE)
    return value


def _multi(field: Field, value: object) -> Json | None:
    chosen = [_choice(field, one) for one in _list(value)]
    return list(dict.fromkeys(one for one in chosen if isinstance(one, str))) or None


def _bool(field: Field, value: object) -> Json | None:
    if isinstance(value, bool):
        return {"answer": value} if field.with_text else value
    if not field.with_text:
        raise Misfit(NOT_YES_NO)
    if isinstance(value, str):
        value = {"text": value}
    return _table(YesNo, value)


def _date(_field: Field, value: object) -> Json | None:
    return _day_or_time(value) or None


def _when(_field: Field, value: object) -> Json | None:
    if isinstance(value, str | date):
        try:
            value = {"from": _day_or_time(value)}
        except Misfit:
            value = {"text": value}
    if not isinstance(value, dict):
        raise Misfit(BAD_DATE)
    times = {key: _day_or_time(value[key]) for key in ("from", "to") if key in value}
    return _table(When, {**value, **times})


def _statement(_field: Field, value: object) -> Json | None:
    if not isinstance(value, bool):
        raise Misfit(NOT_YES_NO)
    return value or None


def _by_hand(_field: Field, _value: object) -> Json | None:
    raise Misfit(BY_HAND)


def _refs(_field: Field, value: object) -> Json | None:
    chosen = _list(value)
    if not all(isinstance(one, str) and len(one) < 64 for one in chosen):
        raise Misfit(NOT_TEXT)
    return list(dict.fromkeys(map(str, chosen)))


def _rows(kind: type[_Entry], main: str) -> Callable[[Field, object], Json | None]:
    """A list of tables; a bare text stands for a table with its main part only."""

    def shape(_field: Field, value: object) -> Json | None:
        rows = [{main: one} if isinstance(one, str) else one for one in _list(value)]
        return [row for row in (_table(kind, one) for one in rows) if row] or None

    return shape


def _person(_field: Field, value: object) -> Json | None:
    return _table(Person, {"name": value} if isinstance(value, str) else value)


def _list(value: object) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise Misfit(NOT_A_LIST)
    if len(value) > _MOST_ENTRIES:
        raise Misfit(TOO_MANY)
    return list(value)


def _table(kind: type[_Entry], value: object) -> Json | None:
    if not isinstance(value, dict):
        raise Misfit(BAD_TABLE)
    flat = {key: _cell(part) for key, part in value.items()}
    try:
        table = msgspec.to_builtins(msgspec.convert(flat, kind))
    except msgspec.ValidationError as e:
        raise Misfit(BAD_TABLE) from e
    return table or None


def _cell(part: object) -> object:
    """Numbers and dates as text, texts stripped and capped."""
    if isinstance(part, bool) or part is None:
        return part
    if isinstance(part, int | float):
        return str(part)
    if isinstance(part, date):
        return _day_or_time(part)
    if not isinstance(part, str):
        raise Misfit(BAD_TABLE)
    if len(part) > _CAPS[FieldType.LONGTEXT]:
        raise Misfit(TOO_LONG)
    return part.strip()


def _day_or_time(value: object) -> str:
    """`2024-08-27`, or `2024-08-27T14:03:00+09:00`; a clock time without a zone is Korean time."""
    if isinstance(value, str):
        if not value.strip():
            return ""
        try:
            text = value.strip()
            value = date.fromisoformat(text) if len(text) <= 10 else datetime.fromisoformat(text)
        except ValueError as e:
            raise Misfit(BAD_DATE) from e
    if isinstance(value, datetime):
        aware = value if value.tzinfo is not None else value.replace(tzinfo=KST)
        return aware.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    raise Misfit(BAD_DATE)


_SHAPERS: dict[FieldType, Callable[[Field, object], Json | None]] = {
    FieldType.TEXT: _text,
    FieldType.LONGTEXT: _text,
    FieldType.PHONE: _text,
    FieldType.EMAIL: _text,
    FieldType.CHOICE: _choice,
    FieldType.MULTI: _multi,
    FieldType.BOOL: _bool,
    FieldType.DATE: _date,
    FieldType.DATETIME: _when,
    FieldType.DATETIME_RANGE: _when,
    FieldType.PERSON: _person,
    FieldType.ACCOUNT_LIST: _rows(Account, "name"),
    FieldType.URL_LIST: _rows(Url, "url"),
    FieldType.MONEY_LIST: _rows(Money, "note"),
    FieldType.REPORT_LIST: _rows(Prior, "recipient"),
    FieldType.EVIDENCE_REFS: _refs,
    FieldType.STATEMENT: _statement,
    FieldType.HANDWRITTEN: _by_hand,
}
