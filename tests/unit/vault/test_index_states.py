"""The seal of the index's pages and what is said of it outside: changes show, kills don't."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from app.errors import AccessProblem, EnvironmentProblem, FormatProblem, IntegrityProblem
from app.vault.index import folding
from app.vault.index.index import Index
from app.vault.index.pageseal import PAGE, PageTags
from app.vault.index.state import State
from tests.unit.vault.indexes import KEYS, OTHER_KEY, Snapshots, files_of, made, opened


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A closed index with one entry."""
    begun = made(tmp_path / "vault")
    begun.note("first")
    begun.close()
    return tmp_path / "vault"


def code_of(root: Path) -> str:
    again = opened(root)
    again.index.close()
    return again.code


def written_again(root: Path) -> None:
    """Every page anew in the same file, so that an older one still decrypts."""
    begun = opened(root)
    begun.note("")
    begun.index.connection.execute("VACUUM")
    begun.close()


def test_an_index_that_nobody_touched_fits(root: Path) -> None:
    assert code_of(root) == ""
    assert sorted(path.name for path in root.iterdir()) == ["head-a", "head-b", "index.db"]


def test_no_kill_at_any_step_of_a_session_looks_like_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folding, "_FULL_LOG", 60_000)
    root, under = tmp_path / "vault", tmp_path / "killed"
    under.mkdir()
    steps = Snapshots(root, under)
    done: list[int] = []

    def step(name: str) -> None:
        steps(name)
        done.append(written)

    written = 0
    begun = made(root, step)
    for place, text in enumerate(("a", "b" * 50_000, "c", "d"), 1):
        begun.note(text)
        written = place
    begun.close()
    assert steps.names >= {"index.folding", "index.folded", "transaction.committed"}
    assert sum(name == "index.folded" for name in (name for name, _ in steps.taken)) == 2
    for (name, path), least in zip(steps.taken, done, strict=True):
        found = opened(path)
        assert found.code == "", name
        assert len(found.texts) >= least, name
        # Going on, and being killed once more, is no change either.
        found.note("after")
        again = path.with_name(path.name + "-again")
        shutil.copytree(path, again)
        assert code_of(again) == "", name
        found.close()
        assert code_of(path) == "", name


@pytest.mark.parametrize("key", [None, OTHER_KEY])
def test_no_kill_while_the_index_is_written_anew_looks_like_a_change(
    root: Path, tmp_path: Path, key: bytes | None
) -> None:
    under = tmp_path / "killed"
    under.mkdir()
    steps = Snapshots(root, under)
    begun = opened(root, steps)
    begun.note("second")
    begun.index.rewrite(key)
    begun.note("third")
    begun.close()
    assert steps.names >= {"index.copied", "index.renamed"}
    after = False
    for name, path in steps.taken:
        after = after or name == "index.renamed"
        found = opened(path, key=(key if after else None) or KEYS.index_key())
        assert found.code == "", name
        assert found.texts[:1] == ["first"], name
        found.index.close()
    whole = opened(root, key=key or KEYS.index_key())
    assert (whole.code, whole.texts) == ("", ["first", "second", "third"])
    assert whole.index.read("PRAGMA integrity_check(1)") == [("ok",)]
    whole.index.close()


