"""When the write-ahead log goes into the index, and what is said outside before and after.

Keeps `app.vault.index.state` true at every instant: each state is durable outside before the work
it speaks of begins. Must not be used inside a transaction, but for `mark`. See FORMAT.md, "Index".
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import apsw

from app.vault.folder import Step, sync_folder
from app.vault.index.database import committed_frames, fold_in, size_of, sync_file, wal_of
from app.vault.index.pageseal import PageTags, wal_pages, wal_size
from app.vault.index.state import (
    NOTHING_SAID,
    IndexState,
    Seen,
    State,
    StateKeeper,
    difference,
)

_FULL_LOG = 64 * 1024 * 1024
_FOLD = "fold"


class Folding:
    """The state of one open index. Methods raise apsw.Error, OSError, and what the keeper raises.

    Until `begin` nothing is said outside; only making and comparing come before it.
    """

    def __init__(self, path: Path, step: Step) -> None:
        self._path = path
        self._log = wal_of(path)
        self._step = step
        self._keeper: StateKeeper | None = None
        self._said = NOTHING_SAID
        self._tags: PageTags | None = None
        self._stale: set[int] = set()
        self._is_marked = False
        self._is_renamed = False
        self._fold_at = _FULL_LOG

    @property
    def is_begun(self) -> bool:
        """Whether `begin` was called: until then the files stay as they were found."""
        return self._keeper is not None

    def difference(self, connection: apsw.Connection, said: IndexState) -> str:
        """The code of what does not fit to what was said of the index; nothing where all fits."""
        seen = Seen(
            self._known_tags().seal().hex(),
            size_of(self._log),
            committed_frames(connection),
            _told_fold(connection),
        )
        return difference(said, seen)

    def pages_fit(self) -> bool:
        """Whether the pages on disk are those known here: nobody else wrote any meanwhile."""
        return PageTags.read(self._path).seal() == self._known_tags().seal()

    def begin(self, connection: apsw.Connection, keeper: StateKeeper, said: IndexState) -> None:
        """Go on from what was said, and say what comes from now on.

        Where nothing was said, a log that is there is folded in first, so that its number is new.
        """
        self._keeper = keeper
        self._known_tags()
        told = _told_fold(connection)
        self._is_marked = said.state is not State.UNKNOWN and told == said.fold
        self._said = replace(said, fold=max(said.fold, told))
        if said.state is State.UNKNOWN:
            self.fold(connection, goes_on=False)

    def before_transaction(self, connection: apsw.Connection) -> None:
        """Say that a log may be there from now on, unless that is said already."""
        if self._keeper is None or self._said.state is State.WRITING:
            return
        if not committed_frames(connection):
            self._say(State.WRITING, self._said.fold + 1)
            self._is_marked = False
        else:
            self._say(State.WRITING, self._said.fold)

    def mark(self, connection: apsw.Connection) -> None:
        """Inside the first transaction of a log: write its number into the index."""
        if self._keeper is not None and not self._is_marked:
            connection.execute(
                "INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)",
                (_FOLD, str(self._said.fold)),
            )

    def committed(self) -> bool:
        """After a commit; whether the log has become so long that it should be folded in."""
        self._is_marked = True
        return self._keeper is not None and size_of(self._log) > self._fold_at

    def fold(self, connection: apsw.Connection, *, goes_on: bool) -> bool:
        """Write the log into the index and empty it; whether it is empty now.

        `goes_on`: more is about to be written, which saves saying `clean` in between. A reader in
        the middle of its rows stands against it; then the log stays, and so does the rest.
        """
        if not size_of(self._log):
            if self._said.state in {State.WRITING, State.FOLDING} and not goes_on:
                self._say(State.CLEAN, self._said.fold)
            return True
        pages = wal_pages(self._log)
        self._say(State.FOLDING, self._said.fold)
        self._step("index.folding")
        try:
            is_empty = fold_in(connection)
            # Cutting the log is durable before anything says that it is gone: else a power cut
            # would bring it back beside an index that is called clean.
            sync_file(self._log)
            self._step("index.folded")
        finally:
            self._stale |= pages
            self._known_tags()
        self._fold_at = _FULL_LOG if is_empty else size_of(self._log) + _FULL_LOG
        if not is_empty:
            self._say(State.WRITING, self._said.fold)
        elif goes_on:
            self._say(State.WRITING, self._said.fold + 1)
            self._is_marked = False
        else:
            self._say(State.CLEAN, self._said.fold)
        return is_empty

    def cut_undone(self, connection: apsw.Connection) -> None:
        """After a rollback: give the room back that the undone transaction took in the log."""
        kept = wal_size(committed_frames(connection))
        if size_of(self._log) > kept:
            with self._log.open("r+b") as log:
                log.truncate(kept)

    def replacing(self) -> None:
        """Say that another file is about to be put in the place of the index."""
        self._say(State.FOLDING, self._said.fold)

    def replaced(self, tags: PageTags) -> None:
        """Say that the index is the file with these tags now, once its name is durable."""
        self._tags, self._stale = tags, set()
        self._is_renamed = True
        self._say(State.CLEAN, self._said.fold)

    def kept_as_it_was(self) -> None:
        """Say that nothing was put in its place after all."""
        self._say(State.CLEAN, self._said.fold)

    def _known_tags(self) -> PageTags:
        """The tags as they are in the file; a page that could not be read once is read now."""
        if self._tags is None:
            self._tags = PageTags.read(self._path)
        elif self._stale:
            self._tags.refresh(self._path, self._stale)
        self._stale = set()
        return self._tags

    def _say(self, state: State, fold: int) -> None:
        if self._is_renamed:
            # As long as a power cut could bring the former file back, nothing new is said.
            sync_folder(self._path.parent)
            self._is_renamed = False
        if self._keeper is None:
            return
        said = IndexState(state, self._known_tags().seal().hex(), fold)
        self._keeper.keep(said)
        self._said = said


def _told_fold(connection: apsw.Connection) -> int:
    for (value,) in connection.execute("SELECT value FROM facts WHERE name = ?", (_FOLD,)):
        return int(value) if str(value).isdecimal() else 0
    return 0
