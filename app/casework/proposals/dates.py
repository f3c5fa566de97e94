"""Times as answers: when it happened, by what was marked, told and seen. Never merged into one."""

from __future__ import annotations

from app.casework.proposals.seen import Seen, earliest, is_placed, latest
from app.domain.reports.proposals import Origin, Proposed
from app.domain.reports.reports import Answer
from app.domain.times.times import Certainty, Moment
from app.i18n import N_, Texts
from app.vault import Vault


def when(vault: Vault, case_id: str, seen: Seen, said: Texts) -> list[Proposed]:
    """`event.when`: one proposal for each source, what she told before what platforms show."""
    log = [entry.note.event for entry in vault.told.incidents.in_case(case_id)]
    told = [one for one in log if one is not None and is_placed(one)]
    marked = [
        message.shown
        for _deed, message in seen.marked
        if message.shown is not None and is_placed(message.shown)
    ]
    shown = [one for one in (seen.first, seen.last) if one is not None]
    sources = (
        (told, N_("From your incident log")),
        (marked, N_("The times of the messages you marked")),
        (shown, N_("The first and last time that posts in the vault show")),
    )
    return [
        Proposed("event.when", span(earliest(times), latest(times)), Origin.DATES, said.tr(origin))
        for times, origin in sources
        if times
    ]


def span(first: Moment, last: Moment) -> Answer:
    """A time, or two, with how sure they are, in the shape of an answer."""
    start, end = _text(first), _text(last)
    about = {Certainty.APPROXIMATE, Certainty.ZONE_ASSUMED} & {first.certainty, last.certainty}
    answer: dict[str, Answer] = {"from": start}
    if end != start:
        answer["to"] = end
    answer["certainty"] = "approximate" if about else "exact"
    return answer


def _text(moment: Moment) -> str:
    """A day where no clock time is known, else the time in Korea."""
    kst = moment.kst
    if kst is None:
        return ""
    if moment.certainty is Certainty.DAY:
        return kst.date().isoformat()
    return kst.isoformat(timespec="seconds")
