"""The vault itself: opening it, and what is damaged in it (VLT-001 to VLT-016)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS: dict[str, ErrorText] = {
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
        N_(
            "It may be an older copy or not complete. Look for another copy first; to go on with this one all the same: vault status --accept-older."
        ),
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
}
