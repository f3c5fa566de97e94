"""Covers resident registration numbers in the bytes of a text file, and leaves all others alone.

A stream in, a stream out, of the same length and in the same encoding: each of a number's last
seven digits becomes asterisks that take as many bytes, so that every other place stays where it
was. What UTF-8 and CP949 both can't read is passed on as it is. Memory is flat for any size, with
lines or without. Must not know a vault. FORMAT.md, section "Working copies"; facts: domain 9.2.
"""

from __future__ import annotations

import codecs
import html
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import BinaryIO

from app.domain.text.rrn import find_rrn

PIECE = 64 * 1024
_AHEAD = 256
"""So many characters are not passed on until what follows them was seen too."""
_BEHIND = 192
"""So many of what was passed on are looked at once more, for what stands before a number."""
_DIGITS, _COVERED = 13, 7
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\[nrt]"
    r"|&#?[0-9A-Za-z]{1,8};"
)
_DIGIT = r"[\d\u00b2\u00b3\u00b9\u2070-\u2089\u2460-\u24ff\u2776-\u2793]"
_UNSEEN = r"[^\w\s!-/:-@\[-`{-~]"
_LIKELY = re.compile(
    rf"(?:{_DIGIT}{_UNSEEN}*+){{6}}[^\dA-Za-z\uac00-\ud7a3]{{0,64}}(?:{_DIGIT}{_UNSEEN}*+){{7}}"
)
"""Where a number may stand at all. Only what is around it is looked at closely, which is slow."""
_UNIT = re.compile(f"{_ESCAPE.pattern}|.", re.DOTALL)
_BARE = re.compile(r"[:,\[]\s{0,20}\Z")
_BARE_END = re.compile(r"\s{0,20}[,\]}]")
_TIME_KEY = re.compile(r'"[^"\\]{0,40}(?:time|date|_ms|stamp)[^"\\]{0,40}"\s{0,20}:\s{0,20}\Z')
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CODES = ("utf-8", "cp949")
_LOSSLESS = "surrogateescape"


