"""A finished bundle on its way: in parts, to a stick, as one ZIP; broken off and gone on with."""

import hashlib
import os
import resource
import shutil
import signal
import subprocess
import zipfile
from contextlib import contextmanager
from dataclasses import replace

import making
import pytest

from app.bundle import carrying, packing, volume, zipping
from app.bundle.carrying import carry
from app.bundle.partwriting import SMALLEST_PART, count_of_parts, part_size_for
from app.bundle.verify import verify
from app.bundle.verify.parts import check_part, part_name
from app.bundle.volume import FAT_LARGEST, FAT_PART, kind_in, largest_file
from app.bundle.zipping import zip_up
from app.errors import Cancelled, FormatProblem, InputProblem, IntegrityProblem, OngiError
from app.jobs import Job

PART = 70_000


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def whole(folder):
    return b"".join(path.read_bytes() for path in sorted(folder.glob("bundle.age*")))


@contextmanager
def files_no_larger_than(size):
    """The kernel refuses larger files, as FAT does, and says so in the middle of a write."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@pytest.fixture(scope="module")
def parted(original, tmp_path_factory):
    """The bundle of this session, carried in parts; not to be changed."""
    made = carry(original.path, tmp_path_factory.mktemp("stick"), Job(), part_size=PART)
    return replace(original, path=made.path)


def test_bundle_is_carried_in_parts_that_standard_tools_check_and_join(original, parted):
    done = subprocess.run(
        ["sha256sum", "-c", "parts.sha256"],
        cwd=parted.path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.count(": OK") == len(list(parted.path.glob("bundle.age.*"))) >= 4
    joined = subprocess.run(
        "cat bundle.age.[0-9]*", shell=True, cwd=parted.path, capture_output=True, check=True
    )
    assert joined.stdout == (original.path / "bundle.age").read_bytes()
    sizes = [path.stat().st_size for path in sorted(parted.path.glob("bundle.age.*"))]
    assert set(sizes[:-1]) == {PART}
    assert sizes[-1] <= PART


def test_carried_parts_and_pages_are_a_bundle(original, parted):
    assert verify(parted.path, passphrase=parted.passphrase).result == "passed"
    pages = {name for name in names(original.path) if not name.startswith("bundle.age")}
    assert pages <= set(names(parted.path))
    assert {"READ-ME.txt", "key-passphrase.age"} <= pages
    assert names(parted.path.parent) == [original.path.name]


def test_carried_in_one_piece_and_joined_again_from_parts(original, parted, tmp_path):
    carried = carry(parted.path, tmp_path, Job())
    assert (carried.parts, carried.path) == (1, tmp_path / original.path.name)
    assert names(carried.path) == names(original.path)
    assert (carried.path / "bundle.age").read_bytes() == whole(parted.path)


def test_what_is_there_already_is_neither_overwritten_nor_called_new(original, tmp_path):
    carry(original.path, tmp_path, Job(), part_size=PART)
    with pytest.raises(InputProblem, match="BND-037"):
        carry(original.path, tmp_path, Job(), part_size=PART)


def test_stopped_and_gone_on_with_keeps_the_parts_that_are_right(original, parted, tmp_path):
    unfinished = tmp_path / f"{original.path.name}.unfinished"
    job = Job()
    before = job.advance

    def advance(done, *rest):
        before(done, *rest)
        if done > 2 * PART:
            job.cancel()

    job.advance = advance
    with pytest.raises(Cancelled):
        carry(original.path, tmp_path, job, part_size=PART)
    assert names(tmp_path) == [unfinished.name]
    assert "parts.sha256" not in names(unfinished)
    second = unfinished / part_name(2)
    second.write_bytes(bytes(PART))  # as a stick that lost what it was told to keep
    kept = (unfinished / part_name(1)).stat().st_ino
    carried = carry(original.path, tmp_path, Job(), part_size=PART)
    assert (carried.kept, carried.size) == (2, (original.path / "bundle.age").stat().st_size)
    assert (carried.path / part_name(1)).stat().st_ino == kept
    assert {name: (carried.path / name).read_bytes() for name in names(carried.path)} == {
        name: (parted.path / name).read_bytes() for name in names(parted.path)
    }


def test_gone_on_with_in_other_parts_leaves_nothing_of_the_first_ones(original, tmp_path):
    unfinished = tmp_path / f"{original.path.name}.unfinished"
    unfinished.mkdir()
    for name in ("bundle.age", "bundle.age.009", "parts.sha256", "mine.txt"):
        (unfinished / name).write_bytes(b"x")
    carried = carry(original.path, tmp_path, Job(), part_size=PART)
    assert not {"bundle.age", "bundle.age.009"} & set(names(carried.path))
    assert (carried.path / "mine.txt").read_bytes() == b"x"
    assert verify(carried.path, passphrase=original.passphrase).result == "passed"


def test_place_that_holds_only_small_files_is_told_and_parts_fit_there(original, tmp_path):
    with files_no_larger_than(PART):
        with pytest.raises(InputProblem, match="BND-041"):
            carry(original.path, tmp_path, Job())
        if not (original.path / "OPEN.html").exists():
            assert carry(original.path, tmp_path, Job(), part_size=PART).parts > 3
    assert names(tmp_path) in ([f"{original.path.name}.unfinished"], [original.path.name])


def test_write_that_the_stick_changed_is_found_and_nothing_is_called_done(
    original, tmp_path, monkeypatch
):
    def worn(path):
        if path.name == part_name(2):
            data = bytearray(path.read_bytes())
            data[5] ^= 1
            path.write_bytes(data)

    monkeypatch.setattr(carrying, "forget_cached", worn)
    with pytest.raises(IntegrityProblem, match="BND-040") as caught:
        carry(original.path, tmp_path, Job(), part_size=PART)
    assert caught.value.values == {"name": part_name(2)}
    assert names(tmp_path) == [f"{original.path.name}.unfinished"]


def test_bundle_whose_parts_are_lacking_is_not_carried(parted, tmp_path):
    folder = tmp_path / "from"
    shutil.copytree(parted.path, folder)
    (folder / part_name(2)).unlink()
    for carries in (carry, zip_up):
        with pytest.raises(IntegrityProblem, match="BND-035"):
            carries(folder, tmp_path / "to", Job())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_place_that_can_not_be_written_to_is_named(original, tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(OngiError, match="ENV-004"):
        carry(original.path, tmp_path, Job())


def test_one_zip_is_stored_and_opens_in_place(original, parted, tmp_path):
    for number, bundle in enumerate((original, parted)):
        packed = zip_up(bundle.path, tmp_path / str(number), Job())
        assert names(packed.parent) == [f"{original.path.name}.zip"]
        assert verify(packed, passphrase=bundle.passphrase).result == "passed"
        with zipfile.ZipFile(packed) as archive:
            assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
            assert {info.filename for info in archive.infolist()} == {
                f"{original.path.name}/{name}" for name in names(bundle.path)
            }
            assert all(info.date_time == (1980, 1, 1, 0, 0, 0) for info in archive.infolist())
    with pytest.raises(InputProblem, match="BND-037"):
        zip_up(original.path, tmp_path / "0", Job())


def test_zip_that_was_stopped_leaves_nothing(original, tmp_path):
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        zip_up(original.path, tmp_path, job)
    assert names(tmp_path) == []


def test_zip_that_was_stored_wrong_is_found_and_taken_away(original, tmp_path, monkeypatch):
    def worn(path):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)

    monkeypatch.setattr(zipping, "forget_cached", worn)
    with pytest.raises(IntegrityProblem, match="BND-040"):
        zip_up(original.path, tmp_path, Job())
    assert names(tmp_path) == []


def test_carried_from_a_zip_is_the_same(original, tmp_path):
    packed = zip_up(original.path, tmp_path, Job())
    carried = carry(packed, tmp_path / "to", Job(), part_size=PART)
    assert carried.path.name == original.path.name
    assert verify(carried.path, passphrase=original.passphrase).result == "passed"


def test_one_part_is_checked_alone(parted, tmp_path):
    for name in ("parts.sha256", part_name(2)):
        shutil.copy(parted.path / name, tmp_path)
    count = len(list(parted.path.glob("bundle.age.*")))
    found = check_part(tmp_path / part_name(2))
    assert (found.number, found.count, found.right) == (2, count, True)
    shutil.copy(parted.path / part_name(3), tmp_path / part_name(2))
    assert not check_part(tmp_path / part_name(2)).right
    with pytest.raises(InputProblem, match="INP-002"):
        check_part(tmp_path / part_name(1))
    for name in ("parts.sha256", part_name(900), "bundle.age"):
        (tmp_path / name).touch()
        with pytest.raises(FormatProblem, match="BND-042"):
            check_part(tmp_path / name)


def test_made_straight_into_parts_and_checked_there(tmp_path):
    made = making.make(tmp_path, making.plan_of((os.urandom(6 << 20),)), part_size=1 << 20)
    parts = sorted(made.path.glob("bundle.age.*"))
    assert len(parts) == made.parts == 7
    assert [part.stat().st_size for part in parts[:-1]] == [1 << 20] * (len(parts) - 1)
    assert made.size == sum(part.stat().st_size for part in parts)
    assert verify(made.path, passphrase=made.passphrase).result == "passed"
    listed = dict(reversed(line.split("  ")) for line in
                  (made.path / "parts.sha256").read_text().splitlines())  # fmt: skip
    assert listed == {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in parts}


def test_part_that_was_stored_wrong_is_never_handed_over(tmp_path, monkeypatch):
    def worn(path):
        if path.name == part_name(2):
            path.write_bytes(bytes(path.stat().st_size))

    monkeypatch.setattr(packing, "forget_cached", worn)
    with pytest.raises(IntegrityProblem, match="BND-005"):
        making.make(tmp_path, making.plan_of((bytes(6 << 20),)), part_size=1 << 20)
    assert names(tmp_path) == []


def test_parts_that_would_be_too_many_or_too_small_are_refused(tmp_path):
    assert count_of_parts(999 * SMALLEST_PART, SMALLEST_PART) == 999
    for total, size in ((999 * SMALLEST_PART + 1, SMALLEST_PART), (1, SMALLEST_PART - 1)):
        with pytest.raises(InputProblem, match="BND-036"):
            count_of_parts(total, size)
    with pytest.raises(InputProblem, match="BND-036"):
        making.make(tmp_path, part_size=1000)
    assert names(tmp_path) == []


MOUNTS = """/dev/sda1 / ext4 rw 0 0
tmpfs /run tmpfs rw 0 0
/dev/sdb1 /media/a/MY\\040STICK vfat rw,uid=1000 0 0
/dev/sdb2 /media/a/LARGE exfat rw 0 0
overlay /media/a/LARGE/over overlay rw 0 0
short
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/media/a/MY STICK/deep/er", "vfat"),
        ("/media/a/MY STICK", "vfat"),
        ("/media/a/MY STICKY", "ext4"),
        ("/media/a/LARGE/x", "exfat"),
        ("/media/a/LARGE/over/x", "overlay"),
        ("/home", "ext4"),
    ],
)
def test_file_system_of_a_folder_is_that_of_its_nearest_mount(folder, kind):
    assert kind_in(MOUNTS, folder) == kind


