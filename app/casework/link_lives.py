"""When what links lead to was posted, and what became of the links, for reports that list them.

Reading only; nothing looks a link up. What became of it is what the person wrote down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.domain.evidence.items import Case
from app.domain.follow_up.fates import LinkState, LinkStep
from app.domain.follow_up.filings import FilingState
from app.domain.follow_up.ledger_words import REMOVED
from app.domain.text.rrn import mask_rrn
from app.domain.times.times import Moment
from app.report.data.model import Part, Template
from app.report.facts import CaseFacts, LinkFiled, LinkLife
from app.vault import Vault

MOST_LINKS = 5_000
"""Of further ones the message is not looked up."""
PRIOR = "prior.reports"
"""The field of a template that asks for reports made already, to others too."""


def with_link_lives(vault: Vault, case: Case, facts: CaseFacts, template: Template) -> CaseFacts:
    """The facts with what is known of their links, where the template lists links.

    To whom a link was reported goes only to those who ask for earlier reports.
    """
    if Part.LINKS not in template.parts:
        return facts
    steps: dict[str, list[LinkStep]] = defaultdict(list)
    for step in vault.filed.fates.in_case(case.id):
        steps[step.link].append(replace(step, note=mask_rrn(step.note)))
    filed = _filed(vault, case) if template.field(PRIOR) is not None else None
    found: dict[str, LinkLife] = {}
    for place, link in enumerate(facts.links):
        posted = None
        if link.message is not None and place < MOST_LINKS:
            posted = vault.chats.message(link.message).shown
        if posted is not None or link.id in steps:
            found[link.id] = _life(posted, steps.get(link.id, ()), filed)
    return replace(facts, link_lives=found)


def _life(
    posted: Moment | None, steps: Sequence[LinkStep], filed: Mapping[str, LinkFiled] | None
) -> LinkLife:
    if not steps:
        return LinkLife(posted)
    gone = [step.at for step in steps if step.state in REMOVED]
    return LinkLife(
        posted=posted,
        step=steps[-1],
        gone=gone[-1] if gone else None,
        came_back=any(step.state is LinkState.BACK for step in steps),
        filed=None if filed is None else _reported(steps, filed),
    )


def _reported(steps: Sequence[LinkStep], filed: Mapping[str, LinkFiled]) -> LinkFiled | None:
    """The newest filing that a step came by, with the time of the report where it has none."""
    reported = [step.at for step in steps if step.state is LinkState.REPORTED]
    at = reported[-1] if reported else None
    for step in reversed(steps):
        if step.filing is not None and step.filing in filed:
            known = filed[step.filing]
            return known if known.at is not None else replace(known, at=at)
    return LinkFiled("", at=at) if reported else None


def _filed(vault: Vault, case: Case) -> dict[str, LinkFiled]:
    """What was handed in, by identifier; the newest of what each step says."""
    found = {}
    for filing in vault.filed.filings.in_case(case.id):
        steps = vault.filed.filings.steps(filing.id)
        sent = [step.at for step in steps if step.state is FilingState.SUBMITTED]
        found[filing.id] = LinkFiled(
            to=mask_rrn(filing.recipient),
            channel=mask_rrn(next((one.channel for one in reversed(steps) if one.channel), "")),
            at=sent[-1] if sent else None,
            receipt=mask_rrn(next((one.receipt for one in reversed(steps) if one.receipt), "")),
        )
    return found
