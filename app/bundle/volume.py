"""What kind of file system a folder lies on, as far as it limits the size of one file.

Asks the system and reads nothing else; where it can't tell, nothing is held back and a file that is
too large is refused by the system itself.
"""

from __future__ import annotations

import ctypes
import os
import re
import sys
from pathlib import Path

FAT_LARGEST = 2**32 - 1
"""The largest file that FAT can hold, in bytes."""

FAT_PART = 4_000_000_000
"""The size of a part for such a stick: below the limit however it is counted."""

_FAT = frozenset(("vfat", "msdos", "fat", "fat16", "fat32"))
_MOUNTS = Path("/proc/self/mounts")
_MOST = 4 * 1024 * 1024
_OCTAL = re.compile(r"\\([0-7]{3})")


def largest_file(folder: Path) -> int | None:
    """The largest file that fits there, in bytes; None where no limit is known."""
    return FAT_LARGEST if file_system(folder) in _FAT else None


def file_system(folder: Path) -> str:
    """The name of the file system in small letters, such as `vfat`; empty if it can't be told."""
    if sys.platform == "win32":
        return _on_windows(folder)
    try:
        with _MOUNTS.open("rb") as file:
            mounts = file.read(_MOST).decode("utf-8", "surrogateescape")
    except OSError:
        return ""
    return kind_in(mounts, os.path.realpath(folder))


def kind_in(mounts: str, folder: str) -> str:
    """The kind of the mount that holds a folder, by the lines of `/proc/mounts`; the last wins."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        place = _OCTAL.sub(lambda found: chr(int(found[1], 8)), fields[1])
        inside = folder == place or folder.startswith(place.rstrip("/") + "/")
        if inside and len(place) >= len(best):
            best, kind = place, fields[2].lower()
    return kind


def _on_windows(folder: Path) -> str:
    name = ctypes.create_unicode_buffer(32)
    root = os.path.splitdrive(os.path.realpath(folder))[0] + "\\"
    system = getattr(ctypes, "windll").kernel32  # noqa: B009 - there on Windows alone
    done = system.GetVolumeInformationW(
        ctypes.c_wchar_p(root), None, 0, None, None, None, name, len(name)
    )
    return name.value.lower() if done else ""
