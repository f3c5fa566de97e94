"""Captures, pasted pictures and typed links (COL-040 and on, ENV-040 and on)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS: dict[str, ErrorText] = {
    "COL-040": ErrorText(
        N_("There is nothing in it."), N_("Try once more, or leave it for later.")
    ),
}
