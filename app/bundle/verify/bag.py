"""The tag files of a BagIt 1.0 bag (RFC 8493), written one way and read strictly.

Only SHA-256, only UTF-8, no `fetch.txt`. Knows no archive: texts in, texts out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from app.bundle.verify.names import safe_path

BAGIT = "bagit.txt"
BAG_INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
TAGGED = (BAGIT, BAG_INFO, MANIFEST)
PAYLOAD = "data/"

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

_LINE = re.compile(r"([0-9a-f]{64})  ([!-~]+)")


def write_manifest(sums: Mapping[str, str]) -> bytes:
    """A manifest (path to SHA-256), sorted by path, in the form `sha256sum -c` reads."""
    return "".join(f"{sums[path]}  {path}\n" for path in sorted(sums)).encode("ascii")


def read_manifest(data: bytes) -> dict[str, str]:
    """The paths and sums of a manifest.

    Raises ValueError for anything but the form `write_manifest` gives: another order, a path twice,
    an unsafe one.
    """
    sums: dict[str, str] = {}
    for line in data.decode("ascii").split("\n")[:-1]:
        match = _LINE.fullmatch(line)
        if match is None or not safe_path(match[2]) or match[2] in sums:
            raise ValueError("manifest")
        sums[match[2]] = match[1]
    if write_manifest(sums) != data:
        raise ValueError("manifest")
    return sums


def write_info(date: str, agent: str, sizes: Iterable[int]) -> bytes:
    """`bag-info.txt` from the day of bagging (YYYY-MM-DD), the program, and the payload's sizes."""
    each = list(sizes)
    lines = (
        f"Bag-Software-Agent: {agent}",
        f"Bagging-Date: {date}",
        f"Payload-Oxum: {sum(each)}.{len(each)}",
    )
    return "".join(f"{line}\n" for line in lines).encode("ascii")
