"""Does one act on a vault as a process of its own: `python -m tests.fault.acting_child ACT PLACE`.

Says `here` when all is loaded, waits for a line, acts, and says how it ended: `done` or the code of
an error. `hold` says `holding` with the vault open, and closes it at the next line or is killed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from app.errors import OngiError
from app.jobs import Job
from app.usecases.intake.collecting import collect
from app.usecases.intake.dropping import drop
from app.usecases.vault.backups import make_backup
from app.usecases.vault.ending import destroy_vault
from app.vault import Vault
from tests.fault.operation import PASSPHRASE


def _say(line: str) -> None:
    print(line, flush=True)


def _opened(place: Path) -> Vault:
    return Vault.open(place / "vault", PASSPHRASE)


def _collect(place: Path) -> None:
    with _opened(place) as vault:
        collect(vault, vault.cases.all()[0].id, [place / "given"], Job())


def _hold(place: Path) -> None:
    with _opened(place):
        _say("holding")
        sys.stdin.readline()


def _drop(place: Path) -> None:
    assert drop(place / "vault", [place / "given"], Job()).refused == ()


def _backup(place: Path) -> None:
    with _opened(place) as vault:
        make_backup(vault, place / "copy", Job())


def _destroy(place: Path) -> None:
    destroy_vault(_opened(place), Job())


ACTS: dict[str, Callable[[Path], None]] = {
    "open": _collect,
    "hold": _hold,
    "drop": _drop,
    "backup": _backup,
    "destroy": _destroy,
}


def main() -> None:
    _say("here")
    sys.stdin.readline()
    try:
        ACTS[sys.argv[1]](Path(sys.argv[2]))
    except OngiError as error:
        _say(error.code)
    else:
        _say("done")


main()
