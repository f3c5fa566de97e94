"""What the person told, as proposals: parts of items, payments, the log, reports that were made."""

from __future__ import annotations

from app.casework.told_answers import told_answers
from app.domain.proposals import Origin, Proposed
from app.i18n import N_, Texts
from app.vault import Vault

_FROM = {
    "offender.payment": N_("From payments and demands"),
    "harm.threat": N_("From payments and demands"),
    "content.original": N_("From the parts that items play"),
    "content.identifying": N_("From the parts that items play"),
    "event.found": N_("From the parts that items play"),
    "event.result": N_("From the parts that items play"),
    "event.narrative": N_("From your incident log"),
    "prior.reports": N_("From your incident log"),
}


def told(vault: Vault, case_id: str, said: Texts) -> list[Proposed]:
    """One for each question that something was told for; accounts come from `others`."""
    return [
        Proposed(field, answer, Origin.TOLD, said.tr(_FROM[field]))
        for field, answer in told_answers(vault, case_id).items()
        if field in _FROM
    ]
