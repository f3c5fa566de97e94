"""Where a vault is looked for at a start, and where a new one is proposed.

Nothing about vaults is remembered on the computer: there is no list of those that were opened. So
each start looks at a few places where one is usually put: beside the program, among the documents,
in the home folder. Only names are looked at, one level deep, and nothing is opened. What somebody
named differently or put elsewhere is opened by naming its folder. See THREATS.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from app.portable import is_portable, place, program_folder
from app.vault.checkup.synced import looks_synced
from app.vault.folder import INDEX_FILES, SLOT_FILES

MOST_ENTRIES = 500
"""So many names of a place are looked at; a folder full of files does not hold up a start."""
MOST_FOUND = 12


def beside_the_program() -> Path | None:
    """The folder that the program's own folder lies in, as on a stick; None in a checkout."""
    folder = program_folder()
    return None if folder is None else folder.parent


def places(documents: Path | None, home: Path) -> tuple[Path, ...]:
    """The folders that are looked into, in this order. `documents` as the system names it."""
    if is_portable():
        return (place(),)
    usual = (beside_the_program(), documents, home)
    return tuple(dict.fromkeys(one for one in usual if one is not None))


def vaults_in(folders: Sequence[Path]) -> tuple[Path, ...]:
    """Folders that look like vaults, in these folders or being one of them.

    Links are not followed. What cannot be looked at is passed over.
    """
    found = dict.fromkeys(one for folder in folders for one in _in(folder))
    return tuple(islice(found, MOST_FOUND))


def propose(documents: Path | None, home: Path, name: str) -> Path:
    """A folder that is not there yet, for a new vault, by a name that gives nothing away.

    Among the documents, unless a sync program seems to keep these; else in the home folder.
    Carried along on a stick, there and nowhere else. Makes nothing.
    """
    base = documents if documents is not None and not looks_synced(documents) else home
    if is_portable():
        base = place()
    tried = base / name
    number = 2
    while tried.exists():
        tried = base / f"{name} {number}"
        number += 1
    return tried


def _in(folder: Path) -> Iterator[Path]:
    try:
        if _looks_like_one(folder):
            yield folder
        inside = sorted(islice(folder.iterdir(), MOST_ENTRIES))
    except OSError:
        return
    for one in inside:
        try:
            if not one.is_symlink() and _looks_like_one(one):
                yield one
        except OSError:
            continue


def _looks_like_one(folder: Path) -> bool:
    has_slots = any((folder / name).is_file() for name in SLOT_FILES)
    return has_slots and (folder / INDEX_FILES[0]).is_file()
