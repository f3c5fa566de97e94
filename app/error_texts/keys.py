"""The ways to open a vault, and the recovery kit (VLT-017 to VLT-034)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS: dict[str, ErrorText] = {
    "VLT-017": ErrorText(
        N_("The key file of this vault is damaged, and your key may be right."),
        N_(
            "Don't delete anything. Copy the whole folder elsewhere, then try another key or another copy of the folder."
        ),
    ),
    "VLT-018": ErrorText(
        N_("This key does not open this vault."),
        N_("See that it belongs to this vault, or use the passphrase."),
    ),
    "VLT-019": ErrorText(
        N_("Without this key nobody could open the vault any more."),
        N_("Add a passphrase or a recovery kit first, then remove this one."),
    ),
    "VLT-020": ErrorText(
        N_("The keyring of this computer can't be used now."),
        N_("Open the vault with its passphrase."),
    ),
    "VLT-021": ErrorText(
        N_("The keyring of this computer holds no key for this vault."),
        N_("Open the vault with its passphrase."),
    ),
    "VLT-022": ErrorText(
        N_("The key file of this vault is damaged in places, but your key opens it."),
        N_("Copy the whole folder elsewhere soon. Changing the passphrase writes the file anew."),
    ),
    "VLT-023": ErrorText(
        N_("All sixteen places for keys are in use."), N_("Remove a key that is not needed.")
    ),
    "VLT-024": ErrorText(
        N_("The vault was opened to look only, so nothing in it can be changed."),
        N_("Close it, then open it the usual way."),
    ),
    "VLT-025": ErrorText(
        N_("This kit opens with {needed} of its sheets together."),
        N_("Bring the other sheets too: type the words of each, or choose their files."),
    ),
    "VLT-026": ErrorText(
        N_("These sheets are not of the same kit."),
        N_("See that they were made on the same day for the same folder, then try again."),
    ),
    "VLT-027": ErrorText(
        N_("The words are written as they were given out, but they are not of this vault."),
        N_("Compare the folder's letters and digits on the sheet with those of other vaults."),
    ),
    "VLT-028": ErrorText(
        N_("The kit is right. The key file of this vault is damaged."),
        N_("Copy the whole folder elsewhere, then set a new passphrase with the kit."),
    ),
    "VLT-029": ErrorText(
        N_("The kit is right. The key files of this vault are gone."),
        N_("Copy the whole folder elsewhere, then set a new passphrase with the kit."),
    ),
    "VLT-030": ErrorText(
        N_("This kit was of this vault, but another took its place."),
        N_("Use the newer kit, or make a new one while the vault is open."),
    ),
    "VLT-031": ErrorText(
        N_(
            "The words are written as they were given out. The key file is damaged, so they can't be tried on this vault."
        ),
        N_("Try again with the kit's own file or its spare line, which do without the key file."),
    ),
    "VLT-032": ErrorText(
        N_("This sheet is of a kind that is not made here."),
        N_("Use the sheets that were made for this vault."),
    ),
    "INP-023": ErrorText(
        N_("There is no such key at place {number}."), N_("See the keys with: key list.")
    ),
    "INP-024": ErrorText(
        N_("{name} holds no key that can be used here."),
        N_("Choose another file, or have the key copied once more."),
    ),
    "INP-025": ErrorText(
        N_("Word {number} is not one of the words that are used."),
        N_("Compare this word with the sheet, letter by letter."),
    ),
    "INP-026": ErrorText(
        N_("There are {count} words here; a whole kit has 13, a sheet of a split one 20."),
        N_("Compare the words with the sheet, in their order."),
    ),
    "INP-027": ErrorText(
        N_("One of the words is not as it was written, or two changed places."),
        N_("Compare each word with the sheet, in their order."),
    ),
    "INP-028": ErrorText(
        N_("There are no words here that could be a kit's."),
        N_("Type the words of the sheet, or choose the file that was saved with them."),
    ),
}
