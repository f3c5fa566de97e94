"""Comparing pictures (COL-060 to COL-064)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS: dict[str, ErrorText] = {
    "COL-060": ErrorText(
        N_("{name} can't be compared: it can't be read as a picture or film."),
        N_("Try another copy of it."),
    ),
    "COL-061": ErrorText(
        N_("A decision is about two different items."), N_("Name two items of the same case.")
    ),
    "COL-062": ErrorText(
        N_("There is no such hash of {name}: it is made of pictures alone."),
        N_("Choose a picture; of a film, a still can be made."),
    ),
}
