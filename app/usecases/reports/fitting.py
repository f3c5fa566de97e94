"""How the items of a report fit into what its recipient takes, and what could go instead.

Reading only: it names, splits and proposes, and the person decides. Nothing is left out by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.casework.facts import assemble
from app.casework.minor import held_back
from app.domain.evidence.copies import Relation, can_be_seen
from app.domain.evidence.items import Case, Item
from app.report.data.model import Limits, Template
from app.report.data.portal import is_known, is_sure, sort_items, takes_kind, takes_size
from app.report.data.templates import load_template
from app.report.facts import CaseFacts, Exhibit
from app.usecases.reports.reporting import get_report
from app.usecases.vault.vaults import OpenVault

__all__ = ["Exhibit", "Fit", "Proposal", "fit"]

_BY_HAND = ("visit", "post")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A covered copy in place of an exhibit: `copy` where there is one, None: one can be made."""

    exhibit: Exhibit
    copy: Item | None


@dataclass(frozen=True, slots=True)
class Fit:
    """The exhibits of a report by how they fit.

    `takes_items` is False where this recipient takes words and links alone. `known`: whether
    anything is known of its limits; `sure`: whether all of that was read somewhere. `groups` are to
    be handed in one after the other.
    """

    takes_items: bool
    known: bool
    sure: bool
    limits: Limits
    groups: tuple[tuple[Exhibit, ...], ...] = ()
    too_large: tuple[Exhibit, ...] = ()
    not_taken: tuple[Exhibit, ...] = ()
    proposals: tuple[Proposal, ...] = ()


def fit(vault: OpenVault, case_id: str, report_id: str) -> Fit:
    """How what goes along with a report fits. Raises InputProblem INP-003, INP-004."""
    report = get_report(vault, case_id, report_id)
    template = load_template(report.template)
    limits = template.limits
    found = Fit(template.takes_items, is_known(limits), is_sure(limits), limits)
    if not template.takes_items:
        return found
    case = vault.cases.get(case_id)
    facts = assemble(vault, case, report.answers, template)
    exhibits = facts.exhibits
    by_item = {exhibit.item.id: exhibit for exhibit in exhibits}
    done = sort_items([exhibit.item for exhibit in exhibits], limits)

    def of(items: Iterable[Item]) -> tuple[Exhibit, ...]:
        return tuple(by_item[item.id] for item in items)

    return Fit(
        found.takes_items,
        found.known,
        found.sure,
        limits,
        tuple(of(group) for group in done.groups),
        of(done.too_large),
        of(done.not_taken),
        tuple(_proposals(vault, case, facts, template)),
    )


def _proposals(
    vault: OpenVault, case: Case, facts: CaseFacts, template: Template
) -> Iterable[Proposal]:
    """Covered copies: for whom gets it by a portal or mail, and for what does not fit as it is.

    Who takes things by hand (a station) gets originals.
    """
    by_wire = template.channels[0] not in _BY_HAND
    for exhibit in facts.exhibits:
        item = exhibit.item
        fits = takes_kind(item, template.limits) and takes_size(item, template.limits)
        if item.parent is not None or not can_be_seen(item) or (fits and not by_wire):
            continue
        copies = [
            one
            for one in vault.copies.made_from(item.id)
            if one.relation == Relation.REDACTED
            and vault.copies.shows_in(one.id, case.id)
            and one.id not in facts.withheld
            and takes_kind(one, template.limits)
            and takes_size(one, template.limits)
        ]
        kept_back = held_back(vault, case, copies)
        copies = [one for one in copies if one.id not in kept_back]
        yield Proposal(exhibit, copies[-1] if copies else None)
