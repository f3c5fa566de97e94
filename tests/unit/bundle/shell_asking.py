"""Runs `verify.sh` as a recipient does, and reads the numbers it prints."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
from pathlib import Path

import pytest

from app.paths import resources

SCRIPT = "verify.sh"
NEEDED = ("age", "unzip", "sha256sum", "ssh-keygen", "openssl", "iconv")
SHELLS = tuple(name for name in ("dash", "busybox", "bash") if shutil.which(name))
STATES = {"checked": "passed", "does not match": "failed", "not checked": "not_checked"}
_LINE = re.compile(r"^ +(\d+)  (checked|does not match|not checked) +\S", re.MULTILINE)
_CONTROL = re.compile("\x1b\\[[0-9;?]*[A-Za-z]|\r")

needs_tools = pytest.mark.skipif(
    any(shutil.which(name) is None for name in NEEDED), reason=f"one of {NEEDED} is not installed"
)


def states(printed: str) -> dict[int, str]:
    """State by number of check, out of what was printed in English."""
    return {int(number): STATES[word] for number, word in _LINE.findall(printed)}


def with_identity(
    bundle: Path, identity: str, fresh: Path, *, shell: str = "sh"
) -> tuple[int, str]:
    """Status and words of the script for a folder that holds a bundle."""
    shutil.copy(resources() / "viewer" / SCRIPT, bundle)
    key = fresh.with_name(fresh.name + "-identity")
    key.write_text(identity + "\n")
    words = ["sh"] if shell == "busybox" else []
    run = subprocess.run(
        [shell, *words, bundle / SCRIPT, "-e", "-i", key, fresh],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=60,
    )
    return run.returncode, run.stdout.decode("utf-8", "replace")


def with_passphrase(
    bundle: Path, passphrase: str, fresh: Path, *, key: Path | None = None
) -> tuple[int, str]:
    """The same, with the passphrase typed on a terminal, once: of the bundle, or of a key file."""
    shutil.copy(resources() / "viewer" / SCRIPT, bundle)
    own = ["-i", str(key)] if key else []
    child, terminal = pty.fork()
    if child == 0:
        os.execvp("sh", ["sh", str(bundle / SCRIPT), "-e", *own, str(fresh)])
    shown, answered = b"", False
    while select.select([terminal], [], [], 30)[0]:
        try:
            data = os.read(terminal, 4096)
        except OSError:  # the other side is closed
            break
        shown += data
        if b"Enter passphrase" in shown and not answered:
            os.write(terminal, passphrase.encode() + b"\n")
            answered = True
    os.close(terminal)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return status, _CONTROL.sub("", shown.decode("utf-8", "replace"))
