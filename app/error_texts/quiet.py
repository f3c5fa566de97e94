"""Care, safety, and what is left to others to look at (ENV-050 on, INP-175 on)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS: dict[str, ErrorText] = {
    "ENV-050": ErrorText(
        N_("This copy runs from its sources and can't be carried along."),
        N_("Build the frozen program first: resources/docs/RELEASE.md."),
    ),
    "INP-175": ErrorText(
        N_("That number is not among the choices."),
        N_("Minutes: {minutes}. Pictures in one go: {pictures}; 0 offers no pause."),
    ),
    "INP-176": ErrorText(
        N_("Nothing called {id} is left to others to look at."), N_("See what is with: looks list.")
    ),
}
