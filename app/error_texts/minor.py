"""Minor mode (COL-090 to COL-095)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS: dict[str, ErrorText] = {
    "COL-090": ErrorText(
        N_("Turning the protection off needs a few words on why."),
        N_("Write them in one line, for example who said that everyone shown is an adult."),
    ),
    "COL-091": ErrorText(
        N_("Minor mode is on, and there are pictures in it."),
        N_(
            "If none of them is a sexual image, say so and add it once more. "
            "Otherwise write down the link, the room and the words."
        ),
    ),
    "COL-092": ErrorText(
        N_("Minor mode is on, and it holds things that nobody sees at a glance."),
        N_("Save its words as a text file, or write down the link, the room and the words."),
    ),
    "COL-093": ErrorText(
        N_("Minor mode is on, and this came in before: it stays as it is, covered."),
        N_("Don't delete or send it. 112 or 1366 say how to hand it over, at any hour."),
    ),
    "COL-094": ErrorText(
        N_("There was nothing to change."),
        N_("Minor mode is as you want it already."),
    ),
    "COL-095": ErrorText(
        N_("The reason is longer than {limit} characters."), N_("A few words are enough.")
    ),
}
