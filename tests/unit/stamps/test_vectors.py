"""Check 12: what a stamp in a bundle is worth. One file a way in tests/vectors/stamps."""

from __future__ import annotations

import hashlib
import html
import io
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.bundle import BundleMade, BundlePlan, Entry, entry_of
from app.bundle.contents import bag_files
from app.bundle.verify import CheckId, VerifyResult, verify
from app.bundle.verify.pem import pem_of
from app.bundle.verify.sums import SideBySide
from app.domain.custody import Act, CustodyEntry
from app.errors import IntegrityProblem
from crypto.timestamps import stamp_request
from tests.authority import Authority, Responder

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "unit" / "bundle"))

import making  # noqa: E402
from changing import apply  # noqa: E402
from page_asking import page_says, script_of_page  # noqa: E402
from shell_asking import needs_tools, with_identity  # noqa: E402
from shell_asking import states as shell_states  # noqa: E402

FILES = sorted((ROOT / "vectors" / "stamps").glob("*.toml"))
NONCE = bytes(range(16))
EARLIER = hashlib.sha256(b"the list of an earlier bundle").digest()


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("stranger"), "Stranger")


def answer_of(kind: str, digest: bytes, office: Authority, stranger: Authority) -> bytes:
    question = stamp_request(digest, NONCE)
    if kind == "other":
        return office.answer(stamp_request(EARLIER, NONCE))
    if kind == "server":
        return office.signed_for_servers(office.answer(question))
    if kind == "stranger":
        return stranger.answer(question)
    if kind == "garbage":
        return b"not a time stamp"
    if kind == "refusal":
        return office.answer(question.replace(bytes([0x65, 0x03, 0x04]), bytes([0x65, 0x03, 0x05])))
    return office.answer(question, kind="expired" if kind == "expired" else "good")


def log_telling(told: bool) -> Callable[[list[Entry]], list[CustodyEntry]]:
    def log(items: list[Entry]) -> list[CustodyEntry]:
        asked = {"list": EARLIER.hex() if told else "0" * 64, "stamp": "h-000000000001"}
        entry = CustodyEntry(0, making.MADE_MS, Act.STAMP_ASKED, making.REPORT, making.CASE, asked)
        return making.chained([*making.log_for(items), entry])

    return log


def make(
    folder: Path, kind: str, office: Authority, stranger: Authority, *, told: bool = True
) -> BundleMade:
    def file(name: str, data: bytes) -> Entry:
        return entry_of(f"proofs/{name}", data, "application/timestamp-reply")

    def stamping(digest: bytes) -> list[Entry]:
        answer = answer_of(kind, digest, office, stranger)
        return [file("stamp-1.tsr", answer), file("stamp-roots.pem", pem_of([office.root]))]

    plan = making.plan_of(log=log_telling(told))
    if kind == "earlier":
        late = file("earlier-1.tsr", office.answer(stamp_request(EARLIER, NONCE)))
        return unchecked(folder, replace(plan, entries=[*plan.entries, late]))
    return unchecked(folder, replace(plan, stamping=stamping))


def unchecked(folder: Path, plan: BundlePlan) -> BundleMade:
    """A bundle as `pack` would refuse to make it: signed as it is, and never read back."""
    made = making.make(folder)
    with SideBySide() as lanes:
        files = bag_files(plan, signer=making.SIGNER, made_ms=making.MADE_MS, lanes=lanes)
        held = {path: entry.open().read() for path, entry in files}
    making.put_archive(made, making.zipped(held))
    return made


def states(result: VerifyResult) -> dict[int, str]:
    return {check.id: str(check.state) for check in result.checks}


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_stamp_ends_as_it_says(
    path: Path, tmp_path: Path, known: Responder, office: Authority, stranger: Authority
) -> None:
    vector = tomllib.loads(path.read_text("utf-8"))
    made = make(tmp_path, vector["stamp"], office, stranger, told=vector.get("told", True))
    apply(made, vector.get("step", []))
    result = verify(made.path, passphrase=made.passphrase)
    found = states(result)
    failed = [number for number, state in found.items() if state == "failed"]
    assert (result.result, failed) == (vector["result"], vector["failed"])
    assert found[CheckId.TIMESTAMP] == vector["state"]
    assert known.seen == []  # checking asks nobody


