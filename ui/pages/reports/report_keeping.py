"""How a report is kept while it is written, on the vault's lane: by the form and the interview.

A key that was pressed is durable a quarter of a second later at the most, as soon as the lane is
free; the custody log gets one entry, when the page is left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import InputProblem

if TYPE_CHECKING:
    from app.domain.reports.reports import Answer
    from app.usecases.vault.vaults import OpenVault

SAVE_AFTER_MS = 250


@dataclass
class Written:
    """What the vault holds of the report on the page; its name is known once it was stored.

    Read and written on the vault's lane, so that two savings in a row make one report. `under_way`
    is the window's: a draft is on its way there, and what is typed meanwhile goes with the next.
    """

    report: str | None = None
    waits_for_entry: bool = False
    """Drafts were stored since the custody log last said "saved"."""
    under_way: bool = False


def store(
    vault: OpenVault,
    case_id: str,
    template_id: str,
    typed: Mapping[str, Answer],
    written: Written,
    put_in: Mapping[str, Answer] | None = None,
) -> InputProblem | None:
    """Store a draft on the vault's lane; gives what did not fit, if one answer did not.

    `put_in` came from the vault when the report was begun: as it stands there, nobody typed it.

    That answer stays as it was stored last, so that a half-typed date never costs the others.
    """
    from app.usecases.reports.reporting import get_report, save_report

    said, misfit = dict(typed), None
    before = get_report(vault, case_id, written.report).answers if written.report else {}
    while True:
        try:
            stored = save_report(
                vault,
                case_id,
                template_id,
                said,
                report_id=written.report,
                draft=True,
                put_in=put_in,
            )
        except InputProblem as problem:
            name = str(problem.values.get("field", ""))
            if name not in said or said[name] == before.get(name):
                raise
            misfit = misfit or problem
            said.pop(name)
            if name in before:
                said[name] = before[name]
        else:
            written.report = stored.id
            return misfit
