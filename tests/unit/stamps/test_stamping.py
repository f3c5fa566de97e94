"""Time stamps from asking to the next bundle: what leaves, what is kept, what the log tells."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from app.bundle.verify import CheckId, open_bundle, verify
from app.domain.bundles.stamps import StampState, StampWish
from app.domain.custody import Act, CustodyEntry
from app.errors import Cancelled, InputProblem
from app.i18n import texts
from app.jobs import Job
from app.usecases.bundles.asking_stamps import MOST, whom
from app.usecases.bundles.bundling import BundleMade, make_bundle
from app.usecases.bundles.recipient_keys import add_key
from app.usecases.bundles.stamping import (
    ask_stamps,
    checked_words,
    known_authorities,
    list_stamps,
    retry_stamps,
)
from app.usecases.case.cases import add_case
from app.usecases.reports.reporting import save_report
from app.vault import Vault
from crypto.age import X25519Identity
from crypto.kdf import FLOOR
from crypto.timestamps import stamp_request
from tests.authority import Authority, Responder
from tests.unit.vault.filling import PASSPHRASE

ME = X25519Identity.generate()
STATEMENT, OTHER = "kr.police.statement", "kr.d4u.deletion"
TEST = StampWish(names=("test",))


@dataclass
class Desk:
    """A case with a report, and ways to hand it over without a slow passphrase."""

    vault: Vault
    case: str
    report: str
    out: Path

    def bundle(self, wish: StampWish = TEST, report: str = "") -> BundleMade:
        return make_bundle(
            self.vault, self.case, report or self.report, self.out, Job(),
            recipients=["me"], passphrase=False, stamps=wish,
        )  # fmt: skip

    def made_before(self) -> str:
        """As if a bundle had been made without a stamp; the SHA-256 of its list."""
        listed = hashlib.sha256(self.case.encode()).hexdigest()
        with self.vault.transaction():
            details = {"name": "bundle-1", "manifest": listed}
            self.vault.custody.append(Act.BUNDLE_MADE, self.report, self.case, details)
        return listed

    def told(self, *acts: Act) -> list[CustodyEntry]:
        return [one for one in self.vault.custody.entries(self.case) if one.act in acts]

    def files(self, made: BundleMade) -> dict[str, bytes]:
        with open_bundle(made.path, identity=str(ME)) as bundle:
            names = [one for one in bundle.sizes if one.startswith("data/proofs/")]
            return {one.removeprefix("data/proofs/"): bundle.read(one, 2**20) for one in names}


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    path = tmp_path_factory.mktemp("stamps") / "vault"
    with Vault.create(path, PASSPHRASE, argon2=FLOOR) as made:
        add_key(made, str(ME.recipient), "me")
        yield made


@pytest.fixture
def desk(vault: Vault, tmp_path: Path) -> Desk:
    case = add_case(vault, "").id
    report = save_report(vault, case, STATEMENT, {}).id
    return Desk(vault, case, report, tmp_path / "out")


def test_a_stamp_comes_along_with_the_bundle_and_only_a_hash_left(
    desk: Desk, known: Responder
) -> None:
    made = desk.bundle()
    files = desk.files(made)
    digest = hashlib.sha256(files["stamped.json"]).digest()
    [(_, _, question)] = known.seen
    assert made.checks[CheckId.TIMESTAMP - 1].state == "passed"
    assert verify(made.path, identity=str(ME)).result == "passed"
    [row] = list_stamps(desk.vault, desk.case)
    assert (row.stamp.state, row.authority) == (StampState.KEPT, "Test")
    assert row.time is not None
    assert question == stamp_request(digest, row.stamp.nonce)
    asked, kept = desk.told(Act.STAMP_ASKED, Act.STAMP_KEPT)
    assert asked.subject == kept.subject == desk.report
    assert asked.details == {"stamp": row.stamp.id, "list": digest.hex(), "authority": "test"}
    assert kept.details["time"] == f"{row.time:%Y-%m-%dT%H:%M:%SZ}"


def test_nothing_is_asked_where_nobody_named_an_authority(desk: Desk, known: Responder) -> None:
    files = desk.files(desk.bundle(StampWish()))
    assert known.seen == []
    assert [one for one in files if "stamp" in one] == []
    assert list_stamps(desk.vault, desk.case) == ()
    assert desk.told(Act.STAMP_ASKED) == []


def test_what_did_not_come_stays_open_and_goes_along_with_the_next_bundle(
    desk: Desk, known: Responder
) -> None:
    known.behave = lambda handler, _body: known.say(handler, b"", status=503)
    first = desk.bundle()
    assert [(one.state, one.reason) for one in first.stamps] == [(StampState.PENDING, "NET-003")]
    assert first.checks[CheckId.TIMESTAMP - 1].state == "not_checked"
    listed = desk.files(first)["stamped.json"]
    known.behave = known.well
    [row] = retry_stamps(desk.vault, desk.case, StampWish(), Job())
    assert (row.stamp.state, row.stamp.digest) == (
        StampState.LATER,
        hashlib.sha256(listed).hexdigest(),
    )
    assert retry_stamps(desk.vault, desk.case, StampWish(), Job()) == ()
    later = desk.bundle(StampWish())
    assert "earlier-1.tsr" in desk.files(later)
    assert later.checks[CheckId.TIMESTAMP - 1].state == "passed"
    other = save_report(desk.vault, desk.case, OTHER, {}).id
    assert "earlier-1.tsr" not in desk.files(desk.bundle(StampWish(), other))


def test_a_stamp_can_be_asked_for_when_the_bundle_is_made_already(
    desk: Desk, known: Responder
) -> None:
    with pytest.raises(InputProblem) as caught:
        ask_stamps(desk.vault, desk.case, desk.report, TEST, Job())
    assert (caught.value.code, known.seen) == ("NET-012", [])
    listed = desk.made_before()
    [row] = ask_stamps(desk.vault, desk.case, desk.report, TEST, Job())
    assert row.stamp.digest == listed
    assert row.stamp.state is StampState.LATER


def answering(kind: str, known: Responder, body: bytes, folder: Path) -> bytes:
    """What some authority says that is no stamp for this question."""
    answer = known.authority.answer
    said = {
        "expired": lambda: answer(body, kind="expired"),
        "other nonce": lambda: answer(body[:-12] + bytes(9) + body[-3:]),
        "other list": lambda: answer(body[:24] + bytes(8) + body[32:]),
        "stranger": lambda: Authority(folder / "stranger", "Stranger").answer(body),
        "refusal": lambda: answer(body[:14] + b"\x64" + body[15:]),
        "web page": lambda: b"<html>",
    }
    return said[kind]()


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("expired", "NET-006"),
        ("other nonce", "NET-006"),
        ("other list", "NET-006"),
        ("stranger", "NET-007"),
        ("refusal", "NET-005"),
        ("web page", "NET-004"),
    ],
)
def test_an_answer_that_is_no_good_is_not_kept_and_the_log_says_so(
    desk: Desk, known: Responder, kind: str, code: str, tmp_path: Path
) -> None:
    known.behave = lambda handler, body: known.say(handler, answering(kind, known, body, tmp_path))
    desk.made_before()
    [row] = ask_stamps(desk.vault, desk.case, desk.report, TEST, Job())
    assert (row.stamp.state, row.stamp.reason) == (StampState.REFUSED, code)
    assert (row.stamp.answer, row.time) == (None, None)
    [refused] = desk.told(Act.STAMP_REFUSED)
    assert refused.details["code"] == code


def test_a_stamp_far_from_this_computers_clock_is_not_kept(
    desk: Desk, known: Responder, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.made_before()
    now = desk.vault.now_ms()
    monkeypatch.setattr(desk.vault, "_clock", lambda: now - 3 * 24 * 3600 * 1000)
    [row] = ask_stamps(desk.vault, desk.case, desk.report, TEST, Job())
    assert row.stamp.reason == "NET-008"


def test_one_that_can_t_be_reached_does_not_hold_up_the_other(
    desk: Desk, known: Responder, open_port: Callable[[int], None]
) -> None:
    open_port(9)
    made = desk.bundle(StampWish(names=("away", "test", "away")))
    assert [(one.authority, one.state) for one in made.stamps] == [
        ("away", StampState.PENDING),
        ("test", StampState.KEPT),
    ]
    assert "stamp-1.tsr" in desk.files(made)
    assert "stamp-2.tsr" not in desk.files(made)


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (StampWish(names=("nobody",)), "NET-009"),
        (StampWish(names=("test",), proxy="http://127.0.0.1:1"), "NET-010"),
        (StampWish(names=tuple(map(str, range(MOST + 1)))), "NET-011"),
    ],
)
def test_a_wish_that_can_t_be_is_refused_before_anything_is_made(
    desk: Desk, known: Responder, wish: StampWish, code: str
) -> None:
    with pytest.raises(InputProblem) as caught:
        desk.bundle(wish)
    assert (caught.value.code, known.seen, desk.out.exists()) == (code, [], False)


def test_a_root_comes_from_a_file_only_if_it_is_the_pinned_one(
    known: Responder, tmp_path: Path
) -> None:
    office = known.authority
    [asked] = whom(StampWish(names=("test",), root_file=office.root_file))
    assert asked.roots == (office.root,)
    (tmp_path / "other.pem").write_bytes((office.folder / "office.pem").read_bytes())
    with pytest.raises(InputProblem) as caught:
        whom(StampWish(names=("test",), root_file=tmp_path / "other.pem"))
    assert caught.value.code == "NET-013"


def test_a_cancelled_bundle_tells_what_had_left(
    desk: Desk, known: Responder, monkeypatch: pytest.MonkeyPatch
) -> None:
    known.behave = lambda handler, body: known.say(handler, known.authority.answer(body, "expired"))
    job = Job()
    monkeypatch.setattr(job, "advance", lambda _done: job.cancel())
    with pytest.raises(Cancelled):
        make_bundle(
            desk.vault, desk.case, desk.report, desk.out, job,
            recipients=["me"], passphrase=False, stamps=TEST,
        )  # fmt: skip
    assert len(desk.told(Act.STAMP_ASKED)) == 1
    assert list_stamps(desk.vault, desk.case) == ()


def test_the_shipped_authorities_are_whole_and_dated() -> None:
    from app.report.data.dated import sources

    shipped = known_authorities()
    assert {one.id for one in shipped} == {"digicert", "freetsa"}
    for one in shipped:
        assert set(one.sources) <= set(sources())
        assert one.as_of
        assert one.confidence in ("A", "B", "C")


def test_an_authority_whose_date_has_passed_gets_a_soft_word() -> None:
    one, korean = known_authorities("digicert")[0], texts("ko")
    assert checked_words(one, korean, one.review_by) == "확인일 2026-08"
    later = checked_words(one, korean, one.review_by + timedelta(days=1))
    assert later == "확인일 2026-08 · 확인 필요, 바뀌었을 수 있어요"


def test_a_root_of_the_tls_library_is_taken_by_its_fingerprint_alone() -> None:
    from app.net import roots_beside

    digicert = next(one for one in known_authorities() if one.id == "digicert")
    assert [hashlib.sha256(one).hexdigest() for one in roots_beside(digicert.roots)] == list(
        digicert.roots
    )
    assert roots_beside({"0" * 64}) == ()
