"""Answer a bundle as its recipient: a signed receipt, or questions, as a small file to send back.

Needs no vault. The key is made on the spot and forgotten, or kept in a file of the recipient's own,
so that several replies show the same signer. Nothing is sent.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.bundle.replies import write_questions, write_receipt
from app.bundle.replies.about import WHO
from app.bundle.verify import Opened, VerifyResult
from app.errors import EnvironmentProblem, FormatProblem, InputProblem
from app.usecases.new_files import write_new
from app.usecases.told.told_texts import kept_text
from crypto.errors import BadEncoding
from crypto.sshkey import MOST_BYTES, new_key, read_key
from crypto.sshsig import SigningKey, fingerprint

__all__ = ["Reply", "exhibit_names", "make_questions", "make_receipt"]


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply that was written: its file, and the fingerprint of the key that signed it."""

    path: Path
    signer: str


def exhibit_names(result: VerifyResult) -> tuple[str, ...]:
    """What the exhibits of an opened bundle are called (`E001`, `E002`), in their order."""
    return tuple(name for name, _item in result.opened.exhibits) if result.opened else ()


def make_receipt(
    result: VerifyResult, out: Path, *, who: str = "", key_file: Path | None = None
) -> Reply:
    """Write a receipt for what a verification of a bundle found, also where a check failed.

    `who` is what the recipient wants to be called. Raises FormatProblem BND-057 (the signed list
    could not be read), InputProblem INP-016 (`out` is there), INP-070, INP-071, BND-062 (no key in
    `key_file`), EnvironmentProblem ENV-001, ENV-003, ENV-004, ENV-005.
    """
    _opened(result)
    name, key = _who(who), _key(key_file)
    write_new(out, write_receipt(result, made_ms=_now_ms(), who=name, key=key))
    return Reply(out, fingerprint(key.public_line()))


def make_questions(
    result: VerifyResult,
    asked: Sequence[tuple[str, str]],
    out: Path,
    *,
    who: str = "",
    key_file: Path | None = None,
) -> Reply:
    """Write questions: pairs of an exhibit's name (empty: on the whole) and a text.

    Raises as `make_receipt`, and InputProblem BND-058 (no such exhibit), BND-059 (none, too many,
    too long).
    """
    opened = _opened(result)
    name, key = _who(who), _key(key_file)
    pairs = [(exhibit, _plain(text)) for exhibit, text in asked]
    write_new(out, write_questions(opened, pairs, made_ms=_now_ms(), who=name, key=key))
    return Reply(out, fingerprint(key.public_line()))


def _opened(result: VerifyResult) -> Opened:
    if result.opened is None:
        raise FormatProblem("BND-057")
    return result.opened


def _who(who: str) -> str:
    return kept_text(_plain(who), longest=WHO)


def _plain(text: str) -> str:
    """What a terminal gives can hold bytes that are no text; these are spelled out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


def _key(path: Path | None) -> SigningKey:
    if path is None:
        return new_key()[0]
    try:
        with path.open("rb") as file:
            return read_key(file.read(MOST_BYTES + 1))
    except FileNotFoundError:
        key, data = new_key()
        write_new(path, data)
        return key
    except (BadEncoding, ValueError):  # ValueError: a path with a zero byte in it
        raise InputProblem("BND-062", name=path.name) from None
    except OSError:
        raise EnvironmentProblem("ENV-003", name=str(path)) from None
