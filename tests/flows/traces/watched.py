"""Runs a journey in a home of its own and tells what it wrote, from a trace of its system calls.

The trace holds all bytes that were written, so that what was overwritten or removed is searched as
well as what stayed. Journeys run without a network, or with every socket refused, in the same way.
"""

from __future__ import annotations

import codecs
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.flows.conftest import ROOT
from tests.flows.traces.evidence import Given, give

NAMING = (
    "open,openat,openat2,creat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mkdir,"
    "mkdirat,mknod,mknodat,truncate,setxattr,lsetxattr,fsetxattr"
)
WRITING = "write,pwrite64,writev,pwritev,pwritev2"
COPYING = "sendfile,copy_file_range,splice"
OTHER = "mmap,socket,connect,io_uring_setup,memfd_create"
LIMIT_S = 340

_CALL = re.compile(rb"^\d+ +(\w+)\((.*)", re.MULTILINE | re.DOTALL)
_TEXT = re.compile(rb'"((?:[^"\\]|\\.)*)"')
_FILE = re.compile(rb"\d+<(/(?:[^>\\]|\\.)*)>")
_AT = re.compile(rb"(?:AT_FDCWD|\d+)<((?:[^>\\]|\\.)*)>")
_FOR_WRITING = re.compile(rb"O_(?:WRONLY|RDWR|CREAT|TRUNC|TMPFILE)")


@dataclass
class Seen:
    """What a journey did to the disk and to the network."""

    opened: set[Path] = field(default_factory=set)
    """Opened for writing, or mapped so."""
    named: set[bytes] = field(default_factory=set)
    """Every name that a call gave to something."""
    written: dict[Path, bytes] = field(default_factory=dict)
    """Every byte that was written to a file, in the order of the calls."""
    sockets: set[str] = field(default_factory=set)
    rings: int = 0


@dataclass(frozen=True)
class Ground:
    """The tree that belongs to one journey."""

    folder: Path
    given: Given

    @property
    def vault(self) -> Path:
        return self.folder / "vault"

    @property
    def saved(self) -> Path:
        """Where the person saves on purpose."""
        return self.folder / "out"

    def environment(self) -> dict[str, str]:
        """Everything that a program may follow to a folder leads into this tree."""
        home = self.folder / "home"
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "HOME": str(home),
            "TMPDIR": str(self.folder / "tmp"),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_DATA_HOME": str(home / ".local" / "share"),
            "XDG_STATE_HOME": str(home / ".local" / "state"),
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "QT_QPA_PLATFORM": "offscreen",
            "LC_ALL": "C.UTF-8",
            "ONGI_LANGUAGE": "ko",
        }


def ground(folder: Path) -> Ground:
    """A fresh tree with everything that is given."""
    for name in ("home", "tmp", "out", "run"):
        (folder / name).mkdir(mode=0o700)
    return Ground(folder, give(folder / "given"))


def run(
    at: Ground, journey: str, *words: str, before: list[str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """One journey, as a process of its own; `before` is what it is started by."""
    command = [sys.executable, "-B", "-m", f"tests.flows.traces.{journey}", str(at.folder), *words]
    return subprocess.run(
        [*(before or []), *command],
        cwd=at.folder / "home",
        env=at.environment(),
        capture_output=True,
        check=False,
        timeout=LIMIT_S,
    )


def tracing(log: Path, *more: str, calls: str) -> list[str]:
    """Words that start a command under a trace; skips where this machine does not allow one."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not here")
    # The program does not let itself be looked into; who is root in its namespace still may.
    alone = [] if os.geteuid() == 0 else ["unshare", "--map-root-user"]
    base = [*alone, "strace", "-f", "--seccomp-bpf", "-qq", "-o"]
    tried = subprocess.run(
        [*base, "/dev/null", "-e", "trace=write", "true"], capture_output=True, check=False
    )
    if tried.returncode:
        pytest.skip("this machine does not let itself be traced")
    return [*base, str(log), "-y", "-s", str(1 << 24), "-e", f"trace={calls}", *more]


def without_network() -> list[str]:
    """Words that start a command where there is no network; skips where that is not allowed."""
    alone = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") is None or subprocess.run([*alone, "true"], check=False).returncode:
        pytest.skip("this machine gives no network namespaces")
    return alone


def read_trace(log: Path, cwd: Path) -> Seen:
    """What stands in a trace."""
    seen = Seen()
    written: dict[Path, list[bytes]] = defaultdict(list)
    with log.open("rb") as lines:
        for line in lines:
            call = _CALL.match(line)
            if call is not None:
                _read_call(call[1].decode(), call[2], seen, written, cwd)
    seen.written = {path: b"".join(pieces) for path, pieces in written.items()}
    return seen


def _read_call(
    name: str, rest: bytes, seen: Seen, written: dict[Path, list[bytes]], cwd: Path
) -> None:
    if name in WRITING.split(","):
        file = _FILE.match(rest)
        if file is not None:
            written[_path(file[1])] += [_plain(text) for text in _TEXT.findall(rest, file.end())]
    elif name in COPYING.split(","):
        seen.opened |= {_path(one) for one in _FILE.findall(rest)}
    elif name == "mmap":
        file = _FILE.search(rest)
        if file is not None and b"MAP_SHARED," in rest and b"PROT_WRITE" in rest:
            seen.opened.add(_path(file[1]))
    elif name in ("socket", "connect"):
        seen.sockets |= {found.decode() for found in re.findall(rb"\b[AP]F_\w+", rest)}
    elif name == "io_uring_setup":
        seen.rings += 1
    elif name.startswith("open") or name == "creat":
        texts = _TEXT.findall(rest)
        if texts and (name == "creat" or _FOR_WRITING.search(_TEXT.sub(b"", rest))):
            start = _AT.match(rest)
            folder = _path(start[1]) if start else cwd
            seen.opened.add(Path(os.path.normpath(folder / _path(texts[0]))))
            seen.named.add(_plain(texts[0]))
    else:
        seen.named |= {_plain(text) for text in _TEXT.findall(rest)}


def _plain(quoted: bytes) -> bytes:
    return codecs.escape_decode(quoted)[0]  # type: ignore[attr-defined,no-any-return]


def _path(quoted: bytes) -> Path:
    return Path(os.fsdecode(_plain(quoted)))


def refusing_sockets(folder: Path) -> list[str]:
    """Words that start a command where there is no network and no socket is given at all."""
    refused = "inject=socket:error=EACCES"
    return [*without_network(), *tracing(folder / "refused.log", "-e", refused, calls="socket")]
