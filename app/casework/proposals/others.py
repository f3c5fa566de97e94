"""The other side as an answer: accounts that the person named or marked, words of threat.

Somebody who only wrote in a room is offered, never put in: most of them are no offenders.
"""

from __future__ import annotations

from app.casework.proposals.seen import Seen, is_placed
from app.casework.told_answers import accounts as told_accounts
from app.domain.chats.chats import Account, Message
from app.domain.chats.platform_names import PLATFORMS
from app.domain.chats.roomlife import Deed
from app.domain.reports.proposals import Origin, Proposed
from app.domain.reports.reports import Answer
from app.domain.text.textsafe import one_line
from app.domain.times.times import iso_kst
from app.domain.told.people import MarkKind, Role
from app.i18n import N_, Texts
from app.vault import Vault

MOST_QUOTED = 10
MOST_POSTERS = 10
MOST_NAMES = 5
_LONGEST_NAME = 100
_LONGEST_QUOTE = 400
_SHOWN_AS = N_("Unknown (shown as “{name}”)")
_DOES = {
    Deed.THREAT: N_("wrote a message marked as a threat"),
    Deed.MONEY: N_("wrote a message marked as asking for money"),
}


def accounts(vault: Vault, case_id: str, seen: Seen, words: Texts, said: Texts) -> list[Proposed]:
    """`offender.accounts` from people, from marked messages, and from who posted."""
    field = "offender.accounts"
    proposed = []
    told = told_accounts(vault, case_id)
    if told:
        origin = said.tr("From the people you wrote down")
        proposed.append(Proposed(field, told, Origin.TOLD, origin))
    named = {
        mark.account
        for mark in vault.told.people.marks(case_id)
        if mark.kind is MarkKind.ACCOUNT and mark.account is not None
    }
    marked = _marked(seen, named, words)
    if marked:
        origin = said.tr("From the messages you marked")
        proposed.append(Proposed(field, marked, Origin.ROOMS, origin))
    done = named | {message.account for _deed, message in seen.marked}
    posters: list[Answer] = [
        _row(seen.accounts[account], words)
        for account, _count in seen.posted.most_common(MOST_POSTERS + len(done))
        if account not in done and account in seen.accounts
    ]
    if posters:
        origin = said.tr("Accounts that posted files in those rooms")
        proposed.append(Proposed(field, posters[:MOST_POSTERS], Origin.ROOMS, origin, sure=False))
    return proposed


def names(vault: Vault, case_id: str, seen: Seen, words: Texts, said: Texts) -> list[Proposed]:
    """`offender.name`: what she calls them, else unknown with the name that was shown.

    Offered, never put in: a word of her own may be no name, and a shown name is none for sure.
    """
    people = [one for one in vault.told.people.in_case(case_id) if one.role is Role.OFFENDER]
    called = tuple(dict.fromkeys(one.name for one in people if one.name))
    offenders = {one.id for one in people}
    shown = [
        mark.value
        for mark in vault.told.people.marks(case_id)
        if mark.person in offenders and mark.value
        and mark.kind in (MarkKind.DISPLAY_NAME, MarkKind.ACCOUNT)
    ]  # fmt: skip
    wrote = [message.sender for _deed, message in seen.marked if message.sender]
    sources = (
        (called, Origin.TOLD, N_("From the people you wrote down")),
        (_unknown(shown, words), Origin.TOLD, N_("From the people you wrote down")),
        (_unknown(wrote, words), Origin.ROOMS, N_("From the messages you marked")),
    )
    return [
        Proposed("offender.name", ", ".join(some[:MOST_NAMES]), origin, said.tr(where), sure=False)
        for some, origin, where in sources
        if some
    ]


def _unknown(shown: list[str], words: Texts) -> tuple[str, ...]:
    """Each shown name as a complaint writes it where nobody knows who that is."""
    return tuple(
        words.tr(_SHOWN_AS, name=one_line(one, _LONGEST_NAME)) for one in dict.fromkeys(shown)
    )


def threats(seen: Seen, said: Texts) -> list[Proposed]:
    """`harm.threat` in the words that were marked, each with its time and who wrote it."""
    if not seen.marked:
        return []
    lines = [_quote(message) for _deed, message in seen.marked[:MOST_QUOTED]]
    answer: Answer = {"answer": True, "text": "\n".join(lines)}
    origin = said.tr("From the messages you marked")
    return [Proposed("harm.threat", answer, Origin.ROOMS, origin)]


def _marked(seen: Seen, named: set[str], words: Texts) -> list[Answer]:
    rows: dict[str, Answer] = {}
    for deed, message in seen.marked:
        key = message.account or f"name:{message.sender}"
        if key in rows or message.account in named:
            continue
        account = seen.accounts.get(message.account or "")
        row = _row(account, words) if account is not None else {"name": message.sender}
        when = _when(message)
        rows[key] = {**row, **({"seen": when} if when else {}), "note": words.tr(_DOES[deed])}
    return [row for row in rows.values() if row]


def _row(account: Account, words: Texts) -> dict[str, Answer]:
    row = {
        "platform": words.tr(PLATFORMS[account.platform]),
        "name": " / ".join(account.names[-3:]),
        "id": account.given_id,
    }
    return {key: value for key, value in row.items() if value}


def _quote(message: Message) -> str:
    text = " ".join(message.text.split())
    text = text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
    head = " · ".join(one for one in (_when(message), message.sender) if one)
    return f"{head}: “{text}”" if head else f"“{text}”"


def _when(message: Message) -> str:
    shown = message.shown
    return iso_kst(shown.at_ms) if shown and shown.at_ms is not None and is_placed(shown) else ""
