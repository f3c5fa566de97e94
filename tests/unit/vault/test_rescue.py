"""A rescue copies out what can be read, names what is lost, and leaves the vault as it is."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.ids import new_id
from app.domain.told.notes import Note
from app.errors import AccessProblem, Cancelled, InputProblem
from app.i18n import texts
from app.jobs import Job
from app.usecases.vault.rescuing import RescueResult, RescueState, rescue_vault
from app.vault import Vault
from tests.unit.vault.filling import PASSPHRASE, Chat, add_case, add_item, blob_files, flip

CHUNK = 64 * 1024 + 16
CONTENTS = [b"one", b"two" * 30_000, bytes(range(256)) * 1_100]


def state_of(folder: Path) -> dict[str, str]:
    """Every file of a folder by its hash."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def _filled(fresh_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copytree(fresh_vault, tmp_path_factory.mktemp("filled") / "vault"))
    with Vault.open(path, PASSPHRASE) as vault:
        case = add_case(vault, "사건")
        for content in CONTENTS:
            add_item(vault, case, content, f"{len(content)}.png")
        chat = Chat(vault, case)
        chat.add(*(chat.message(f"말 {number}") for number in range(50)))
        with vault.transaction():
            vault.notes.add(Note(new_id("note"), case.id, "메모", vault.now_ms()))
    return path


@pytest.fixture
def filled(_filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(_filled, tmp_path / "vault"))


@pytest.fixture
def rescued(filled: Path, tmp_path: Path) -> Iterator[Callable[[], RescueResult]]:
    """Runs the rescue; at the end, the vault must be as it was before it."""
    before: dict[str, str] = {}

    def run() -> RescueResult:
        before.update(state_of(filled))
        return rescue_vault(filled, PASSPHRASE, tmp_path / "out", Job(), texts("en"))

    yield run
    assert state_of(filled) == before


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def contents(out: Path) -> set[bytes]:
    return {path.read_bytes() for path in (out / "files").iterdir()}


def test_a_whole_vault_is_copied_out_whole(
    rescued: Callable[[], RescueResult], tmp_path: Path
) -> None:
    result, out = rescued(), tmp_path / "out"
    assert {item.state for item in result.items} == {RescueState.WHOLE}
    assert (result.index, result.segments, result.notices) == ("whole", (), ())
    assert set(CONTENTS) <= contents(out)
    for item in result.items:
        assert hashlib.sha256((out / item.file).read_bytes()).hexdigest() == item.sha256
    assert {one["id"] for one in lines(out / "list.jsonl")} == {item.id for item in result.items}
    with (out / "list.csv").open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.reader(table))
    assert len(rows) == len(result.items) + 1
    assert {row[7] for row in rows[1:]} == {"whole"}
    assert len(lines(out / "records" / "messages.jsonl")) == 50
    (note,) = lines(out / "records" / "notes.jsonl")
    assert (note["text"], note["case_id"][:2]) == ("메모", "c-")
    assert note["at_utc"].endswith("Z")
    acts = [one["act"] for one in lines(out / "records" / "log.jsonl")]
    assert acts[0] == "vault.created"
    assert not list(out.rglob("*.part"))


@pytest.mark.parametrize("how", ["gone", "first page", "empty", "noise"])
def test_without_the_index_the_spare_segments_tell_of_every_item(
    rescued: Callable[[], RescueResult], filled: Path, tmp_path: Path, how: str
) -> None:
    index = filled / "index.db"
    if how == "gone":
        index.unlink()
    elif how == "first page":
        flip(index, 1000)
    else:
        index.write_bytes(b"" if how == "empty" else bytes(8192))
    result = rescued()
    assert result.index == "none"
    assert result.problem == "VLT-006"
    assert result.count(RescueState.WHOLE) == len(result.items) == 4
    assert set(CONTENTS) <= contents(tmp_path / "out")
    assert result.records == ()


def test_damaged_and_missing_items_are_named_and_read_as_far_as_they_go(
    rescued: Callable[[], RescueResult], filled: Path, tmp_path: Path
) -> None:
    by_size = {path.stat().st_size: path for path in filled.glob("blobs/*/*")}
    long, middle = by_size[max(by_size)], by_size[sorted(by_size)[-2]]
    flip(long, 16 + CHUNK + 100)
    middle.unlink()
    result = rescued()
    (damaged,) = [item for item in result.items if item.state is RescueState.DAMAGED]
    (missing,) = [item for item in result.items if item.state is RescueState.MISSING]
    assert (damaged.name, damaged.unreadable) == ("281600.png", 64 * 1024)
    data = (tmp_path / "out" / damaged.file).read_bytes()
    wanted = CONTENTS[2]
    assert data[:65536] == wanted[:65536]
    assert data[65536:131072] == bytes(65536)
    assert data[131072:] == wanted[131072:]
    assert (missing.name, missing.file) == ("90000.png", "")
    assert result.count(RescueState.WHOLE) == 2


