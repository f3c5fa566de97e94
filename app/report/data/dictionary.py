"""The shared dictionary of questions and calm sentences: `resources/templates/dictionary/*.toml`.

A template that names a question takes its words from here, so it is worded once for all recipients
and a person answers it once. Each file holds `[[fields]]`, `[[warnings]]` or both. Read strictly;
nothing here knows a template.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from app.errors import FormatProblem
from app.paths import resources
from app.report.data.model import Condition, Field, FieldType, Strict, Warning_

Entries = dict[str, dict[str, Any]]

MAX_BYTES = 256 * 1024


class _File(Strict, frozen=True, kw_only=True):
    fields: tuple[dict[str, Any], ...] = ()
    warnings: tuple[Warning_, ...] = ()


def template_folder() -> Path:
    """Where the templates lie, with the dictionary beside them."""
    return resources() / "templates"


def entries() -> Entries:
    """The questions as tables by identifier, to be read as fields once a template fills them in.

    Raises `FormatProblem` RPT-001.
    """
    return _read(template_folder() / "dictionary")[0]


def warnings() -> dict[str, Warning_]:
    """The calm sentences that templates name, by identifier. Raises `FormatProblem` RPT-001."""
    return _read(template_folder() / "dictionary")[1]


def known_field(field_id: str) -> Field | None:
    """A question by its identifier, as the dictionary words it; None where it has no such one."""
    return _fields(template_folder() / "dictionary").get(field_id)


def toml(raw: bytes) -> dict[str, Any]:
    """The table in the bytes of a data file. Raises `ValueError` for anything else."""
    if len(raw) > MAX_BYTES:
        raise ValueError("too large")
    return tomllib.loads(raw.decode("utf-8"))


def check_field(field: Field) -> None:
    """What the type of a field alone can't say. Raises `ValueError`."""
    with_choices = field.type in (FieldType.CHOICE, FieldType.MULTI)
    if with_choices != bool(field.choices) or len({one.id for one in field.choices}) != len(
        field.choices
    ):
        raise ValueError(field.id)
    if (field.type is FieldType.STATEMENT) != (field.statement is not None):
        raise ValueError(field.id)
    if field.id.endswith(".rrn"):  # promise 10: no such field
        raise ValueError(field.id)
    for condition in (field.asked_if, field.waived_if):
        if condition is not None and not (condition.any or condition.empty):
            raise ValueError(field.id)


def check_condition(condition: Condition, other: Field) -> None:
    """Whether a condition names answers that its question can have. Raises `ValueError`."""
    possible = {choice.id for choice in other.choices}
    if other.type is FieldType.BOOL:
        possible = {"yes", "no"}
    if not set(condition.any) <= possible:
        raise ValueError(condition.field)


@cache
def _read(folder: Path) -> tuple[Entries, dict[str, Warning_]]:
    found: Entries = {}
    sentences: dict[str, Warning_] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            file = msgspec.convert(toml(path.read_bytes()), _File)
            for entry in file.fields:
                _put(found, str(entry["id"]), entry)
            for warning in file.warnings:
                _put(sentences, warning.id, warning)
        except (msgspec.ValidationError, KeyError, ValueError, RecursionError) as e:
            raise FormatProblem("RPT-001", id=f"dictionary/{path.name}") from e
    return found, sentences


@cache
def _fields(folder: Path) -> dict[str, Field]:
    try:
        known = {name: msgspec.convert(one, Field) for name, one in _read(folder)[0].items()}
        for field in known.values():
            check_field(field)
            for condition in (field.asked_if, field.waived_if):
                if condition is not None:
                    check_condition(condition, known[condition.field])
    except (msgspec.ValidationError, KeyError, ValueError) as e:
        raise FormatProblem("RPT-001", id="dictionary") from e
    return known


def _put(where: dict[str, Any], name: str, what: object) -> None:
    if name in where:
        raise ValueError(name)
    where[name] = what
