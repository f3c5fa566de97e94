"""What comes back from recipients: receipts and questions (BND-050 to BND-064)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS: dict[str, ErrorText] = {
    "BND-050": ErrorText(
        N_("{name} is neither a receipt nor questions on a bundle."),
        N_("Choose the file that the recipient sent back."),
    ),
    "BND-051": ErrorText(
        N_("{name} was changed after it was signed, or signed by another key."),
        N_("Nothing was taken in. Ask the recipient to send it once more."),
    ),
    "BND-052": ErrorText(
        N_("This speaks of a bundle from another vault."),
        N_("Open the vault that the bundle was made from, and take it in there."),
    ),
    "BND-053": ErrorText(
        N_("This vault's log knows no bundle like the one that this speaks of."),
        N_("Nothing was taken in. Ask the recipient which bundle was opened."),
    ),
    "BND-054": ErrorText(
        N_("This speaks of a bundle from another case."),
        N_("Open the case that the bundle was made from, and take it in there."),
    ),
    "BND-055": ErrorText(
        N_("What this says of the bundle is not what the custody log says."),
        N_("Nothing was taken in. Ask the recipient to make it once more from the bundle."),
    ),
    "BND-056": ErrorText(
        N_("This was taken in before."), N_("It is here already; nothing has to be done.")
    ),
    "BND-057": ErrorText(
        N_("The list in this bundle can't be read, so there is nothing that could be named."),
        N_("Ask the sender for the bundle once more."),
    ),
    "BND-058": ErrorText(
        N_("No exhibit of this bundle is called {name}."),
        N_("Exhibits are called as their files are, such as E001."),
    ),
    "BND-059": ErrorText(
        N_("Up to {count} questions fit into a file, each of up to {most} characters."),
        N_("Write at least one, or share them out over several files."),
    ),
    "BND-060": ErrorText(
        N_("No receipt {id} is in this case."), N_("See the receipts with: receipt list.")
    ),
    "BND-061": ErrorText(
        N_("No question {id} is in this case."), N_("See the questions with: questions list.")
    ),
    "BND-062": ErrorText(
        N_("{name} is no key that a reply can be signed with."),
        N_("Name a file that is not there yet, and a key is made in it."),
    ),
    "BND-063": ErrorText(
        N_("{name} was made by a newer version of this program."),
        N_("Update the program, then take it in."),
    ),
    "BND-064": ErrorText(
        N_("This receipt stands in the ledger already."),
        N_("Take the step back there first, if it belongs elsewhere."),
    ),
}
