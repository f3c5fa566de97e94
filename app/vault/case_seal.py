"""What leaves of a case is sealed with: its signing key, and the log as whoever gets it sees it.

A case has a key and a log of its own, so that nothing ties what two people are handed to one vault.
A case of which something went out under the vault's key before that was so keeps the vault's key
and the whole vault's log: who wrote that key down finds it again.
FORMAT.md, section "A case's key and log".

Changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from app.domain.custody import Act, CustodyEntry
from app.vault.stores.custody import Custody, entry_bytes
from crypto.chain import GENESIS, link
from crypto.sshsig import SigningKey

if TYPE_CHECKING:
    from app.vault.vault import Vault

LEAVING = (Act.BUNDLE_MADE, Act.DOCUMENT_MADE, Act.CASE_HANDED)
"""The acts by which a key or a number of the log leaves a vault."""

_MARK: Mapping[str, str | int] = {"log": "case"}
_COMMENT = {True: "ongi-case", False: "ongi-vault"}


@dataclass(frozen=True, slots=True)
class CaseSeal:
    """The key and the log of a case, as they go outside.

    `is_own`: they are the case's own, else the vault's. `public_line` is the key's OpenSSH line.
    """

    case: str
    is_own: bool
    signer: SigningKey
    custody: Custody

    @property
    def public_line(self) -> str:
        """The signing key's OpenSSH line, with a comment that says no more than whose it is."""
        return self.signer.public_line(_COMMENT[self.is_own])

    @property
    def mark(self) -> Mapping[str, str | int]:
        """What the details of an act of `LEAVING` say further."""
        return _MARK if self.is_own else {}

    def entries(self) -> Iterator[CustodyEntry]:
        """The whole log that goes outside, from its first entry: of the case, or of the vault."""
        return own_log(self.custody.entries(self.case)) if self.is_own else self.custody.entries()

    def unchained(self) -> Iterator[CustodyEntry]:
        """As `entries`, for who asks for no heads: nothing is computed for them, they are empty."""
        if self.is_own:
            return _numbered(self.custody.entries(self.case))
        return (replace(entry, head="") for entry in self.custody.entries())

    def of_case(self) -> Iterator[CustodyEntry]:
        """The entries of the case alone, with the numbers and heads they have outside."""
        return self.entries() if self.is_own else self.custody.entries(self.case)

    @property
    def head(self) -> tuple[int, str]:
        """The number of the newest entry outside (0 for none) and the head after it, in hex."""
        if not self.is_own:
            return self.custody.head
        number, head = 0, GENESIS.hex()
        for entry in self.entries():
            number, head = entry.number, entry.head
        return number, head

    def end_of(self, entries: Sequence[CustodyEntry]) -> tuple[int, str]:
        """As `head`, where all that `of_case` gives is at hand: nothing is chained once more."""
        return (entries[-1].number, entries[-1].head) if self.is_own and entries else self.head

    def head_at(self, number: int) -> str | None:
        """The head outside after an entry, in hexadecimal; None where there is no such entry."""
        if not self.is_own:
            found = self.custody.head_at(number)
            return None if found is None else found.hex()
        if number == 0:
            return GENESIS.hex()
        return next((one.head for one in self.entries() if one.number == number), None)

    def checked(self) -> Self:
        """This one, once the vault's log was followed from which a case's own one is made.

        The vault's own is followed by who writes it. Raises IntegrityProblem VLT-010.
        """
        if self.is_own:
            self.custody.verify()
        return self


def seal_of(vault: Vault, case_id: str) -> CaseSeal:
    """The key and the log of a case of a vault.

    They are the vault's where the first act of `LEAVING` in the case's log does not say that they
    were the case's own; so what was once said stays.
    """
    first = vault.custody.first_of(case_id, LEAVING)
    is_own = first is None or first.details.get("log") == _MARK["log"]
    signer = vault.case_signer(case_id) if is_own else vault.signer
    return CaseSeal(case_id, is_own, signer, vault.custody)


def own_log(entries: Iterable[CustodyEntry]) -> Iterator[CustodyEntry]:
    """A case's own log: its entries numbered from 1 and chained anew, one after the other."""
    head = GENESIS
    for entry in _numbered(entries):
        told = entry_bytes(
            entry.number,
            entry.at_ms,
            act=entry.act.value,
            subject=entry.subject,
            case=entry.case,
            details=entry.details,
        )
        head = link(head, told)
        yield replace(entry, head=head.hex())


def _numbered(entries: Iterable[CustodyEntry]) -> Iterator[CustodyEntry]:
    """A case's entries as they go outside, but for their heads."""
    for number, entry in enumerate(entries, 1):
        yield replace(entry, number=number, details=_outside(entry.details), head="")


def _outside(details: Mapping[str, str | int]) -> Mapping[str, str | int]:
    """Details without identifiers of the vault's address book, which other cases use too."""
    if "recipients" not in details:
        return details
    told = {name: value for name, value in details.items() if name != "recipients"}
    return {**told, "keys": len(str(details["recipients"]).split())}
