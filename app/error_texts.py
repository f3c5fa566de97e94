"""What each error code says: one clear sentence and one next step, in English; Korean in `errors.po`.

A code never changes its meaning. Sentences may hold `{name}` places, filled from the error's values.
"""

from __future__ import annotations

from typing import NamedTuple

from app.errors import OngiError
from app.i18n import N_, Texts


class ErrorText(NamedTuple):
    """A sentence and the next step, both message ids of the catalogue."""

    sentence: str
    next_step: str


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
    "INP-014": ErrorText(N_("The note is empty."), N_("Write something, or leave it for later.")),
    "INP-015": ErrorText(
        N_("The field {field} seems to hold a resident registration number."),
        N_("Take it out. It is never needed here; if an office asks, write it there by hand."),
    ),
    "INP-016": ErrorText(N_("{name} is there already."), N_("Choose another name.")),
    "INP-017": ErrorText(
        N_("The note is longer than fits."), N_("Write it as two notes or more, and keep each.")
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
        N_("The note seems to hold a resident registration number."),
        N_("Take it out. It is never needed here; if an office asks, write it there by hand."),
    ),
    # vault
    "VLT-001": ErrorText(
        N_("The passphrase does not open this vault."),
        N_("Check the keyboard language and capital letters, then try again."),
    ),
    "VLT-002": ErrorText(
        N_("{name} is not a vault."), N_("Choose the folder that was made as a vault.")
    ),
    "VLT-003": ErrorText(
        N_("This vault is open in another window."), N_("Close it there, then open it here.")
    ),
    "VLT-004": ErrorText(
        N_("This vault was made by a newer version of the program."),
        N_("Use that version. Nothing was changed."),
    ),
    "VLT-005": ErrorText(
        N_("The key file of this vault is damaged."),
        N_("Don't delete anything. Copy the whole folder elsewhere and ask for help."),
    ),
    "VLT-006": ErrorText(
        N_("The index of this vault can't be read."),
        N_("Don't delete anything. Copy the whole folder elsewhere and ask for help."),
    ),
    "VLT-007": ErrorText(
        N_("What is stored as {id} is damaged."),
        N_("The rest is readable. If you have another copy of the file, add it to the case again."),
    ),
    "VLT-008": ErrorText(
        N_("What was stored as {id} is not there."),
        N_("The rest is readable. If you have another copy of the file, add it to the case again."),
    ),
    "VLT-009": ErrorText(
        N_("This vault seems older than it was when it was last used."),
        N_(
            "It may have been replaced by an older copy. Look for the newer one first; to go on with this one all the same: vault status --accept-older."
        ),
    ),
    "VLT-010": ErrorText(
        N_("The custody log does not fit together at entry {number}."),
        N_("Don't change anything. Copy the whole folder elsewhere and ask for help."),
    ),
    "VLT-011": ErrorText(
        N_("The passphrase is too short to protect this vault."),
        N_("Use at least eight letters; several words are better."),
    ),
    "VLT-012": ErrorText(N_("The vault is locked."), N_("Unlock it and try again.")),
    "VLT-013": ErrorText(
        N_("The record of this vault's newest entry can't be read."),
        N_("It may be an older copy or not complete. Look for another copy before you go on."),
    ),
    "VLT-014": ErrorText(
        N_("What is stored as {id} is not what the custody log tells of."),
        N_("Don't change anything. Copy the whole folder elsewhere and ask for help."),
    ),
    "VLT-015": ErrorText(
        N_("One of the two copies of the key file is damaged or gone."),
        N_("The other one works. Copy the whole folder elsewhere soon."),
    ),
    "VLT-016": ErrorText(
        N_("There is not enough memory to open this vault."),
        N_("Close other programs, then try again."),
    ),
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
        N_("Opening this bundle would take more work than is safe."),
        N_("Don't open it. Ask the sender about it."),
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


def sentence(error: OngiError, texts: Texts) -> str:
    """The sentence of an error in a language; a code without one counts as a bug's.

    The value `why` is itself a message of the catalogues (`app.report.shapes` has them).
    """
    values = {
        name: texts.tr(value) if name == "why" and isinstance(value, str) else value
        for name, value in error.values.items()
    }
    return texts.tr(TEXTS.get(error.code, TEXTS["BUG-001"]).sentence, **values)


def next_step(error: OngiError, texts: Texts) -> str:
    """What to do next, in a language."""
    return texts.tr(TEXTS.get(error.code, TEXTS["BUG-001"]).next_step, **error.values)
