"""Working copies (COL-069 and on)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS: dict[str, ErrorText] = {
    "COL-069": ErrorText(
        N_("The pictures of {name} change their size or turn midway: no place lies alike in all."),
        N_("Take stills of what matters, and cover the places in them."),
    ),
    "COL-070": ErrorText(
        N_("No copy can be made of {name}: it can't be read as a picture, PDF or film."),
        N_("The original stays as it is. If you have another copy of the file, add that."),
    ),
    "COL-071": ErrorText(
        N_("A copy of {name} would take more room or time than there is."),
        N_("The original stays as it is. A still or a part of it may be enough."),
    ),
    "COL-072": ErrorText(
        N_("A marked place does not lie in {name}."),
        N_("Compare it with the size of the picture, page or film, then try again."),
    ),
    "COL-073": ErrorText(
        N_("No place is marked yet."), N_("Mark what should be covered, then try again.")
    ),
    "COL-074": ErrorText(
        N_("This can't be done with {name}."),
        N_("It works with pictures, PDFs and films, stills with films alone."),
    ),
    "COL-075": ErrorText(N_("The text is empty."), N_("Write something, or leave it for later.")),
    "COL-076": ErrorText(
        N_("The text is longer than fits."),
        N_("Write it as two texts or more, each up to {limit} characters."),
    ),
    "COL-077": ErrorText(
        N_("The text seems to hold a resident registration number."),
        N_("Write the last seven digits as asterisks."),
    ),
    "COL-078": ErrorText(N_("{name} has no picture at that time."), N_("Choose an earlier time.")),
    "COL-079": ErrorText(
        N_("These are more places than fit."),
        N_("Up to {limit} can be covered in one copy. Make a copy of the copy for the rest."),
    ),
}
