"""Consents, and what is kept of reports that were handed in (INP-100 on)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS = {
    "INP-100": ErrorText(
        N_("This case has no consent {id}."),
        N_("The consents of a case are listed by: consent list"),
    ),
    "INP-101": ErrorText(
        N_("This case has no report handed in called {id}."),
        N_("What was handed in is listed by: filing list"),
    ),
    "INP-102": ErrorText(
        N_("There is no step {id}."),
        N_("Steps are listed with what they belong to: filing list, fate list"),
    ),
    "INP-103": ErrorText(
        N_("The account of events has no line {id}."),
        N_("Its lines are listed by: narrative show"),
    ),
    "INP-104": ErrorText(
        N_("It is not said yet what was agreed to."),
        N_("Choose at least one of the boxes."),
    ),
}
