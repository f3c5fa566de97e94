"""A bundle in parts: read in place as one, whole or refused, and what is wrong is named."""

import hashlib
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bundle.verify import State, open_bundle, verify
from app.bundle.verify.outside import FolderFiles
from app.bundle.verify.parts import (
    MAX_PARTS,
    PartsStream,
    part_name,
    read_part_list,
    write_part_list,
)
from app.errors import FormatProblem, IntegrityProblem
from app.i18n import texts

LIST = "parts.sha256"


def split(folder: Path, size: int) -> list[Path]:
    """Cut `bundle.age` as `split -b` and `sha256sum` would."""
    data = (folder / "bundle.age").read_bytes()
    (folder / "bundle.age").unlink()
    parts = [folder / f"bundle.age.{at // size + 1:03d}" for at in range(0, len(data), size)]
    for number, part in enumerate(parts):
        part.write_bytes(data[number * size : (number + 1) * size])
    lines = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in parts]
    (folder / LIST).write_text("".join(lines), "ascii")
    return parts


@pytest.fixture
def parted(made):
    split(made.path, 70_000)
    return made


def failed(made, path=None):
    """The checks that failed, with the reason of each in English."""
    result = verify(path or made.path, passphrase=made.passphrase)
    return {
        check.id: check.why_in(texts("en"))
        for check in result.checks
        if check.state is State.FAILED
    }


def count_of(made):
    return len(list(made.path.glob("bundle.age.*")))


def test_parts_are_read_in_place_as_one(parted):
    assert count_of(parted) >= 4
    for chosen in (parted.path, parted.path / LIST, parted.path / part_name(2)):
        assert verify(chosen, passphrase=parted.passphrase).result == "passed"
    with open_bundle(parted.path, passphrase=parted.passphrase) as bundle:
        assert bundle.read("data/exhibits/E001.jpg", 100) == b"first picture"


def test_parts_of_other_sizes_are_one_stream_too(made):
    split(made.path, 1 << 20)
    assert count_of(made) == 1
    assert failed(made) == {}


def test_part_that_is_not_here_is_named(parted):
    count = count_of(parted)
    (parted.path / part_name(3)).unlink()
    assert failed(parted) == {1: f"Part 3 of {count} is not here."}
    with (
        pytest.raises(IntegrityProblem, match="BND-035"),
        open_bundle(parted.path, passphrase=parted.passphrase),
    ):
        pass


def test_set_that_is_not_whole_is_told_before_the_passphrase(parted):
    (parted.path / part_name(1)).unlink()
    assert failed(replace(parted, passphrase="maple-tidy")) == {
        1: f"Part 1 of {count_of(parted) + 1} is not here."
    }


def test_part_too_many_is_named(parted):
    extra = part_name(count_of(parted) + 1)
    (parted.path / extra).write_bytes(b"x")
    assert failed(parted) == {1: f"{extra} is here, but does not belong to the set."}


def test_list_that_is_gone_or_none_is_named(parted):
    whole = (parted.path / LIST).read_bytes()
    for bad in (b"", b"hello\n", whole[:-1], whole + whole[:81], whole.upper(), whole * 2000):
        (parted.path / LIST).write_bytes(bad)
        assert failed(parted) == {1: "parts.sha256 can't be read."}
    (parted.path / LIST).unlink()
    assert failed(parted) == {1: "parts.sha256 is not there."}


@pytest.mark.parametrize("first", [1, 2])
def test_swapped_parts_are_refused_and_the_first_is_named(parted, first):
    one, other = parted.path / part_name(first), parted.path / part_name(first + 1)
    data = one.read_bytes(), other.read_bytes()
    one.write_bytes(data[1])
    other.write_bytes(data[0])
    said = f"Part {first} of {count_of(parted)} is not the one that parts.sha256 names."
    assert failed(parted) == {2: said}


