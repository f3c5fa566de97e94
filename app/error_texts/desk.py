"""A counsellor's desk: numbers and states of cases, and what is put on the list (INP-180 on)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS: dict[str, ErrorText] = {
    "INP-180": ErrorText(
        N_("A case number is of letters and digits, with dots, dashes or spaces between them."),
        N_("Shorten it to 40 characters, such as 2026-0042."),
    ),
    "INP-181": ErrorText(
        N_("Nothing called {id} was said of this case."), N_("See what was said with: case state.")
    ),
    "INP-182": ErrorText(
        N_("Another case goes by the number {number}."), N_("Choose a number that is free.")
    ),
    "INP-183": ErrorText(
        N_("Since when it is so can't be read as a day up to today."),
        N_("Write it as 2026-11-02, or leave it empty for today."),
    ),
    "INP-184": ErrorText(
        N_("This is not on the list of what comes next."), N_("See the list with: desk work.")
    ),
    "INP-185": ErrorText(
        N_("The case {id} is set aside."), N_("Bring it back first. It is with: removed list.")
    ),
    "INP-186": ErrorText(
        N_("The case {id} is not set aside."), N_("See what is with: removed list.")
    ),
}
