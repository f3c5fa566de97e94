"""Damage of every kind, in every region of every file: found and named, or provably harmless.

Each case is checked by the folder alone. Whatever was done to it, the check-up must leave every
file as it found it, and what was not touched must still be read back. ONGI_DAMAGE_STEP changes how
many bytes apart a long run flips bits (64 takes twenty minutes); it begins elsewhere on each run.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
from pathlib import Path

import pytest

from app.errors import IntegrityProblem, OngiError
from app.i18n import texts
from app.jobs import Job
from app.usecases.intake.dropping import drop
from app.usecases.vault.checking import check_folder, expect_head
from app.usecases.vault.rescuing import RescueState, rescue_vault
from app.vault import CheckResult, Vault
from app.vault.index.pageseal import wal_pages
from crypto.kdf import FLOOR
from tests.unit.vault.filling import PASSPHRASE, Chat, add_case, add_item

ITEMS = 4
PAGE = 4096
LONG_STEP = int(os.environ.get("ONGI_DAMAGE_STEP", "320"))
HEADS = ("head-a", "head-b")
SLOTS = ("slots-a", "slots-b")
INDEX = ("index.db", "index.db-wal")
MAP = "index.db-shm"
# What may be said of a file; the first that fits the beginning of its path counts.
NAMED = {
    "slots-": {"VLT-015", "VLT-022", "VLT-017", "VLT-005"},
    "head-": {"VLT-013", "VLT-009", "VLT-035", "VLT-036"},
    "index.db-wal": {"VLT-036", "VLT-035", "VLT-009", "VLT-006", "VLT-010"},
    "index.db": {"VLT-006", "VLT-035", "VLT-009", "VLT-010", "VLT-004"},
    "blobs/": {"VLT-007", "VLT-008"},
    "spare/": {"VLT-041"},
    "drop/": {"VLT-057"},
    "drop-key": {"VLT-058"},
}


def _fill(path: Path, content: bytes) -> None:
    with Vault.open(path, PASSPHRASE) as vault:
        case = add_case(vault, "사건")
        for size in (1, 70_000, 300_000):
            add_item(vault, case, content * size, f"{size}.png")
        chat = Chat(vault, case)
        chat.add(*(chat.message(f"말 {number} {content!r}") for number in range(60)))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault with items, a chat, a spare segment and a file that waits."""
    path = tmp_path_factory.mktemp("made") / "vault"
    Vault.create(path, PASSPHRASE, argon2=FLOOR).close()
    _fill(path, b"a")
    waits = path.parent / "waits.png"
    waits.write_bytes(b"captured while locked" * 300)
    drop(path, [waits], Job())
    return path


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another vault of the same passphrase, filled alike."""
    path = tmp_path_factory.mktemp("other") / "vault"
    Vault.create(path, PASSPHRASE, argon2=FLOOR).close()
    _fill(path, b"b")
    waits = path.parent / "waits.png"
    waits.write_bytes(b"captured while locked" * 300)
    drop(path, [waits], Job())
    return path


@pytest.fixture(scope="module")
def killed(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a kill leaves it: a write-ahead log beside the index, newest entries in it."""
    path = Path(shutil.copytree(made, tmp_path_factory.mktemp("killed") / "vault"))
    copy = path.parent / "copy"
    with Vault.open(path, PASSPHRASE) as vault:
        add_case(vault, "neu")
        add_case(vault, "noch")
        vault.custody.checkpoint()
        shutil.copytree(path, copy)
    assert (copy / "index.db-wal").stat().st_size > PAGE
    return copy


