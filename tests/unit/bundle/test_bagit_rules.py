"""The rules of the Library of Congress' BagIt conformance suite, put to our reader one by one.

The suite has folders of bags for each version of BagIt: `valid`, `invalid`, `warning` (a reader may
take them, and should say so), and paths that are out of scope on Linux or Windows. None of its files
is here: each rule, called by the name of the suite's bag (its versions 0.97 and 1.0), is made anew
on a bundle of ours, and both manifests are made to fit wherever the rule is not about them.

What must hold: `invalid` and out-of-scope bags are refused, with the check that says so. `warning`
bags are refused too. Of the `valid` ones, what a bundle can be passes. The rest is correct BagIt 1.0
(or 0.97) that no bundle is, and is refused, never taken for something else: a bundle has one form
(UTF-8, SHA-256, plain names, no `fetch.txt`, a `bag-info.txt` that follows from the signed list).

`bagit`, the Library's own validator, is asked about the same files where it can be: it must take the
`valid` ones, so that what is refused here is refused by our form and not because it was made badly.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import bagit
import making
import pytest

from app.bundle.verify import verify

Files = dict[str, bytes]
INFO, LIST, TAGS = "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"
E1 = "data/exhibits/E001.jpg"
README = "data/README-en.txt"


def digest(data: bytes, name: str = "sha256") -> str:
    return hashlib.new(name, data).hexdigest()


def lines(files: Files, names: list[str], how: str = "sha256") -> bytes:
    return "".join(f"{digest(files[name], how)}  {name}\n" for name in sorted(names)).encode()


def fitted(files: Files, **other: str) -> Files:
    """Sums and sizes anew, for whatever lies in the bag now; `other` are names spelled otherwise."""
    payload = [name for name in files if name.startswith("data/")]
    data = lines(files, payload)
    for name, spelled in other.items():
        data = data.replace(name.encode(), spelled.encode())
    oxum = f"{sum(len(files[name]) for name in payload)}.{len(payload)}"
    info = re.sub(rb"[0-9]+[.][0-9]+\n$", f"{oxum}\n".encode(), files[INFO])
    return tagged({**files, LIST: data, INFO: info})


def tagged(files: Files, how: str = "sha256", encoding: str = "utf-8") -> Files:
    tags = [name for name in files if not name.startswith(("data/", "tagmanifest-"))]
    made = lines(files, tags, how).decode().encode(encoding)
    return {**files, f"tagmanifest-{how}.txt": made}


def put(name: str, data: bytes) -> Callable[[Files], Files]:
    return lambda files: tagged({**files, name: data})


def without(name: str) -> Callable[[Files], Files]:
    return lambda files: {key: data for key, data in files.items() if key != name}


def also(name: str, data: bytes = b"x") -> Callable[[Files], Files]:
    return lambda files: fitted({**files, name: data})


def listed(path: str, sum_: str = "0" * 64) -> Callable[[Files], Files]:
    """A line more in the payload's manifest, for a file that is not in the bag."""
    return lambda files: tagged({**files, LIST: files[LIST] + f"{sum_}  {path}\n".encode()})


def fetching(path: str) -> Callable[[Files], Files]:
    return put("fetch.txt", f"http://127.0.0.1/x 1 {path}\n".encode())


def twice(other: bool) -> Callable[[Files], Files]:
    def change(files: Files) -> Files:
        sum_ = "0" * 64 if other else digest(files[E1])
        return listed(E1, sum_)(files)

    return change


def other_sums(how: str) -> Callable[[Files], Files]:
    """The same bag with sums of another kind alone."""

    def change(files: Files) -> Files:
        rest = {name: data for name, data in files.items() if name not in (LIST, TAGS)}
        payload = [name for name in rest if name.startswith("data/")]
        return tagged({**rest, f"manifest-{how}.txt": lines(rest, payload, how)}, how)

    return change


def in_encoding(name: str, codec: str) -> Callable[[Files], Files]:
    def change(files: Files) -> Files:
        declared = f"BagIt-Version: 1.0\nTag-File-Character-Encoding: {name}\n".encode()
        spelled = {key: files[key].decode().encode(codec) for key in (INFO, LIST)}
        return tagged({**files, "bagit.txt": declared, **spelled}, encoding=codec)

    return change


def md5sum_tools(files: Files) -> Files:
    """`sha256sum -b` marks a file that was read as binary by an asterisk."""
    return tagged({**files, LIST: files[LIST].replace(b"  ", b" *")})


def holey(files: Files) -> Files:
    rest = without(README)(files)
    return fetching(README)(rest)


def kept(files: Files) -> Files:
    return files


