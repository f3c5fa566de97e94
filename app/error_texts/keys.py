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
    "INP-023": ErrorText(
        N_("There is no such key at place {number}."), N_("See the keys with: key list.")
    ),
    "INP-024": ErrorText(
        N_("{name} holds no key that can be used here."),
        N_("Choose another file, or have the key copied once more."),
    ),
}