def files_of(folder: Path) -> dict[str, str]:
    """All files but the map of the log, which holds nothing: SQLite makes and removes it at will."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MAP
    }


def allowed(name: str) -> set[str]:
    return next(codes for start, codes in NAMED.items() if name.startswith(start))


def checked(folder: Path) -> tuple[set[str], CheckResult | None]:
    """The codes that a check-up names, and that it changed nothing."""
    before = files_of(folder)
    try:
        result = check_folder(folder, PASSPHRASE, Job())
    except OngiError as problem:
        codes, found = {problem.code}, None
    else:
        codes = {one.code for one in result.damaged} | set(result.notices)
        found = result
    assert files_of(folder) == before
    return codes, found


def must_be_named(
    folder: Path, name: str, *, harmless: bool = False, at: int | None = None
) -> None:
    codes, result = checked(folder)
    if not harmless:
        assert codes & allowed(name), (name, at, codes)
    if result is not None and not name.startswith(("blobs/", "spare/")):
        # Whatever is wrong with the rest: the items are there and were read back.
        assert result.items == ITEMS, (name, at)
        assert not codes & {"VLT-007", "VLT-008", "VLT-014"}, (name, at, codes)


def places(size: int, long: bool) -> list[int]:
    """Where a file is damaged: its ends, every page or chunk, and regularly in between."""
    step = LONG_STEP if long else max(97, size // 24)
    first = random.SystemRandom().randrange(step) if long else 0
    return sorted(
        {0, 1, 16, 20, 40, size // 2, size - 40, size - 1, *range(first, size, step)} - {size}
    )


def damaged_files(folder: Path) -> list[str]:
    """One file of each sort (the largest, where there are many): what damage does to the others."""
    names = [name for name in files_of(folder) if name != "lock"]
    single = [name for name in names if "/" not in name]
    for sort in ("blobs/", "spare/", "drop/"):
        several = [name for name in names if name.startswith(sort)]
        single.append(max(several, key=lambda name: (folder / name).stat().st_size))
    return single


@pytest.fixture(params=[False, pytest.param(True, marks=pytest.mark.long)], ids=["", "dense"])
def dense(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("state", ["made", pytest.param("killed", marks=pytest.mark.long)])
def test_a_flipped_bit_anywhere_is_named(
    state: str, dense: bool, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(state)
    assert checked(folder)[0] == set()
    in_log = wal_pages(folder / "index.db-wal")
    for name in damaged_files(folder):
        path = folder / name
        whole = path.read_bytes()
        try:
            for at in places(len(whole), dense):
                data = bytearray(whole)
                data[at] ^= 0x10
                path.write_bytes(data)
                # A page that stands anew in the log is not read from the index any more.
                replaced = name == "index.db" and at // PAGE + 1 in in_log
                must_be_named(folder, name, harmless=replaced, at=at)
        finally:
            path.write_bytes(whole)
    assert checked(folder)[0] == set()


def test_items_whose_places_the_index_lost_are_read_back_by_the_spare_segments(
    made: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "vault"))
    with Vault.open(folder, PASSPHRASE) as vault:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'blobs'"
        ((page,),) = vault._parts.index.read(sql)
    whole = bytearray((folder / "index.db").read_bytes())
    whole[(page - 1) * PAGE + 100] ^= 0x10
    (folder / "index.db").write_bytes(whole)
    must_be_named(folder, "index.db")


@pytest.mark.parametrize("state", ["made", "killed"])
def test_a_file_that_is_cut_or_gone_is_named(state: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(state)
    for name in damaged_files(folder):
        path = folder / name
        whole = path.read_bytes()
        size = len(whole)
        try:
            for length in sorted({0, 1, 40, size // 2, size - 1}):
                path.write_bytes(whole[:length])
                must_be_named(folder, name)
            path.unlink()
            # One head alone is how a vault begins; what waits is known by its file alone.
            alone = name in HEADS or name.startswith("drop")
            must_be_named(folder, name, harmless=alone)
        finally:
            path.write_bytes(whole)


def test_both_heads_or_both_slots_gone_are_named(made: Path, tmp_path: Path) -> None:
    for pair, code in ((HEADS, "VLT-013"), (SLOTS, "VLT-005")):
        folder = Path(shutil.copytree(made, tmp_path / pair[0]))
        for name in pair:
            (folder / name).unlink()
        assert code in checked(folder)[0]


def test_a_file_of_another_vault_of_the_same_passphrase_is_named(
    made: Path, other: Path, tmp_path: Path
) -> None:
    ours, theirs = damaged_files(made), damaged_files(other)
    for name, strange in zip(ours, theirs, strict=True):
        folder = Path(shutil.copytree(made, tmp_path / "vault"))
        shutil.copy(other / strange, folder / name)
        codes, result = checked(folder)
        if name in SLOTS:
            # The passphrase opens the other vault's slots, too, and then nothing of this one fits.
            assert codes & {"VLT-015", "VLT-006", "VLT-013", "VLT-022"}, (name, codes)
        else:
            assert codes & allowed(name), (name, codes)
        if result is not None and name in HEADS:
            assert result.items == ITEMS
        shutil.rmtree(folder)


def test_older_files_put_back_are_named(made: Path, killed: Path, tmp_path: Path) -> None:
    newer = Path(shutil.copytree(killed, tmp_path / "newer"))
    with Vault.open(newer, PASSPHRASE) as vault:
        add_case(vault, "neueste")
    for name in ("index.db", *HEADS):
        folder = Path(shutil.copytree(newer, tmp_path / "vault"))
        shutil.copy(made / name, folder / name)
        codes, _result = checked(folder)
        if name in HEADS:
            # The other, newer copy still stands; an older one beside it is how heads are written.
            assert codes <= {"VLT-013"}, codes
        else:
            assert codes & {"VLT-009", "VLT-035"}, codes
        shutil.rmtree(folder)
    folder = Path(shutil.copytree(newer, tmp_path / "vault"))
    for name in HEADS:
        shutil.copy(made / name, folder / name)
    assert checked(folder)[0] & {"VLT-035", "VLT-036"}
    shutil.copy(killed / "index.db-wal", folder / "index.db-wal")
    assert checked(folder)[0] & {"VLT-035", "VLT-036"}


def test_an_older_log_beside_a_clean_index_is_named(
    made: Path, killed: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "vault"))
    shutil.copy(killed / "index.db-wal", folder / "index.db-wal")
    assert "VLT-036" in checked(folder)[0]


def test_each_single_page_put_back_from_an_older_index_is_named(made: Path, tmp_path: Path) -> None:
    newer = Path(shutil.copytree(made, tmp_path / "newer"))
    with Vault.open(newer, PASSPHRASE) as vault:
        add_item(vault, add_case(vault), b"one more")
    old, new = ((folder / "index.db").read_bytes() for folder in (made, newer))
    put_back = 0
    for start in range(0, min(len(old), len(new)), PAGE):
        page = old[start : start + PAGE]
        if page != new[start : start + PAGE]:
            (newer / "index.db").write_bytes(new[:start] + page + new[start + PAGE :])
            codes, _result = checked(newer)
            assert codes & {"VLT-035", "VLT-006", "VLT-004"}, (start // PAGE, codes)
            put_back += 1
    assert put_back >= 8


def test_a_whole_folder_put_back_is_told_by_a_printed_entry_alone(
    made: Path, tmp_path: Path
) -> None:
    newer = Path(shutil.copytree(made, tmp_path / "newer"))
    with Vault.open(newer, PASSPHRASE) as vault:
        add_case(vault)
        number, head = vault.custody.head
        printed = f"{number}:{head[:16]}"
        expect_head(vault, printed)
    assert checked(made)[0] == set()
    older = Path(shutil.copytree(made, tmp_path / "older"))
    with Vault.open(older, PASSPHRASE) as vault:
        with pytest.raises(IntegrityProblem) as told:
            expect_head(vault, printed)
        assert told.value.code == "VLT-045"


def test_swapped_blobs_of_one_vault_are_both_named(made: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "vault"))
    one, two = sorted(path for path in folder.glob("blobs/*/*"))[:2]
    data = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(data)
    codes, result = checked(folder)
    assert codes == {"VLT-007"}
    assert result is not None
    assert len(result.damaged) == 2
    assert result.items == ITEMS


def test_second_copies_of_a_sync_program_are_told_and_change_nothing(
    made: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "vault"))
    names = [
        "index (conflicted copy 2026-11-23).db", "head-a - Copy", "index.sync-conflict-20261123.db",
        "slots-a - 복사본", "index.db (1)",
    ]  # fmt: skip
    for name in names:
        (folder / name).write_bytes(b"?")
    codes, result = checked(folder)
    assert codes == set()
    assert result is not None
    assert result.clean
    assert set(result.second_copies) == set(names)


def test_what_is_rescued_from_the_worst_is_every_item(made: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "vault"))
    for name in (*INDEX, *HEADS, "slots-a", "drop-key"):
        (folder / name).unlink(missing_ok=True)
    result = rescue_vault(folder, PASSPHRASE, tmp_path / "out", Job(), texts("ko"))
    waited = [item for item in result.items if item.file.startswith("waiting/")]
    assert result.count(RescueState.WHOLE) == len(result.items) == ITEMS + len(waited)
    assert waited
