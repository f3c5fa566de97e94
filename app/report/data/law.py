"""What the law says, as it was read: provisions, what kinds of harm suggest, dates that follow.

`resources/law/*.toml`, dated and with sources. It is no legal advice, and whoever shows any of it
says so. Nothing here decides a charge: a kind of harm suggests, a person chooses, the police
decide. Facts: domain, sections 3.1, 8 and 12.5.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import Literal

from app.errors import FormatProblem, InputProblem
from app.paths import resources
from app.report.data.dated import Dated, check_facts, read_file
from app.report.data.model import Strict, Words


class Act(Strict, frozen=True, kw_only=True):
    """A statute, by the name it is cited with and by its whole name."""

    id: str
    name: Words
    full: Words


class Provision(Dated, frozen=True, kw_only=True):
    """One rule of a statute in plain words.

    `as_of` is the date of the text in force that was read. `effect`: penalty, or what follows;
    None where nothing was read. `crime`: it makes something punishable.
    """

    id: str
    act: str
    article: Words
    content: Words
    effect: Words | None = None
    notes: Words | None = None
    crime: bool = False

    def title(self, language: str) -> str:
        """As it is cited: the statute's name and the article, in `ko` or `en`."""
        return f"{acts()[self.act].name.in_language(language)} {self.article.in_language(language)}"


class Harm(Strict, frozen=True, kw_only=True):
    """A kind of harm, a choice of the field `event.type`, and the provisions it suggests."""

    id: str
    label: Words
    suggests: tuple[str, ...]


class Trigger(StrEnum):
    """What a date is counted from."""

    REPORT_SUBMITTED = "report_submitted"
    COMPLAINT_ACCEPTED = "complaint_accepted"
    INVESTIGATION_STARTED = "investigation_started"
    INVESTIGATION_IDLE = "investigation_idle"  # since when nothing was done
    IDLE_COMPLAINT_MADE = "idle_complaint_made"
    IDLE_COMPLAINT_ANSWERED = "idle_complaint_answered"
    NON_REFERRAL_DECIDED = "non_referral_decided"
    NON_REFERRAL_NOTICE = "non_referral_notice"
    SENT_TO_PROSECUTOR = "sent_to_prosecutor"
    PROSECUTOR_DECIDED = "prosecutor_decided"
    APPEAL_DISMISSED = "appeal_dismissed"
    PRESERVATION_MADE = "preservation_made"
    TEMPORARILY_BLOCKED = "temporarily_blocked"
    PLATFORM_RESULT = "platform_result"
    LINK_REMOVED = "link_removed"


class Due(Strict, frozen=True, kw_only=True):
    """One date of a rule: so much after the trigger, and then again every so many months.

    `kind`: `by` is a limit, `from` the first day on which something may be done, `look` a good day
    to look.
    """

    id: str
    count: int
    unit: Literal["hours", "days", "months"]
    label: Words
    kind: Literal["by", "from", "look"] = "by"
    then_every_months: int = 0


class DeadlineRule(Dated, frozen=True, kw_only=True):
    """Dates that follow from something that happened.

    `by`: whose date it is, the `person`'s or the `recipient`'s. `law`: it comes from a statute or
    rule, so it is shown with its basis and "확인 필요". `templates`: the reports it goes with; none
    for a link. `then`: whom to turn to afterwards, an identifier of the directory.
    """

    id: str
    trigger: Trigger
    by: Literal["person", "recipient"]
    law: bool
    title: Words
    basis: Words
    about: Words
    templates: tuple[str, ...]
    dues: tuple[Due, ...]
    provision: str | None = None
    then: str | None = None


class _Provisions(Strict, frozen=True, kw_only=True):
    acts: tuple[Act, ...]
    provisions: tuple[Provision, ...]


class _Harms(Dated, frozen=True, kw_only=True):
    harms: tuple[Harm, ...]


class _Rules(Strict, frozen=True, kw_only=True):
    rules: tuple[DeadlineRule, ...]


@cache
def acts() -> dict[str, Act]:
    """The statutes that provisions are of, by identifier. Raises `FormatProblem` RPT-003."""
    return {act.id: act for act in _read_provisions().acts}


def provisions() -> tuple[Provision, ...]:
    """All provisions in the order of the file. Raises `FormatProblem` RPT-003."""
    return _read_provisions().provisions


def provision(provision_id: str) -> Provision:
    """One provision. Raises `InputProblem` INP-005 where none is called so."""
    for one in provisions():
        if one.id == provision_id:
            return one
    raise InputProblem("INP-005", id=provision_id, known=", ".join(one.id for one in provisions()))


@cache
def harms() -> tuple[Harm, ...]:
    """The kinds of harm in the order of the file. Raises `FormatProblem` RPT-003."""
    found = read_file(resources() / "law" / "harms.toml", _Harms)
    check_facts((found,), tuple(harm.id for harm in found.harms), "harms.toml")
    known = {one.id for one in provisions()}
    if not all(known.issuperset(harm.suggests) for harm in found.harms):
        raise FormatProblem("RPT-003", name="harms.toml")
    return found.harms


def suggested(harm_ids: Iterable[str]) -> tuple[Provision, ...]:
    """The provisions that these kinds of harm suggest, each once; what is unknown suggests none."""
    wanted = set(harm_ids)
    named = dict.fromkeys(one for harm in harms() if harm.id in wanted for one in harm.suggests)
    return tuple(map(provision, named))


@cache
def deadline_rules() -> tuple[DeadlineRule, ...]:
    """The rules for dates, in the order of the file. Raises `FormatProblem` RPT-003."""
    found = read_file(resources() / "law" / "deadlines.toml", _Rules).rules
    check_facts(found, tuple(rule.id for rule in found), "deadlines.toml")
    known = {one.id for one in provisions()}
    if not all(rule.provision is None or rule.provision in known for rule in found):
        raise FormatProblem("RPT-003", name="deadlines.toml")
    return found


@cache
def _read_provisions() -> _Provisions:
    found = read_file(resources() / "law" / "provisions.toml", _Provisions)
    check_facts(found.provisions, tuple(one.id for one in found.provisions), "provisions.toml")
    known = {act.id for act in found.acts}
    if not all(one.act in known for one in found.provisions):
        raise FormatProblem("RPT-003", name="provisions.toml")
    return found
