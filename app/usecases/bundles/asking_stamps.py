"""Asks authorities for time stamps of one list: the only place that sets the network in motion.

Nothing but a SHA-256 and a random number goes out, to the authorities that were named, this once.
What comes back is checked before it counts. Keeps nothing itself.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.bundle import Entry, entry_of
from app.bundle.verify.authorities import Authority, authorities
from app.bundle.verify.pem import certificates_in, pem_of
from app.domain.bundles.stamps import StampAsked, StampState, StampWish
from app.domain.ids import new_id
from app.errors import EnvironmentProblem, InputProblem, NetworkProblem
from app.jobs import Job
from app.net import Posting, post, roots_beside
from crypto.timestamps import (
    MAX_ANSWER,
    BadStamp,
    Trouble,
    check_stamp,
    split_roots,
    stamp_request,
)

MOST = 4
"""Authorities asked for one bundle."""

_APART = timedelta(days=1)
_NONCE_BYTES = 16
_MAX_ROOT_FILE = 256 * 1024
_NOBODY = frozenset({"NET-001", "NET-002", "NET-003"})
_CODES = {
    Trouble.UNREADABLE: "NET-004",
    Trouble.REFUSED: "NET-005",
    Trouble.UNKNOWN_ROOT: "NET-007",
    Trouble.OTHER_TIME: "NET-008",
}
_ANSWER, _PEM = "application/timestamp-reply", "application/x-pem-file"


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom to ask, with the roots at hand."""

    authority: Authority
    roots: tuple[bytes, ...]
    proxy: str


def whom(wish: StampWish) -> tuple[Asked, ...]:
    """The authorities that a wish names, each once.

    Raises InputProblem NET-009 (unknown), NET-010 (proxy), NET-011 (too many), NET-013 (its root is
    not in the file), EnvironmentProblem ENV-003.
    """
    if wish.proxy and not wish.proxy.startswith("socks5h://"):
        raise InputProblem("NET-010")
    names = tuple(dict.fromkeys(wish.names))
    if len(names) > MOST:
        raise InputProblem("NET-011", most=MOST)
    known = authorities()
    for name in names:
        if name not in known:
            raise InputProblem("NET-009", name=name)
    return tuple(Asked(known[name], _roots(known[name], wish), wish.proxy) for name in names)


def _roots(authority: Authority, wish: StampWish) -> tuple[bytes, ...]:
    if wish.root_file is None:
        return roots_beside(authority.roots)
    try:
        with wish.root_file.open("rb") as file:
            found = certificates_in(file.read(_MAX_ROOT_FILE), authority.roots)
    except OSError:
        raise EnvironmentProblem("ENV-003", name=str(wish.root_file)) from None
    if not found:
        raise InputProblem("NET-013", name=wish.root_file.name)
    return found


def ask(asked: Asked, case_id: str, digest: bytes, now_ms: int, job: Job) -> StampAsked:
    """Ask one authority for a SHA-256, and say what came of it.

    `now_ms` is this computer's clock. Raises Cancelled; whatever else goes wrong stands in the
    result.
    """
    nonce = secrets.token_bytes(_NONCE_BYTES)
    state, reason, answer = StampState.KEPT, "", None
    try:
        posting = Posting(asked.authority.address, MAX_ANSWER, asked.proxy)
        came = post(posting, stamp_request(digest, nonce), job)
        answer = checked(asked, came, digest, nonce, now_ms)
    except NetworkProblem as problem:
        reason = problem.code
        state = StampState.PENDING if reason in _NOBODY else StampState.REFUSED
    return StampAsked(
        new_id("stamp"), case_id, digest.hex(), asked.authority.id, state, reason, nonce, answer,
        now_ms, now_ms if answer is not None else None,
    )  # fmt: skip


def checked(asked: Asked, came: bytes, digest: bytes, nonce: bytes, now_ms: int) -> bytes:
    """An answer as it is kept: with its root after it. Raises NetworkProblem NET-004 to NET-008."""
    now = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=now_ms)
    try:
        stamp = check_stamp(
            came,
            digest,
            pins=asked.authority.roots,
            roots=asked.roots,
            nonce=nonce,
            clock=(now, _APART),
        )
    except BadStamp as bad:
        raise NetworkProblem(_CODES.get(bad.trouble, "NET-006")) from None
    return came + stamp.root


def files_of(stamps: Sequence[StampAsked], name: str) -> list[Entry]:
    """The answers as files of a bundle: `proofs/NAME-1.tsr` and so on."""
    came = [split_roots(one.answer)[0] for one in stamps if one.answer]
    return [
        entry_of(f"proofs/{name}-{number}.tsr", answer, _ANSWER)
        for number, answer in enumerate(came, 1)
    ]


def roots_file(stamps: Sequence[StampAsked]) -> list[Entry]:
    """The roots of some stamps as one file of a bundle; none where there are none."""
    roots = {root: None for one in stamps if one.answer for root in split_roots(one.answer)[1]}
    return [entry_of("proofs/stamp-roots.pem", pem_of(roots), _PEM)] if roots else []
