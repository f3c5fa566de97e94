"""Web archives in a package (WACZ 1.1): its list with hashes, its pages, and the archives inside.

Read where it lies; nothing is unpacked to a disk.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from typing import BinaryIO

import msgspec

from app.collect.pages.digests import NOT_CHECKED, RIGHT, WRONG
from app.collect.pages.gathering import Gathered
from app.collect.pages.moments import iso_moment
from app.collect.pages.warc import WarcReader
from app.domain.evidence.pages import PagePart

ENTRIES_LIMIT = 5_000
_LIST_LIMIT = 4 * 1024 * 1024
_LINE = 256 * 1024
_PAGES = 500
_PIECE = 256 * 1024
_ZIP_ERRORS = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError,
    RuntimeError, ValueError, KeyError,
)  # fmt: skip
"""What the standard library raises on archives that are broken, locked or packed in other ways."""


class _Resource(msgspec.Struct):
    path: str = ""
    hash: str = ""


class _Package(msgspec.Struct):
    resources: list[_Resource] = []
    software: str = ""
    created: str = ""
    title: str = ""


class _Page(msgspec.Struct):
    url: str = ""
    title: str = ""
    ts: str = ""


def read_wacz(source: BinaryIO, got: Gathered) -> None:
    """A packed web archive."""
    try:
        package = zipfile.ZipFile(source)
    except _ZIP_ERRORS:
        got.problem("", "bad_record")
        return
    names = package.namelist()
    if len(names) > ENTRIES_LIMIT or len(set(names)) != len(names):
        got.problem("", "too_many", "entries")
        return
    _listed(package, got)
    _pages(package, got)
    reader = WarcReader(got)
    for name in names:
        if name.startswith("archive/") and name.endswith((".warc", ".warc.gz")):
            try:
                with package.open(name) as archive:
                    packed = name.endswith(".gz")
                    reader.read(io.BufferedReader(archive), packed=packed, name=name)  # type: ignore[type-var]
            except _ZIP_ERRORS:
                got.problem(name, "cut_off")
    reader.close()


def _listed(package: zipfile.ZipFile, got: Gathered) -> None:
    """Compare each listed file with its hash in `datapackage.json`."""
    try:
        with package.open("datapackage.json") as file:
            stated = msgspec.json.decode(file.read(_LIST_LIMIT), type=_Package)
    except (*_ZIP_ERRORS, msgspec.DecodeError):
        got.problem("datapackage.json", "bad_record")
        return
    got.fact("page.saved_by", stated.software)
    named = {"datapackage.json", "datapackage-digest.json"}
    for resource in stated.resources[:ENTRIES_LIMIT]:
        named.add(resource.path)
        size, found = _hashed(package, resource.path)
        algorithm, _, value = resource.hash.partition(":")
        if algorithm != "sha256" or not found:
            outcome = NOT_CHECKED
        else:
            outcome = RIGHT if value.lower() == found else WRONG
        if not found:
            got.problem(resource.path, "bad_record")
        elif outcome == WRONG:
            got.problem(resource.path, "digest_wrong")
        got.part(PagePart("datapackage.json", resource.path, "", size, found, outcome))
    for name in package.namelist():
        if name not in named and not name.endswith("/"):
            got.problem(name, "not_listed")


def _hashed(package: zipfile.ZipFile, name: str) -> tuple[int, str]:
    sha256, size = hashlib.sha256(), 0
    try:
        with package.open(name) as file:
            while piece := file.read(_PIECE):
                sha256.update(piece)
                size += len(piece)
    except _ZIP_ERRORS:
        return 0, ""
    return size, sha256.hexdigest()


def _pages(package: zipfile.ZipFile, got: Gathered) -> None:
    """The pages that whoever made the archive meant; the first one gives address and time."""
    try:
        with package.open("pages/pages.jsonl") as file:
            for number in range(1, _PAGES + 1):
                line = file.readline(_LINE)
                if not line:
                    return
                _page(line, number, got)
    except KeyError:
        got.problem("pages/pages.jsonl", "bad_record")
    except _ZIP_ERRORS:
        got.problem("pages/pages.jsonl", "cut_off")


def _page(line: bytes, number: int, got: Gathered) -> None:
    where = f"pages/pages.jsonl line {number}"
    try:
        page = msgspec.json.decode(line, type=_Page)
    except msgspec.DecodeError:
        got.problem(where, "bad_record")
        return
    if not page.url:
        return
    got.link(page.url, page.url, where)
    if got.has("page.url"):
        return
    got.fact("page.url", page.url)
    got.fact("page.title", page.title)
    got.fact("page.recorded", page.ts)
    got.recorded = iso_moment(page.ts)
    if page.ts and got.recorded is None:
        got.problem(where, "bad_time", page.ts)
