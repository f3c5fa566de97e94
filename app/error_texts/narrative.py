"""The account of events (INP-130 on)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS = {
    "INP-130": ErrorText(
        N_("A line of the account needs words."),
        N_("Write something, or take the line out."),
    ),
    "INP-131": ErrorText(
        N_("An account of events holds at most {limit} lines."),
        N_("Join some lines, or take some out."),
    ),
}
