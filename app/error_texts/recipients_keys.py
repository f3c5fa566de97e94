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
    "BND-034": ErrorText(
        N_("The address book holds {limit} keys, and no more fit."),
        N_("Take out a key that is not needed any more."),
    ),
}
