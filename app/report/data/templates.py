"""Reads the templates: `resources/templates/*.toml` over the shared field dictionary beside them.

A template's `[[fields]]` entry may be only `id` and `requirement`; label, type, help and choices
then come from the dictionary, so a question is worded once for all recipients. Anything unknown is
refused (RPT-001). One that is not `enabled` keeps its identifier and is offered nowhere.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from app.errors import FormatProblem, InputProblem
from app.report.data.dictionary import (
    Entries,
    check_condition,
    check_field,
    entries,
    known_field,
    template_folder,
    toml,
    warnings,
)
from app.report.data.model import Field, FieldType, Group, Requirement, Template, TemplateInfo

__all__ = [
    "all_templates",
    "closed_template",
    "known_templates",
    "load_template",
    "read_template",
    "template_folder",
    "template_infos",
    "warnings",
]


def all_templates() -> tuple[str, ...]:
    """The identifiers of all template files, those that are not enabled too, by name."""
    return _names(template_folder())


def known_templates() -> tuple[str, ...]:
    """The identifiers of the templates that can be filled in, by name."""
    return tuple(name for name in all_templates() if _load(template_folder(), name).enabled)


def load_template(template_id: str) -> Template:
    """A template by its identifier.

    Raises `InputProblem` INP-005 where no template is called so or it has no form (yet),
    `FormatProblem` RPT-001 where its file is broken.
    """
    if template_id in all_templates():
        template = _load(template_folder(), template_id)
        if template.enabled:
            return template
    raise InputProblem("INP-005", id=template_id, known=", ".join(known_templates()))


def closed_template(template_id: str) -> Template:
    """A template that is not enabled, for what its notes say. Raises `InputProblem` INP-005."""
    if template_id not in all_templates():
        raise InputProblem("INP-005", id=template_id, known=", ".join(all_templates()))
    return _load(template_folder(), template_id)


# The folder is an argument so that what was read stays true to where it was read from.
@cache
def _names(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


@cache
def _load(folder: Path, template_id: str) -> Template:
    return read_template((folder / f"{template_id}.toml").read_bytes(), template_id, entries())


def read_template(raw: bytes, template_id: str, dictionary: Entries) -> Template:
    """A template from the bytes of its file. Raises `FormatProblem` RPT-001."""
    try:
        table = toml(raw)
        table["fields"] = [_filled(entry, dictionary) for entry in table.get("fields", [])]
        template = msgspec.convert(table, Template)
        _check(template, template_id)
    except (msgspec.ValidationError, ValueError, RecursionError) as e:
        raise FormatProblem("RPT-001", id=template_id) from e
    return template


def template_infos(language: str) -> tuple[TemplateInfo, ...]:
    """All that can be filled in, with the words that a list shows, in the order of urgency."""
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
            group=template.group,
            order=template.order,
            audience_age=template.audience_age,
            confidence=template.confidence,
            platforms=template.platforms,
        )
        for template in sorted(map(load_template, known_templates()), key=_urgency)
    )


def _urgency(template: Template) -> tuple[int, int, str]:
    return (list(Group).index(template.group), template.order, template.id)


def _filled(entry: dict[str, Any], dictionary: Entries) -> dict[str, Any]:
    """A template's entry over the dictionary's: what the template says itself wins."""
    return {**dictionary.get(entry.get("id", ""), {}), **entry}


def _check(template: Template, template_id: str) -> None:
    """What types alone can't say. Raises `ValueError`."""
    ids = [field.id for field in template.fields]
    placed = [field for section in template.sections for field in section.fields]
    rules = (
        template.id == template_id,
        len(set(ids)) == len(ids),
        sorted(placed) == sorted(ids),  # each field in one section, none invented there
        bool(ids) == template.enabled,  # what can't be filled in has no form
        bool(template.languages),
        bool(template.documents) or not template.enabled,
        template.as_of <= template.review_by,
        all(name in warnings() for name in template.warnings),
        template.attach_media or template.media_policy.adult == "never",
    )
    if not all(rules):
        raise ValueError(template_id)
    for field in template.fields:
        check_field(field)
        if (field.type is FieldType.HANDWRITTEN) != (field.requirement is Requirement.HAND):
            raise ValueError(field.id)
        for condition in (field.asked_if, field.waived_if):
            if condition is not None:
                check_condition(condition, _named(template, condition.field))


def _named(template: Template, field_id: str) -> Field:
    """The question that a condition is about: the template's own, else the dictionary's."""
    field = template.field(field_id) or known_field(field_id)
    if field is None:
        raise ValueError(field_id)
    return field
