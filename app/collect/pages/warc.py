"""Web archives (WARC 1.0 and 1.1, ISO 28500): each record's address, time, and check sums.

Streams: a gigabyte passes in flat memory. Only the words of the first pages are read, and only
those that are not larger than a page is.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Callable
from typing import BinaryIO

from app.collect.pages.digests import NOT_CHECKED, NOT_GIVEN, RIGHT, WRONG, Digest
from app.collect.pages.gathering import Gathered
from app.collect.pages.html import decoded, read_html
from app.collect.pages.http_body import HttpHead, body_of, split_head
from app.collect.pages.moments import iso_moment
from app.domain.evidence.pages import PagePart

RECORDS_LIMIT = 200_000
_LINE = 16 * 1024
_FIELDS = 200
_PIECE = 256 * 1024
_HTTP_HEAD = 64 * 1024
_PAGES = 20
_PAGE_BYTES = 4 * 1024 * 1024
_PICTURE_BYTES = 16 * 1024 * 1024
_READING_ERRORS = (EOFError, gzip.BadGzipFile, zlib.error)
_LISTED = frozenset({"response", "resource", "revisit"})
_OUTCOMES = (RIGHT, WRONG, NOT_GIVEN, NOT_CHECKED)


class _BrokenError(Exception):
    """The archive does not go on as one."""


class WarcReader:
    """Reads one archive, or several that belong together, into what is gathered."""

    def __init__(self, got: Gathered) -> None:
        self._got = got
        self._pages = 0
        self._count = 0
        self._outcomes = dict.fromkeys(_OUTCOMES, 0)

    def read(self, source: BinaryIO, *, packed: bool, name: str = "") -> None:
        """All records; `name` goes before their positions."""
        stream: BinaryIO = gzip.GzipFile(fileobj=source) if packed else source  # type: ignore[assignment]
        before = f"{name}: " if name else ""
        number = 0
        where = f"{before}record 1"
        try:
            while self._count < RECORDS_LIMIT:
                number += 1
                where = f"{before}record {number}"
                if not self._record(stream, where):
                    return
                self._count += 1
            self._got.problem(where, "too_many", "records")
        except _READING_ERRORS:
            self._got.problem(where, "cut_off")
        except _BrokenError:
            self._got.problem(where, "bad_record")

    def close(self) -> None:
        """Tell what came of the check sums."""
        for outcome, count in self._outcomes.items():
            if count or outcome in (RIGHT, WRONG):
                self._got.fact(f"digests.{outcome}", str(count))

    def _record(self, stream: BinaryIO, where: str) -> bool:
        fields = _fields(stream)
        if fields is None:
            return False
        kind = fields.get("warc-type", "").lower()
        length = fields.get("content-length", "")
        if not length.isascii() or not length.isdigit() or len(length) > 18:
            raise _BrokenError
        block = _Block(stream, int(length), Digest(fields.get("warc-block-digest", "")))
        if kind == "warcinfo":
            self._about(block.beginning(_HTTP_HEAD))
        elif kind in _LISTED:
            self._seen(block, fields, where, is_revisit=kind == "revisit")
        block.rest(None)
        self._outcomes[block.digest.outcome()] += 1
        if block.digest.outcome() == WRONG:
            self._got.problem(where, "digest_wrong")
        return True

    def _about(self, said: bytes) -> None:
        for line in said.decode("utf-8", "replace").splitlines()[:50]:
            name, _, value = line.partition(":")
            if name.strip().lower() == "software":
                self._got.fact("page.saved_by", value)

    def _seen(self, block: _Block, fields: dict[str, str], where: str, *, is_revisit: bool) -> None:
        address = fields.get("warc-target-uri", "").strip("<> ")
        head, rest = HttpHead(200, fields.get("content-type", ""), "", chunked=False), b""
        if "application/http" in fields.get("content-type", ""):
            head, rest = split_head(block.beginning(_HTTP_HEAD))
        payload = Digest(fields.get("warc-payload-digest", ""))
        sha256, size, kept = hashlib.sha256(), 0, bytearray()
        is_page = head.media_type in ("text/html", "application/xhtml+xml") and head.status == 200
        wants = is_page and self._pages < _PAGES and not is_revisit
        shows = self._got.wants_pictures and head.media_type.startswith("image/")
        most = _PICTURE_BYTES if shows else _PAGE_BYTES

        def take(piece: bytes) -> None:
            nonlocal size
            payload.update(piece)
            sha256.update(piece)
            size += len(piece)
            if (wants or shows) and len(kept) <= most:
                kept.extend(piece)

        take(rest)
        block.rest(take)
        # A revisit states the digest of what it leaves out; of a body in chunks, writers take the
        # digest before or after putting it together.
        outcome = payload.outcome(comparable=not head.chunked)
        if is_revisit and outcome != NOT_GIVEN:
            outcome = NOT_CHECKED
        self._outcomes[outcome] += 1
        if outcome == WRONG:
            self._got.problem(where, "digest_wrong")
        self._got.part(PagePart(where, address, head.media_type, size, sha256.hexdigest(), outcome))
        if shows and len(kept) <= most:
            self._got.picture(body_of(bytes(kept), head, _PICTURE_BYTES) or b"")
        if is_page:
            self._page(bytes(kept), head, address, fields.get("warc-date", ""), where, read=wants)

    def _page(
        self, body: bytes, head: HttpHead, address: str, date: str, where: str, *, read: bool
    ) -> None:
        got = self._got
        if not got.has("page.url"):
            got.fact("page.url", address)
            got.fact("page.recorded", date)
            got.recorded = got.recorded or iso_moment(date)
            if got.recorded is None:
                got.problem(where, "bad_time", date)
        if not read:
            return
        self._pages += 1
        words = body_of(body, head, _PAGE_BYTES)
        if words is None or len(body) > _PAGE_BYTES:
            got.problem(where, "page_not_read", head.encoding)
            return
        read_html(decoded(words, head.charset), got, base=address, where=where)


class _Block:
    """The content of one record. Nothing beyond it is read."""

    def __init__(self, stream: BinaryIO, length: int, digest: Digest) -> None:
        self._stream = stream
        self._left = length
        self.digest = digest

    def beginning(self, most: int) -> bytes:
        """The first bytes, at most so many."""
        pieces = []
        while most > 0 and self._left > 0:
            piece = self._piece(min(most, self._left))
            pieces.append(piece)
            most -= len(piece)
        return b"".join(pieces)

    def rest(self, take: Callable[[bytes], None] | None) -> None:
        """All that was not read yet."""
        while self._left > 0:
            piece = self._piece(min(_PIECE, self._left))
            if take is not None:
                take(piece)

    def _piece(self, most: int) -> bytes:
        piece = self._stream.read(most)
        if not piece:
            raise EOFError
        self._left -= len(piece)
        self.digest.update(piece)
        return piece


def _fields(stream: BinaryIO) -> dict[str, str] | None:
    """The header of the next record; None at the end."""
    line = _line(stream)
    skipped = 0
    while line in (b"\r\n", b"\n") and skipped < 8:
        line, skipped = _line(stream), skipped + 1
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise _BrokenError
    fields: dict[str, str] = {}
    for _ in range(_FIELDS):
        line = _line(stream)
        if not line:
            raise EOFError
        if line in (b"\r\n", b"\n"):
            return fields
        name, _, value = line.decode("utf-8", "replace").partition(":")
        fields.setdefault(name.strip().lower(), value.strip())
    raise _BrokenError


def _line(stream: BinaryIO) -> bytes:
    line = stream.readline(_LINE)
    if len(line) == _LINE and not line.endswith(b"\n"):
        raise _BrokenError
    return line
