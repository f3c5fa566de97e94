"""Whatever lies in a folder: each file is taken whole, or told by name with the reason."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from app.collect.chats.text_lines import head_lines
from app.collect.walk import Found, walk
from app.domain.custody import Act
from app.domain.evidence.intake import Refused
from app.errors import Cancelled, EnvironmentProblem, InputProblem
from app.jobs import Job
from app.usecases.vault.unfinished import resume_work, stopped_work
from app.vault import SealedBlob
from app.vault.blobs.storing import Blobs
from tests.unit.collect.intake.conftest import ChangingJob, Person
from tests.unit.vault.filling import blob_files, flip

posix = pytest.mark.skipif(sys.platform == "win32", reason="names and files of POSIX")
JPEG = b"\xff\xd8\xff" + b"no picture" * 10


@posix
def test_names_of_any_bytes_are_taken_and_told(person: Person) -> None:
    names = [b"bad\xff.txt", b"a" * 255, b"new\nline", "x\u202etxt.exe".encode(), b"-dash"]
    for place, name in enumerate(names):
        (person.folder / os.fsdecode(name)).write_bytes(b"%d" % place)
    (person.folder / os.fsdecode(b"link\xff")).symlink_to("nowhere")
    os.mkfifo(person.folder / "pipe")
    report = person.collect()
    assert report.items_taken == len(names)
    assert sorted(person.names()) == sorted(
        name.decode("utf-8", "backslashreplace") for name in names
    )
    refused = {Refused("given/link\\xff", "COL-001"), Refused("given/pipe", "COL-002")}
    assert set(report.refused) == refused
    assert set(person.lists()[-1].refused) == refused


def test_a_refusal_names_no_folder_above_what_was_given(person: Person) -> None:
    target = person.file("a.txt")
    (person.folder / "link").symlink_to(target)
    inside = person.collect(person.folder, person.vault.path / "index.db")
    assert {one.path for one in inside.refused} == {"given/link", "index.db"}
    entries = person.vault.custody.entries(person.case.id)
    assert not [one for one in entries if str(person.folder.parent) in str(one.details)]


def test_the_vault_is_not_taken_into_itself(person: Person) -> None:
    report = person.collect(person.folder.parent)
    assert report.refused == (Refused(f"{person.folder.parent.name}/vault", "COL-003"),)


def test_the_same_path_given_twice_is_seen_once(person: Person) -> None:
    path = person.file("a.png", JPEG)
    report = person.collect(path, person.folder, person.folder / ".." / "given" / "a.png")
    assert (report.items_taken, report.items_again, report.sightings_made) == (1, 0, 1)


@posix
def test_nothing_at_a_path_is_told(person: Person) -> None:
    (person.folder / "ring").symlink_to("ring")
    for missing in ("not there", "ring/a", "x" * 300):
        with pytest.raises(InputProblem) as told:
            person.collect(person.folder / missing)
        assert told.value.code == "INP-002"


@posix
@pytest.mark.parametrize("how", ["other file", "pipe", "link", "folder", "gone"])
def test_a_file_that_became_something_else_is_not_taken(person: Person, how: str) -> None:
    path = person.file("a.txt", b"what was found")
    other = person.file("z/other.txt", b"something else")

    def swap() -> None:
        path.unlink()
        if how == "other file":
            other.rename(path)
        elif how == "pipe":
            os.mkfifo(path)
        elif how == "link":
            path.symlink_to(other)
        elif how == "folder":
            path.mkdir()

    report = person.collect(job=ChangingJob(lambda job: job.progress.phase == "collect.file", swap))
    codes = {one.path: one.code for one in report.refused}
    wanted = {"gone": "ENV-002", "link": "ENV-003", "folder": "ENV-003"}.get(how, "ENV-006")
    assert codes["given/a.txt"] == wanted
    assert "a.txt" not in person.names()


@posix
def test_a_folder_swapped_for_a_link_leads_nowhere_else(person: Person) -> None:
    inside = person.file("sub/a.txt", b"inside")
    outside = person.folder.parent / "outside"
    outside.mkdir()
    (outside / "a.txt").write_bytes(b"not given")

    def swap() -> None:
        inside.parent.rename(person.folder / "moved")
        (person.folder / "sub").symlink_to(outside)

    report = person.collect(job=ChangingJob(lambda job: job.progress.phase == "collect.file", swap))
    assert report.refused == (Refused("given/sub/a.txt", "ENV-006"),)
    assert person.names() == []


@pytest.mark.parametrize("change", ["grow", "cut", "touch"])
def test_a_file_that_changes_while_it_is_read_is_not_kept(person: Person, change: str) -> None:
    path = person.file("log.txt", b"x" * 3_000_000)

    def write() -> None:
        if change == "touch":
            os.utime(path, (1, 1))
        else:
            with path.open("r+b") as out:
                out.truncate(5_000_000 if change == "grow" else 10)

    job = ChangingJob(lambda job: 0 < job.progress.done < 3_000_000, write)
    report = person.collect(job=job)
    assert job.done
    assert report.refused == (Refused("given/log.txt", "ENV-006"),)
    assert person.names() == []
    assert not [one for one in (person.vault.path / "blobs").rglob("*") if one.is_file()]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs an endless file")
def test_a_file_without_end_is_given_up(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    path = person.file("endless", b"x")
    # What a disk of another kind may say of such a file: a plain one with a size of its own.
    real = os.open
    monkeypatch.setattr(
        os, "open", lambda name, *rest, **more: real("/dev/zero" if name == path else name, *rest, **more)
    )  # fmt: skip
    status = path.stat()
    fstat = os.fstat
    zero = Path("/dev/zero").stat().st_rdev
    monkeypatch.setattr(
        os, "fstat", lambda number: status if fstat(number).st_rdev == zero else fstat(number)
    )  # fmt: skip
    assert person.collect().refused == (Refused("given/endless", "ENV-006"),)


@pytest.mark.parametrize("stop", ["cancel", "keyboard", "full", "memory"])
def test_however_an_import_ends_its_list_is_kept(person: Person, stop: str) -> None:
    for number in range(3):
        person.file(f"{number}.txt", b"%d" % number)
    (person.folder / "a link").symlink_to("nowhere")
    acts: dict[str, tuple[type[BaseException], Callable[[], object]]] = {
        "cancel": (Cancelled, _raiser(Cancelled())),
        "keyboard": (KeyboardInterrupt, _raiser(KeyboardInterrupt())),
        "full": (EnvironmentProblem, _raiser(EnvironmentProblem("ENV-001"))),
        "memory": (EnvironmentProblem, _raiser(MemoryError())),
    }
    kind, act = acts[stop]
    job = ChangingJob(lambda job: job.progress.subject == "1.txt", act)
    with pytest.raises(kind):
        person.collect(job=job)
    (kept,) = person.lists()
    assert kept.items_taken == len(person.names()) > 0
    assert kept.refused == (Refused("given/a link", "COL-001"),)
    assert person.collect().items_again == kept.items_taken


def _raiser(error: BaseException) -> Callable[[], object]:
    def act() -> None:
        raise error

    return act


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="gives rights away")
def test_what_may_not_be_read_is_told_and_the_rest_is_taken() -> None:
    # Below a folder that other accounts may enter, unlike pytest's own.
    with tempfile.TemporaryDirectory() as name:
        given = Path(name) / "given"
        (given / "dark").mkdir(parents=True)
        for one in ("open.txt", "shut.txt", "dark/a.txt"):
            (given / one).write_bytes(one.encode())
        Path(name).chmod(0o755)
        other = Path(name) / "vault"
        other.mkdir()
        (given / "shut.txt").chmod(0)
        (given / "dark").chmod(0)
        os.seteuid(65534)
        try:
            found = list(walk(given, other))
            shut = [one for one in found if isinstance(one, Found) and "shut" in one.origin]
            with pytest.raises(PermissionError), shut[0].opened():
                pass
        finally:
            os.seteuid(0)
    assert [one for one in found if isinstance(one, Refused)] == [Refused("given/dark", "ENV-003")]
    kept = [one.origin for one in found if isinstance(one, Found)]
    assert kept == ["given/open.txt", "given/shut.txt"]


def test_a_time_that_no_calendar_holds_stops_nothing(person: Person) -> None:
    path = person.file("old.txt")
    os.utime(path, (15_000_000_000, 15_000_000_000))
    assert person.collect().items_taken == 1


def test_a_preview_that_a_kill_took_is_made_up_for(person: Person, samples_picture: bytes) -> None:
    person.file("a.png", samples_picture)
    person.collect()
    (item,) = person.vault.items.in_case(person.case.id)
    with person.vault.transaction():
        person.vault._index.write("DELETE FROM previews")
    person.collect()
    assert person.vault.items.preview(item.id) is not None


@pytest.fixture
def samples_picture() -> bytes:
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (8, 8), "grey").save(out, "PNG")
    return out.getvalue()


@posix
def test_a_vault_that_went_away_is_not_told_as_a_missing_file(person: Person) -> None:
    path = person.file("a.txt")
    person.vault.path.rename(person.folder.parent / "unplugged")
    with pytest.raises(EnvironmentProblem) as told:
        person.collect(path)
    assert told.value.code == "ENV-005"
    (person.folder.parent / "unplugged").rename(person.vault.path)


@pytest.mark.parametrize("damage", ["flip", "cut", "gone"])
def test_the_same_file_brought_again_makes_a_damaged_item_whole(
    person: Person, damage: str
) -> None:
    person.file("a.png", JPEG * 10_000)
    person.collect()
    (item,) = person.vault.items.in_case(person.case.id)
    (blob,) = (one for one in (person.vault.path / "blobs").rglob("*") if one.is_file())
    if damage == "flip":
        flip(blob, 1000)
    elif damage == "cut":
        blob.write_bytes(blob.read_bytes()[:-1])
    else:
        blob.unlink()
    before = blob.read_bytes() if blob.exists() else None
    assert not person.vault.check(Job()).clean
    report = person.collect()
    assert (report.items_taken, report.items_again) == (0, 1)
    assert person.vault.items.in_case(person.case.id) == (item,)
    result = person.vault.check(Job())
    assert (result.clean, result.items) == (True, 1)
    # The damaged file is neither mended nor removed; the check names it as belonging to nothing.
    assert (blob.read_bytes() if blob.exists() else None) == before
    assert len(result.unexplained) == (0 if before is None else 1)
    again = person.vault.custody.of_subject(item.id)[-1]
    assert (again.act, again.details["restored"]) == (Act.ITEM_SEEN_AGAIN, 1)
    assert person.collect().items_again == 1
    assert "restored" not in person.vault.custody.of_subject(item.id)[-1].details


def test_the_same_bytes_twice_in_one_go_are_one_item_seen_twice(person: Person) -> None:
    for name in ("a.bin", "b.bin", "c.bin"):
        person.file(name, b"the same" if name != "b.bin" else b"another")
    report = person.collect()
    assert (report.items_taken, report.items_again, report.sightings_made) == (2, 1, 3)
    first, _other = person.vault.items.in_case(person.case.id)
    assert len(person.vault.sightings.of_item(first.id)) == 2
    assert [entry.act for entry in person.vault.custody.of_subject(first.id)] == [
        Act.ITEM_TAKEN,
        Act.ITEM_SEEN_AGAIN,
    ]
    assert len(blob_files(person.vault)) == 2
    assert person.vault.check(Job()).clean


def test_more_small_files_than_wait_together_are_all_taken(person: Person) -> None:
    for number in range(35):
        person.file(f"{number:02}.bin", b"%d" % number)
    report = person.collect()
    assert report.items_taken == 35
    assert person.names() == [f"{number:02}.bin" for number in range(35)]
    assert person.vault.check(Job()).clean


def test_a_full_disk_at_the_end_of_a_lot_is_told_and_undoes_no_lot_before(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(20):
        person.file(f"{number:02}.bin", b"%d" % number)
    settle, lots = Blobs.settle, []

    def fill_up(blobs: Blobs, sealed: Sequence[SealedBlob]) -> None:
        lots.append(len(sealed))
        if len(lots) == 2:
            monkeypatch.setattr(os, "fsync", full)
        settle(blobs, sealed)

    def full(_handle: int) -> None:
        monkeypatch.undo()
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Blobs, "settle", fill_up)
    with pytest.raises(EnvironmentProblem) as told:
        person.collect()
    assert told.value.code == "ENV-001"
    assert lots == [16, 4]
    assert len(person.names()) == len(blob_files(person.vault)) == 16
    (work,) = stopped_work(person.vault)
    assert resume_work(person.vault, work.number, Job()).items_taken == 20
    assert person.vault.check(Job()).clean


def test_no_beginning_of_a_text_is_kept_after_an_import(person: Person) -> None:
    person.collect(person.file("a.txt", b"words of hers\n" * 9))
    assert head_lines.cache_info().currsize == 0
