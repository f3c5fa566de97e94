"""Public keys that bundles are sealed for, and opening with a key (BND-020 to BND-034)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS = {
    "BND-020": ErrorText(
        N_("{name} is no public key that a bundle can be sealed for."),
        N_("Ask for the line that begins with age1, as text, as a file or as a QR code."),
    ),
    "BND-021": ErrorText(
        N_("The address book has no key called {name}."),
        N_("The keys in it are listed by: recipient list"),
    ),
    "BND-022": ErrorText(
        N_("A key can't be called {name}."),
        N_("Use 1 to 32 letters a to z, digits and dashes, other than: passphrase"),
    ),
    "BND-023": ErrorText(
        N_("Another key is called {name} already."),
        N_("Choose another name, or take the other key out first."),
    ),
    "BND-024": ErrorText(
        N_("This key is in the address book already, as {name}."),
        N_("It can be used as it is."),
    ),
    "BND-025": ErrorText(
        N_("These are not the numbers of the key {name}."),
        N_("Don't use it yet. Ask its owner for the key once more, by another way."),
    ),
    "BND-026": ErrorText(
        N_("No QR code of a public key could be read in {name}."),
        N_("Take a sharper picture of the whole code, or ask for the key as a file."),
    ),
    "BND-027": ErrorText(
        N_("Nobody could open this bundle."),
        N_("Let it have a passphrase, or name somebody whose key can be used."),
    ),
    "BND-028": ErrorText(
        N_("{name} is no key file."),
        N_("Choose the file that holds a line beginning with AGE-SECRET-KEY."),
    ),
    "BND-029": ErrorText(
        N_("The key file {name} is closed with a passphrase."),
        N_("Type the passphrase that was chosen for the key file."),
    ),
    "BND-030": ErrorText(
        N_("This passphrase does not open the key file {name}."),
        N_("It is the one of the key file, not of the bundle. Try it once more."),
    ),
    "BND-031": ErrorText(
        N_("This is not the whole fingerprint of a key."),
        N_("It begins with SHA256: and has 43 more characters. Ask the sender for it once more."),
    ),
    "BND-032": ErrorText(
        N_("{name} is a PDF, and no public key is read from one."),
        N_(
            "On a page to print, the key is its QR code: choose a photo of the code, or the .pub or "
            ".png file that was made along with it."
        ),
    ),
    "BND-033": ErrorText(
        N_("A bundle can be sealed for {limit} keys, and no more fit."),
        N_("Make another bundle for the others."),
    ),
    "BND-034": ErrorText(
        N_("The address book holds {limit} keys, and no more fit."),
        N_("Take out a key that is not needed any more."),
    ),
}
