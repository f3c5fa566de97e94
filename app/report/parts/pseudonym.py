"""A pseudonym in place of the name, in every paper but the identity sheet (facts: domain 4.5).

Who takes a pseudonym gets the alias wherever the name would stand, inside texts too; address, date
of birth and the like stand on the identity sheet alone. The police find phone and mail there as
well; others need them to answer, and get what was written for them. What others wrote, the
evidence, is quoted as it is. The answers that are kept do not change.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.i18n import Texts
from app.report.data.model import FieldType, Group, Template
from app.report.data.shapes import Json
from app.report.facts import Pseudonym

NAMES = ("person.name", "person.name_latin")
CONTACTS = ("person.phone", "person.email")
DETAILS = ("person.birth", "person.address")
_ALONE = ("person.birth_year", "person.job")  # words of every day: hidden as answers, not in texts
IDENTITY = ("person.name", "person.birth", "person.job", "person.address", *CONTACTS)
"""What the identity sheet tells, in its order."""


def under_pseudonym(
    template: Template, answers: Mapping[str, Json], pseudonym: Pseudonym | None, texts: Texts
) -> dict[str, Json]:
    """The answers as they leave: unchanged where no pseudonym is used or this body takes none."""
    found = dict(answers)
    if pseudonym is None or not template.allows.pseudonym:
        return found
    apart = texts.tr("(on the identity sheet)")
    told_apart = [*DETAILS, *(CONTACTS if template.group is Group.POLICE else ())]
    hidden = {*told_apart, *_ALONE}
    values = [(name, pseudonym.alias) for name in pseudonym.names]
    values += [(real, apart) for name in told_apart for real in pseudonym.details.get(name, ())]
    values.sort(key=lambda pair: len(pair[0]), reverse=True)  # a name before a part of it
    found = {name: _masked(answer, values) for name, answer in found.items()}
    for field in template.fields:
        if field.id in NAMES:
            found[field.id] = pseudonym.alias
        elif field.id in hidden and field.id in found:
            if field.type is FieldType.DATE:
                del found[field.id]
            else:
                found[field.id] = apart
    return found


def _masked(answer: Json, values: list[tuple[str, str]]) -> Json:
    if isinstance(answer, str):
        for real, shown in values:
            answer = answer.replace(real, shown)
        return answer
    if isinstance(answer, list):
        return [_masked(one, values) for one in answer]
    if isinstance(answer, dict):
        return {key: _masked(one, values) for key, one in answer.items()}
    return answer
