"""What one would use instead of taking files into a vault, each as its maker means it to be used.

All end durable. Encrypting is to a public key where the program has that, and nothing is
compressed, since the inputs can't be. Programs that are not installed have an empty path. One is no
program: what the libraries do at best on this machine.
"""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from crypto.age import X25519Identity
from tests.bench import bare
from tests.bench.ground import PASSPHRASE, Ground

RECIPIENT = str(X25519Identity.generate().recipient)
"""Nobody keeps what opens it."""

CP, AGE, GPG = "cp + fsync", "age -r + fsync", "gpg -e + fsync"
BARE = "bare hash + seal + fsync"
SEVEN_ZIP, RESTIC = "7z -p -mx=0 + fsync", "restic backup"
_GPG_KEY = """
mDMEZZIAgBYJKwYBBAHaRw8BAQdAc5baGBHuALIo0yXumjaaafKUn+TFHVETHLAm/B9WBG+0CG1l
YXN1cmVkiJAEExYIADgWIQQC63JHvL7cKPo0vsC6X0/2NPFMcgUCZZIAgAIbAwULCQgHAgYVCgkI
CwIEFgIDAQIeAQIXgAAKCRC6X0/2NPFMcigfAQCOf1TkALdaoWxosWLn6HpRuyhDm/QgMSYTSjEz
O1jgcwEA/BwVucOIsq6iSHaHumejhcHQBvnyZnOY5bMVOcUYJwi4OARlkgCAEgorBgEEAZdVAQUB
AQdAu80nRWv+yi8o6MOdaoaEfqRWtBVAemmkxgx1cVwI4UcDAQgHiHgEGBYIACAWIQQC63JHvL7c
KPo0vsC6X0/2NPFMcgUCZZIAgAIbDAAKCRC6X0/2NPFMcmVEAPoDJtc8H1cXTWfRuwNvOpbp3vHd
rcIVmMBAPIADwJiljgEAjK8ACHRl0u6KhXaLEpHQ/HVfFLayFfPxruJ/qxhFwAs=
"""
"""A public key as `gpg` exports it (Curve25519); its other half was thrown away."""
_WORDS = 2000
"""How many file names a command line is given."""


@dataclass(frozen=True)
class Peer:
    """One such program: how its folder is made ready, which is not timed, and how it stores."""

    name: str
    program: str
    store: Callable[[list[Path], Path], None]
    ready: Callable[[list[Path], Path], None] = lambda _files, _out: None


def peers(ground: Ground) -> tuple[Peer, ...]:
    """All of them. Files lie in one folder, and `out` is a new one."""
    return (
        Peer(CP, ground.cp, partial(_copy, ground)),
        Peer(AGE, ground.age, partial(_with_age, ground)),
        Peer(BARE, sys.executable, bare.store),
        Peer(GPG, ground.gpg, partial(_with_gpg, ground), partial(_linked, ground)),
        Peer(SEVEN_ZIP, ground.seven_zip, partial(_with_seven_zip, ground)),
        Peer(RESTIC, ground.restic, partial(_with_restic, ground), partial(_repository, ground)),
    )


def encrypt_with_age(ground: Ground, file: Path, to: Path) -> None:
    """One file by the age program, made durable."""
    _run(ground.age, "-r", RECIPIENT, "-o", to, file)
    synced(to)


def synced(path: Path) -> None:
    """Make a file or folder durable."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy(ground: Ground, files: list[Path], out: Path) -> None:
    for some in _portions(files):
        _run(ground.cp, "--", *some, out)
    _all_synced(out)


def _with_age(ground: Ground, files: list[Path], out: Path) -> None:
    for file in files:
        encrypt_with_age(ground, file, out / f"{file.name}.age")
    synced(out)


def _linked(ground: Ground, files: list[Path], out: Path) -> None:
    """With many files at once, gpg writes beside its inputs: links lead it to another folder."""
    _gnupg(ground)
    for file in files:
        (out / file.name).symlink_to(file)


def _with_gpg(ground: Ground, files: list[Path], out: Path) -> None:
    home = _gnupg(ground)
    links = [out / file.name for file in files]
    words = ("--homedir", home, "--batch", "--quiet", "--no-autostart", "--compress-algo", "none")
    for some in _portions(links):
        _run(ground.gpg, *words, "--recipient-file", home / "key", "--multifile", "-e", *some)
    for link in links:
        synced(link.with_name(f"{link.name}.gpg"))
    synced(out)


def _gnupg(ground: Ground) -> Path:
    """A folder for gpg with nothing in it but the key: the person's own is left alone."""

    def make(folder: Path) -> None:
        folder.mkdir(mode=0o700)
        (folder / "key").write_bytes(base64.b64decode(_GPG_KEY))

    return ground.kept("gnupg", make)


def _with_seven_zip(ground: Ground, files: list[Path], out: Path) -> None:
    archive = out / "archive.7z"
    words = ("-bso0", "-bsp0", f"-p{PASSPHRASE}", "-mhe=on", "-mx=0")
    _run(ground.seven_zip, "a", *words, archive, _together(files))
    _all_synced(out)


def _repository(ground: Ground, _files: list[Path], out: Path) -> None:
    _restic(ground, out, "init")


def _with_restic(ground: Ground, files: list[Path], out: Path) -> None:
    """It makes durable what it writes by itself."""
    _restic(ground, out, "backup", _together(files))


def _restic(ground: Ground, out: Path, *words: str | Path) -> None:
    environment = {**os.environ, "RESTIC_PASSWORD": PASSPHRASE}
    command = [ground.restic, "--quiet", "--no-cache", "--repo", out / "repository", *words]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


def _together(files: list[Path]) -> Path:
    return files[0].parent if len(files) > 1 else files[0]


def _portions(files: list[Path]) -> list[list[Path]]:
    return [files[begin : begin + _WORDS] for begin in range(0, len(files), _WORDS)]


def _all_synced(folder: Path) -> None:
    for path in folder.iterdir():
        synced(path)
    synced(folder)


def _run(*words: str | Path) -> None:
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
