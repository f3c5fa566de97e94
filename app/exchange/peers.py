"""The other sides of a case: their keys as they were pinned, and what both sides had last.

FORMAT.md, section "Case file".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.case.exchanges import Choice, Conflict, Exchange, ExchangeWay
from app.exchange.base import NO_BASE, Base, decoded


@dataclass(frozen=True, slots=True)
class Peer:
    """Another vault that works on the case.

    `signer` is the fingerprint of its key for the case, `recipient` what a file for it is sealed
    to, `last` the last file that was taken in from it.
    """

    name: str
    signer: str
    recipient: str
    last: Exchange


def peers(exchanges: Sequence[Exchange]) -> tuple[Peer, ...]:
    """The other sides of a case, in the order in which they came."""
    found: dict[str, Peer] = {}
    for one in exchanges:
        if one.way is ExchangeWay.IN:
            base = decoded(one.base)
            found[one.signer] = Peer(one.peer, one.signer, base.recipient, one)
    return tuple(found.values())


def common(exchanges: Sequence[Exchange], signer: str, seen: Sequence[str]) -> Exchange | None:
    """The newest exchange whose state both sides had.

    Either a file that was taken in from that side, or one made here that it says it took in.
    """
    known = set(seen)
    both = [
        one
        for one in exchanges
        if (one.way is ExchangeWay.IN and one.signer == signer)
        or (one.way is ExchangeWay.OUT and one.digest in known)
    ]
    return both[-1] if both else None


def base_of(exchange: Exchange | None) -> Base:
    """The state of an exchange; an empty one where there is none."""
    return NO_BASE if exchange is None else decoded(exchange.base)


def met(exchanges: Sequence[Exchange]) -> frozenset[str]:
    """The items of all earlier exchanges of a case: what of them is not here was taken out here."""
    return frozenset(
        key for one in exchanges for key in base_of(one).records if key.startswith("items:")
    )


def void(
    conflicts: Sequence[Conflict], since: Exchange | None, theirs_open: Sequence[str]
) -> frozenset[str]:
    """The records for which nothing counts as agreed.

    Two versions are undecided on one side, or the other side's was taken here since: it may not
    know, and may take ours in the meantime.
    """
    found = set(theirs_open)
    for one in conflicts:
        decided = one.decided_ms
        is_fresh = decided is not None and (since is None or decided >= since.at_ms)
        if one.choice is Choice.OPEN or (one.choice is Choice.THEIRS and is_fresh):
            found.add(one.record)
    return frozenset(found)


def open_records(conflicts: Sequence[Conflict]) -> tuple[str, ...]:
    """The records of which nobody decided here yet."""
    return tuple(sorted({one.record for one in conflicts if one.choice is Choice.OPEN}))