def test_a_stamp_makes_a_bundle_that_passes_and_openssl_agrees(
    tmp_path: Path, known: Responder, office: Authority, stranger: Authority
) -> None:
    def stamping(digest: bytes) -> list[Entry]:
        answer = answer_of("good", digest, office, stranger)
        return [
            entry_of("proofs/stamp-1.tsr", answer, "application/timestamp-reply"),
            entry_of("proofs/stamp-roots.pem", pem_of([office.root]), "application/x-pem-file"),
        ]

    made = making.make(tmp_path / "out", replace(making.plan_of(), stamping=stamping))
    check = made.checks[CheckId.TIMESTAMP - 1]
    assert check.state == "passed"
    told = str(check.values["stamps"])
    assert told.startswith("Test, 2")
    assert " KST (" in told
    assert told.endswith(" UTC)")
    with zipfile.ZipFile(io.BytesIO(making.archive_of(made))) as archive:
        for name in ("stamped.json", "stamp-1.tsr", "stamp-roots.pem"):
            (tmp_path / name).write_bytes(archive.read(f"bag/data/proofs/{name}"))
    page = (made.path / "READ-ME.html").read_text("utf-8")
    blocks = re.findall(r'<pre data-for="stamp">(.*?)</pre>', page, re.DOTALL)
    assert len(blocks) == 2
    assert blocks[0] == blocks[1]
    verify_it, tell_root = (
        subprocess.run(
            html.unescape(line),
            shell=True,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        for line in blocks[0].splitlines()
    )
    assert "Verification: OK" in verify_it.stdout + verify_it.stderr
    assert office.pin in tell_root.stdout.replace(":", "").lower()


def test_the_page_finds_nothing_else_in_a_stamped_bundle(
    tmp_path: Path, known: Responder, office: Authority, stranger: Authority
) -> None:
    """It makes no check 12, and every other one as without a stamp."""
    made = make(tmp_path / "out", "good", office, stranger)
    script = script_of_page(tmp_path)
    case = {"folder": str(made.path), "passphrase": made.passphrase, "native": True}
    [page] = page_says(script, [case])
    found = {check["id"]: check["state"] for check in page["checks"]}
    wanted = states(verify(made.path, passphrase=made.passphrase))
    assert found.pop(12) == "not_checked"
    assert wanted.pop(12) == "passed"
    assert (page["result"], found) == ("passed", wanted)


@needs_tools
def test_the_shell_finds_nothing_else_in_a_stamped_bundle(
    tmp_path: Path, known: Responder, office: Authority, stranger: Authority
) -> None:
    made = make(tmp_path / "out", "good", office, stranger)
    identity = str(making.identity_of(made))
    _, printed = with_identity(made.path, identity, tmp_path / "fresh")
    found = shell_states(printed)
    assert found[12] == "not_checked"
    assert [number for number, state in found.items() if state == "failed"] == []


def test_an_exhibit_may_be_called_like_a_stamp(tmp_path: Path, known: Responder) -> None:
    plan = making.plan_of((b"what somebody collected",))
    named = [
        replace(one, name=one.name.replace(".jpg", ".tsr")) if one.item_id else one
        for one in plan.entries
    ]
    made = making.make(tmp_path / "out", replace(plan, entries=named))
    assert states(verify(made.path, passphrase=made.passphrase))[12] == "not_checked"


def test_a_bundle_with_a_bad_stamp_is_not_made(
    tmp_path: Path, known: Responder, office: Authority, stranger: Authority
) -> None:
    def stamping(digest: bytes) -> list[Entry]:
        answer = answer_of("other", digest, office, stranger)
        return [entry_of("proofs/stamp-1.tsr", answer, "application/timestamp-reply")]

    with pytest.raises(IntegrityProblem) as caught:
        making.make(tmp_path / "out", replace(making.plan_of(), stamping=stamping))
    assert caught.value.code == "BND-005"
    assert list((tmp_path / "out").iterdir()) == []


def test_where_nobody_answered_the_list_lies_in_it_all_the_same(
    tmp_path: Path, known: Responder
) -> None:
    seen: list[bytes] = []

    def stamping(digest: bytes) -> list[Entry]:
        seen.append(digest)
        return []

    made = making.make(tmp_path, replace(making.plan_of(), stamping=stamping))
    with zipfile.ZipFile(io.BytesIO(making.archive_of(made))) as archive:
        listed = archive.read("bag/data/proofs/stamped.json")
    assert hashlib.sha256(listed).digest() == seen[0]
    assert made.checks[CheckId.TIMESTAMP - 1].state == "not_checked"
    assert made.checks[CheckId.TIMESTAMP - 1].optional
