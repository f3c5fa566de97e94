"""Whether a case uses a pseudonym, and what it stands in place of. Reading only.

It does from the moment on that a report which asks for one names an alias; what is real is gathered
from all that was typed about the person, in this case alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.domain.reports.reports import Answer
from app.errors import InputProblem
from app.report.data.templates import load_template
from app.report.facts import Pseudonym
from app.report.parts.pseudonym import CONTACTS, DETAILS, NAMES
from app.vault import Vault

_SHORTEST_NAME = 2
_SHORTEST_DETAIL = 4  # less stands in any text by chance


def pseudonym_of(vault: Vault, case_id: str) -> Pseudonym | None:
    """The alias with the names and details it covers; None where none is used."""
    alias = alias_of(vault, case_id)
    if alias is None:
        return None
    names: set[str] = set()
    details: dict[str, tuple[str, ...]] = {}
    for answers in _typed(vault, case_id):
        for field in NAMES:
            said = _text(answers.get(field))
            if len(said) >= _SHORTEST_NAME and said != alias:
                names.add(said)
        for field in (*DETAILS, *CONTACTS):
            said = _text(answers.get(field))
            if len(said) >= _SHORTEST_DETAIL and said not in details.get(field, ()):
                details[field] = (*details.get(field, ()), said)
    return Pseudonym(alias, tuple(sorted(names)), details)


def told_of_person(vault: Vault, case_id: str) -> dict[str, Answer]:
    """What was typed about the person in this case, by question; what was said last stands."""
    found: dict[str, Answer] = {}
    for answers in _typed(vault, case_id):
        found.update(answers)
    return found


def alias_of(vault: Vault, case_id: str) -> str | None:
    """The alias that a request for a pseudonym names; None where no such request does."""
    for report in vault.reports.in_case(case_id):
        alias = _text(report.answers.get("person.alias"))
        if alias and _asks_identity(report.template):
            return alias
    return None


def _asks_identity(template_id: str) -> bool:
    try:
        return load_template(template_id).asks_identity
    except InputProblem:  # a template that this version no longer has
        return False


def _typed(vault: Vault, case_id: str) -> Iterator[Mapping[str, Answer]]:
    for report in vault.reports.in_case(case_id):
        yield report.answers
    yield {name: said.answer for name, said in vault.filed.said.of_case(case_id).items()}


def _text(answer: Answer) -> str:
    return answer.strip() if isinstance(answer, str) else ""
