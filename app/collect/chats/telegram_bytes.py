r"""Telegram Desktop's JSON as JSON: mends, on the way to the parser, what its writer gets wrong.

Three things are mended, each noted with its byte: control characters written as `\x1F`, which JSON
does not know; the bare paths that some releases wrote as `document_id`; bytes that are no UTF-8.
The source itself is never changed.
"""

from __future__ import annotations

import codecs
import re

from app.collect.chats.problems import Problems

_ESCAPE = re.compile(rb"\\(?:x([0-9A-Fa-f]{2})|.)", re.DOTALL)
_SURROGATES = re.compile(
    rb"\\(?:(u[dD][89abAB][0-9a-fA-F]{2}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?"
    rb"|u[dD][c-fC-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
_LONGEST_ESCAPE = 12  # a pair of surrogates
_BARE_KEY = b'"document_id": '
_BARE = re.compile(rb'"document_id": (?![-0-9"tfn\[{])([^\n]{1,1024}?)(,?\r?\n)')
_LONGEST_BARE = 1100  # the key, the most that a bare value may have, the line's end
_BOM = b"\xef\xbb\xbf"


class Mender:
    """Takes the pieces of a source in order and gives each back mended.

    A piece's end may wait for the next.

    `taken` counts the bytes taken in, `given` those given out; their difference is what mending
    added.
    """

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._carry = b""
        self._start = True
        self.taken = 0
        self.given = 0

    def feed(self, piece: bytes, *, last: bool = False) -> bytes:
        """The next piece, mended. With `last`, nothing is held back."""
        base = self.taken - len(self._carry)
        self.taken += len(piece)
        data = self._carry + piece
        if self._start and (len(data) >= len(_BOM) or last):
            self._start = False
            if data.startswith(_BOM):
                data, base = data[len(_BOM) :], base + len(_BOM)
        keep = len(data) if last else self._whole(data)
        self._carry = data[keep:]
        mended = self._mend(data[:keep], base)
        self.given += len(mended)
        return mended

    def _whole(self, data: bytes) -> int:
        """How much of the data can be judged without knowing what follows."""
        end = len(data)
        # A half key or a half escape at the very end: the longest of both is short.
        tail = data.rfind(b'"', max(0, end - len(_BARE_KEY)))
        if tail >= 0 and _BARE_KEY.startswith(data[tail:]):
            end = tail
        end = before_half_sign(data, end)
        # A bare value is judged with its whole line, also where that line holds the half escape.
        line = data.rfind(b"\n", max(0, end - _LONGEST_BARE), end) + 1
        key = data.find(_BARE_KEY, max(line, end - _LONGEST_BARE), end)
        return key if key >= 0 else end

    def _mend(self, data: bytes, base: int) -> bytes:
        if not data.isascii():
            data = self._text(data, base)
        if b"\\" in data:
            if b"\\x" in data:
                data = self._escapes(data, base)
            if b"\\ud" in data or b"\\uD" in data:
                self._surrogates(data, base)
        if _BARE_KEY in data:
            data = self._bare_values(data, base)
        return data

    def _text(self, data: bytes, base: int) -> bytes:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as problem:
            self._problems.add(f"byte {base + problem.start}", "bad_text")
            return data.decode("utf-8", "replace").encode()
        return data

    def _escapes(self, data: bytes, base: int) -> bytes:
        def rewrite(match: re.Match[bytes]) -> bytes:
            digits = match.group(1)
            if digits is None:
                return match.group()
            self._problems.add(f"byte {base + match.start()}", "repaired_escape")
            return b"\\u00" + digits

        return _ESCAPE.sub(rewrite, data)

    def _surrogates(self, data: bytes, base: int) -> None:
        # The parser puts a question mark for half a character; say where, since it would be silent.
        for match in _SURROGATES.finditer(data):
            found = match.group(1)
            if found is not None and len(found) == len(b"ud800"):
                self._problems.add(f"byte {base + match.start()}", "bad_text")

    def _bare_values(self, data: bytes, base: int) -> bytes:
        def quote(match: re.Match[bytes]) -> bytes:
            self._problems.add(f"byte {base + match.start(1)}", "repaired_escape", "document_id")
            value = match.group(1).replace(b"\\", b"\\\\").replace(b'"', b'\\"')
            return _BARE_KEY + b'"' + value + b'"' + match.group(2)

        return _BARE.sub(quote, data)


def before_half_sign(data: bytes, end: int | None = None) -> int:
    """Where the escape or character begins that the end cuts through, else the end."""
    end = len(data) if end is None else end
    return _before_half_escape(data, _before_half_character(data, end))


def _before_half_escape(data: bytes, end: int) -> int:
    """Where the first escape begins that the end cuts through, else the end."""
    start = max(0, end - _LONGEST_ESCAPE)
    # Begin at a backslash that is not itself escaped: an even way into the run that leads here.
    run = len(data[:start].rstrip(b"\\"))
    start = run + (start - run) // 2 * 2
    while (start := data.find(b"\\", start, end)) >= 0:
        first, second = data[start + 1 : start + 2], data[start + 2 : start + 3]
        needed = {b"x": 4, b"u": 12 if second in {b"d", b"D"} else 6}.get(first, 2)
        if start + needed > end:
            return start
        start += 2
    return end


def _before_half_character(data: bytes, end: int) -> int:
    """Where a UTF-8 character begins that the end cuts through, else the end."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    tail = data[max(0, end - 4) : end]
    while tail and tail[0] & 0xC0 == 0x80:
        tail = tail[1:]
    decoder.decode(tail)
    return end - len(decoder.getstate()[0])
