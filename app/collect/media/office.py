"""Reads what office documents say of themselves: their properties, never their content.

Packed documents (OOXML, OpenDocument, HWPX) keep them in small XML files, older ones (OLE, also
HWP) in property streams. Macros, links and embedded objects are neither run nor looked at.
Everything is given as found; a program can write any of it. Runs in the worker only.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree  # type: ignore[import-untyped]
from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from olefile import OleFileIO  # type: ignore[import-untyped]

from app.collect.media.allowance import PACKED_OFFICE
from app.collect.media.inspection import VALUE_LIMIT

_XML_LIMIT = 1024 * 1024
_PLACES = ("docProps/core.xml", "docProps/app.xml", "meta.xml", "Contents/content.hpf")
_ELEMENTS = {
    "title": "title",
    "subject": "subject",
    "creator": "author",
    "initial-creator": "author",
    "lastModifiedBy": "last_saved_by",
    "lastPrinted": "printed",
    "print-date": "printed",
    "created": "made",
    "creation-date": "made",
    "modified": "changed",
    "date": "changed",
    "revision": "revision",
    "editing-cycles": "revision",
    "description": "comment",
    "keywords": "keywords",
    "keyword": "keywords",
    "Application": "program",
    "AppVersion": "program_version",
    "generator": "program",
    "Company": "company",
    "Manager": "manager",
    "Pages": "pages",
    "Slides": "slides",
    "Words": "words",
    "TotalTime": "minutes_edited",
    "editing-duration": "time_edited",
    "Template": "template",
}
"""Names of elements, without their name space, and what they are called here."""
_HWPX = {
    "creator": "author",
    "subject": "subject",
    "description": "comment",
    "lastsaveby": "last_saved_by",
    "CreatedDate": "made",
    "ModifiedDate": "changed",
    "keyword": "keywords",
}
"""Values of `name` of a `meta` element in Hangul documents."""
_SUMMARY = {
    2: "title",
    3: "subject",
    4: "author",
    5: "keywords",
    6: "comment",
    7: "template",
    8: "last_saved_by",
    9: "revision",
    10: "time_edited",
    11: "printed",
    12: "made",
    13: "changed",
    14: "pages",
    15: "words",
    18: "program",
}
"""Numbers in the summary of [MS-OLEPS]; Hangul's own summary uses the same."""
_HWP_TOO = {20: "made_in_words"}
_EDITED = 10
_TEXT_PROBLEMS = (ValueError, LookupError, OverflowError, OSError)


def office_facts(source: BinaryIO, media_type: str) -> dict[str, str]:
    """The properties under names with `office.`. Raises what the readers raise on broken files."""
    read = _of_packed(source) if media_type in PACKED_OFFICE else _of_ole(source)
    facts: dict[str, str] = {}
    for name, said in read:
        if said.strip():
            facts.setdefault(f"office.{name}", said.strip()[: 2 * VALUE_LIMIT])
    return facts


def _of_packed(source: BinaryIO) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(source) as archive:
        inside = set(archive.namelist())
        for place in _PLACES:
            if place not in inside:
                continue
            with archive.open(place) as packed:
                data = packed.read(_XML_LIMIT + 1)
            if len(data) > _XML_LIMIT:
                yield "properties", "not readable"
                continue
            try:
                root = ElementTree.fromstring(data)
            except (ParseError, DefusedXmlException, ValueError):
                yield "properties", "not readable"
                continue
            yield from _elements(root)


def _elements(root: Element) -> Iterator[tuple[str, str]]:
    for element in root.iter():
        tag = str(element.tag).rpartition("}")[2]
        if tag == "meta" and element.get("name") in _HWPX:
            yield _HWPX[element.get("name", "")], element.text or ""
        elif tag == "document-statistic":
            for name, said in element.attrib.items():
                known = {"page-count": "pages", "word-count": "words"}.get(name.rpartition("}")[2])
                if known:
                    yield known, said
        elif tag in _ELEMENTS:
            yield _ELEMENTS[tag], element.text or ""


def _of_ole(source: BinaryIO) -> Iterator[tuple[str, str]]:
    with OleFileIO(source) as ole:
        for stream, names in (
            ("\x05SummaryInformation", _SUMMARY),
            ("\x05HwpSummaryInformation", _SUMMARY | _HWP_TOO),
            ("\x05DocumentSummaryInformation", {14: "manager", 15: "company"}),
        ):
            if not ole.exists(stream):
                continue
            # Times stay numbers (seconds since 1601): the library's own conversion loses the zone.
            found = ole.getproperties(stream, convert_time=False)
            for number, name in names.items():
                if number in found:
                    try:
                        yield name, _ole_text(number, name, found[number], found.get(1))
                    except _TEXT_PROBLEMS:
                        yield "properties", "not readable"


def _ole_text(number: int, name: str, value: object, page: object) -> str:
    if isinstance(value, bytes):
        return value.rstrip(b"\0").decode(_codec(page), "replace")
    if isinstance(value, int) and name in ("printed", "made", "changed"):
        return _filetime(value)
    if isinstance(value, int) and number == _EDITED:
        return f"{value} s" if value else ""
    return str(value)


def _codec(page: object) -> str:
    """The codec of a code page; olefile gives it as a signed number of 16 bits."""
    number = page & 0xFFFF if isinstance(page, int) else 1252
    known = {65001: "utf-8", 1200: "utf-16-le", 949: "cp949", 10003: "cp949"}
    return known.get(number, f"cp{number}")


def _filetime(since_1601: int) -> str:
    """Seconds since 1601 as a time in UTC; nothing where it was never set."""
    seconds = since_1601 - 11_644_473_600
    if seconds < 0:
        return ""
    return datetime.fromtimestamp(seconds, UTC).isoformat()
