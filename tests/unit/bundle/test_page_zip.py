"""`OPEN.html` and a bundle that came as one ZIP of its folder: read in place, or sent to unpack.

Each case is put to the program's own reader, too, which must end the same.
"""

import shutil
import struct
import zipfile
from pathlib import Path

import pytest
from page_asking import page_says, script_of_page
from test_page import split

from app.bundle.verify import verify
from app.errors import OngiError


def packed(folder, out, *, top="bundle/", how=zipfile.ZIP_STORED, more=()):
    """A ZIP of a folder as a mail program or a portal makes one."""
    with zipfile.ZipFile(out, "w", how) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, f"{top}{path.name}")
        for name, data in more:
            archive.writestr(name, data)
    return out


def wide(folder, out):
    """The same with every size and place in 64 bits, as a bundle above 4 GiB has them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zipfile, "ZIP64_LIMIT", 100)
        packed(folder, out)
    assert b"PK\x06\x06" in out.read_bytes()[-500:]
    return out


def changed(zipped, change):
    data = bytearray(zipped.read_bytes())
    zipped.write_bytes(bytes(change(data)))
    return zipped


def field(at, value):
    """Another number in the record of the directory that names `bundle.age`."""

    def change(data):
        record = data.rindex(b"bundle/bundle.age") - 46
        assert data[record : record + 4] == b"PK\x01\x02"
        data[record + at : record + at + 4] = struct.pack("<I", value)
        return data

    return change


def huge_directory(data):
    data[-10:-6] = struct.pack("<I", 5 << 20)
    return data


def second_home(folder, out):
    return packed(folder, out, more=[("other/bundle.age", b"x")])


def key_twice(folder, out):
    with pytest.warns(UserWarning, match="Duplicate name"):
        return packed(folder, out, more=[("bundle/key-passphrase.age", b"x")])


def in_parts(folder, out):
    copy = out.parent / "parted"
    shutil.copytree(folder, copy)

    class Made:
        path = copy

    split(Made)
    return packed(copy, out)


CASES = {
    "stored": packed,
    "stored, no folder in it": lambda folder, out: packed(folder, out, top=""),
    "stored, ZIP64": wide,
    "stored, in parts": in_parts,
    "bytes before it": lambda folder, out: changed(packed(folder, out), lambda data: b"x" + data),
    "compressed": lambda folder, out: packed(folder, out, how=zipfile.ZIP_DEFLATED),
    "two bundles": second_home,
    "key twice": key_twice,
    "place beyond the end": lambda folder, out: changed(packed(folder, out), field(42, 1 << 30)),
    "place elsewhere": lambda folder, out: changed(packed(folder, out), field(42, 7)),
    "size beyond the end": lambda folder, out: changed(
        changed(packed(folder, out), field(24, 1 << 30)), field(20, 1 << 30)
    ),
    "huge directory": lambda folder, out: changed(packed(folder, out), huge_directory),
    "cut": lambda folder, out: changed(packed(folder, out), lambda data: data[:-1]),
    "nothing in it": lambda folder, out: packed(folder / "none", out),
}
ENDS = {
    "compressed": "BND-007",
    **dict.fromkeys(
        ["two bundles", "place beyond the end", "place elsewhere", "size beyond the end",
         "huge directory", "cut", "nothing in it", "bytes before it"], "BND-002",
    ),
    "key twice": "failed",
}  # fmt: skip


@pytest.fixture(scope="module")
def ended(original, tmp_path_factory):
    """Per case how page and program end."""
    base = tmp_path_factory.mktemp("zips")
    script = script_of_page(base)
    asked, ours = [], []
    for number, make in enumerate(CASES.values()):
        folder = base / str(number)
        folder.mkdir()
        source = original.path
        if make is CASES["nothing in it"]:
            source = base
            (base / "none").mkdir(exist_ok=True)
        made = make(source, folder / "mail.zip")
        shutil.rmtree(folder / "parted", ignore_errors=True)
        asked.append({"folder": str(folder), "passphrase": original.passphrase, "native": True})
        ours.append(_ours(made, original.passphrase))
    said = page_says(script, asked)
    page = [one.get("error") or one["result"] for one in said]
    return {name: (page[at], ours[at]) for at, name in enumerate(CASES)}


def _ours(zipped: Path, passphrase: str) -> str:
    try:
        return str(verify(zipped, passphrase=passphrase).result)
    except OngiError as error:
        return error.code


@pytest.mark.parametrize("name", CASES)
def test_zip_of_the_folder_ends_alike_on_page_and_program(name, ended):
    page, program = ended[name]
    wanted = ENDS.get(name, "passed")
    assert (page, program) == (wanted, wanted)


def test_bundle_that_lies_open_beside_a_zip_is_the_one_that_is_read(original, tmp_path):
    script = script_of_page(tmp_path)
    folder = tmp_path / "both"
    shutil.copytree(original.path, folder)
    packed(original.path, folder / "x.zip", how=zipfile.ZIP_DEFLATED)
    said = page_says(script, [{"folder": str(folder), "passphrase": original.passphrase}])
    assert said[0]["result"] == "passed"


def test_zip_under_the_bundles_own_name_is_a_damaged_bundle_by_either_way(original, tmp_path):
    script, folder = script_of_page(tmp_path), tmp_path / "named"
    shutil.copytree(original.path, folder)
    packed(original.path, folder / "bundle.age")
    said = page_says(script, [{"folder": str(folder), "passphrase": original.passphrase}])[0]
    for ended in (
        verify(one, passphrase=original.passphrase) for one in (folder, folder / "bundle.age")
    ):
        assert [check.state for check in ended.checks[:2]] == ["passed", "failed"]
    assert [check["state"] for check in said["checks"][:2]] == ["passed", "failed"]
