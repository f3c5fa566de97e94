"""From a chat export and screenshots to a bundle that anyone can check, by commands alone."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sysconfig
from pathlib import Path

import bagit
import pytest

from app.bundle.verify import open_bundle
from tests.flows.conftest import ROOT, Ongi, Ran

SAMPLES = ROOT / "resources" / "samples"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Ongi:
    """A vault as `vault create` makes it, with the cost that it measures."""
    ongi = Ongi(tmp_path_factory.mktemp("main"))
    assert ongi.opened("vault", "create", ongi.vault).status == 0
    return ongi


@pytest.fixture(scope="module")
def case(made: Ongi) -> str:
    return made.opened("case", "add", made.vault, "봄").json["id"]


@pytest.fixture(scope="module")
def taken(made: Ongi, case: str) -> Ran:
    return made.opened(
        "collect", made.vault, "--case", case, SAMPLES / "telegram", SAMPLES / "screenshots"
    )


@pytest.fixture(scope="module")
def report(made: Ongi, case: str, taken: Ran) -> str:
    assert taken.status in (0, 1)
    ran = made.opened(
        "report",
        made.vault,
        "--case",
        case,
        "--template",
        "kr.police.statement",
        "--answers",
        SAMPLES / "answers.toml",
    )
    assert ran.status == 0, ran.err
    return ran.json["id"]


@pytest.fixture(scope="module")
def bundle(made: Ongi, case: str, report: str) -> Ran:
    out = made.folder / "out"
    out.mkdir()
    return made.opened("bundle", made.vault, "--case", case, "--report", report, "--out", out)


def test_collect_gives_its_stable_keys(taken: Ran) -> None:
    assert {
        "items_taken",
        "messages_taken",
        "sightings_made",
        "refused",
        "not_understood",
    } <= set(taken.json)
    assert taken.json["messages_taken"] > 40
    assert taken.json["sightings_made"] > 3
    assert all(set(row) == {"path", "code", "why"} for row in taken.json["refused"])
    assert all(set(row) == {"where", "what"} for row in taken.json["not_understood"])


def test_every_file_of_the_samples_is_listed_with_its_own_hash(
    made: Ongi, case: str, taken: Ran
) -> None:
    assert taken.status == 0
    rows = made.opened("list", made.vault, "--case", case).json["items"]
    given = [
        path
        for folder in ("telegram", "screenshots")
        for path in (SAMPLES / folder).rglob("*")
        if path.is_file()
    ]
    assert {row["sha256"] for row in rows} == {
        hashlib.sha256(path.read_bytes()).hexdigest() for path in given
    }
    assert {"id", "kind", "name", "size", "sha256", "added_at"} <= set(rows[0])


def test_two_syllables_are_found(made: Ongi, case: str, taken: Ran) -> None:
    found = made.opened("search", made.vault, "협박", "--case", case).json
    assert found["total"] >= 1
    assert all("협박" in hit["snippet"] for hit in found["hits"])


def test_the_timeline_keeps_three_times_and_shows_gaps(made: Ongi, case: str, taken: Ran) -> None:
    entries = made.opened("timeline", made.vault, "--case", case).json["entries"]
    assert {"messages", "media", "item", "gap"} <= {entry["kind"] for entry in entries}
    media = next(entry for entry in entries if entry["kind"] == "media")
    assert media["shown"]["source"] == "platform"
    assert media["entered"]["source"] == "vault"
    assert media["shown"]["utc"] < media["entered"]["utc"]


def test_the_bundle_passes_with_its_passphrase(made: Ongi, bundle: Ran) -> None:
    assert bundle.status == 0, bundle.err
    folder = Path(bundle.json["path"])
    words = Path(bundle.json["passphrase_file"])
    assert words.parent != folder
    seen = made("verify", folder, "--passphrase-file", words, "--json")
    assert seen.status == 0
    assert seen.json["result"] == "passed"
    assert {check["state"] for check in seen.json["checks"]} <= {"passed", "not_checked"}
    assert all(check["why"] for check in seen.json["checks"] if check["state"] == "not_checked")


def test_a_guess_of_its_passphrase_costs_what_the_format_says(bundle: Ran) -> None:
    key = (Path(bundle.json["path"]) / "key-passphrase.age").read_bytes()
    stanza = key.splitlines()[1].split()
    assert (stanza[:2], stanza[3:]) == ([b"->", b"scrypt"], [b"18"])


def test_what_is_inside_passes_the_judges_of_others(bundle: Ran, tmp_path: Path) -> None:
    folder, words = Path(bundle.json["path"]), Path(bundle.json["passphrase_file"])
    with open_bundle(folder, passphrase=words.read_text().strip()) as opened:
        for name in opened.sizes:
            target = tmp_path / "bag" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(opened.read(name, 1 << 30))
    bag = bagit.Bag(str(tmp_path / "bag"))
    assert bag.validate()
    assert bag.version_info == (1, 0)
    assert int(bag.info["Payload-Oxum"].split(".")[1]) == len(bag.payload_entries())
    data = tmp_path / "bag" / "data"
    told = {path.name for path in data.iterdir()}
    assert {"report.pdf", "case.jsonld", "timeline.csv", "links.csv", "FORMAT.md"} <= told
    assert {"README-ko.txt", "README-en.txt"} <= told
    assert (data / "timeline.csv").read_text("utf-8-sig").count("\n") > 5


@pytest.mark.long
def test_its_linked_data_passes_the_judge_of_case(bundle: Ran, tmp_path: Path) -> None:
    judge = Path(sysconfig.get_path("scripts")) / "case_validate"
    if not judge.is_file():
        pytest.skip("case_validate is not installed")
    words = Path(bundle.json["passphrase_file"]).read_text().strip()
    with open_bundle(Path(bundle.json["path"]), passphrase=words) as opened:
        (tmp_path / "case.jsonld").write_bytes(opened.read("data/case.jsonld", 1 << 30))
    given = [judge, "--built-version", "case-1.5.0", tmp_path / "case.jsonld"]
    done = subprocess.run(given, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode()[:2000]


def test_one_flipped_byte_in_the_bundle_is_found(made: Ongi, bundle: Ran, tmp_path: Path) -> None:
    copy = shutil.copytree(bundle.json["path"], tmp_path / "copy")
    raw = bytearray((copy / "bundle.age").read_bytes())
    raw[len(raw) // 2] ^= 1
    (copy / "bundle.age").write_bytes(raw)
    seen = made("verify", copy, "--passphrase-file", bundle.json["passphrase_file"], "--json")
    assert seen.status == 1
    assert seen.json["result"] == "failed"


def test_the_wrong_words_do_not_open_a_bundle(made: Ongi, bundle: Ran) -> None:
    seen = made("verify", bundle.json["path"], "--passphrase-file", made.passphrase, "--json")
    assert seen.status == 1
    assert seen.json["error"]["code"] == "BND-001"


def test_check_reads_everything_back(made: Ongi, taken: Ran, bundle: Ran) -> None:
    seen = made.opened("check", made.vault)
    assert seen.status == 0
    assert seen.json["clean"] is True
    assert seen.json["damaged"] == []
    assert seen.json["items"] >= taken.json["items_taken"]


def test_nothing_readable_lies_in_the_vault(made: Ongi, taken: Ran, bundle: Ran) -> None:
    marks = ["협박".encode(), b"t.me/", b"result.json", "봄".encode(), b"\xff\xd8\xff", b"%PDF"]
    for path in made.vault.rglob("*"):
        raw = path.read_bytes() if path.is_file() else b""
        assert not [mark for mark in marks if len(mark) > 3 and mark in raw], path