@pytest.fixture
def fat_stick(tmp_path, monkeypatch):
    """A folder of which the system says that it lies on FAT."""
    stick = tmp_path / "A STICK"
    stick.mkdir()
    told = tmp_path / "mounts"
    place = str(stick).replace(" ", "\\040")
    told.write_text(f"/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 {place} vfat rw 0 0\n")
    monkeypatch.setattr(volume, "_MOUNTS", told)
    return stick


def test_on_fat_parts_are_made_by_themselves_and_never_larger_than_it_holds(fat_stick):
    assert part_size_for(fat_stick, FAT_LARGEST, None) is None
    assert part_size_for(fat_stick, FAT_LARGEST + 1, None) == FAT_PART
    assert part_size_for(fat_stick, 20 * 10**9, 8 * 10**9) == FAT_PART
    assert part_size_for(fat_stick, 20 * 10**9, 25_000_000) == 25_000_000
    assert part_size_for(fat_stick / "deeper", 5 << 30, None) == FAT_PART


def test_one_zip_that_fat_can_not_hold_is_refused_before_it_is_begun(fat_stick, tmp_path):
    folder = tmp_path / "bundle-20261123-1"
    folder.mkdir()
    with (folder / "bundle.age").open("wb") as file:
        file.truncate(FAT_LARGEST)  # a hole: it takes no room, and nothing of it is read
    with pytest.raises(InputProblem, match="BND-041"):
        zip_up(folder, fat_stick, Job())
    assert names(fat_stick) == []


def test_part_for_a_stick_fits_into_fat_and_here_nothing_is_held_back(tmp_path):
    assert FAT_PART < FAT_LARGEST < 4 * 2**30
    assert largest_file(tmp_path) is None
    assert part_size_for(tmp_path, 1 << 40, None) is None
    assert part_size_for(tmp_path, 1000, 1000) is None
    assert part_size_for(tmp_path, 10**9, 25_000_000) == 25_000_000
