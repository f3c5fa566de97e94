"""The rules of when something is due: `resources/law/deadlines.toml` (facts: domain 12.5), dated.

Each says from what it counts, for whom, how long, and on which text it rests. Strictly read;
nothing is reckoned here, and nothing reminds outside the program.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from app.domain.periods import Period
from app.errors import FormatProblem
from app.paths import resources
from app.report.dated import Dated, check_facts, read_file
from app.report.dictionary import known_field
from app.report.model import Strict, Words

Whose = Literal["recipient", "yours", "look"]

REMOVED = "removed"
_STATES = ("drafted", "submitted", "received", "asked", "done", "refused", "objected")
RECHECK = "D-RECHECK"
"""The rule by which links that were taken down are looked at again."""


class DeadlineRule(Dated, frozen=True, kw_only=True):
    """One rule.

    `begins`: what it counts from (a filing's state, `removed`, or a typed day); `ends`: what makes
    it pointless. It is for filings to `recipients` or by `templates`; neither: for all. `periods`:
    one after the other, each from the same beginning; `repeat` goes on from the last.
    """

    id: str
    begins: tuple[str, ...]
    ends: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    whose: Whose
    periods: tuple[Period, ...]
    repeat: Period | None = None
    says: Words
    ask: Words
    basis: Words

    def fits(self, recipient: str, template: str) -> bool:
        """Whether it speaks of a filing to this body by this template."""
        if not self.recipients and not self.templates:
            return True
        return template in self.templates or any(
            recipient == one or recipient.startswith(f"{one}.") for one in self.recipients
        )


class _File(Strict, frozen=True, kw_only=True):
    deadlines: tuple[DeadlineRule, ...]


@cache
def deadline_rules() -> tuple[DeadlineRule, ...]:
    """All rules in the order of the file. Raises `FormatProblem` RPT-003."""
    path = resources() / "law" / "deadlines.toml"
    rules = read_file(path, _File).deadlines
    check_facts(rules, tuple(one.id for one in rules), path.name)
    if not all(rule.periods and all(map(_known, rule.begins + rule.ends)) for rule in rules):
        raise FormatProblem("RPT-003", name=path.name)
    return rules


@cache
def typed_days() -> tuple[str, ...]:
    """The days of the dictionary that rules count from, in the order of the rules."""
    named = (one for rule in deadline_rules() for one in rule.begins)
    return tuple(dict.fromkeys(one for one in named if _is_typed(one)))


def rule_of(rule_id: str) -> DeadlineRule:
    """A rule by its identifier. Raises LookupError."""
    for one in deadline_rules():
        if one.id == rule_id:
            return one
    raise LookupError(rule_id)


def _known(word: str) -> bool:
    return word == REMOVED or word in _STATES or _is_typed(word)


def _is_typed(word: str) -> bool:
    return word.startswith("follow.") and known_field(word) is not None
