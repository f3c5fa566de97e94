"""Documents of a report (RPT-035 on)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS = {
    "RPT-035": ErrorText(
        N_("This recipient is not given documents of the kind {kind}."),
        N_("Choose one of these kinds: {known}."),
    ),
    "RPT-036": ErrorText(
        N_("A spreadsheet cannot hold {count} links."),
        N_("Save the list as plain rows (CSV) instead."),
    ),
}