@pytest.mark.parametrize("how", ["cut", "longer", "swapped", "header"])
def test_other_bytes_than_an_items_are_never_taken_for_it(
    rescued: Callable[[], RescueResult], filled: Path, how: str
) -> None:
    paths = sorted(filled.glob("blobs/*/*"), key=lambda path: path.stat().st_size)
    small, long = paths[0], paths[-1]
    if how == "cut":
        long.write_bytes(long.read_bytes()[:-100_000])
    elif how == "longer":
        long.write_bytes(long.read_bytes() + b"more")
    elif how == "swapped":
        data = small.read_bytes()
        small.write_bytes(paths[1].read_bytes())
        paths[1].write_bytes(data)
    else:
        long.write_bytes(b"x" * 16 + long.read_bytes()[16:])
    result = rescued()
    lost = {"cut": 1, "longer": 0, "swapped": 2, "header": 1}[how]
    assert result.count(RescueState.DAMAGED) == lost
    assert result.count(RescueState.WHOLE) == 4 - lost


def test_each_page_of_the_index_may_be_damaged_and_no_item_is_lost(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The key is derived once: what a page does does not depend on it.
    import app.vault.opening.looking as looking

    kept: list[Any] = []
    unlock = looking.unlock

    def once(path: Path, key: Any) -> Any:
        if not kept:
            kept.append(unlock(path, key))
        return kept[0]

    monkeypatch.setattr(looking, "unlock", once)
    index = filled / "index.db"
    whole = index.read_bytes()
    outcomes = set()
    for page in range(len(whole) // 4096):
        damaged = bytearray(whole)
        damaged[page * 4096 + 2000] ^= 1
        index.write_bytes(damaged)
        out = tmp_path / f"out{page}"
        result = rescue_vault(filled, PASSPHRASE, out, Job(), texts("en"))
        assert result.count(RescueState.WHOLE) == len(result.items) == 4, page
        assert set(CONTENTS) <= contents(out)
        outcomes.add(result.index)
        shutil.rmtree(out)
    assert outcomes == {"none", "partly", "whole"}


def test_without_index_and_spares_what_nobody_can_name_is_listed(
    rescued: Callable[[], RescueResult], filled: Path
) -> None:
    (filled / "index.db").unlink()
    shutil.rmtree(filled / "spare")
    result = rescued()
    assert result.count(RescueState.UNKNOWN) == len(result.items) == 4
    assert all(item.name.startswith("blobs/") for item in result.items)


def test_a_damaged_segment_is_named(rescued: Callable[[], RescueResult], filled: Path) -> None:
    (segment,) = (filled / "spare").iterdir()
    flip(segment, -1)
    result = rescued()
    assert result.segments == (segment.name,)
    assert result.count(RescueState.WHOLE) == 4


def test_it_is_refused_inside_the_vault_and_over_files(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a").touch()
    for out, code in ((filled / "out", "INP-020"), (tmp_path / "full", "INP-009")):
        with pytest.raises(InputProblem) as told:
            rescue_vault(filled, PASSPHRASE, out, Job(), texts("en"))
        assert told.value.code == code


def test_a_wrong_key_copies_nothing(filled: Path, tmp_path: Path) -> None:
    with pytest.raises(AccessProblem):
        rescue_vault(filled, "not the passphrase", tmp_path / "out", Job(), texts("en"))
    assert not (tmp_path / "out").exists()


def test_it_can_be_stopped(filled: Path, tmp_path: Path) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        rescue_vault(filled, PASSPHRASE, tmp_path / "out", job, texts("en"))


def test_names_and_types_from_evidence_never_become_names_on_disk(
    filled: Path, tmp_path: Path
) -> None:
    with Vault.open(filled, PASSPHRASE) as vault:
        add_item(vault, add_case(vault), b"hostile", "../../../con.exe")
        assert len(blob_files(vault)) == 5
    rescue_vault(filled, PASSPHRASE, tmp_path / "out", Job(), texts("en"))
    names = {path.name for path in (tmp_path / "out" / "files").iterdir()}
    assert all(name[:6].isdigit() and name[6] == "." for name in names)
