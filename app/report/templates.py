"""Reads the templates: `resources/templates/*.toml` over the shared field dictionary beside them.

A template's `[[fields]]` entry may be only `id` and `requirement`; label, type, help and choices
then come from `dictionary/fields.toml`, so a question is worded once for all recipients. Anything
unknown is refused (RPT-001).
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from app.errors import FormatProblem, InputProblem
from app.paths import resources
from app.report.model import (
    FieldType,
    Requirement,
    Template,
    TemplateInfo,
    Warning_,
)

_MAX_BYTES = 256 * 1024


def template_folder() -> Path:
    """Where the templates lie."""
    return resources() / "templates"


@cache
def known_templates() -> tuple[str, ...]:
    """The identifiers of all templates, in the order of their names."""
    return tuple(sorted(path.stem for path in template_folder().glob("*.toml")))


def load_template(template_id: str) -> Template:
    """A template by its identifier.

    Raises `InputProblem` INP-005 where no template is called so, `FormatProblem` RPT-001 where its
    file is broken.
    """
    if template_id not in known_templates():
        raise InputProblem("INP-005", id=template_id, known=", ".join(known_templates()))
    return _load(template_id)


@cache
def _load(template_id: str) -> Template:
    return read_template(
        (template_folder() / f"{template_id}.toml").read_bytes(), template_id, _dictionary()
    )


def read_template(raw: bytes, template_id: str, dictionary: dict[str, dict[str, Any]]) -> Template:
    """A template from the bytes of its file. Raises `FormatProblem` RPT-001."""
    try:
        table = _toml(raw)
        table["fields"] = [_filled(entry, dictionary) for entry in table.get("fields", [])]
        template = msgspec.convert(table, Template)
        _check(template, template_id)
    except (msgspec.ValidationError, ValueError, RecursionError) as e:
        raise FormatProblem("RPT-001", id=template_id) from e
    return template


def template_infos(language: str) -> tuple[TemplateInfo, ...]:
    """All templates with the words that a list shows, in `ko` or `en`."""
    return tuple(
        TemplateInfo(
            id=template.id,
            version=template.version,
            title=template.title.in_language(language),
            purpose=template.purpose.in_language(language),
            recipient=template.recipient,
            as_of=template.as_of,
            review_by=template.review_by,
            languages=template.languages,
        )
        for template in map(load_template, known_templates())
    )


@cache
def warnings() -> dict[str, Warning_]:
    """The calm sentences that templates name, by identifier. Raises `FormatProblem` RPT-001."""
    try:
        table = _toml((template_folder() / "dictionary" / "warnings.toml").read_bytes())
        found = msgspec.convert(table["warnings"], tuple[Warning_, ...])
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, KeyError, ValueError) as e:
        raise FormatProblem("RPT-001", id="warnings") from e
    return {warning.id: warning for warning in found}


@cache
def _dictionary() -> dict[str, dict[str, Any]]:
    table = _toml((template_folder() / "dictionary" / "fields.toml").read_bytes())
    return {entry["id"]: entry for entry in table["fields"]}


def _toml(raw: bytes) -> dict[str, Any]:
    if len(raw) > _MAX_BYTES:
        raise ValueError("too large")
    return tomllib.loads(raw.decode("utf-8"))


def _filled(entry: dict[str, Any], dictionary: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """A template's entry over the dictionary's: what the template says itself wins."""
    return {**dictionary.get(entry.get("id", ""), {}), **entry}


def _check(template: Template, template_id: str) -> None:
    """What types alone can't say."""
    ids = [field.id for field in template.fields]
    placed = [field for section in template.sections for field in section.fields]
    rules = (
        template.id == template_id,
        len(set(ids)) == len(ids),
        sorted(placed) == sorted(ids),  # each field in one section, none invented there
        bool(template.languages),
        template.as_of <= template.review_by,
        all(name in warnings() for name in template.warnings),
        all(not name.endswith(".rrn") for name in ids),  # promise 10: no such field
    )
    if not all(rules):
        raise ValueError(template_id)
    for field in template.fields:
        wants_choices = field.type in (FieldType.CHOICE, FieldType.MULTI)
        by_hand = field.type is FieldType.HANDWRITTEN
        if wants_choices != bool(field.choices):
            raise ValueError(field.id)
        if by_hand != (field.requirement is Requirement.HAND):
            raise ValueError(field.id)
        if (field.type is FieldType.STATEMENT) != (field.statement is not None):
            raise ValueError(field.id)
