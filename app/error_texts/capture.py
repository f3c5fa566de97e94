"""Captures, pasted pictures and typed links (COL-040 and on, ENV-040 and on)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS: dict[str, ErrorText] = {
    "COL-040": ErrorText(
        N_("There is nothing in it."), N_("Try once more, or leave it for later.")
    ),
    "COL-041": ErrorText(
        N_("No link can be read in this."),
        N_("Paste it as it stands, or keep it as a note instead."),
    ),
    "COL-042": ErrorText(
        N_("This is not a picture."), N_("Give a screenshot as PNG or JPEG, then try again.")
    ),
    "COL-043": ErrorText(
        N_("The picture is larger than fits."), N_("Capture one screen or a part of it.")
    ),
    "COL-045": ErrorText(
        N_("No picture came by standard input."),
        N_("Join a program that writes a screenshot to its output with a pipe."),
    ),
}