def other_digit(digit: bytes) -> bytes:
    return b"1" if digit == b"0" else b"0"


DECLARED = "BagIt-Version: {}\nTag-File-Character-Encoding: UTF-8\n"

# Per rule: the change, and the number of the check that has to fail first.
INVALID: dict[str, tuple[Callable[[Files], Files], int]] = {
    "0.97 baginfo-missing-encoding": (put("bagit.txt", b"BagIt-Version: 1.0\n"), 4),
    "0.97 bom-in-bagit.txt": (put("bagit.txt", b"\xef\xbb\xbf" + DECLARED.format("1.0").encode()), 4),
    "0.97 corrupt-data-file": (lambda files: {**files, E1: b"other"}, 5),
    "0.97 corrupt-tag-file": (lambda files: {**files, INFO: files[INFO] + b"A: b\n"}, 6),
    "0.97 extra-file-in-bag": (lambda files: {**files, "data/bar": b"x"}, 4),
    "0.97 invalid-version-number": (put("bagit.txt", DECLARED.format(".97").encode()), 4),
    "0.97 missing-baginfo": (without(INFO), 4),
    "0.97 missing-bagit.txt": (without("bagit.txt"), 4),
    "0.97 out-of-scope-file-paths-using-dot-notation": (listed("data/../../README.md"), 4),
    "0.97 out-of-scope-file-paths-using-dot-notation-for-fetch": (fetching("../../x"), 4),
    "0.97 same-filename-listed-twice-with-different-hashes": (twice(other=True), 4),
    "1.0 same-filename-listed-twice-with-different-hashes": (twice(other=True), 4),
    "1.0 missing-from-manifest": (lambda files: {**files, "data/missing.txt": b"x"}, 4),
    "1.0 bagit-with-invalid-whitespace": (
        put("bagit.txt", b"BagIt-Version : 1.0\nTag-File-Character-Encoding : UTF-8\n"), 4,
    ),
    "0.97 linux-only: absolute-path": (listed("/tmp/foo"), 4),
    "0.97 linux-only: shortcut": (listed("~/foo"), 4),
    "0.97 linux-only: shortcut-username": (listed("~root/foo"), 4),
    "0.97 linux-only: absolute-path-for-fetch": (fetching("/tmp/foo"), 4),
    "0.97 linux-only: shortcut-for-fetch": (fetching("~/foo"), 4),
    "0.97 linux-only: shortcut-username-for-fetch": (fetching("~root/foo"), 4),
    "0.97 windows-only: absolute-path": (listed("C:\\Windows\\System32\\setx.exe"), 4),
    "0.97 windows-only: shortcut": (listed("%HomeDrive%\\Windows\\System32\\setx.exe"), 4),
    "0.97 windows-only: unc": (listed("\\\\?\\UNC\\server\\Windows\\System32\\setx.exe"), 4),
    "0.97 windows-only: absolute-path-for-fetch": (fetching("C:\\Windows\\x.exe"), 4),
    "0.97 windows-only: shortcut-for-fetch": (fetching("%HomeDrive%\\x.exe"), 4),
    "0.97 windows-only: unc-for-fetch": (fetching("\\\\?\\UNC\\server\\x.exe"), 4),
    "1.0 a payload file that is listed is not there": (without(E1), 4),
    "1.0 no payload manifest": (without(LIST), 4),
    "1.0 tag manifest with another sum": (
        lambda files: {**files, TAGS: other_digit(files[TAGS][:1]) + files[TAGS][1:]}, 6,
    ),
}  # fmt: skip
WARNING: dict[str, tuple[Callable[[Files], Files], int]] = {
    "0.97 duplicate-file-with-different-case": (also("data/readme-EN.txt"), 3),
    "0.97 filename-normalization": (also("data/N\u0303.txt"), 3),
    "0.97 made-with-md5sum-tools": (md5sum_tools, 4),
    "0.97 relative-path": (lambda files: fitted(files, **{E1: f"./{E1}"}), 4),
    "0.97 same-filename-listed-twice-with-different-normalization": (
        listed("data/e\u0301.txt"), 4,
    ),
    "0.97 same-filename-listed-twice-with-the-same-hash": (twice(other=False), 4),
    "0.97 special-system-files": (also("data/.DS_Store"), 3),
}  # fmt: skip
VALID_AND_A_BUNDLE: dict[str, Callable[[Files], Files]] = {
    "1.0 basicBag": kept,
    "0.97 basic-bag-sha256": kept,
    "0.97 minimal-bag (with the tag files that a bundle has)": kept,
}
VALID_BUT_NO_BUNDLE: dict[str, tuple[Callable[[Files], Files], int]] = {
    "0.97 basic-bag": (put("bagit.txt", DECLARED.format("0.97").encode()), 4),
    "0.97 basic-bag-md5": (other_sums("md5"), 4),
    "0.97 basic-bag-sha1": (other_sums("sha1"), 4),
    "0.97 basic-bag-sha224": (other_sums("sha224"), 4),
    "0.97 basic-bag-sha512": (other_sums("sha512"), 4),
    "0.97 UTF-16-encoded-tag-files": (in_encoding("UTF-16", "utf-16"), 4),
    "0.97 ISO-8859-1-encoded-tag-files": (in_encoding("ISO-8859-1", "latin-1"), 4),
    "0.97 bag-in-a-bag": (also("data/bag/bagit.txt", DECLARED.format("1.0").encode()), 7),
    "0.97 bag-with-space": (also("data/a file.txt"), 3),
    "0.97 bag-with-encoded-names": (also("data/%7Efile.txt"), 3),
    "0.97 bag-with-escapable-characters": (also("data/a%b.txt"), 3),
    "0.97 bag-with-leading-dot-slash-in-manifest": (
        lambda files: fitted(files, **{E1: f"./{E1}"}), 4,
    ),
    "0.97 duplicate-metadata-entries": (
        lambda files: tagged({**files, INFO: files[INFO] + b"Note: a\nNote: b\n"}), 7,
    ),
    "0.97 uncommon-metadata-separators": (
        lambda files: tagged({**files, INFO: files[INFO].replace(b": ", b" :  ")}), 7,
    ),
    "0.97 holey-bag": (holey, 4),
    "0.97 local-fetch": (fetching(README), 4),
}  # fmt: skip

