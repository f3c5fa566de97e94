"""What people tell: the incident log, people, payments, parts of evidence, voice memos (INP-070 on)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS: dict[str, ErrorText] = {
    "INP-070": ErrorText(
        N_("This seems to hold a resident registration number."),
        N_("Take it out. It is never needed here; if an office asks, write it there by hand."),
    ),
    "INP-071": ErrorText(
        N_("This is longer than fits."), N_("Shorten it, and put the rest into a note.")
    ),
    "INP-072": ErrorText(
        N_("There is nothing to keep yet."), N_("Fill in any one part; the others can wait.")
    ),
    "INP-073": ErrorText(
        N_("Nothing called {id} is written down in this case."),
        N_("See what is with: people list, payments list or log list."),
    ),
    "INP-074": ErrorText(
        N_("Another person who was hurt is never named here."),
        N_("Leave name and accounts empty; they are called by a number."),
    ),
    "INP-075": ErrorText(
        N_("These are one and the same person already."), N_("Name two people of this case.")
    ),
    "INP-076": ErrorText(
        N_("This item plays no such part in the case."), N_("See the parts with: part list.")
    ),
    "INP-077": ErrorText(
        N_("No account {id} is in this case."), N_("See the accounts among rooms and accounts.")
    ),
    "INP-078": ErrorText(
        N_("No microphone could be used."),
        N_("Connect one or allow its use, or write it down in the incident log."),
    ),
    "INP-079": ErrorText(
        N_("Nothing was recorded."), N_("Try once more, or write it down in the incident log.")
    ),
}
