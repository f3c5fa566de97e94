"""Reading words in pictures, searching, covering numbers (COL-080 to COL-089, INP-150 to INP-159)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS: dict[str, ErrorText] = {
    "COL-080": ErrorText(
        N_("This copy of the program has no data for reading words in pictures."),
        N_("Everything else works without. Set the program up again to get them."),
    ),
    "COL-081": ErrorText(
        N_("The time {text} can't be read."),
        N_("Write it like 2024-08-27 or 2024-08-27 14:03."),
    ),
    "COL-082": ErrorText(
        N_("There is no room or account {id}."),
        N_("Search without it; the places found name their rooms and accounts."),
    ),
    "COL-083": ErrorText(
        N_("That place is not there any more."), N_("Search again; it may have been set aside.")
    ),
    "COL-084": ErrorText(
        N_("No resident registration number was found in {name}."),
        N_("Nothing needs covering for that. No copy was made."),
    ),
    "COL-085": ErrorText(
        N_("Numbers can't be covered in {name}: it is no text."),
        N_("Write down what it says instead, or cover places in a picture of it."),
    ),
    "INP-150": ErrorText(
        N_("The link seems to hold a resident registration number."),
        N_("Leave that part of the link out, or keep the link's beginning alone."),
    ),
}
