"""Whether a later bundle's custody log extends an earlier one's: a finding beside the checks.

Every head stands in a bundle, also of what it withholds, so this can always be said. It is no
numbered check: it speaks of two bundles. FORMAT.md, section "Continuation".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.bundle.verify.checks import CheckId, Opened, State, VerifyResult
from app.i18n import N_, Texts

NAME = N_("Continuation: the log goes on from the earlier one's end")
STANDS = (CheckId.SIGNATURE, CheckId.CHAIN, CheckId.CHECKPOINT)
"""What a bundle's log has to pass by itself before two can be compared."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The end of an earlier log: what a bundle proved, or what a receipt says of one.

    `sound` is whether it stands by itself; `by_receipt` that only the recipient's word is there.
    """

    public_key: str
    number: int
    head: str
    made_at: str
    sound: bool = True
    by_receipt: bool = False


@dataclass(frozen=True, slots=True)
class Continuation:
    """What came of it. `why` is a message id with values for its places."""

    state: State
    why: str
    values: Mapping[str, str | int] = field(default_factory=dict)

    def why_in(self, texts: Texts) -> str:
        """The reason in a language."""
        return texts.tr(self.why, **self.values)


def earlier_of(result: VerifyResult) -> Earlier | None:
    """The end of the log of a bundle that was verified; None where it says nothing readable."""
    opened = result.opened
    if opened is None:
        return None
    return Earlier(
        opened.public_key, opened.number, opened.head, opened.made_at, result.passed(*STANDS)
    )


def continuation(later: VerifyResult, earlier: Earlier) -> Continuation:
    """Compare. `later` must have been verified with `asked=earlier.number`."""
    opened = later.opened
    if opened is None or not later.passed(*STANDS):
        return Continuation(
            State.NOT_CHECKED, N_("This bundle's own log does not pass checks 8 to 10.")
        )
    if not earlier.sound:
        return Continuation(
            State.NOT_CHECKED, N_("The earlier bundle's own log does not pass checks 8 to 10.")
        )
    return _compared(opened, earlier)


def _compared(opened: Opened, earlier: Earlier) -> Continuation:
    values: dict[str, str | int] = {"number": earlier.number, "later": opened.number}
    if opened.public_key != earlier.public_key:
        return Continuation(
            State.FAILED,
            N_(
                "The two were signed by different keys: they are of different cases, or of "
                "different vaults."
            ),
        )
    if opened.number < earlier.number:
        return Continuation(
            State.FAILED,
            N_(
                "This log ends at entry {later}, before entry {number} of the other: this is the "
                "older one, or an older copy of the vault was put back."
            ),
            values,
        )
    if opened.asked_head != earlier.head:
        return Continuation(
            State.FAILED,
            N_("Entry {number} is another one here: the two logs went different ways before it."),
            values,
        )
    if opened.number == earlier.number:
        return Continuation(State.PASSED, N_("Both end at the same entry {number}."), values)
    return Continuation(
        State.PASSED,
        N_("The earlier log ends at entry {number} and stands unchanged in this one."),
        values,
    )
