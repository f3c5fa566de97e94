"""A finished bundle as one ZIP, stored and not compressed: what a portal takes, read in place.

Written under a name that says it is unfinished, and given its own once every file in it was read
back and was right. Knows no key, and its entries tell no time. FORMAT.md, section "Bundle".
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from pathlib import Path
from typing import BinaryIO

from app.bundle.carrying import UNFINISHED, name_of
from app.bundle.place import (
    check_room,
    durable_file,
    durable_folder,
    forget_cached,
    settle,
    translated,
)
from app.bundle.verify.outer import open_outer
from app.bundle.verify.outside import Outside, ZipFiles
from app.bundle.verify.parts import sum_of
from app.bundle.volume import largest_file
from app.errors import InputProblem, IntegrityProblem
from app.jobs import Job

_STEP = 1024 * 1024
_EACH = 1024


def zip_up(bundle: Path, to: Path, job: Job) -> Path:
    """The path of the new ZIP in `to`, named as the bundle's folder. What was there stays.

    Raises InputProblem (INP-002, BND-037: such a file is there, BND-041: too large for the file
    system of `to`), EnvironmentProblem (ENV-001, ENV-003, ENV-004, ENV-005), FormatProblem
    (BND-002, BND-007), IntegrityProblem (BND-035, BND-040), Cancelled. On failure nothing is left.
    """
    with open_outer(bundle) as outer, translated(to):
        if outer.bundle is None:
            raise IntegrityProblem("BND-035")
        name = name_of(bundle)
        target = to / f"{name}.zip"
        if target.exists():
            raise InputProblem("BND-037", name=target.name)
        durable_folder(to)
        names = sorted(outer.files.names)
        total = sum(_size(outer.files, one) for one in names)
        room = total + _EACH * (len(names) + 1)
        if (largest_file(to) or room) < room:
            raise InputProblem("BND-041")
        check_room(to, room)
        job.phase("bundle.carry", total, "bytes")
        written = to / (target.name + UNFINISHED)
        written.unlink(missing_ok=True)
        try:
            with durable_file(written) as file:
                sums = _write(file, outer.files, names, name, job)
            forget_cached(written)
            _read_back(written, sums, job)
            written.rename(target)
            settle(to)
        finally:
            written.unlink(missing_ok=True)
    return target


def _write(
    file: BinaryIO, files: Outside, names: list[str], folder: str, job: Job
) -> dict[str, str]:
    sums = {}
    done = 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name in names:
            info = zipfile.ZipInfo(f"{folder}/{name}")
            info.external_attr = 0o100600 << 16
            digest = hashlib.sha256()
            large = _size(files, name) >= zipfile.ZIP64_LIMIT
            with files.open(name) as src, archive.open(info, "w", force_zip64=large) as out:
                while data := src.read(_STEP):
                    digest.update(data)
                    out.write(data)
                    done += len(data)
                    job.check()
                    job.advance(done)
            sums[name] = digest.hexdigest()
    return sums


def _read_back(path: Path, sums: dict[str, str], job: Job) -> None:
    """By the reader that the recipient has."""
    with path.open("rb") as file:
        found = ZipFiles(file)
        for name, wanted in sums.items():
            with found.open(name) as src:
                if sum_of(src, lambda _done: job.check()) != wanted:
                    raise IntegrityProblem("BND-040", name=name)


def _size(files: Outside, name: str) -> int:
    with files.open(name) as file:
        return file.seek(0, os.SEEK_END)
