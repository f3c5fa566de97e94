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

from app.jobs import Job
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR

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


def with_vault(ongi: Ongi) -> Ongi:
    """Its vault, of the least cost: each subcommand derives the key in a process of its own.

    What `vault create` makes, with the cost that it measures, is used in test_main_job.
    """
    create_vault(ongi.vault, PASSPHRASE, Job(), argon2=FLOOR).close()
    return ongi


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Ongi:
    """A vault made once, of the least cost: tests of this folder only add to it, or copy it."""
    return with_vault(Ongi(tmp_path_factory.mktemp("flow")))


@pytest.fixture
def ongi(tmp_path: Path) -> Ongi:
    return Ongi(tmp_path)
