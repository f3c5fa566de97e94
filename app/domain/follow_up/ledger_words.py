"""Words for what becomes of reports and links: their states, and who has to act by a date."""

from __future__ import annotations

from app.domain.follow_up.fates import LinkState
from app.domain.follow_up.filings import FilingState
from app.i18n import N_

FILING_STATES: dict[FilingState, str] = {
    FilingState.DRAFTED: N_("being written"),
    FilingState.SUBMITTED: N_("handed in"),
    FilingState.RECEIVED: N_("taken up"),
    FilingState.ASKED: N_("more was asked for"),
    FilingState.DONE: N_("dealt with"),
    FilingState.REFUSED: N_("turned down"),
    FilingState.OBJECTED: N_("objected, or with a higher office"),
}
"""States of something handed in, in their usual order."""

LINK_STATES: dict[LinkState, str] = {
    LinkState.FOUND: N_("was found"),
    LinkState.REPORTED: N_("was reported"),
    LinkState.REVIEWED: N_("is being looked at"),
    LinkState.DELETED: N_("deleted"),
    LinkState.BLOCKED: N_("blocked in Korea"),
    LinkState.DEINDEXED: N_("out of search results"),
    LinkState.BACK: N_("there again"),
}
"""States of a link, in their usual order."""

LINK_STATES_EXPLAINED: dict[LinkState, str] = {
    LinkState.DELETED: N_("It is gone from the place itself."),
    LinkState.BLOCKED: N_("It can't be opened from Korea; from abroad it still can."),
    LinkState.DEINDEXED: N_("It isn't found by searching; at its place it is still there."),
}

REMOVED = (LinkState.DELETED, LinkState.BLOCKED, LinkState.DEINDEXED)
"""The states in which a link is looked at again after a while."""

HOW_SURE: dict[str, str] = {
    "A": N_("the text itself was read"),
    "B": N_("from an official release or the press"),
    "C": N_("known at second hand only"),
    "M": N_("no source was found for it"),
}
"""How far what a date rests on was looked up, by the letter of the data file."""

PASSED = N_("This day has gone by. Asking now is fine.")
PASSED_LOOK = N_("This day has gone by. Looking now is fine.")
CHECK = N_("ask to be sure")
NO_ADVICE = N_("This is no legal advice.")
"""Said once below dates that rest on law."""
