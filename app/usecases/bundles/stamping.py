"""Time stamps of bundles: along with a bundle, afterwards, once more, and what is known of them.

Off unless a person names an authority, each time. Asking is `asking_stamps`' business; here it is
kept and told to the custody log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from app.bundle import Entry
from app.bundle.verify.authorities import Authority, authorities
from app.domain.bundles.stamps import WAITING, StampAsked, StampState, StampWish
from app.domain.custody import Act
from app.domain.times.times import KST
from app.errors import InputProblem, OngiError
from app.i18n import Texts
from app.jobs import Job
from app.report.data.dated_words import CHECKED, MAY_HAVE_CHANGED, NOT_CHECKED
from app.usecases.bundles.asking_stamps import Asked, ask, files_of, roots_file, whom
from app.usecases.vault.vaults import OpenVault
from crypto.timestamps import BadStamp, look_at, split_roots

__all__ = [
    "Authority",
    "StampRow",
    "StampWish",
    "Stamping",
    "ask_stamps",
    "checked_words",
    "earlier_stamps",
    "known_authorities",
    "list_stamps",
    "retry_stamps",
    "rows_of",
]

_MOST_EARLIER = 10


@dataclass
class Stamping:
    """Asks for the stamps of one bundle while it is packed, and remembers what came.

    `earlier` are stamps of earlier bundles that go along.
    """

    case: str
    asked: tuple[Asked, ...]
    earlier: tuple[StampAsked, ...]
    now_ms: int
    job: Job
    came: list[StampAsked] = field(default_factory=list)

    def __call__(self, digest: bytes) -> Sequence[Entry]:
        """The files that came for a SHA-256. Raises Cancelled."""
        self.job.phase("stamp.ask", len(self.asked))
        for number, one in enumerate(self.asked):
            self.came.append(ask(one, self.case, digest, self.now_ms, self.job))
            self.job.advance(number + 1)
        return [*files_of(self.came, "stamp"), *roots_file([*self.came, *self.earlier])]


@dataclass(frozen=True, slots=True)
class StampRow:
    """A stamp as it is shown: the authority's name, its time (UTC, None where it has not come)."""

    stamp: StampAsked
    authority: str
    time: datetime | None


def known_authorities(only: str = "") -> tuple[Authority, ...]:
    """The authorities that come with the program, or one of them. None is asked anything.

    Raises InputProblem NET-009.
    """
    known = authorities()
    if only and only not in known:
        raise InputProblem("NET-009", name=only)
    return tuple(one for one in known.values() if only in ("", one.id))


def checked_words(authority: Authority, texts: Texts, today: date | None = None) -> str:
    """When what is known of it was checked, with a soft word once it wants another look.

    `today` is Korea's day.
    """
    if authority.confidence == "M":
        return texts.tr(NOT_CHECKED)
    said = texts.tr(CHECKED, date=authority.as_of)
    old = (today or datetime.now(KST).date()) > authority.review_by
    return f"{said} · {texts.tr(MAY_HAVE_CHANGED)}" if old else said


def rows_of(stamps: Iterable[StampAsked]) -> tuple[StampRow, ...]:
    """Some stamps as they are shown."""
    return tuple(map(_row, stamps))


def list_stamps(vault: OpenVault, case_id: str) -> tuple[StampRow, ...]:
    """The stamps of a case, oldest first. Raises InputProblem INP-003."""
    case = vault.cases.get(case_id)
    return rows_of(vault.handover.stamps.in_case(case.id))


def stamping_of(
    vault: OpenVault,
    case_id: str,
    reports: frozenset[str],
    asked: tuple[Asked, ...],
    job: Job,
) -> Stamping:
    """What asks while a bundle is packed; `reports` are those that its recipient is told of."""
    earlier = earlier_stamps(vault, case_id, reports)
    return Stamping(case_id, asked, earlier, vault.now_ms(), job)


@contextmanager
def what_left_is_told(vault: OpenVault, report_id: str, stamping: Stamping) -> Iterator[None]:
    """Where no bundle came of it, the log tells all the same what went to an authority."""
    try:
        yield
    except OngiError:
        if stamping.came:
            with vault.transaction():
                note_asked(vault, stamping.case, report_id, stamping.came)
        raise


def earlier_stamps(
    vault: OpenVault, case_id: str, reports: frozenset[str]
) -> tuple[StampAsked, ...]:
    """Stamps that came after their bundle was made, of bundles of these reports; the newest ten.

    A recipient is told of no bundle that went to somebody else.
    """
    late = [one for one in vault.handover.stamps.in_case(case_id) if one.state is StampState.LATER]
    if not late:
        return ()
    whose = _reports(vault, case_id)
    return tuple(one for one in late if whose.get(one.id) in reports)[-_MOST_EARLIER:]


