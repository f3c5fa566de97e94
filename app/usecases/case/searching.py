"""Find words in everything a case holds, and look at a place found among what is around it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.chats.chats import Message
from app.domain.evidence.searching import Filters, Kind
from app.domain.ids import is_id
from app.domain.times.typed_times import typed_moment
from app.errors import InputProblem
from app.usecases.vault.vaults import OpenVault
from app.vault import Hit, SearchPage, passage_of

__all__ = [
    "Around", "Filters", "Hit", "Kind", "SearchPage", "around", "filters_of", "search",
]  # fmt: skip

_PASSAGE = 400
_ALL = Filters()
_DAY_MS = 24 * 3600 * 1000


@dataclass(frozen=True)
class Around:
    """What stands around a place found: messages of its room in their order, or a passage of text.

    `at` is the place of the message found among `messages`.
    """

    messages: tuple[Message, ...] = ()
    at: int = 0
    passage: str = ""


def search(
    vault: OpenVault,
    words: str,
    case_id: str | None = None,
    *,
    filters: Filters = _ALL,
    limit: int = 50,
    offset: int = 0,
) -> SearchPage:
    """Places that hold all the words, in part or whole, kind after kind.

    Raises InputProblem INP-010 and INP-003.
    """
    if not words.strip():
        raise InputProblem("INP-010")
    if case_id is not None:
        vault.cases.get(case_id)
    return vault.search.find(
        words, case=case_id, filters=filters, limit=max(1, limit), offset=max(0, offset)
    )


def filters_of(
    kinds: Iterable[str] = (),
    *,
    room: str | None = None,
    account: str | None = None,
    since: str = "",
    until: str = "",
) -> Filters:
    """Filters from what a person typed; a day without a clock time means all of it, in Korea.

    Raises InputProblem COL-081 for a time that can't be read, COL-082 for no room or account.
    """
    for named, kind in ((room, "room"), (account, "account")):
        if named is not None and not is_id(named, kind):
            raise InputProblem("COL-082", id=named)
    return Filters(
        frozenset(map(Kind, kinds)),
        room,
        account,
        _typed(since, 0) if since.strip() else None,
        _typed(until, 1) if until.strip() else None,
    )


def around(vault: OpenVault, hit: Hit, words: str, *, messages: int = 3) -> Around:
    """What stands around a hit: so many messages before and after it, or the text about it.

    A room, an account and a link are shown as they are named. Raises InputProblem INP-011 where the
    item is not there any more, and COL-083 where another thing is not.
    """
    if hit.kind == Kind.MESSAGE:
        try:
            before, after = vault.chats.around(hit.id, messages)
        except KeyError as error:
            raise InputProblem("COL-083") from error
        return Around((*before, *after), len(before))
    if hit.kind == Kind.PAGE:
        inside = vault.insides.get(hit.id)
        text = "" if inside is None else inside.text
    elif hit.kind == Kind.MACHINE:
        read = vault.machine_words.get(hit.id)
        text = "" if read is None else read.text
    elif hit.kind == Kind.NOTE:
        notes = vault.notes.in_case(hit.case)
        text = next((note.text for note in notes if note.id == hit.id), "")
    else:
        text = ""
    return Around(passage=passage_of(text or hit.snippet, words, _PASSAGE))


def _typed(text: str, later: int) -> int:
    """The instant of a typed time, or for `later` the first one behind what it names."""
    moment = typed_moment(text)
    if moment is None or moment.at_ms is None:
        raise InputProblem("COL-081", text=text.strip()[:40])
    width = {"day": _DAY_MS, "approximate": 3600_000, "minute": 60_000}
    return moment.at_ms + later * width.get(moment.certainty.value, 1000)
