"""Folders that a sync program keeps, and the copies that such programs leave behind: by name only.

A sync program that copies a vault while it is open, or merges two computers' copies of one, can
put an older file beside newer ones. That is found on opening; better is a folder nobody syncs.
"""

from __future__ import annotations

import re
from pathlib import Path

SYNCED = "VLT-040"

_FOLDERS = (
    "dropbox", "onedrive", "google drive", "googledrive", "my drive", "내 드라이브", "icloud",
    "icloud drive", "mobile documents", "com~apple~clouddocs", "nextcloud", "owncloud", "mybox",
    "naver mybox", "네이버 mybox", "box sync", "syncthing", "megasync", "pcloud", "seafile",
)  # fmt: skip
_BEGINNINGS = ("onedrive - ", "dropbox (", "dropbox-", "google drive (", "googledrive-", "icloud~")
_MARKS = (".stfolder", ".dropbox.cache", ".sync_folder", ".owncloudsync.log")
_COPY = re.compile(
    r"conflicted copy|conflict copy|\.sync-conflict-|_conflict-|\(conflict|충돌|"
    r" - (copy|복사본)\b|\bcopy of |\(\d{1,3}\)(\.|$)|사본",
    re.IGNORECASE,
)
_LEVELS = 8


def looks_synced(path: Path) -> bool:
    """Whether a folder lies in one that a sync program seems to keep. Looks at names only."""
    place = path.absolute()
    for folder in [place, *place.parents]:
        name = folder.name.casefold()
        if name in _FOLDERS or name.startswith(_BEGINNINGS):
            return True
    return any(_has_mark(folder) for folder in [place, *place.parents][:_LEVELS])


def is_conflict_copy(name: str) -> bool:
    """Whether a file's name is one that sync programs or file managers give to second copies."""
    return _COPY.search(name) is not None


def _has_mark(folder: Path) -> bool:
    try:
        return any((folder / mark).exists() for mark in _MARKS)
    except OSError:
        return False
