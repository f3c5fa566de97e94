"""What a recipient usually does next: `resources/law/what_next.toml`, dated. It is no promise."""

from __future__ import annotations

from functools import cache

from app.domain.follow_up.filings import FilingState
from app.errors import FormatProblem
from app.paths import resources
from app.report.data.dated import Dated, check_facts, read_file
from app.report.data.model import Strict, Words


class Follows(Dated, frozen=True, kw_only=True):
    """What comes after a state, at bodies whose identifier begins so; empty: at any other."""

    recipient: str
    state: FilingState
    says: Words


class _File(Strict, frozen=True, kw_only=True):
    follows: tuple[Follows, ...]


@cache
def all_follows() -> tuple[Follows, ...]:
    """Every entry in the order of the file. Raises `FormatProblem` RPT-003."""
    path = resources() / "law" / "what_next.toml"
    found = read_file(path, _File).follows
    check_facts(found, tuple(f"{one.recipient} {one.state}" for one in found), path.name)
    if {one.state for one in found if not one.recipient} != set(FilingState):
        raise FormatProblem("RPT-003", name=path.name)
    return found


def what_follows(recipient: str, state: FilingState) -> Follows:
    """What comes after a state at a body: the entry whose beginning fits best."""
    fitting = (one for one in all_follows() if one.state is state and _fits(recipient, one))
    return max(fitting, key=lambda one: len(one.recipient))


def _fits(recipient: str, one: Follows) -> bool:
    return (
        not one.recipient or recipient == one.recipient or recipient.startswith(f"{one.recipient}.")
    )