@pytest.mark.parametrize("size", [1, 400_000], ids=["", "grown"])
def test_pages_that_could_not_be_read_once_are_read_before_anything_is_said_of_them(
    root: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    begun = opened(root)
    begun.note("x" * size)
    real = PageTags.refresh

    def fails_in_between(tags: PageTags, path: Path, pages: set[int]) -> None:
        def some() -> Iterator[int]:
            yield from sorted(pages)[:1]
            raise OSError(errno.EIO, "a read error")

        real(tags, path, some())

    monkeypatch.setattr(PageTags, "refresh", fails_in_between)
    with pytest.raises(EnvironmentProblem, match="ENV-005"):
        begun.index.rewrite()
    monkeypatch.setattr(PageTags, "refresh", real)
    begun.close()
    assert code_of(root) == ""


def test_a_first_page_written_with_another_salt_is_known_with_it(root: Path) -> None:
    """Where SQLite could not read the salt on opening (a disk's fault, once), it writes another."""
    path = root / "index.db"
    known, stored = PageTags.read(path), bytearray(path.read_bytes())
    stored[:16] = bytes(16)
    path.write_bytes(stored)
    assert known.seal() != PageTags.read(path).seal()
    known.refresh(path, {2})
    assert known.seal() != PageTags.read(path).seal()  # somebody else's: not taken over
    known.refresh(path, {1})
    assert known.seal() == PageTags.read(path).seal()


def test_the_old_key_opens_a_rewritten_index_no_more(root: Path) -> None:
    begun = opened(root)
    begun.index.rewrite(OTHER_KEY)
    assert begun.texts == ["first"]
    begun.close()
    with pytest.raises(IntegrityProblem, match="VLT-006"):
        opened(root)


def test_rewriting_leaves_nothing_of_what_was_deleted_and_less_bytes(root: Path) -> None:
    begun = opened(root)
    with begun.index.transaction():
        begun.index.write("INSERT INTO facts VALUES ('long', hex(zeroblob(400000)))")
    with begun.index.transaction():
        begun.index.write("DELETE FROM facts WHERE name = 'long'")
    begun.index.fold()
    before = (root / "index.db").stat().st_size
    begun.index.rewrite()
    assert (root / "index.db").stat().st_size < before - 700_000
    assert begun.index.one("PRAGMA freelist_count") == (0,)
    begun.close()


def test_each_page_put_back_from_an_older_copy_is_told(root: Path) -> None:
    older = (root / "index.db").read_bytes()
    written_again(root)
    whole = (root / "index.db").read_bytes()
    pages = [at for at in range(0, len(older), PAGE) if older[at:][:PAGE] != whole[at:][:PAGE]]
    assert len(pages) == len(whole) // PAGE
    codes: list[str] = []
    for at in pages:
        (root / "index.db").write_bytes(whole[:at] + older[at : at + PAGE] + whole[at + PAGE :])
        try:
            codes.append(code_of(root))
        except IntegrityProblem as problem:  # a page that tells where the others are
            codes.append(problem.code)
    assert set(codes) == {"VLT-035", "VLT-006", "VLT-009"}  # none fits
    assert codes.count("VLT-035") > len(codes) / 2
    (root / "index.db").write_bytes(whole)
    assert code_of(root) == ""


@pytest.mark.parametrize("how", ["cut", "longer", "another moment"])
def test_a_whole_index_of_another_length_or_moment_is_told(root: Path, how: str) -> None:
    path = root / "index.db"
    whole = path.read_bytes()
    begun = opened(root)
    with begun.index.transaction():  # nothing that the log tells of
        begun.index.write("INSERT INTO facts VALUES ('a', 'b')")
    begun.close()
    match how:
        case "cut":
            path.write_bytes(path.read_bytes()[:-1])
        case "longer":
            path.write_bytes(path.read_bytes() + b"\0")
        case _:
            path.write_bytes(whole)
    assert code_of(root) == "VLT-035"


def test_a_page_changed_while_it_is_open_is_told_and_not_taken_over(root: Path) -> None:
    older = (root / "index.db").read_bytes()
    written_again(root)
    begun = opened(root)
    last = (root / "index.db").stat().st_size - PAGE
    assert begun.index.pages_fit()
    with (root / "index.db").open("r+b") as out:
        out.seek(last)
        out.write(older[last : last + PAGE])
    assert not begun.index.pages_fit()
    begun.note("second")
    begun.close()
    assert code_of(root) == "VLT-035"


def test_a_log_put_beside_a_clean_index_is_told(root: Path) -> None:
    begun = opened(root)
    begun.note("second")
    log = (root / "index.db-wal").read_bytes()
    begun.close()
    before = files_of(root)
    for content in (log, log[:5000], b"\0"):
        (root / "index.db-wal").write_bytes(content)
        found = opened(root)
        assert found.code == "VLT-036"
        found.index.close()
        assert files_of(root) == before | {"index.db-wal": content}
    (root / "index.db-wal").unlink()
    assert code_of(root) == ""


def test_a_log_of_an_earlier_time_is_told_while_writing(root: Path, tmp_path: Path) -> None:
    begun = opened(root)
    begun.note("second")
    log = (root / "index.db-wal").read_bytes()
    begun.index.fold()
    begun.note("third")
    killed = Path(shutil.copytree(root, tmp_path / "killed"))
    begun.close()
    assert code_of(Path(shutil.copytree(killed, tmp_path / "as it was"))) == ""
    (killed / "index.db-shm").unlink()
    (killed / "index.db-wal").write_bytes(log)
    assert code_of(killed) == "VLT-036"


@pytest.mark.parametrize("how", ["gone", "cut"])
def test_a_log_that_lost_what_a_head_tells_of_is_told(root: Path, tmp_path: Path, how: str) -> None:
    begun = opened(root)
    begun.note("second")
    kept = (root / "index.db-wal").stat().st_size
    begun.note("third")
    begun.custody.checkpoint()
    killed = Path(shutil.copytree(root, tmp_path / "killed"))
    begun.close()
    (killed / "index.db-shm").unlink()
    with (killed / "index.db-wal").open("r+b") as log:
        log.truncate(0 if how == "gone" else kept)
    assert code_of(killed) == "VLT-009"


def test_what_a_rollback_took_in_the_log_is_given_back(root: Path) -> None:
    begun = opened(root)
    begun.note("second")
    before = (root / "index.db-wal").stat().st_size
    long: list[int] = []

    def undone() -> None:
        with begun.index.transaction():
            begun.index.write("INSERT INTO facts VALUES ('long', hex(zeroblob(30000000)))")
            long.append((root / "index.db-wal").stat().st_size)
            raise KeyError

    with pytest.raises(KeyError):
        undone()
    assert long[0] > before
    assert (root / "index.db-wal").stat().st_size == before
    begun.note("third")
    begun.close()
    again = opened(root)
    assert (again.code, again.texts) == ("", ["first", "second", "third"])
    again.index.close()


def test_rows_that_are_being_read_only_put_folding_off(root: Path) -> None:
    begun = opened(root)
    begun.note("second")
    rows = begun.index.stream("SELECT number FROM log")
    next(rows)
    begun.index.fold()
    assert begun.heads.facts.state == State.WRITING
    assert (root / "index.db-wal").stat().st_size > 0
    with pytest.raises(RuntimeError):
        begun.index.rewrite()
    rows.close()  # type: ignore[attr-defined]
    begun.close()
    assert code_of(root) == ""


def test_a_state_that_cant_be_said_stops_the_transaction_before_it_begins(root: Path) -> None:
    def full(name: str) -> None:
        if name.endswith(".written"):
            raise OSError(28, "full")

    begun = opened(root, full)
    with pytest.raises(EnvironmentProblem, match="ENV-001"):
        begun.note("second")
    assert begun.texts == ["first"]
    assert begun.heads.facts.state == State.CLEAN
    begun.index.close()
    assert code_of(root) == ""


def test_one_copy_of_the_heads_is_enough_to_tell(root: Path) -> None:
    begun = opened(root)
    begun.note("second")
    begun.close()
    for name in ("head-a", "head-b"):
        kept = (root / name).read_bytes()
        (root / name).unlink()
        assert code_of(root) == ""
        (root / name).write_bytes(kept)


@pytest.mark.parametrize("is_killed", [True, False])
def test_looking_changes_no_file_and_makes_none(
    root: Path, tmp_path: Path, is_killed: bool
) -> None:
    begun = opened(root)
    begun.note("second")
    if is_killed:
        looked = Path(shutil.copytree(root, tmp_path / "killed"))
        (looked / "index.db-shm").unlink()
        begun.close()
    else:
        begun.close()
        looked = root
    before = files_of(looked)
    found = opened(looked, look_only=True)
    assert (found.code, found.texts) == ("", ["first", "second"])
    with pytest.raises(AccessProblem, match="VLT-024"):
        found.note("third")
    with pytest.raises(apsw.ReadOnlyError):
        found.index.connection.execute("DELETE FROM facts")
    found.index.close()
    assert files_of(looked) == before


def test_looking_at_what_is_damaged_or_newer_gives_its_code(root: Path) -> None:
    connection = Index.open(root / "index.db", KEYS.index_key())
    connection.connection.pragma("user_version", 99)
    connection.close()
    before = files_of(root)
    for look_only in (True, False):
        with pytest.raises(FormatProblem, match="VLT-004"):
            opened(root, look_only=look_only)
    assert files_of(root) == before
    (root / "index.db").write_bytes(b"\1" + before["index.db"][1:60] + before["index.db"][70:])
    with pytest.raises(IntegrityProblem, match="VLT-006"):
        opened(root, look_only=True)
