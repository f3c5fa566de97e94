"""The custody log in a case file: the entries of the case, of all others the digest alone.

So whoever takes it in can follow the chain to its head, sees that a later file goes on where an
earlier one ended, and learns nothing of other cases. FORMAT.md, section "Case file".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from app.domain.case.exchanges import PeerEntry
from app.domain.custody import Act, CustodyEntry
from app.domain.evidence.captures import LATEST_MS
from app.vault.stores.custody import entry_bytes
from crypto.chain import GENESIS, entry_digest, link_digest
from crypto.errors import BadEncoding

MOST_LINE = 256 * 1024
_MOST_ENTRIES = 20_000_000
_MOST = 2**53 - 1


class BrokenChainError(ValueError):
    """Lines that are no log, or do not lead to their head."""


def log_lines(entries: Iterable[CustodyEntry], case_id: str) -> Iterator[bytes]:
    """The lines of a log, as JSON."""
    for one in entries:
        if one.case == case_id and one.act is not Act.ITEM_REFUSED:  # that names folders
            told: Any = [one.at_ms, one.act.value, one.subject, one.details]
        else:
            told = entry_digest(
                entry_bytes(
                    one.number,
                    one.at_ms,
                    act=one.act.value,
                    subject=one.subject,
                    case=one.case,
                    details=one.details,
                )
            ).hex()
        yield msgspec.json.encode(told) + b"\n"


_Word = Annotated[str, Meta(max_length=100)]
_Value = Annotated[str, Meta(max_length=20_000)] | Annotated[int, Meta(ge=-_MOST, le=_MOST)]
_Details = Annotated[dict[_Word, _Value], Meta(max_length=50)]
_Told = tuple[Annotated[int, Meta(ge=0, le=LATEST_MS)], _Word, _Word, _Details] | str


def followed(
    lines: Iterable[bytes], case_id: str, signer: str, wanted: dict[int, str]
) -> Iterator[PeerEntry]:
    """The entries of the case, while the chain is followed.

    `wanted`: heads that are known, by number; each has to be met. Raises BrokenChainError, at the
    end too.
    """
    head, left = GENESIS, {at: one for at, one in wanted.items() if at > 0}
    decode = msgspec.json.Decoder(_Told).decode
    for number, line in enumerate(lines, 1):
        try:
            told = decode(line)
            given = bytes.fromhex(told) if isinstance(told, str) else _digest(told, number, case_id)
            head = link_digest(head, given)
        except (msgspec.DecodeError, BadEncoding, ValueError, RecursionError):
            raise BrokenChainError from None
        if left.pop(number, head.hex()) != head.hex() or number > _MOST_ENTRIES:
            raise BrokenChainError
        if not isinstance(told, str):
            at_ms, act, subject, details = told
            yield PeerEntry(signer, number, at_ms, act, subject, details, head.hex())
    if left:
        raise BrokenChainError


def _digest(told: tuple[int, str, str, dict[str, str | int]], number: int, case: str) -> bytes:
    at_ms, act, subject, details = told
    return entry_digest(
        entry_bytes(number, at_ms, act=act, subject=subject, case=case, details=details)
    )
