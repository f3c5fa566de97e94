"""What was handed in, what became of links, and the days that are counted from (INP-120 on)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS: dict[str, ErrorText] = {
    "INP-120": ErrorText(
        N_("It is not said to whom it went."),
        N_("Name the body or the platform; any name will do."),
    ),
    "INP-121": ErrorText(
        N_("There is nothing to take back."), N_("What was written down stays as it is.")
    ),
    "INP-122": ErrorText(N_("No link {id} is in this case."), N_("See the links with: fate list.")),
    "INP-123": ErrorText(
        N_("Between one link and ten thousand can be said at once."),
        N_("Choose links, or say it in several parts."),
    ),
    "INP-124": ErrorText(
        N_("No period counts from a day called {id}."), N_("See the days with: next.")
    ),
    "INP-125": ErrorText(
        N_("This can't be read as a day."), N_("Write it like 2026-11-02, or leave it empty.")
    ),
}
