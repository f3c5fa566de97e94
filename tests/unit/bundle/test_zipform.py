"""The one shape of archive, and what is beyond 32 bits."""

import io
import zipfile
import zlib
from dataclasses import replace

import making
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bundle.verify.names import safe_path
from app.bundle.verify.zipform import ZipEntry, directory, end_records, local_header
from app.bundle.verify.zipread import BadZip, EntryReader, read_directory

FILES = {"data/a.txt": b"a" * 10, "data/b.txt": b"", "data/c/d.bin": bytes(70_000)}
WHOLE = making.zipped(FILES)


def sparse_archive(path, sizes):
    """An archive of holes, so that gigabytes cost no room; its content is all noughts."""
    entries, at = [], 0
    small = {size: zlib.crc32(bytes(size)) for size in range(100)}
    with path.open("wb") as file:
        for number, size in enumerate(sizes):
            entry = ZipEntry(f"bag/data/{number}.bin", size, small.get(size, 0), 0x5D770800, at)
            file.seek(at)
            file.write(local_header(entry))
            entries.append(entry)
            at = entry.end
        file.seek(at)
        listed = directory(entries)
        file.write(listed + end_records(len(entries), len(listed), at))
    return entries


@pytest.mark.parametrize(
    "sizes", [[5 << 30], [3, 5 << 30, 7], [2 << 30, 2 << 30, 2 << 30, 9]], ids=str
)
def test_beyond_four_gigabytes_both_readers_agree(tmp_path, sizes):
    entries = sparse_archive(tmp_path / "x.zip", sizes)
    with (tmp_path / "x.zip").open("rb") as file:
        assert list(read_directory(file)) == entries
        last = EntryReader(file, entries[-1])
        assert last.seek(0, io.SEEK_END) == sizes[-1]
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        seen = [(info.filename, info.file_size, info.header_offset) for info in archive.infolist()]
        assert seen == [(entry.name, entry.size, entry.offset) for entry in entries]
        with archive.open(entries[-1].name) as member:
            assert member.read(3) == bytes(3)


def test_more_files_than_sixteen_bits_count(tmp_path):
    entries = sparse_archive(tmp_path / "x.zip", [1] * 65_600)
    with (tmp_path / "x.zip").open("rb") as file:
        assert len(read_directory(file)) == len(entries)
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        assert len(archive.infolist()) == len(entries)


def test_gap_between_files_is_refused(tmp_path):
    entries = [ZipEntry("bag/a", 1, 0, 0, 0)]
    listed = directory(entries)
    data = local_header(entries[0]) + b"x" + b"hidden" + listed
    data += end_records(1, len(listed), len(data) - len(listed))
    with pytest.raises(BadZip, match="layout"):
        read_directory(io.BytesIO(data))


def test_end_that_needs_no_zip64_must_not_have_it():
    entries = read_directory(io.BytesIO(WHOLE))
    listed = directory(entries)
    offset = len(WHOLE) - len(listed) - 22
    wide = end_records(0x10000, len(listed), offset)[:76].replace(
        (0x10000).to_bytes(8, "little"), len(entries).to_bytes(8, "little")
    )
    with pytest.raises(BadZip, match="end"):
        read_directory(io.BytesIO(WHOLE[:-22] + wide + WHOLE[-22:]))


@given(place=st.integers(0, len(WHOLE) - 1), value=st.integers(1, 255))
def test_no_changed_byte_goes_unnoticed_or_breaks_the_reader(place, value):
    changed = bytearray(WHOLE)
    changed[place] ^= value
    src = io.BytesIO(bytes(changed))
    try:
        entries = read_directory(src)
        contents = {entry.name[4:]: EntryReader(src, entry).read() for entry in entries}
    except BadZip:
        return
    whole = read_directory(io.BytesIO(WHOLE))
    # What is left to change is content, and what the directory and the header say alike: nothing.
    same = [replace(entry, crc32=0) for entry in entries] == [replace(e, crc32=0) for e in whole]
    assert contents != FILES or not same


@given(st.binary(max_size=300))
def test_any_bytes_are_an_archive_or_refused(data):
    for tail in (data, data + WHOLE[-22:], WHOLE[: len(data)] + data):
        with pytest.raises(BadZip):
            read_directory(io.BytesIO(tail))


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/a",
        "../a",
        "a/../b",
        "a/",
        "a//b",
        ".a",
        "a\\b",
        "C:a",
        "a:b",
        "con",
        "a/NUL.txt",
        "a.",
        "a b",
        "a\n",
        "é",
        "-a",
        "a" * 65,
        "a/" * 7 + "a",
        "com1.jpg",
    ],
)
def test_names_that_may_not_stand_in_a_bundle(name):
    assert not safe_path(name)


@pytest.mark.parametrize(
    "name", ["a", "data/exhibits/E001.html.txt", "console.txt", "data/a-b_c.d"]
)
def test_names_that_may(name):
    assert safe_path(name)
