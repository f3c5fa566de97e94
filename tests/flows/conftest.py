"""The command line as a person or a script uses it: real processes, real files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "네 낱말로 된 열쇠"


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Ongi:
    """Runs one subcommand in a folder of its own; the passphrase comes from a file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.passphrase = folder / "passphrase.txt"
        self.passphrase.write_text(PASSPHRASE + "\n", "utf-8")
        self.vault = folder / "vault"

    def __call__(
        self,
        *words: str | Path,
        stdin: bytes = b"",
        env: dict[str, str] | None = None,
        seconds: float = 110,
    ) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "app", *map(str, words)],
            cwd=self.folder,
            input=stdin,
            capture_output=True,
            check=False,
            timeout=seconds,
            env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", **(env or {})},
        )
        return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    def opened(self, *words: str | Path) -> Ran:
        """A subcommand on the vault, with its passphrase and as JSON."""
        return self(*words, "--passphrase-file", self.passphrase, "--json")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Ongi:
    """A vault with a case, made once: tests of this folder only read it, or copy it."""
    ongi = Ongi(tmp_path_factory.mktemp("flow"))
    assert ongi.opened("vault", "create", ongi.vault).status == 0
    return ongi


@pytest.fixture
def ongi(tmp_path: Path) -> Ongi:
    return Ongi(tmp_path)
