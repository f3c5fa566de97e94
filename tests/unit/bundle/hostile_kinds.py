"""Every kind of bad bundle, and laying one into a folder. What they are is in the hostile_ modules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import hostile_archives
import hostile_lists
import hostile_outsides
import hostile_proofs
import hostile_sets
from hostile_source import Case

KINDS: dict[str, Callable[[], Iterator[Case]]] = {
    "archives": hostile_archives.cases,
    "lists": hostile_lists.cases,
    "proofs": hostile_proofs.cases,
    "outsides": hostile_outsides.cases,
    "sets": hostile_sets.cases,
}
SAMPLE = 10
"""One of so many is tried on each run, all by `./test long`. They are taken by number."""


def some(step: int) -> list[Case]:
    """Every so-manieth case of all kinds."""
    return [case for cases in KINDS.values() for case in list(cases())[::step]]


def laid(folder: Path, files: Mapping[str, bytes]) -> Path:
    """The files in a folder, and nothing else; the folder, or the ZIP if that is what it is."""
    for old in folder.iterdir():
        if old.name not in files:
            old.unlink()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    zipped = folder / hostile_outsides.ZIPPED
    return zipped if zipped.name in files else folder
