"""Questions to time stamping authorities, and what their answers are worth (RFC 3161)."""

import datetime as dt
import hashlib
import random
import subprocess

import pytest

from crypto.timestamps import BadStamp, Trouble, check_stamp, look_at, split_roots, stamp_request
from crypto.timestamps.sorting import with_sorted_certificates
from tests.authority import OPENSSL, Authority

pytestmark = pytest.mark.skipif(OPENSSL is None, reason="openssl is not on this machine")
DIGEST = hashlib.sha256(b"a list").digest()
NONCE = bytes(range(1, 17))
FAR = dt.timedelta(hours=1)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def answer(office):
    return office.answer(stamp_request(DIGEST, NONCE))


def trouble(answer, digest=DIGEST, **how):
    with pytest.raises(BadStamp) as caught:
        check_stamp(answer, digest, **how)
    return caught.value.trouble


@pytest.mark.parametrize("nonce", [b"\xff" * 8, b"\x7f" + b"\x00" * 7, NONCE, b"\x7f" * 64])
def test_openssl_reads_the_question_as_it_is_meant(nonce, tmp_path):
    (tmp_path / "q").write_bytes(stamp_request(DIGEST, nonce))
    said = subprocess.run(
        [OPENSSL, "ts", "-query", "-in", str(tmp_path / "q"), "-text"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert "Hash Algorithm: sha256" in said
    assert "Certificate required: yes" in said
    assert f"Nonce: 0x{nonce.hex().upper()}" in said
    assert DIGEST[:8].hex(" ") in said


@pytest.mark.parametrize(
    ("digest", "nonce"), [(b"short", NONCE), (DIGEST, b""), (DIGEST, b"x" * 65)]
)
def test_a_question_of_another_size_is_refused(digest, nonce):
    with pytest.raises(ValueError, match="digest or nonce"):
        stamp_request(digest, nonce)


def test_a_good_answer_gives_time_name_and_root(office, answer):
    now = dt.datetime.now(dt.UTC)
    stamp = check_stamp(answer, DIGEST, pins={office.pin}, nonce=NONCE, clock=(now, FAR))
    assert abs(stamp.time - now) < FAR
    assert (stamp.authority, stamp.root_sha256) == ("Test Stamps good", office.pin)
    assert stamp.root == office.root
    assert look_at(answer).digest == DIGEST.hex()


def test_certificates_out_of_order_are_taken_as_openssl_takes_them(answer):
    assert with_sorted_certificates(answer) != answer
    assert sorted(with_sorted_certificates(answer)) == sorted(answer)


def test_the_root_may_come_from_beside_the_answer(office):
    bare = office.answer(stamp_request(DIGEST, NONCE), chain="office")
    assert trouble(bare, pins={office.pin}) is Trouble.UNKNOWN_ROOT
    assert check_stamp(bare, DIGEST, pins={office.pin}, roots=[office.root]).root == office.root
    assert split_roots(bare + office.root) == (bare, (office.root,))


def test_what_was_not_asked_for_is_refused(office, answer):
    pins = {office.pin}
    assert trouble(answer, hashlib.sha256(b"other").digest(), pins=pins) is Trouble.OTHER_DIGEST
    assert trouble(answer, pins=pins, nonce=NONCE[::-1]) is Trouble.OTHER_NONCE
    long_ago = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    assert trouble(answer, pins=pins, clock=(long_ago, FAR)) is Trouble.OTHER_TIME


def test_a_root_that_is_not_pinned_is_no_root(office, answer, tmp_path):
    other = Authority(tmp_path, "Other")
    assert trouble(answer, pins={other.pin}) is Trouble.UNKNOWN_ROOT
    assert trouble(answer, pins={other.pin}, roots=[other.root]) is Trouble.BAD_CHAIN
    assert trouble(answer, pins=set(), roots=[office.root]) is Trouble.UNKNOWN_ROOT


def test_a_certificate_that_had_run_out_is_refused(office):
    late = office.answer(stamp_request(DIGEST, NONCE), kind="expired")
    assert trouble(late, pins={office.pin}) is Trouble.EXPIRED


def test_a_certificate_for_servers_stamps_nothing(office, answer):
    forged = office.signed_for_servers(answer)
    assert trouble(forged, pins={office.pin}) is Trouble.NOT_FOR_STAMPS


def test_a_refusal_is_told_apart(office):
    sha1 = bytearray(stamp_request(DIGEST, NONCE))
    sha1[sha1.index(0x65)] ^= 1  # an algorithm that the office does not know
    assert trouble(office.answer(bytes(sha1)), pins={office.pin}) is Trouble.REFUSED


def test_changed_answers_are_never_taken_for_more_than_they_say(office, answer):
    """Bits outside what is signed may change; digest, time and root may not."""
    honest = check_stamp(answer, DIGEST, pins={office.pin})
    chance = random.Random(3161)
    for _ in range(400):
        changed = bytearray(answer)
        place = chance.randrange(len(changed))
        if chance.random() < 0.5:
            changed[place] ^= 1 << chance.randrange(8)
        else:
            del changed[place : place + chance.randrange(1, 60)]
        try:
            assert check_stamp(bytes(changed), DIGEST, pins={office.pin}) == honest
        except BadStamp:
            continue


@pytest.mark.parametrize(
    "data", [b"", b"\x30", b"\x30\x84\xff\xff\xff\xff", b"0" * 70_000, b"<html>"]
)
def test_what_is_no_answer_is_said_to_be_none(data):
    assert trouble(data, pins={"0" * 64}) is Trouble.UNREADABLE
    with pytest.raises(BadStamp):
        look_at(data)
