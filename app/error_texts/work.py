"""Collecting, reports and bundles (COL, RPT, BND)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS: dict[str, ErrorText] = {
    # collecting
    "COL-001": ErrorText(N_("It only points to another file."), N_("Add that file itself.")),
    "COL-002": ErrorText(
        N_("This is not a plain file."), N_("Only files and folders can be added.")
    ),
    "COL-003": ErrorText(
        N_("It lies inside the vault itself."), N_("Choose something outside the vault.")
    ),
    "COL-004": ErrorText(
        N_("Minor mode is on: pictures, video, sound and what may hold them are not taken."),
        N_("Write down the link, the room and the words instead."),
    ),
    "COL-005": ErrorText(N_("The folder goes too deep."), N_("Add the inner folder by itself.")),
    # report
    "RPT-001": ErrorText(
        N_("The template {id} is broken."),
        N_("Reinstall the program, or take out the file that was added."),
    ),
    "RPT-002": ErrorText(N_("The document could not be made."), N_("Nothing was lost. Try again.")),
    "RPT-003": ErrorText(
        N_("The list of offices {name} is broken."),
        N_("Reinstall the program, or take out the file that was added."),
    ),
    "RPT-004": ErrorText(
        N_("The answers file is too large."), N_("Keep it under {limit} KiB and try again.")
    ),
    # bundle
    "BND-001": ErrorText(
        N_("The passphrase does not open this bundle."),
        N_("Ask for it again by phone; capital letters and spaces don't matter."),
    ),
    "BND-002": ErrorText(
        N_("{name} is not a bundle."), N_("Choose the folder that holds bundle.age.")
    ),
    "BND-003": ErrorText(
        N_("The bundle is damaged or not complete."), N_("Ask for it to be handed over once more.")
    ),
    "BND-004": ErrorText(
        N_("Opening this would take more work than is safe."),
        N_("Don't open it. Ask whoever it came from."),
    ),
    "BND-005": ErrorText(
        N_("The new bundle did not pass its own check."),
        N_("Nothing was handed over. Make it once more, on another disk if you can."),
    ),
    "BND-006": ErrorText(
        N_("No key for this bundle is here."), N_("Give the passphrase that the sender told you.")
    ),
    "BND-007": ErrorText(
        N_("{name} is packed in a way that can't be read in place."),
        N_("Unpack it first, then choose the folder that holds bundle.age."),
    ),
}
