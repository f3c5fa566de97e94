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
    "COL-046": ErrorText(
        N_("There is no picture in the clipboard."), N_("Copy a picture first, then paste it here.")
    ),
    "ENV-040": ErrorText(
        N_("The screen could not be captured."),
        N_("Take it with the computer's own key, then paste it here."),
    ),
    "ENV-041": ErrorText(
        N_("This desktop gave no picture of the screen."),
        N_("Allow it when you are asked, or take it with the computer's own key and paste it."),
    ),
    "ENV-042": ErrorText(
        N_("The desktop's own picture of the screen still lies at {name}."),
        N_("Delete that file by hand once the picture is in the vault."),
    ),
}
