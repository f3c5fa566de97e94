"""The places of the rail and the pages there are, by name. Only names and their texts."""

from __future__ import annotations

from typing import NamedTuple

from app.i18n import N_


class Placement(NamedTuple):
    """A place on the rail: page name, icon, text."""

    page: str
    icon: str
    text: str


PLACES = (
    Placement("case", "case", N_("Case")),
    Placement("evidence", "evidence", N_("Collected")),
    Placement("timeline", "timeline", N_("Timeline")),
    Placement("rooms", "rooms", N_("Rooms, accounts")),
    Placement("reports", "report", N_("Reports")),
    Placement("hand_over", "hand_over", N_("Hand over")),
)

HELP = Placement("help", "help", N_("Find help"))
LOCK = Placement("lock", "lock", N_("Lock now"))
LEAVE = Placement("left", "leave", N_("Hide at once"))

NEEDS_NO_CASE = frozenset(
    {
        "welcome",
        "unlock",
        "five_minutes",
        "cases",
        "case_in",
        "work",
        "check_up",
        "safety",
        "copy",
        "ending",
        "removed",
        "waiting",
        "rescue",
        "keys",
        "kit",
        "figures",
        "help",
        "display",
        "left",
        "care",
        "rest",
        "directory",
        "law",
        "guide",
        "limits",
        "verify",
        "recipient_keys",
        "own_key",
    }
)
NEEDS_NO_VAULT = frozenset(
    {
        "welcome",
        "unlock",
        "five_minutes",
        "copy",
        "ending",
        "rescue",
        "help",
        "display",
        "left",
        "rest",
        "directory",
        "law",
        "guide",
        "limits",
        "verify",
        "own_key",
    }
)
