"""Excerpts of chats, and folders that are looked through for what is new (COL-050 and on)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS: dict[str, ErrorText] = {
    "COL-050": ErrorText(
        N_("From when to when can't be read."),
        N_("Write a day or a time like 2024-08-27 14:00, the earlier one first."),
    ),
    "COL-051": ErrorText(
        N_("No message lies in this part of the chat."), N_("Choose an earlier or a later time.")
    ),
    "COL-052": ErrorText(
        N_("This is no chat that was read into this case."),
        N_("Choose a chat export among what is collected."),
    ),
    "COL-053": ErrorText(
        N_("The dates of this chat can be read in two ways, so no part can be cut out."),
        N_("Say which comes first, day or month, and try again."),
    ),
    "COL-054": ErrorText(
        N_("Left out: its messages stand in the part that was cut out."),
        N_("To keep the file itself, add it without a span of time."),
    ),
    "COL-055": ErrorText(
        N_("Left out: no message of the chosen part names it."),
        N_("To keep it too, add it without a span of time."),
    ),
    "COL-056": ErrorText(
        N_("The label is longer than {limit} characters."),
        N_("Write its first words, and the rest as a note."),
    ),
    "COL-057": ErrorText(
        N_("Nothing was named that could be taken in."),
        N_("Name a file or a folder, or a folder to look through with --new-in."),
    ),
    "COL-058": ErrorText(
        N_("More than {limit} folders can't be looked through."),
        N_("Leave one of them first."),
    ),
    "COL-059": ErrorText(
        N_("Left out: it was not looked into, so no part of a chat could be cut out of it."),
        N_("Unpack it if it is packed, and add what is inside, or add it without a span of time."),
    ),
}
