"""Which names may stand in a bundle.

Short, plain ASCII, never outside their folder, the same on every system.

Must not touch a disk: a name is judged as text alone. FORMAT.md, section "Bundle".
"""

from __future__ import annotations

import re

TOP = "bag/"
"""The one folder that everything in the archive lies in (a BagIt bag in an archive has one top
folder).
"""

MAX_NAME = 120
_MAX_DEPTH = 6
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))]
)


def safe_path(name: str) -> bool:
    """Whether a relative path is one a bundle may hold.

    Parts begin with a letter or digit and hold only letters, digits, dot, dash, underscore; so no
    `..`, no backslash, no drive letter, no leading slash, no control character, no name that
    Windows keeps for devices.
    """
    parts = name.split("/")
    if not 1 <= len(name) <= MAX_NAME or len(parts) > _MAX_DEPTH:
        return False
    return all(_safe_part(part) for part in parts)


def _safe_part(part: str) -> bool:
    if not _PART.fullmatch(part) or part.endswith("."):
        return False
    return part.partition(".")[0].lower() not in _DEVICES
