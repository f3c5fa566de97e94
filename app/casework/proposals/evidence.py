"""The items of a case as an answer: offered for the list of evidence, never put in by itself.

Nothing chosen means all; a choice is the person's (and her consent), so it is only one click away.
"""

from __future__ import annotations

from app.casework.consented import agreed_to
from app.casework.minor import held_back
from app.domain.reports.proposals import Origin, Proposed
from app.domain.reports.reports import Answer
from app.i18n import Texts
from app.vault import Vault

MOST = 5000


def evidence(vault: Vault, case_id: str, recipient: str, said: Texts) -> list[Proposed]:
    """`evidence.list` with all that may go to a recipient, and `evidence.has`."""
    items = [row.item for row in vault.items.rows(case_id, limit=MOST, offset=0)]
    covered = held_back(vault, vault.cases.get(case_id), items)
    agreed = agreed_to(vault, case_id, recipient, items)
    chosen: list[Answer] = [
        item.id
        for item in items
        if item.id not in covered and (agreed is None or item.id in agreed)
    ]
    if not chosen:
        return []
    origin = said.tr("All that may go along")
    return [
        Proposed("evidence.list", chosen, Origin.EVIDENCE, origin, sure=False),
        Proposed("evidence.has", "yes", Origin.EVIDENCE, origin),
    ]
