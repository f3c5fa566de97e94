"""A case that goes between two vaults (BND-070 to BND-075, VLT-060 to VLT-065)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

_NOTHING = N_("Nothing was taken in. Ask for the file once more.")

TEXTS: dict[str, ErrorText] = {
    "BND-070": ErrorText(N_("{name} is not a case file that can be read."), _NOTHING),
    "BND-071": ErrorText(
        N_("{name} was made by a newer version of this program."),
        N_("Update the program, then take it in."),
    ),
    "BND-072": ErrorText(
        N_("{name} is not as it was when it was signed."),
        _NOTHING,
    ),
    "BND-074": ErrorText(
        N_("{name} does not open with what there is here."),
        N_("Type its words, or choose the file of the key it was made for."),
    ),
    "BND-075": ErrorText(
        N_("The log in {name} does not go on from the file that came before."),
        N_("Nothing was taken in. Ask the other side from which vault the file was made."),
    ),
    "VLT-060": ErrorText(
        N_("This key is new here. Its numbers are {numbers}."),
        N_("Call the person who made the file and compare the numbers, then take it in."),
    ),
    "VLT-061": ErrorText(
        N_("{name} was made from this vault."),
        N_("There is nothing to take in. Give it to the other side."),
    ),
    "VLT-062": ErrorText(
        N_("{name} was taken in before."),
        N_("Everything in it is here already."),
    ),
    "VLT-063": ErrorText(
        N_("This case has no two versions called {id}."),
        N_("See which there are, and choose one of them."),
    ),
    "VLT-064": ErrorText(
        N_("{name} has not handed this case over yet."),
        N_("Choose a key of the address book, or words."),
    ),
    "VLT-065": ErrorText(
        N_("That can't stand here as things are now."),
        N_("Choose the other version, or leave it for later."),
    ),
}
