"""A receipt: that somebody opened a bundle, when, and which checks passed there.

It shows that who signed it had that bundle open, not who that is. FORMAT.md, section "Replies".
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from app.bundle.replies.about import About, PublicKey, Utc, Who, about, instant
from app.bundle.replies.signed import read, refuse_number, write
from app.bundle.verify import CheckId, State, VerifyResult
from app.domain.times.times import iso_utc
from app.errors import FormatProblem
from crypto.sshsig import SigningKey

FORMAT = "ongi-receipt-v1"
NAMESPACE = "ongi-receipt"

Number = Annotated[int, Meta(ge=1, le=len(CheckId))]
Numbers = Annotated[tuple[Number, ...], Meta(max_length=len(CheckId))]


class Checked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The numbers of the checks by how they ended, each number in one of the three."""

    failed: Numbers
    not_made: Numbers
    passed: Numbers


class Receipt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a receipt says. `made_at` is the recipient's clock in UTC, `who` free words."""

    bundle: About
    checks: Checked
    format: str
    made_at: Utc
    public_key: PublicKey
    who: Who

    @property
    def made_ms(self) -> int:
        """`made_at` in UTC milliseconds."""
        return instant(self.made_at)


def write_receipt(result: VerifyResult, *, made_ms: int, who: str, key: SigningKey) -> bytes:
    """The bytes of a receipt for what a verification found. Raises InputProblem INP-070.

    `result.opened` must be there (ValueError).
    """
    if result.opened is None:
        raise ValueError("nothing was opened")
    refuse_number(who)
    by = {state: tuple(one.id for one in result.checks if one.state is state) for state in State}
    checks = Checked(by[State.FAILED], by[State.NOT_CHECKED], by[State.PASSED])
    said = Receipt(
        about(result.opened),
        checks,
        FORMAT,
        iso_utc(made_ms - made_ms % 1000),
        key.public_line(),
        who,
    )
    return write(said, NAMESPACE, key)


def read_receipt(data: bytes, name: str) -> Receipt:
    """What a receipt says; its signature fits the key in it.

    Raises FormatProblem BND-050, BND-063, IntegrityProblem BND-051, InputProblem INP-070.
    """
    said = read(data, Receipt, namespace=NAMESPACE, known=FORMAT, name=name)
    told = (*said.checks.failed, *said.checks.not_made, *said.checks.passed)
    try:
        said.made_ms  # noqa: B018 - a day that no calendar has is refused here
    except ValueError:
        raise FormatProblem("BND-050", name=name) from None
    if sorted(told) != [int(one) for one in CheckId]:
        raise FormatProblem("BND-050", name=name)
    refuse_number(said.who)
    return said