NOT_BY_BAGIT = frozenset({"0.97 holey-bag"})
"""Valid ones that `bagit` does not take as they lie here: this one has to be completed first."""


@pytest.fixture(scope="module")
def files(original):
    with zipfile.ZipFile(io.BytesIO(making.archive_of(original))) as archive:
        return {name.removeprefix("bag/"): archive.read(name) for name in archive.namelist()}


def archived(bag: Files) -> bytes:
    """An archive of any names: unsafe ones are put in by their bytes afterwards."""
    stand_ins: dict[str, str] = {}
    for number, name in enumerate(bag):
        plain = "".join(letter for letter in name if letter.isalnum() or letter in "-_./")
        if plain != name or "/." in name or not name.isascii():
            size = len(name.encode())
            stand_ins[name] = f"data/{number}".ljust(size, "z")
    data = making.zipped({stand_ins.get(name, name): one for name, one in bag.items()})
    for name, stand_in in stand_ins.items():
        data = data.replace(f"bag/{stand_in}".encode(), f"bag/{name}".encode())
    return data


def ended(made, bag: Files) -> tuple[str, list[int]]:
    making.put_archive(made, archived(bag))
    result = verify(made.path, identity=str(making.identity_of(made)))
    return result.result, [int(one.id) for one in result.checks if one.state == "failed"]


def taken_by_bagit(bag: Files, folder: Path) -> bool:
    for name, data in bag.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    try:
        bagit.Bag(str(folder)).validate()
    except (bagit.BagError, bagit.BagValidationError, UnicodeError, ValueError):
        return False
    return True


@pytest.mark.parametrize("rule", INVALID)
def test_what_the_suite_calls_invalid_is_refused(rule, files, made):
    change, number = INVALID[rule]
    assert change(files) != files
    result, failed = ended(made, change(files))
    assert (result, failed[:1]) == ("failed", [number])


@pytest.mark.parametrize("rule", WARNING)
def test_what_the_suite_warns_of_is_refused(rule, files, made):
    change, number = WARNING[rule]
    result, failed = ended(made, change(files))
    assert (result, failed[:1]) == ("failed", [number])


@pytest.mark.parametrize("rule", VALID_AND_A_BUNDLE)
def test_what_the_suite_calls_valid_and_a_bundle_can_be_passes(rule, files, made, tmp_path):
    bag = VALID_AND_A_BUNDLE[rule](files)
    assert ended(made, bag) == ("passed", [])
    assert taken_by_bagit(bag, tmp_path / "bag")


@pytest.mark.parametrize("rule", VALID_BUT_NO_BUNDLE)
def test_valid_bags_of_another_form_are_refused_and_never_misread(rule, files, made, tmp_path):
    change, number = VALID_BUT_NO_BUNDLE[rule]
    result, failed = ended(made, change(files))
    assert (result, failed[:1]) == ("failed", [number])
    if os.name == "posix":
        taken = taken_by_bagit(change(files), tmp_path / "bag")
        assert taken is (rule not in NOT_BY_BAGIT)
