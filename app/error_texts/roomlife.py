"""Rooms, accounts and what is said of messages (INP-080 on)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS = {
    "INP-080": ErrorText(
        N_("There is no room {id} in this case."),
        N_("Choose a room from the list of rooms."),
    ),
    "INP-081": ErrorText(
        N_("Nothing is proposed for the message {id}."),
        N_("Choose a proposal from the room's list."),
    ),
    "INP-082": ErrorText(
        N_("There is no account {id} in this case."),
        N_("Choose an account from the list of accounts."),
    ),
    "INP-083": ErrorText(
        N_("There is no message {id} in this case."),
        N_("Choose a message from a room or from a search."),
    ),
}
