"""Collects a folder into a vault until it is killed.

`python importing_child.py VAULT PASSPHRASE CASE FOLDER`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from app.jobs import Job
from app.usecases.collecting import collect
from app.usecases.vaults import open_vault

vault = open_vault(Path(sys.argv[1]), sys.argv[2], Job())
print("open", flush=True)
collect(vault, sys.argv[3], [Path(sys.argv[4])], Job())
print("done", flush=True)
vault.close()