class MaskedStream(io.RawIOBase, BinaryIO):
    """A text file with its numbers covered, made while it is read; `found` counts them so far."""

    def __init__(self, src: BinaryIO, code: str, tick: Callable[[int], None]) -> None:
        """`src` stands at its beginning; `tick` gets the bytes read, and may raise."""
        super().__init__()
        self._covering = _Covering(src, code, tick)
        self._pieces = self._covering.pieces()
        self._left = b""

    @property
    def found(self) -> int:
        """How many numbers were covered in what was read until now."""
        return self._covering.found

    def readable(self) -> bool:
        """It is only read."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """The next piece."""
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = piece
        room = memoryview(buffer).cast("B")
        part = self._left[: len(room)]
        self._left = self._left[len(part) :]
        room[: len(part)] = part
        return len(part)


class _Covering:
    """One file on its way."""

    def __init__(self, src: BinaryIO, code: str, tick: Callable[[int], None]) -> None:
        self._src = src
        self._code = code
        self._tick = tick
        self._read = 0
        self._json = False
        self.found = 0

    def pieces(self) -> Iterator[bytes]:
        """The bytes, covered."""
        behind = text = ""
        for more in self._texts():
            text += more
            while len(text) > PIECE + _AHEAD:
                done, behind, text = self._step(behind, text, _cut(text))
                yield done
        if text:
            yield self._step(behind, text, len(text))[0]

    def _texts(self) -> Iterator[str]:
        """The file as characters that give its very bytes again."""
        decoder = codecs.getincrementaldecoder(self._code)(_LOSSLESS)
        while piece := self._src.read(PIECE):
            self._read += len(piece)
            self._tick(self._read)
            more = decoder.decode(piece)
            if self._read == len(piece):
                self._json = more.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")
            yield more
        yield decoder.decode(b"", final=True)

    def _step(self, behind: str, text: str, cut: int) -> tuple[bytes, str, str]:
        """Bytes of the characters up to `cut` or a little less, what is behind then, the rest."""
        window, start = behind + text, len(behind)
        end = start + cut
        covered = list[tuple[int, int]]()
        for first, last in _numbers(window):
            if first < start:
                continue
            if first < end < last:
                end = first if first > start else last
            if first >= end:
                break
            covered.append((first, last))
        said = [self._covered(window, *one) for one in covered]
        self.found += len(said)
        done, out = start, list[str]()
        for (first, last), instead in zip(covered, said, strict=True):
            out += [window[done:first], instead]
            done = last
        out.append(window[done:end])
        return self._bytes("".join(out)), window[max(0, end - _BEHIND) : end], window[end:]

    def _covered(self, window: str, first: int, last: int) -> str:
        """The number with its last seven digits covered, as long as it was in bytes."""
        number = window[first:last]
        sign = "0" if self._json and _is_bare(window, first, last) else "*"
        wide = len(self._bytes(sign))
        left = _COVERED
        for begin, end in reversed([match.span() for match in _UNIT.finditer(number)]):
            digits = _digits(_plain(number[begin:end]))
            if left <= 0 or not digits:
                continue
            left -= digits
            long = len(self._bytes(number[begin:end])) // wide
            number = number[:begin] + sign * long + number[end:]
        return number

    def _bytes(self, text: str) -> bytes:
        return text.encode(self._code, _LOSSLESS)


def _cut(text: str) -> int:
    """Where what is passed on ends: after a line or a word, so that links are seen whole."""
    latest = len(text) - _AHEAD
    line = text.rfind("\n", 0, latest)
    if line <= 0:
        line = text.rfind(" ", latest // 2, latest)
    return line + 1 if line > 0 else latest


def holds_numbers(
    src: BinaryIO, code: str, tick: Callable[[int], None], most: int | None = None
) -> bool | None:
    """Whether there is something to cover; None: not in the first `most` bytes, if so many are."""
    covering = _Covering(src, code, tick)
    read = 0
    for piece in covering.pieces():
        read += len(piece)
        if covering.found:
            return True
        if most is not None and read >= most:
            return None
    return False


def encoding_of(src: BinaryIO, tick: Callable[[int], None], most: int | None = None) -> str | None:
    """The encoding of a file, by its mark or by what it can be read as; None: no text.

    The whole file is read, or its first `most` bytes.

    What is neither UTF-8 nor CP949 is taken for UTF-8 with bytes that say nothing.
    """
    head = src.read(PIECE)
    marked = [code for mark, code in _MARKS if head.startswith(mark)]
    if b"\0" in head and not marked:
        return None
    open_codes = dict.fromkeys(marked[:1] or _CODES)
    decoders = {code: codecs.getincrementaldecoder(code)("strict") for code in open_codes}
    read, piece = 0, head
    while decoders:
        read += len(piece)
        tick(read)
        for code, decoder in tuple(decoders.items()):
            try:
                decoder.decode(piece, final=not piece)
            except UnicodeDecodeError:
                del decoders[code]
        if not piece or (most is not None and read >= most):
            break
        piece = src.read(PIECE)
    return next(iter(decoders), None if marked else _CODES[0])


def _numbers(window: str) -> Iterator[tuple[int, int]]:
    """Where numbers stand, escapes of JSON and HTML seen through; in links as in every copy."""
    shown, places = _unescaped(window)
    spans = [span for zone in _zones(shown) for span in _spans(shown, *zone)]
    links = [match.span() for match in _LINK.finditer(shown)] if spans else []
    for start, end in spans:
        linked = any(first <= start < last for first, last in links)
        if linked and end - start == _DIGITS:
            continue
        first, last = (start, end) if places is None else (places[start], places[end])
        if not _is_time(window, first, last):
            yield first, last


def _zones(shown: str) -> Iterator[tuple[int, int]]:
    """Stretches that hold all that may be a number, with what is around it; none overlap."""
    begin = end = 0
    for match in _LIKELY.finditer(shown):
        first, last = max(0, match.start() - _BEHIND), match.end() + _AHEAD
        if first > end:
            yield begin, end
            begin = first
        end = last
    yield begin, end


def _spans(shown: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    return ((begin + first, begin + last) for first, last in find_rrn(shown[begin:end]))


def _unescaped(window: str) -> tuple[str, list[int] | None]:
    """What is shown, and where each of its characters stands; None where both are the same."""
    if "\\" not in window and "&" not in window:
        return window, None
    shown: list[str] = []
    places: list[int] = []
    done = 0
    for match in _ESCAPE.finditer(window):
        plain = _plain(match[0])
        shown += [window[done : match.start()], plain]
        places += range(done, match.start())
        places += [match.start()] * len(plain)
        done = match.end()
    shown.append(window[done:])
    places += range(done, len(window) + 1)
    return "".join(shown), places


def _plain(unit: str) -> str:
    """The character that an escape stands for; anything else as it is."""
    if unit.startswith("\\"):
        return str(json.loads(f'"{unit}"'))
    return html.unescape(unit) if unit.startswith("&") else unit


def _digits(plain: str) -> int:
    """How many digits a character is, in any script and form."""
    folded = unicodedata.normalize("NFKC", plain)
    return sum(unicodedata.decimal(letter, None) is not None for letter in folded)


def _is_bare(window: str, first: int, last: int) -> bool:
    """Whether thirteen digits seem to be a number of JSON: asterisks would end its form."""
    return (
        last - first == _DIGITS
        and window[first:last].isascii()
        and _BARE.search(window, max(0, first - 24), first) is not None
        and _BARE_END.match(window, last) is not None
    )


def _is_time(window: str, first: int, last: int) -> bool:
    """Whether it is a time in milliseconds, under a name that says so."""
    return (
        window[first] == "1"
        and _is_bare(window, first, last)
        and _TIME_KEY.search(window, max(0, first - 128), first) is not None
    )
