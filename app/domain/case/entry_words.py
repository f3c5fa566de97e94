"""What happened, in the words of an entry of the timeline: to a room, by a message, to a filing."""

from __future__ import annotations

from app.domain.case.timeline import EntryKind, TimelineEntry
from app.domain.chats.roomlife import Deed, Happening
from app.domain.chats.roomlife_words import DEEDS_DONE, HAPPENINGS
from app.domain.follow_up.filings import FilingState
from app.domain.follow_up.ledger_words import FILING_STATES


def happening_words(entry: TimelineEntry) -> str:
    """The message of the catalogues for `happening`; empty where the entry has none."""
    if not entry.happening:
        return ""
    if entry.kind is EntryKind.FILED:
        return FILING_STATES[FilingState(entry.happening)]
    if entry.kind is EntryKind.DEED:
        return DEEDS_DONE[Deed(entry.happening)]
    return HAPPENINGS[Happening(entry.happening)]
