"""What a verification says: numbered checks, each passed, failed or not checked with the reason.

The numbers are FORMAT.md's, section "Checks", and never change their meaning. *Not checked* is
never shown as passed. Texts are message ids in English with the values for their places; the
language is chosen when shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from app.i18n import N_, Texts


class CheckId(IntEnum):
    """The checks in their order."""

    OUTER = 1
    WHOLE = 2
    ARCHIVE = 3
    BAG = 4
    HASHES = 5
    TAGS = 6
    MANIFEST = 7
    SIGNATURE = 8
    CHAIN = 9
    CHECKPOINT = 10
    EXHIBITS = 11
    TIMESTAMP = 12
    SIGNER = 13


class State(StrEnum):
    """How a check ended."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_CHECKED = "not_checked"


class Result(StrEnum):
    """How the whole ended.

    It failed if any check failed, is incomplete if one could not be made that should be.
    """

    PASSED = "passed"
    FAILED = "failed"
    INCOMPLETE = "incomplete"


NAMES: dict[CheckId, str] = {
    CheckId.OUTER: N_("The bundle and its key are there and open"),
    CheckId.WHOLE: N_("The bundle is whole to its end"),
    CheckId.ARCHIVE: N_("The archive inside holds plain files only"),
    CheckId.BAG: N_("The bag is complete, with nothing added"),
    CheckId.HASHES: N_("The SHA-256 of every file is the one in the list"),
    CheckId.TAGS: N_("The lists themselves are unchanged"),
    CheckId.MANIFEST: N_("The signed list names exactly these files"),
    CheckId.SIGNATURE: N_("The signature of the list fits this case's key"),
    CheckId.CHAIN: N_("The custody log is unbroken"),
    CheckId.CHECKPOINT: N_("The end of the custody log is signed"),
    CheckId.EXHIBITS: N_("The exhibits are what the custody log took in"),
    CheckId.TIMESTAMP: N_("Time stamp (RFC 3161)"),
    CheckId.SIGNER: N_("Who the signer is"),
}

NAME_WITH_COUNT = N_("The SHA-256 of {count} files is the one in the list")

NEEDS: dict[CheckId, tuple[CheckId, ...]] = {
    CheckId.OUTER: (),
    CheckId.WHOLE: (CheckId.OUTER,),
    CheckId.ARCHIVE: (CheckId.OUTER,),
    CheckId.BAG: (CheckId.ARCHIVE,),
    CheckId.HASHES: (CheckId.WHOLE, CheckId.BAG),
    CheckId.TAGS: (CheckId.BAG,),
    CheckId.MANIFEST: (CheckId.BAG,),
    CheckId.SIGNATURE: (CheckId.ARCHIVE,),
    CheckId.CHAIN: (CheckId.ARCHIVE,),
    CheckId.CHECKPOINT: (CheckId.SIGNATURE, CheckId.CHAIN),
    CheckId.EXHIBITS: (CheckId.MANIFEST, CheckId.CHAIN),
    CheckId.TIMESTAMP: (CheckId.ARCHIVE,),
    CheckId.SIGNER: (CheckId.SIGNATURE,),
}
"""Which checks must have passed before one can be made."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `name` and `why` are English message ids, `values` fill their places.

    `why` may be empty.

    `optional` marks a check that cannot be made for this bundle by anybody (no time stamp is in it,
    nobody vouches for the signer), which does not make the whole incomplete.
    """

    id: int
    name: str
    state: State
    why: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)
    optional: bool = False

    def name_in(self, texts: Texts) -> str:
        """What is checked, in a language."""
        return texts.tr(self.name, **self.values)

    def why_in(self, texts: Texts) -> str:
        """The reason in a language, or nothing."""
        return texts.tr(self.why, **self.values) if self.why else ""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a bundle says it is, as far as its signed list could be read; the checks say how surely.

    `manifest` is the SHA-256 of the signed list, `made_at` UTC as the list has it, `number` and
    `head` the end of the custody log by the list. `exhibits` are name in the bundle (such as
    `E001`) and item. `asked_head` is the log's head after the entry that the caller asked for.
    """

    manifest: str
    case: str
    made_at: str
    public_key: str
    number: int
    head: str
    exhibits: tuple[tuple[str, str], ...] = ()
    asked_head: str = ""


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """All thirteen checks in order, and what they add up to.

    `fingerprint` is the signing key's, if it was read; `opened` is None where the list was not.
    """

    result: Result
    checks: tuple[Check, ...]
    fingerprint: str = ""
    opened: Opened | None = None

    def passed(self, *wanted: CheckId) -> bool:
        """Whether each of some checks passed."""
        states = {check.id: check.state for check in self.checks}
        return all(states.get(int(one)) is State.PASSED for one in wanted)


def add_up(checks: tuple[Check, ...]) -> Result:
    """What some checks add up to."""
    if any(check.state is State.FAILED for check in checks):
        return Result.FAILED
    if any(check.state is State.NOT_CHECKED and not check.optional for check in checks):
        return Result.INCOMPLETE
    return Result.PASSED


@dataclass(frozen=True, slots=True)
class Passed:
    """What is said with a pass: a message id, and the values that fill it."""

    why: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)


class CheckFailed(Exception):
    """Ends one check as failed. `why` is a message id, the values fill it."""

    def __init__(self, why: str, **values: str | int) -> None:
        super().__init__(why)
        self.why = why
        self.values = values


class NotChecked(Exception):
    """Ends one check as not made. `optional` as in `Check`."""

    def __init__(self, why: str, *, optional: bool = False, **values: str | int) -> None:
        super().__init__(why)
        self.why = why
        self.optional = optional
        self.values = values
