"""Answers that are kept for a case (INP-115 on)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS = {
    "INP-115": ErrorText(
        N_("There is no question called {id}."),
        N_("The fields of a report are listed by: templates ID"),
    ),
    "INP-116": ErrorText(
        N_("The question {id} belongs to one report alone."),
        N_("Answer it in the report itself."),
    ),
    "INP-117": ErrorText(
        N_("The answer to {id} says nothing."),
        N_("Write something, or take the answer back with: answer forget"),
    ),
    "INP-118": ErrorText(
        N_("Nothing is kept for the question {id} in this case."),
        N_("The answers that are kept are listed by: answer list"),
    ),
}
