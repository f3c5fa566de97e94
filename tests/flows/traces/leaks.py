"""Searches bytes for the marks that stand in all evidence, names, words and answers of a journey.

Marks are found as they are (in seven encodings, composed and decomposed), in base64 at each of its
three alignments, in hexadecimal, escaped for a URL, for JSON or as quoted-printable, and inside
compressed streams, wherever one may begin. `BYTES` of given files are found in the same ways.
"""

from __future__ import annotations

import base64
import bz2
import hashlib
import lzma
import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from functools import cache

WORD = "숨긴표지"
LATIN = "zqhiddenqz"
STEMS = (WORD, LATIN)
"""Each mark holds one of these; a path of a test's own holds neither."""

DEPTH = 2
INFLATED_LIMIT = 8 << 20
EVERY_OFFSET = 32 << 10
"""Deflate without a header is looked for at each offset of so many bytes at the beginning."""

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp949", "johab")
_STREAMS = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08|BZh[1-9]1AY|\xfd7zXZ\0|\x5d\0\0")
_ZIPPED = re.compile(rb"PK\x03\x04.{22}(..)(..)", re.DOTALL)
_PICTURES = {
    "a JPEG": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
    "a PNG": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "a PDF": b"%PDF-1.",
    "a film": b"ftypisom",
    "a plain database": b"SQLite format 3\x00",
}


def base64_forms(secret: bytes) -> Iterator[bytes]:
    """What stands in base64, in both alphabets, wherever the secret begins in the encoded bytes."""
    for before in range(3):
        whole = base64.b64encode(bytes(before) + secret + bytes(3))
        first = -(-before * 8 // 6) + (1 if before else 0)
        inside = whole[first : (before + len(secret)) * 8 // 6]
        yield inside
        yield inside.translate(bytes.maketrans(b"+/", b"-_"))


def byte_forms(secret: bytes) -> Iterator[tuple[str, bytes]]:
    """A secret as bytes, and as texts that programs make of bytes."""
    yield "as it is", secret
    for form in base64_forms(secret):
        yield "base64", form
    for cased in (secret.hex(), secret.hex().upper()):
        pairs = [cased[at : at + 2] for at in range(0, len(cased), 2)]
        for name, text in (
            ("hexadecimal", cased),
            ("URL", "%" + "%".join(pairs)),
            ("quoted-printable", "=" + "=".join(pairs)),
            ("spaced hexadecimal", " ".join(pairs)),
            ("escaped bytes", "\\x" + "\\x".join(pairs)),
        ):
            yield name, text.encode()
            yield f"{name}, UTF-16", text.encode("utf-16-le")


def word_forms(word: str) -> Iterator[tuple[str, bytes]]:
    """A word in all encodings, composed and decomposed, and escaped as JSON and Python do."""
    for shape in ("NFC", "NFD"):
        text = unicodedata.normalize(shape, word)
        for encoding in _ENCODINGS:
            try:
                secret = text.encode(encoding)
            except UnicodeEncodeError:
                continue
            for name, form in byte_forms(secret):
                yield f"{encoding} {shape}, {name}", form
        escaped = "".join(f"\\u{ord(sign):04x}" for sign in text)
        yield f"JSON {shape}", escaped.encode()
        yield f"JSON {shape}", escaped.upper().replace("\\U", "\\u").encode()
        yield f"HTML {shape}", "".join(f"&#{ord(sign)};" for sign in text).encode()


@cache
def forms_of_words() -> tuple[tuple[str, bytes], ...]:
    """All forms of the stems, each once."""
    seen = {form: name for word in STEMS for name, form in word_forms(word)}
    return tuple((name, form) for form, name in seen.items())


def slices(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """A few bytes out of the middle of each given file, where no two files are alike."""
    return {
        f"{name} at {at}": data[at : at + 24]
        for name, data in files.items()
        for at in (len(data) // 3, len(data) // 2, 2 * len(data) // 3)
        if len(set(data[at : at + 24])) > 12
    }


class Search:
    """Looks for the marks and for bytes of the given files."""

    def __init__(self, given: Mapping[str, bytes] | None = None) -> None:
        pieces = slices(given or {})
        self._forms = [
            *forms_of_words(),
            *((f"{name}: {form}", data) for name, data in _PICTURES.items() for form in ("bytes",)),
            *(
                (f"{name}, {how}", form)
                for name, data in pieces.items()
                for how, form in byte_forms(data)
            ),
        ]

        self._known: dict[bytes, list[str]] = {}

    def __call__(self, data: bytes) -> list[str]:
        """In which forms something was found; empty where nothing was."""
        digest = hashlib.sha256(data).digest()
        if digest not in self._known:
            self._known[digest] = self._look(data, DEPTH)
        return self._known[digest]

    def _look(self, data: bytes, depth: int) -> list[str]:
        found = [name for name, form in self._forms if form in data]
        if depth:
            for name, inside in inflated(data):
                found += [f"{name} > {one}" for one in self._look(inside, depth - 1)]
        return found


def inflated(data: bytes) -> Iterator[tuple[str, bytes]]:
    """What comes out of anything that may be a compressed stream."""
    for hit in _STREAMS.finditer(data):
        head, at = hit[0], hit.start()
        if head.startswith(b"BZh"):
            yield from _opened("bzip2", bz2.BZ2Decompressor(), data[at:])
        elif head in (b"\xfd7zXZ\0", b"\x5d\0\0"):
            yield from _opened("lzma", lzma.LZMADecompressor(), data[at:])
        else:
            yield from _deflated("zlib or gzip", data, at, 47)
    for hit in _ZIPPED.finditer(data):
        at = hit.end() + int.from_bytes(hit[1], "little") + int.from_bytes(hit[2], "little")
        yield from _deflated("zip", data, at, -15)
    for at in range(min(len(data), EVERY_OFFSET)):
        # Final or not, stored or with a code; 3 is no kind of block.
        if data[at] & 6 != 6:
            yield from _deflated("deflate", data, at, -15)


def _deflated(name: str, data: bytes, at: int, window: int) -> Iterator[tuple[str, bytes]]:
    probe = zlib.decompressobj(window)
    try:
        begun = probe.decompress(data[at : at + 512], 4096)
        if len(begun) < 16 and not probe.eof:
            return
        whole = zlib.decompressobj(window)
        out = begun if probe.eof else whole.decompress(data[at:], INFLATED_LIMIT)
    except zlib.error:
        return
    if len(out) >= 8:
        yield name, out


def _opened(
    name: str, opener: bz2.BZ2Decompressor | lzma.LZMADecompressor, data: bytes
) -> Iterator[tuple[str, bytes]]:
    try:
        yield name, opener.decompress(data, INFLATED_LIMIT)
    except (OSError, lzma.LZMAError, ValueError):
        return
