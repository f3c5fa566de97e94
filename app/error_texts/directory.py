"""The directory of those who can help, and corrections of it (INP-110 to INP-114)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS: dict[str, ErrorText] = {
    "INP-110": ErrorText(
        N_("There is no correction in this yet."),
        N_("Write a number, an address or a remark."),
    ),
    "INP-111": ErrorText(
        N_("“{kind}” without an address can't be kept as a way to reach somebody."),
        N_(
            "Give one of phone, text, web, email, visit, post, in_app, bot, messenger, and its words."
        ),
    ),
    "INP-112": ErrorText(
        N_("{id} was not corrected in this vault."),
        N_("What came with the program is in use already."),
    ),
}
