"""Looks for resident registration numbers in what a case holds. Nothing is changed or given out.

Messages, words of pages and mails, words read in pictures, names, typed links, what was said of
captures, and text files line by line. The originals stay as they are; copies are covered
(`covering`). Facts: domain 9.2.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from app.domain.evidence.items import Case, Item, ItemKind
from app.domain.evidence.resident_numbers import PLACES_LIMIT, NumberPlace, NumbersFound
from app.domain.evidence.searching import Kind
from app.domain.text.rrn import find_rrn, mask_rrn
from app.errors import IntegrityProblem
from app.jobs import Job
from app.vault import Vault, WrittenText

_LEAST = 13  # digits of such a number
_ONCE = 5_000
_TYPED = frozenset({Kind.LINK, Kind.CAPTURE})
_LINE_BYTES = 64 * 1024
_FILE_BYTES = 256 * 1024 * 1024
_CODES = ("utf-8", "cp949")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def numbers_in(
    vault: Vault, case: Case, job: Job, only: frozenset[str] | None = None
) -> NumbersFound:
    """Every text of a case that holds such a number; with `only` those that these items gave.

    Raises Cancelled.
    """
    total = 0
    places: list[NumberPlace] = []
    for count, text in enumerate(_texts(vault, case, job, only)):
        if count % _ONCE == 0:
            job.check()
            job.advance(count)
        if _holds(text):
            total += 1
            if len(places) < PLACES_LIMIT:
                name = mask_rrn(text.name)
                places.append(
                    NumberPlace(text.kind, text.id, text.item, name, mask_rrn(text.position))
                )
    return NumbersFound(total, tuple(places))


def _texts(
    vault: Vault, case: Case, job: Job, only: frozenset[str] | None
) -> Iterator[WrittenText]:
    job.phase("numbers.look", None, "texts")
    written = vault.written
    yield from written.messages(case.id, _LEAST, only)
    yield from _of(written.of_items(case.id, Kind.PAGE, _LEAST), only)
    yield from _of(written.of_items(case.id, Kind.MACHINE, _LEAST), only)
    for name in _of(written.names(case.id, _LEAST), only):
        if only is None or name.kind is not Kind.ACCOUNT or _is_of(vault, name, only):
            yield name
    typed = written.typed(case.id, _LEAST)  # a typed link is of no item, so no import brought it
    yield from (one for one in typed if only is None or one.item in only)
    for item in vault.items.in_case(case.id):
        if item.kind is ItemKind.TEXT and (only is None or item.id in only):
            yield from _lines(vault, item, job)


def _holds(text: WrittenText) -> bool:
    """Whether a number is in it; in what was typed, thirteen digits in a row in a link are none."""
    if text.kind not in _TYPED:
        return bool(find_rrn(text.text))
    return mask_rrn(text.text, in_address=text.kind is Kind.LINK) != text.text


def _is_of(vault: Vault, name: WrittenText, only: frozenset[str]) -> bool:
    """Whether a name that holds a number stands over a message that these items gave."""
    return _holds(name) and vault.written.wrote_in(name.id, name.text, only)


def _of(texts: Iterable[WrittenText], only: frozenset[str] | None) -> Iterator[WrittenText]:
    return (one for one in texts if only is None or one.item is None or one.item in only)


def _lines(vault: Vault, item: Item, job: Job) -> Iterator[WrittenText]:
    """The lines of a text file; one without an end comes in pieces, a damaged file ends early."""
    number = 0
    ended = True
    try:
        with vault.items.open(item.id) as src:
            for line in _texts_in(src):
                if ended:
                    number += 1
                    if number % _ONCE == 0:
                        job.check()
                ended = line.endswith("\n")
                if len(line) >= _LEAST:
                    where = f"line {number}"
                    yield WrittenText(Kind.FILE, item.id, item.id, item.name, where, line)
    except IntegrityProblem:
        return


def _texts_in(src: BinaryIO) -> Iterator[str]:
    """The lines of a file, each in the code that it can be read in; a mark holds for all."""
    head = src.read(len(codecs.BOM_UTF32_LE))
    src.seek(0)
    read = 0
    code = next((code for mark, code in _MARKS if head.startswith(mark)), None)
    if code is None:
        while read < _FILE_BYTES and (line := src.readline(_LINE_BYTES)):
            read += len(line)
            yield _text(line)
        return
    reader = codecs.getreader(code)(src, "replace")
    while read < _FILE_BYTES and (text := reader.readline(_LINE_BYTES)):
        read += len(text)
        yield text


def _text(line: bytes) -> str:
    for code in _CODES:
        try:
            return line.decode(code)
        except UnicodeDecodeError:
            continue
    return line.decode("utf-8", "replace")
