"""The outside of a bundle, opened.

A folder with `bundle.age` (or its parts) and its keys, one of those files, or one ZIP of the
folder. Opens for reading only, in place. FORMAT.md, section "Bundle".
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.bundle.verify.outside import (
    BUNDLE,
    KEY,
    PART_LIST,
    PART_NAME,
    FolderFiles,
    NotAnOutside,
    Outside,
    Packed,
    ZipFiles,
    read_small,
)
from app.bundle.verify.parts import PartsLacking, PartsStream, listed_parts
from app.errors import EnvironmentProblem, FormatProblem, InputProblem

__all__ = ["BUNDLE", "KEY", "MAX_KEY", "Outer", "open_outer"]

MAX_KEY = 64 * 1024
_AGE = b"age-encryption.org/"


@dataclass(frozen=True, slots=True)
class Outer:
    """What was opened.

    `bundle` is the encrypted archive as one seekable stream, whole or in parts, and None where a
    set of parts is not whole: `lacking` then says why. `key` is the passphrase's key file, None if
    there is none. `files` gives every file by name; `parts` are the sums of the parts, if any.
    """

    bundle: BinaryIO | None
    key: bytes | None
    files: Outside
    parts: tuple[str, ...] = ()
    lacking: PartsLacking | None = None


@contextmanager
def open_outer(path: Path) -> Iterator[Outer]:
    """Open what a person chose, and close it again.

    Raises InputProblem (INP-002), EnvironmentProblem (ENV-003), FormatProblem (BND-002, BND-007).
    """
    with ExitStack() as stack:
        try:
            yield _outer(path, stack)
        except FileNotFoundError:
            raise InputProblem("INP-002", name=str(path)) from None
        except OSError:
            raise EnvironmentProblem("ENV-003", name=str(path)) from None
        except Packed:
            raise FormatProblem("BND-007", name=str(path)) from None
        except NotAnOutside:
            raise FormatProblem("BND-002", name=str(path)) from None


def _outer(path: Path, stack: ExitStack) -> Outer:
    files, in_parts = _find(path, stack)
    if BUNDLE in files.names and not in_parts:
        whole = stack.enter_context(files.open(BUNDLE))
        return Outer(whole, read_small(files, KEY, MAX_KEY), files)
    if PART_LIST not in files.names and not any(map(PART_NAME.fullmatch, files.names)):
        raise NotAnOutside
    key = read_small(files, KEY, MAX_KEY)
    try:
        sums = listed_parts(files)
    except PartsLacking as lacking:
        return Outer(None, key, files, lacking=lacking)
    stream = stack.enter_context(io.BufferedReader(PartsStream(files, len(sums))))
    return Outer(stream, key, files, sums)


def _find(path: Path, stack: ExitStack) -> tuple[Outside, bool]:
    """The files, and whether a part was chosen: then a whole `bundle.age` beside it is not read."""
    if path.is_dir():
        return FolderFiles(path), False
    if path.exists() and not path.is_file():
        raise NotAnOutside
    file = stack.enter_context(path.open("rb"))
    head = file.read(len(_AGE))
    file.seek(0)
    if PART_NAME.fullmatch(path.name) or path.name == PART_LIST:
        return FolderFiles(path.parent), True
    if head == _AGE or path.name == BUNDLE:
        return FolderFiles(path.parent, path), False
    if head[:2] == b"PK":
        return ZipFiles(file), False
    raise NotAnOutside
