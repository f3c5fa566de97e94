"""What this process does while the selftest runs: files opened for writing, sockets, programs.

Python tells a hook of it (PEP 578). A connection is refused while the witness looks. What libraries
in C do by themselves is not told: the traces of the tests watch the system's calls for that.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_MAKING = frozenset({"os.mkdir", "os.truncate"})
_TO_SECOND = frozenset({"os.rename", "os.link", "os.symlink"})
_OF_SOCKETS = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"})
_ASKING_NAMES = frozenset({
    "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo",
})  # fmt: skip
_STARTING = frozenset({
    "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "os.system", "webbrowser.open",
})  # fmt: skip
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass
class Witness:
    """What was seen. `started` are command lines, `asked` what was wanted of a network."""

    written: set[Path] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    started: list[tuple[str, ...]] = field(default_factory=list)

    def saw(self, event: str, args: Sequence[Any]) -> None:
        """Take note of one event; raises PermissionError for one that goes to a network."""
        if event == "open":
            self._opened(*args[:3])
        elif event in _MAKING:
            self._wrote(args[0])
        elif event in _TO_SECOND:
            self._wrote(args[1])
        elif event == "subprocess.Popen":
            self.started.append(tuple(map(str, args[1])))
        elif event in _STARTING:
            self.started.append((event, str(args[0])))
        elif event in _ASKING_NAMES or (event in _OF_SOCKETS and _leaves(args[0])):
            self.asked.append(event)
            raise PermissionError(event)

    def _opened(self, path: object, mode: object, flags: object) -> None:
        by_mode = isinstance(mode, str) and any(sign in mode for sign in "wax+")
        if by_mode or (isinstance(flags, int) and flags & _WRITES):
            self._wrote(path)

    def _wrote(self, path: object) -> None:
        if isinstance(path, str | bytes | os.PathLike):
            self.written.add(Path(os.path.abspath(os.fsdecode(path))))  # noqa: PTH100 - follows no link


def _leaves(sock: object) -> bool:
    return getattr(sock, "family", None) != getattr(socket, "AF_UNIX", None)


class _Hook:
    """The one hook of this process: a hook can't be taken away again, so it is put once."""

    def __init__(self) -> None:
        self.witness: Witness | None = None
        self._is_put = False

    def put(self) -> None:
        if not self._is_put:
            sys.addaudithook(self._heard)
            self._is_put = True

    def _heard(self, event: str, args: tuple[Any, ...]) -> None:
        if self.witness is not None:
            self.witness.saw(event, args)


_HOOK = _Hook()


@contextmanager
def looking(witness: Witness) -> Iterator[Witness]:
    """Let the witness see everything that is done meanwhile, in any thread.

    Compiled modules are not written meanwhile: in a checkout Python would keep them beside it.
    """
    _HOOK.put()
    before = sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    _HOOK.witness = witness
    try:
        yield witness
    finally:
        _HOOK.witness = None
        sys.dont_write_bytecode = before


def refused(act: Callable[[], object]) -> bool:
    """Whether the running witness refuses an act, which is what it must do with a connection."""
    try:
        act()
    except PermissionError:
        return True
    except OSError:
        return False
    return False
