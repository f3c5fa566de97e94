"""The search finds what it must, each form once by hand: a search that finds nothing proves little."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import random
import unicodedata
import urllib.parse
import zipfile
import zlib

import pytest

from tests.flows.traces.leaks import LATIN, WORD, Search

NOISE = random.Random(5).randbytes(5000)
TEXT = f"a sentence, and in it {WORD} and more words after it".encode()


def _zip(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a/name", data * 3)
    return out.getvalue()


def _raw(data: bytes) -> bytes:
    squeezed = zlib.compressobj(wbits=-15)
    return squeezed.compress(data * 2) + squeezed.flush()


FORMS = {
    "utf-8": TEXT,
    "utf-16-le": WORD.encode("utf-16-le"),
    "utf-16-be": LATIN.encode("utf-16-be"),
    "decomposed": unicodedata.normalize("NFD", WORD).encode(),
    "cp949": WORD.encode("cp949"),
    **{f"base64 {n}": base64.b64encode(b"x" * n + TEXT) for n in range(3)},
    **{f"base64url {n}": base64.urlsafe_b64encode(b"x" * n + TEXT) for n in range(3)},
    "hex": TEXT.hex().encode(),
    "HEX": TEXT.hex().upper().encode(),
    "URL": urllib.parse.quote(WORD).encode(),
    "JSON": json.dumps(WORD).encode(),
    "repr": repr(WORD.encode()).encode(),
    "zlib": zlib.compress(TEXT),
    "gzip": gzip.compress(TEXT),
    "deflate": _raw(TEXT),
    "zip": _zip(TEXT),
    "bzip2": bz2.compress(TEXT),
    "xz": lzma.compress(TEXT),
    "base64 in zlib": zlib.compress(base64.b64encode(TEXT)),
    "zlib in gzip": gzip.compress(zlib.compress(TEXT)),
    "a picture": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_found_in_the_middle_of_noise(form: str) -> None:
    assert Search()(NOISE + FORMS[form] + NOISE)


@pytest.mark.parametrize(
    "form", [bytes, base64.b64encode, lambda data: data.hex().encode(), zlib.compress]
)
def test_bytes_of_a_given_file_are_found(form) -> None:
    given = random.Random(8).randbytes(3000)
    search = Search({"photo": given})
    assert search(NOISE + form(given[900:2100]) + NOISE)


def test_noise_and_our_own_files_hold_nothing() -> None:
    assert Search({"photo": random.Random(8).randbytes(3000)})(NOISE * 100) == []
