"""What became of links: say it for one or for hundreds at once, take it back. None is opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.casework.deadlines import next_look
from app.domain.chats.chats import Link
from app.domain.custody import Act
from app.domain.follow_up.fates import LinkState, LinkStep
from app.domain.ids import new_id
from app.domain.times.times import Moment, vault_moment
from app.errors import InputProblem
from app.usecases.told.told_texts import TEXT, kept_text, kept_time
from app.usecases.vault.vaults import OpenVault

MOST_LINKS = 10_000
"""How many links one call takes."""


@dataclass(frozen=True)
class FateRow:
    """A link with its steps in the order they were written down; none: only found so far."""

    link: Link
    steps: tuple[LinkStep, ...]

    @property
    def state(self) -> LinkState:
        """Where it stands by the newest step."""
        return self.steps[-1].state if self.steps else LinkState.FOUND

    @property
    def next_check_ms(self) -> int | None:
        """When to look again (UTC milliseconds), None where there is no such day."""
        return self.steps[-1].next_check_ms if self.steps else None

    @property
    def came_back(self) -> bool:
        """Whether it was ever there again after it had gone."""
        return any(one.state is LinkState.BACK for one in self.steps)


def list_fates(vault: OpenVault, case_id: str) -> tuple[FateRow, ...]:
    """All links of a case in the order they were first seen. Raises InputProblem INP-003."""
    vault.cases.get(case_id)
    steps = _by_link(vault, case_id)
    return tuple(
        FateRow(link, tuple(steps.get(link.id, ()))) for link in vault.links.in_case(case_id)
    )


def fates_of_item(vault: OpenVault, case_id: str, item_id: str) -> tuple[FateRow, ...]:
    """The links of a case that were first found in an item. Raises InputProblem INP-003."""
    return tuple(row for row in list_fates(vault, case_id) if row.link.source_item == item_id)


def state_links(
    vault: OpenVault,
    case_id: str,
    link_ids: Sequence[str],
    state: LinkState,
    *,
    at: Moment | None = None,
    filing_id: str | None = None,
    note: str = "",
) -> tuple[LinkStep, ...]:
    """Say where links stand; all or none. `at` None: now, by this computer's clock.

    A link that was taken down gets a day to look again, counted from when it was first gone.
    Raises InputProblem: INP-003, INP-101 no such filing, INP-122 no such link, INP-123 none or too
    many, INP-070, INP-071.
    """
    vault.cases.get(case_id)
    if filing_id is not None:
        filing_id = vault.filed.filings.get(filing_id, case_id).id
    wanted = tuple(dict.fromkeys(link_ids))
    if not 0 < len(wanted) <= MOST_LINKS:
        raise InputProblem("INP-123")
    known = {one.id for one in vault.links.in_case(case_id)}
    for one in wanted:
        if one not in known:
            raise InputProblem("INP-122", id=one)
    before = _by_link(vault, case_id)
    now, told = vault.now_ms(), kept_text(note, longest=TEXT)
    when = kept_time(at) or vault_moment(now)
    made = []
    for link in wanted:
        step = LinkStep(
            new_id("step"),
            link,
            case_id,
            state,
            when,
            filing_id,
            told,
            None,
            now,
        )
        look = next_look((*before.get(link, ()), step), now)
        made.append(replace(step, next_check_ms=look))
    with vault.transaction():
        for step in made:
            vault.filed.fates.step(step)
        _log(vault, case_id, made, "said")
    vault.custody.checkpoint()
    return tuple(made)


def take_back(vault: OpenVault, case_id: str, step_ids: Sequence[str]) -> int:
    """Take steps out again; how many. What was logged stays logged.

    Raises InputProblem INP-003, INP-102 no such step, INP-121 nothing to take back.
    """
    vault.cases.get(case_id)
    known = {one.id: one for one in vault.filed.fates.in_case(case_id)}
    wanted = tuple(dict.fromkeys(step_ids))
    if not wanted:
        raise InputProblem("INP-121")
    for one in wanted:
        if one not in known:
            raise InputProblem("INP-102", id=one)
    with vault.transaction():
        for one in wanted:
            vault.filed.fates.take_back(one)
        _log(vault, case_id, [known[one] for one in wanted], "taken_back")
    vault.custody.checkpoint()
    return len(wanted)


def newest_step(vault: OpenVault, case_id: str, link_id: str) -> LinkStep:
    """The newest step of a link, to be taken back. Raises InputProblem INP-121, INP-122."""
    row = next((one for one in list_fates(vault, case_id) if one.link.id == link_id), None)
    if row is None:
        raise InputProblem("INP-122", id=link_id)
    if not row.steps:
        raise InputProblem("INP-121")
    return row.steps[-1]


def _by_link(vault: OpenVault, case_id: str) -> dict[str, list[LinkStep]]:
    steps: dict[str, list[LinkStep]] = defaultdict(list)
    for one in vault.filed.fates.in_case(case_id):
        steps[one.link].append(one)
    return steps


def _log(vault: OpenVault, case_id: str, steps: Sequence[LinkStep], what: str) -> None:
    """One entry for all: the link itself where it is one, else the case and how many."""
    told: dict[str, str | int] = {"what": what, "links": len(steps)}
    states = {one.state.value for one in steps}
    if len(states) == 1:
        told["state"] = states.pop()
    subject = steps[0].link if len(steps) == 1 else case_id
    vault.custody.append(Act.LINK_STATED, subject, case_id, told)
