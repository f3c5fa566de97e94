"""A file whose bytes the disk begins to write while more are being made.

Left alone, the system begins with the first fsync, which then waits for all of them: that costs
many files of a few MiB about a sixth of their time. Promises nothing: durable is what was synced.
"""

from __future__ import annotations

import contextlib
import io
import os
from typing import Any, BinaryIO

STEP = 4 * 1024 * 1024

_ADVISE = getattr(os, "posix_fadvise", None)
_NOT_NEEDED = getattr(os, "POSIX_FADV_DONTNEED", 0)


class EagerFile(io.RawIOBase, BinaryIO):
    """Writes to a file that it is given and does not close. Seldom to be used for small pieces."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        self._written = 0
        self._begun = 0

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, data: Any, /) -> int:
        """Write what the file takes at once; how many bytes. Raises OSError as the file does."""
        count = self._file.write(data)
        self._written += count
        if self._written - self._begun >= STEP:
            self._begin()
        return count

    def begin_rest(self) -> None:
        """Let the disk begin with what is left: all has been given."""
        if self._written > self._begun:
            self._begin()

    def _begin(self) -> None:
        if _ADVISE is not None:
            # Linux begins to write changed pages that it is told are not needed. It is advice
            # only: where it is not taken, the sync does all of the work.
            with contextlib.suppress(OSError):
                _ADVISE(self._file.fileno(), self._begun, self._written - self._begun, _NOT_NEEDED)
        self._begun = self._written
