"""Whether the keyring opens a folder is told without opening it, and without fail."""

from __future__ import annotations

from pathlib import Path

from keyring.errors import KeyringLocked

from app.jobs import Job
from app.usecases.ways_in.keys import keyring_opens, use_keyring
from app.vault import Vault
from tests.memory_keyring import memory_keyring
from tests.unit.vault.filling import PASSPHRASE


def test_a_locked_folder_tells_whether_the_keyring_opens_it(
    closed_vault: Path, tmp_path: Path
) -> None:
    with memory_keyring() as ring:
        assert not keyring_opens(closed_vault)
        with Vault.open(closed_vault, PASSPHRASE) as opened:
            place = use_keyring(opened, Job()).place
        assert keyring_opens(closed_vault)
        assert not keyring_opens(tmp_path / "nowhere")
        ring.fails = KeyringLocked("no")
        assert not keyring_opens(closed_vault)
        ring.fails = None
        with Vault.open(closed_vault, PASSPHRASE) as opened:
            opened.keys.remove(place)
        assert ring.entries
        assert not keyring_opens(closed_vault)