def test_doubled_cut_and_flipped_parts_are_named(parted):
    second, third = (parted.path / part_name(number) for number in (2, 3))
    good = third.read_bytes()
    for bad in (second.read_bytes(), good[:-1], b"", good[:9] + bytes([good[9] ^ 1]) + good[10:]):
        third.write_bytes(bad)
        said = f"Part 3 of {count_of(parted)} is not the one that parts.sha256 names."
        assert failed(parted) == {2: said}


def test_cut_last_part_is_named(parted):
    last = parted.path / part_name(count_of(parted))
    last.write_bytes(last.read_bytes()[:-1])
    assert list(failed(parted)) == [2]


def test_no_check_rests_on_the_sums_in_the_list(parted):
    (parted.path / LIST).write_bytes(write_part_list(["0" * 64] * count_of(parted)))
    assert failed(parted) == {}


def test_whole_file_beside_its_parts_is_the_one_that_is_read(parted):
    parts = sorted(parted.path.glob("bundle.age.*"))
    whole = b"".join(part.read_bytes() for part in parts)
    (parted.path / "bundle.age").write_bytes(whole)
    parts[1].unlink()
    assert failed(parted) == {}
    assert list(failed(parted, parted.path / LIST)) == [1]


def test_parts_in_a_zip_are_read_in_place(parted, tmp_path):
    target = tmp_path / "all.zip"
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(parted.path.iterdir()):
            archive.write(path, f"x/{path.name}")
    assert failed(parted, target) == {}
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("x/bundle.age.002", b"")
    assert list(failed(parted, target)) == [1]


def test_locked_or_packed_part_in_a_zip_is_refused(parted, tmp_path):
    target = tmp_path / "all.zip"
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(parted.path.iterdir()):
            packed = path.name.endswith(".003")
            archive.write(path, path.name, zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED)
    with pytest.raises(FormatProblem, match="BND-007"):
        verify(target, passphrase=parted.passphrase)


def test_folder_with_neither_whole_nor_parts_is_no_bundle(parted):
    for path in (*parted.path.glob("bundle.age.*"), parted.path / LIST):
        path.unlink()
    with pytest.raises(FormatProblem, match="BND-002"):
        verify(parted.path, passphrase=parted.passphrase)


def test_any_place_of_the_stream_is_that_of_the_whole(tmp_path):
    data = bytes(range(251))
    for number, at in enumerate(range(0, 251, 50), 1):
        (tmp_path / part_name(number)).write_bytes(data[at : at + 50])
    with PartsStream(FolderFiles(tmp_path), 6) as stream:
        assert stream.seek(0, io.SEEK_END) == 251
        for at in (0, 49, 50, 51, 149, 200, 250, 251, 900):
            stream.seek(at)
            assert stream.read(3) == (data[at : at + 3] if at % 50 < 48 else data[at : at + 1])
        stream.seek(0)
        assert io.BufferedReader(stream).read() == data


class Held:
    """Parts in memory, opened as files are."""

    def __init__(self, parts):
        self.parts = {part_name(number): part for number, part in enumerate(parts, 1)}
        self.names = frozenset(self.parts)

    def open(self, name):
        return io.BytesIO(self.parts[name])


@given(
    st.lists(st.binary(max_size=20), min_size=1, max_size=8),
    st.lists(st.tuples(st.integers(0, 170), st.integers(0, 60)), max_size=12),
)
def test_whatever_is_read_in_whatever_order_is_the_whole_there(parts, reads):
    whole = b"".join(parts)
    stream = io.BufferedReader(PartsStream(Held(parts), len(parts)))
    for at, count in reads:
        stream.seek(at)
        assert stream.read(count) == whole[at : at + count]


@given(st.binary(max_size=200))
def test_any_bytes_are_a_list_of_parts_or_refused(data):
    with pytest.raises(ValueError, match=r"."):
        read_part_list(data)


def test_list_holds_so_many_parts_and_no_more():
    sums = ["a" * 64] * MAX_PARTS
    assert len(read_part_list(write_part_list(sums))) == MAX_PARTS
    with pytest.raises(ValueError, match="form"):
        read_part_list(write_part_list([*sums, "b" * 64]))
    with pytest.raises(ValueError, match="form"):
        read_part_list(b"")
