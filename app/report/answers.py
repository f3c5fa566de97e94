"""A person's answers, from a TOML file or from the form, held against a template's allow-list.

Empty answers are always fine. An answer to a field that the template does not have is refused
(INP-007), one of another shape too (INP-008), and a resident registration number anywhere
(INP-015).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from app.domain.text.rrn import find_rrn
from app.errors import FormatProblem, InputProblem
from app.report.data.model import FieldType, Template
from app.report.data.shapes import NOT_TEXT, Json, Misfit, shaped, texts_of

Answers = dict[str, Json]

MAX_FILE_KIB = 1024
_MOST_DEPTH = 6


def read_answers(raw: bytes, template: Template) -> Answers:
    """Answers from the bytes of a TOML file, checked.

    Field names may be written with dots (`event.where = "…"`) or as tables (`[event]`). Raises
    `FormatProblem` RPT-004 (too large), `InputProblem` INP-006 with the line, INP-007, INP-008,
    INP-015.
    """
    if len(raw) > MAX_FILE_KIB * 1024:
        raise FormatProblem("RPT-004", limit=MAX_FILE_KIB)
    try:
        table = tomllib.loads(raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except UnicodeDecodeError as e:
        raise InputProblem("INP-006", line=raw.count(b"\n", 0, e.start) + 1) from e
    except (tomllib.TOMLDecodeError, RecursionError) as e:
        raise InputProblem("INP-006", line=_line_of(e, raw)) from e
    return check_answers(dict(_flat(table, template)), template)


def check_answers(given: Mapping[str, Any], template: Template) -> Answers:
    """Answers by field name in their stored shape; those that say nothing fall away.

    Raises `InputProblem` INP-007 (no such field), INP-008 (does not fit), INP-015 (a resident
    registration number).
    """
    answers: Answers = {}
    for name, value in given.items():
        field = template.field(name)
        if field is None:
            raise InputProblem("INP-007", template=template.id, field=name)
        try:
            answer = shaped(field, value)
        except Misfit as misfit:
            raise InputProblem("INP-008", field=name, why=misfit.why) from misfit
        if answer is None:
            continue
        if not all(map(_is_whole, texts_of(answer))):
            raise InputProblem("INP-008", field=name, why=NOT_TEXT)
        if any(find_rrn(text) for text in texts_of(answer)):
            raise InputProblem("INP-015", field=name)
        answers[name] = answer
    return answers


def chosen_items(answers: Mapping[str, Json], template: Template) -> tuple[str, ...] | None:
    """The items that the answers name for the evidence list; None (nothing chosen): all go."""
    for field in template.fields:
        if field.type is FieldType.EVIDENCE_REFS and field.id in answers:
            chosen = answers[field.id]
            return tuple(str(one) for one in chosen) if isinstance(chosen, list) else ()
    return None


def _flat(table: dict[str, Any], template: Template) -> Iterator[tuple[str, Any]]:
    """Tables opened until a field's name is met. What meets none is passed on, to be refused."""
    waiting = list(table.items())
    while waiting:
        name, value = waiting.pop(0)
        inner = template.field(name) is None and isinstance(value, dict)
        if inner and value and name.count(".") < _MOST_DEPTH:
            waiting.extend((f"{name}.{part}", below) for part, below in value.items())
        else:
            yield name, value


def _is_whole(text: str) -> bool:
    """Whether UTF-8 can hold the text: half a surrogate pair, from a broken paste, is none."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _line_of(error: Exception, raw: bytes) -> int:
    found = re.search(r"at line (\d+)", str(error))
    return int(found.group(1)) if found else raw.count(b"\n") + 1
