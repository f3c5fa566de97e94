"""What a trace of a journey must and must not hold, for every journey alike."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from tests.flows.traces.leaks import Search, forms_of_words
from tests.flows.traces.watched import (
    COPYING,
    NAMING,
    OTHER,
    WRITING,
    Ground,
    Seen,
    ground,
    read_trace,
    run,
    tracing,
)

LISTS = ("recently-used", "thumbnails", "qmlcache", "mesa_shader_cache", "QtProject", "__pycache__")
"""What systems keep of files that were looked at, and what libraries keep of how they drew."""


@dataclass(frozen=True)
class Traced:
    """A journey that came to its end, and what it said on its standard output."""

    at: Ground
    seen: Seen
    said: str


def trace(folder: Path, journey: str) -> Traced:
    """Run a journey under a trace and read it."""
    at, log = ground(folder), folder / "trace.log"
    calls = f"{NAMING},{WRITING},{COPYING},{OTHER}"
    done = run(at, journey, before=tracing(log, calls=calls))
    assert done.returncode == 0, done.stderr.decode()
    seen = read_trace(log, folder / "home")
    log.unlink()
    return Traced(at, seen, done.stdout.decode())


def _is_saved(path: Path, at: Ground, saved: set[str]) -> bool:
    return any(path.is_relative_to(at.saved / one) for one in saved)


def nothing_was_left(traced: Traced, saved: set[str]) -> None:
    """Only the vault and what was saved is written.

    Neither tells anything but `saved`: files and folders where the person saved readable things.
    """
    at, seen = traced.at, traced.seen
    own = (at.vault, at.saved, Path("/dev"), Path("/proc/self"))
    written = seen.opened | set(seen.written)
    assert any(path.is_relative_to(at.vault / "blobs") for path in written)
    assert [str(path) for path in written if not any(map(path.is_relative_to, own))] == []
    assert seen.rings == 0, "what goes through a ring is not in the trace"
    search = Search(at.given.files)
    leaks = {
        str(path): found
        for path, data in seen.written.items()
        if not _is_saved(path, at, saved) and not path.is_relative_to("/dev")
        if (found := search(data))
    }
    assert leaks == {}
    nothing_stays(at, saved, search)
    assert [name for name in seen.named if name_tells(name)] == []


def nothing_stays(at: Ground, saved: set[str], search: Search | None = None) -> None:
    """No file of the tree holds anything, and no name tells anything; no lists, caches, dumps."""
    search = search or Search(at.given.files)
    paths = [path for path in at.folder.rglob("*") if not path.is_relative_to(at.folder / "given")]
    names = [path for path in paths if not _is_saved(path, at, saved)]
    assert [path for path in names if name_tells(os.fsencode(path.relative_to(at.folder)))] == []
    assert [path for path in paths if any(one in path.name for one in (*LISTS, "core"))] == []
    files = [path for path in paths if path.is_file() and not path.is_symlink()]
    leaks = {
        str(path): found
        for path in files
        if not _is_saved(path, at, saved)
        if (found := search(path.read_bytes()))
    }
    assert leaks == {}


def told_nowhere_else(traced: Traced, secrets: str, place: str) -> None:
    """What files matching `secrets` say was written only to paths with `place` in them.

    That is: their long lines, and any three of their numbered words in a row.
    """
    lines: set[bytes] = set()
    for path in traced.at.saved.glob(secrets):
        text = path.read_text("utf-8")
        lines |= {line.strip().encode() for line in text.splitlines() if len(line.strip()) > 20}
        words = re.findall(r"^ *\d+\. (\S+)$", text, re.MULTILINE)
        for sign in (" ", "\n", ",", '", "'):
            lines |= {sign.join(words[at : at + 3]).encode() for at in range(len(words) - 2)}
    assert lines
    places = {
        str(path)
        for path, data in traced.seen.written.items()
        if any(line in data for line in lines)
    }
    assert places
    assert {path for path in places if place not in path} == set()


def name_tells(name: bytes) -> bool:
    """Whether a name of a file holds a mark, in any form."""
    return b"/given/" not in name and any(form in name for _, form in forms_of_words())


def nothing_was_sent(traced: Traced) -> None:
    """No socket was made but those within this machine."""
    families = {
        one.removeprefix("P").removeprefix("A").removeprefix("F_") for one in traced.seen.sockets
    }
    assert families <= {"UNIX", "LOCAL"}
