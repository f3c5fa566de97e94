"""The keyring of a real desktop: GNOME's, on a message bus of its own, in a home of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.jobs import Job
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.flows.conftest import ROOT

PASSPHRASE = "a passphrase for this"
NEEDED = ("dbus-run-session", "gnome-keyring-daemon")

pytestmark = pytest.mark.skipif(
    any(shutil.which(name) is None for name in NEEDED), reason="no GNOME keyring here"
)

SCRIPT = """
set -e
printf login | gnome-keyring-daemon --unlock --components=secrets >/dev/null
ongi() { "$PYTHON" -m app "$@" --lang en; }
ongi key keyring "$VAULT" --passphrase-file "$GIVEN"
ongi vault status "$VAULT" --keyring
ongi key keyring "$VAULT" --keyring --remove
ongi vault status "$VAULT" --keyring || echo "status $?"
"""


def test_a_real_keyring_opens_the_vault_until_its_key_is_taken_out(tmp_path: Path) -> None:
    home, vault, given = tmp_path / "home", tmp_path / "vault", tmp_path / "given"
    home.mkdir()
    given.write_text(PASSPHRASE + "\n", "utf-8")
    create_vault(vault, PASSPHRASE, Job(), argon2=FLOOR).close()
    outside = {
        name: value
        for name, value in os.environ.items()
        if name in {"PATH", "LANG", "LC_ALL", "TMPDIR"}
    }
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", SCRIPT],
        cwd=ROOT,
        env={
            **outside,
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "PYTHON": sys.executable,
            "PYTHONPATH": str(ROOT),
            "VAULT": str(vault),
            "GIVEN": str(given),
        },
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert "So anyone who uses this account on this computer can open the vault." in lines
    assert any(line.startswith("0 items") for line in lines)
    assert "The keyring of this computer opens it no more." in lines
    assert lines[-1] == "status 1"
    assert "VLT-021" in done.stderr
