"""A public key from what somebody has of it: its text, a file as age writes it, or a QR code.

Nothing is fetched, nothing of a picture is kept. Whose key it is nobody can tell from it: that is
what its numbers are compared for.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from app.collect.codes import codes_in, is_picture
from app.errors import EnvironmentProblem, InputProblem
from crypto.age import read_recipient, read_recipients
from crypto.errors import CryptoError

MOST_TEXT = 256 * 1024
MOST_PICTURE = 64 * 1024 * 1024
_PDF = b"%PDF-"


def read_public_key(given: str) -> str:
    """`age1…` or `age1pq1…` of a text, or of the text file or picture of that path.

    Raises InputProblem (BND-020 no key or several, BND-026 no QR code of one, BND-032 a PDF, as the
    sheet for senders is, INP-002 no such file), EnvironmentProblem ENV-003.
    """
    with suppress(CryptoError):
        return str(read_recipient(given))
    path = Path(given.strip())
    if given.strip().lower().startswith("age1") and len(given) > len("age1"):
        raise InputProblem("BND-020", name=given.strip()[:40])
    try:
        with path.open("rb") as file:
            return _from_file(file, path.name)
    except (FileNotFoundError, ValueError):  # ValueError: a path with a zero byte in it
        raise InputProblem("INP-002", name=given[:80]) from None
    except OSError:
        raise EnvironmentProblem("ENV-003", name=path.name) from None


def public_key_in_picture(picture: bytes, name: str) -> str:
    """The key in the QR code of a picture, such as one from the clipboard.

    Raises InputProblem BND-026.
    """
    return _from_codes(codes_in(io.BytesIO(picture[: MOST_PICTURE + 1]), name), name)


def _from_file(file: BinaryIO, name: str) -> str:
    if is_picture(file, name):
        return _from_codes(codes_in(file, name), name)
    file.seek(0)
    data = file.read(MOST_TEXT + 1)
    if _PDF in data[:1024]:
        raise InputProblem("BND-032", name=name)
    try:
        if len(data) <= MOST_TEXT:
            found = read_recipients(data.decode("utf-8-sig"))
            if len(found) == 1:
                return str(found[0])
    except (CryptoError, UnicodeDecodeError):
        pass
    raise InputProblem("BND-020", name=name)


def _from_codes(codes: Iterable[str], name: str) -> str:
    found = set()
    for text in codes:
        with suppress(CryptoError):
            found.add(str(read_recipient(text)))
    if len(found) != 1:
        raise InputProblem("BND-026", name=name)
    return found.pop()