def earlier_files(stamping: Stamping) -> list[Entry]:
    """The stamps of earlier bundles as files of this one."""
    roots = roots_file(stamping.earlier) if not stamping.asked else []
    return [*files_of(stamping.earlier, "earlier"), *roots]


def note_asked(vault: OpenVault, case_id: str, report_id: str, came: Sequence[StampAsked]) -> None:
    """Tell the log of every SHA-256 that left, in the running transaction."""
    for one in came:
        vault.custody.append(
            Act.STAMP_ASKED,
            report_id,
            case_id,
            {"stamp": one.id, "list": one.digest, "authority": one.authority},
        )


def keep(vault: OpenVault, case_id: str, report_id: str, came: Sequence[StampAsked]) -> None:
    """Keep what came of asking, in the running transaction."""
    note_asked(vault, case_id, report_id, came)
    for one in came:
        vault.handover.stamps.add(one)
        _note_outcome(vault, report_id, one)


def ask_stamps(
    vault: OpenVault, case_id: str, report_id: str, wish: StampWish, job: Job
) -> tuple[StampRow, ...]:
    """Ask for time stamps of the newest bundle of a report that is made already.

    They cover its signed list and go along with the next bundle. Raises InputProblem INP-003,
    NET-012 (no bundle), and as `whom`; Cancelled.
    """
    case = vault.cases.get(case_id)
    listed = _newest_list(vault, case.id, report_id)
    came = []
    job.phase("stamp.ask")
    try:
        for one in whom(wish):
            asked = ask(one, case.id, bytes.fromhex(listed), vault.now_ms(), job)
            came.append(_late(asked))
    finally:
        _keep_all(vault, case.id, report_id, came)
    return rows_of(came)


def retry_stamps(vault: OpenVault, case_id: str, wish: StampWish, job: Job) -> tuple[StampRow, ...]:
    """Ask once more for the stamps of a case that have not come; `wish.names` may narrow that.

    Raises InputProblem INP-003 and as `whom`; Cancelled, when those that came are kept.
    """
    case = vault.cases.get(case_id)
    waiting = [
        one
        for one in vault.handover.stamps.in_case(case.id)
        if one.state in WAITING and (not wish.names or one.authority in wish.names)
    ]
    whose, rows = _reports(vault, case.id), []
    job.phase("stamp.ask", len(waiting))
    for number, before in enumerate(waiting):
        asked = whom(replace(wish, names=(before.authority,)))[0]
        again = ask(asked, case.id, bytes.fromhex(before.digest), vault.now_ms(), job)
        after = _late(replace(again, id=before.id, asked_ms=before.asked_ms))
        with vault.transaction():
            vault.handover.stamps.change(after)
            _note_outcome(vault, whose.get(before.id, case.id), after)
        rows.append(_row(after))
        job.advance(number + 1)
    vault.custody.checkpoint()
    return tuple(rows)


def _late(stamp: StampAsked) -> StampAsked:
    return replace(stamp, state=StampState.LATER) if stamp.state is StampState.KEPT else stamp


def _keep_all(vault: OpenVault, case_id: str, report_id: str, came: Sequence[StampAsked]) -> None:
    if came:
        with vault.transaction():
            keep(vault, case_id, report_id, came)
        vault.custody.checkpoint()


def _note_outcome(vault: OpenVault, subject: str, stamp: StampAsked) -> None:
    about: dict[str, str | int] = {"stamp": stamp.id, "authority": stamp.authority}
    if stamp.answer is not None:
        time = _time(stamp)
        about["time"] = f"{time:%Y-%m-%dT%H:%M:%SZ}" if time else ""
        vault.custody.append(Act.STAMP_KEPT, subject, stamp.case, about)
    elif stamp.state is StampState.REFUSED:
        about["code"] = stamp.reason
        vault.custody.append(Act.STAMP_REFUSED, subject, stamp.case, about)


def _reports(vault: OpenVault, case_id: str) -> dict[str, str]:
    """Which report's bundle each stamp was asked for, as the custody log says."""
    return {
        str(entry.details.get("stamp", "")): entry.subject
        for entry in vault.custody.entries(case_id)
        if entry.act is Act.STAMP_ASKED
    }


def _newest_list(vault: OpenVault, case_id: str, report_id: str) -> str:
    found = [
        str(entry.details.get("manifest", ""))
        for entry in vault.custody.of_subject(report_id)
        if entry.act is Act.BUNDLE_MADE and entry.case == case_id
    ]
    if not found or not found[-1]:
        raise InputProblem("NET-012")
    return found[-1]


def _row(stamp: StampAsked) -> StampRow:
    known = authorities().get(stamp.authority)
    return StampRow(stamp, known.name if known else stamp.authority, _time(stamp))


def _time(stamp: StampAsked) -> datetime | None:
    if stamp.answer is None:
        return None
    try:
        return look_at(split_roots(stamp.answer)[0]).time
    except (BadStamp, ValueError):
        return None
