"""What the person told, as proposals: parts of items, payments, the log, reports that were made."""

from __future__ import annotations

from app.casework.minor import held_back
from app.casework.staying_behind import Behind
from app.casework.told_answers import told_answers
from app.domain.reports.proposals import Origin, Proposed
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


def told(vault: Vault, case_id: str, stays: Behind, said: Texts) -> list[Proposed]:
    """One for each question that something was told for; accounts come from `others`.

    What minor mode holds back is not among the items, nor what `stays`.
    """
    answers = told_answers(vault, case_id)
    photos = answers.get("content.original")
    if isinstance(photos, list):
        items = [vault.items.get(str(one)) for one in photos]
        covered = held_back(vault, vault.cases.get(case_id), items)
        answers["content.original"] = [one for one in photos if one not in covered | stays.items]
    return [
        Proposed(field, answer, Origin.TOLD, said.tr(_FROM[field]))
        for field, answer in answers.items()
        if field in _FROM and answer
    ]
