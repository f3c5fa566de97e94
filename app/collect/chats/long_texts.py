"""JSON texts of any length, on the way to the parser: what is beyond a bound is passed over.

The parser gathers a text until its end, however long, and its memory with it. So quotes are
counted here, piece by piece; of a text longer than `LONGEST` only the beginning goes on, cut
between two signs, and then its closing quote. Whoever reads is told, and gives the value up: a
text that was cut is never handed out as if it were whole. The source itself is never changed.
"""

from __future__ import annotations

import re

from app.collect.chats.telegram_bytes import before_half_sign

LONGEST = 8 * 1024 * 1024
"""Bytes of one text in the source, its escapes counted as they stand there; to a piece."""

_TO_QUOTE = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)


class LongTexts:
    """Takes the pieces of a source in order and gives each back, without what is beyond the bound.

    `passed` counts the texts that were too long, each from the piece on in which it became so;
    `passing` says that the last piece ended inside one. JSON is presumed: anything else breaks the
    parser where it would have broken it.
    """

    def __init__(self, longest: int = LONGEST) -> None:
        self._longest = longest
        self._inside = False
        self._half = False  # the last byte was a backslash that belongs to the next
        self._length = 0  # of the text that is open, at most a piece too many
        self.passing = False
        self.passed = 0

    def feed(self, piece: bytes) -> bytes:
        """The next piece."""
        if self.passing:
            return self._passed_over(piece)
        begun = b"\\" if self._half else b""
        quotes = self._quotes(begun + piece)
        self._inside ^= bool(quotes & 1)
        self._length = (0 if quotes else self._length) + len(piece) if self._inside else 0
        if quotes or self._length <= self._longest:
            return piece
        self.passing = True
        self.passed += 1
        return piece[: max(before_half_sign(begun + piece) - len(begun), 0)]

    def _quotes(self, data: bytes) -> int:
        """How many quotes open or close a text: those that no backslash stands before."""
        if b"\\" not in data:
            self._half = False
            return data.count(b'"')
        self._half = bool((len(data) - len(data.rstrip(b"\\"))) & 1)
        single = data.replace(b"\\\\", b"")
        return single.count(b'"') - single.count(b'\\"')

    def _passed_over(self, piece: bytes) -> bytes:
        """Nothing, or from the quote on that ends the text."""
        data = b"\\" + piece if self._half else piece
        found = _TO_QUOTE.match(data)
        end = found.end() if found else 0
        if data[end : end + 1] != b'"':
            self._half = end < len(data)
            return b""
        self.passing, self._half, self._length = False, False, 0
        return self.feed(data[end:])
