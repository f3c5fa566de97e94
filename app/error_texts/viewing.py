"""Looking at pictures, pages and films, and listening (COL-100 and on, INP-160)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS: dict[str, ErrorText] = {
    "COL-100": ErrorText(
        N_("{name} is of a kind that is not shown here."),
        N_("It is kept as it came. Its page tells what is known of it."),
    ),
    "COL-101": ErrorText(
        N_("{name} can't be read as a picture, a document, a film or a sound."),
        N_("It is kept as it came. If you have another copy of the file, add that."),
    ),
    "COL-102": ErrorText(
        N_("Showing {name} would take more memory or time than there is."),
        N_("It is kept as it came. A smaller part of it, or an earlier place, may still work."),
    ),
    "INP-160": ErrorText(
        N_("No place for sound to come out was found on this computer."),
        N_("Connect headphones and try again. The picture of the sound and the words stay here."),
    ),
}
