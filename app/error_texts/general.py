"""Stopping, bugs, the environment, and what was given (CAN, BUG, ENV, INP)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS: dict[str, ErrorText] = {
    "CAN-001": ErrorText(
        N_("Stopped."), N_("What was finished is kept. You can go on at any time.")
    ),
    "BUG-001": ErrorText(
        N_("Something in this program went wrong."),
        N_("Nothing that was stored is lost. Close the program and open it again."),
    ),
    # environment
    "ENV-001": ErrorText(
        N_("There is not enough room on the disk."),
        N_(
            "Free some space or choose another disk, then try again. What was stored before is safe."
        ),
    ),
    "ENV-002": ErrorText(
        N_("The file {name} went away while it was being read."),
        N_("Bring it back and add it again. Nothing half-read was kept."),
    ),
    "ENV-003": ErrorText(
        N_("The file {name} can't be read."),
        N_("Check that another program can open it, then try again."),
    ),
    "ENV-004": ErrorText(
        N_("Nothing can be saved at {name}."),
        N_("Choose another folder, one that you are allowed to write in."),
    ),
    "ENV-005": ErrorText(
        N_("The disk reported an error."),
        N_("Try again, or use another disk. What was stored before is safe."),
    ),
    "ENV-006": ErrorText(
        N_("{name} changed while it was being read."),
        N_("Close the program that writes to it, then add it again."),
    ),
    "ENV-007": ErrorText(
        N_("There is no screen here to open a window on."),
        N_("Use the command line: ./run demo, or ./run --help."),
    ),
    "ENV-008": ErrorText(
        N_("The fonts for documents are not there."),
        N_("Start ./run once with a connection, so that set-up can fetch them."),
    ),
    "ENV-009": ErrorText(
        N_("The measurements are part of the source, not of the installed program."),
        N_("Run them from a checkout: ./run bench."),
    ),
    "ENV-010": ErrorText(
        N_("There is not enough memory for this."), N_("Close other programs, then try again.")
    ),
    # input
    "INP-001": ErrorText(N_("The passphrase is empty."), N_("Type a passphrase.")),
    "INP-002": ErrorText(N_("There is nothing at {name}."), N_("Check the path and try again.")),
    "INP-003": ErrorText(
        N_("No case {id} is in this vault."), N_("See the cases with: vault status.")
    ),
    "INP-004": ErrorText(
        N_("No report {id} is in this case."), N_("Write the report first, then make the bundle.")
    ),
    "INP-005": ErrorText(N_("No template is called {id}."), N_("Choose one of: {known}.")),
    "INP-006": ErrorText(
        N_("Line {line} of the answers file can't be read."), N_("Mend that line and try again.")
    ),
    "INP-007": ErrorText(
        N_("The template {template} has no field {field}."),
        N_("Take the line out, or see the fields with: templates {template}."),
    ),
    "INP-008": ErrorText(
        N_("The answer to {field} does not fit: {why}."), N_("Change the answer and try again.")
    ),
    "INP-009": ErrorText(N_("{name} is not empty."), N_("Choose an empty or a new folder.")),
    "INP-010": ErrorText(N_("Nothing was typed to search for."), N_("Type a word.")),
    "INP-011": ErrorText(N_("No item {id} is in this vault."), N_("See the items with: list.")),
    "INP-012": ErrorText(
        N_("No passphrase was given."), N_("Give --passphrase-file FILE, or type it when asked.")
    ),
    "INP-013": ErrorText(N_("The two passphrases are not the same."), N_("Type them again.")),
    "INP-014": ErrorText(
        N_("Nothing is written here yet."), N_("Write something, or leave it for later.")
    ),
    "INP-015": ErrorText(
        N_("The field {field} seems to hold a resident registration number."),
        N_("Take it out. It is never needed here; if an office asks, write it there by hand."),
    ),
    "INP-016": ErrorText(N_("{name} is there already."), N_("Choose another name.")),
    "INP-017": ErrorText(
        N_("The text is longer than fits."), N_("Write it as two texts or more, and keep each.")
    ),
    "INP-018": ErrorText(
        N_("The command can't be understood: {what}."), N_("See how it is used with: {help}")
    ),
    "INP-019": ErrorText(
        N_("{name} does not hold plain text."),
        N_("Save it as plain text in UTF-8, then try again."),
    ),
    "INP-020": ErrorText(
        N_("{name} lies inside the vault itself."), N_("Choose a folder outside the vault.")
    ),
    "INP-021": ErrorText(
        N_("The passphrase is longer than fits."), N_("Use a shorter one; six words are plenty.")
    ),
    "INP-022": ErrorText(
        N_("The text seems to hold a resident registration number."),
        N_("Take it out. It is never needed here; if an office asks, write it there by hand."),
    ),
}
