"""Whether the program is carried along on a stick: then it keeps to the stick.

That is so where a file named `portable` lies beside the frozen program, or where it was started
with `--portable`. Vaults are then looked for and proposed beside the program's folder alone, and
this computer's keyring is neither read nor written. Everything else is as always: nothing is
written but vaults and what a person saves. THREATS.md, "On a stick that is carried along".
"""

from __future__ import annotations

import sys
from pathlib import Path

ARGUMENT = "--portable"
MARK = "portable"
_asked: list[bool] = []


def program_folder() -> Path | None:
    """The folder of the frozen program; None in a checkout."""
    if not getattr(sys, "frozen", False):
        return None
    return Path(sys.executable).resolve().parent


def place() -> Path:
    """Where its vaults lie: the folder that has the program's folder in it, or the current one."""
    folder = program_folder()
    return Path.cwd() if folder is None else folder.parent


def begin_portable(arguments: list[str]) -> list[str]:
    """Be portable from now on if the arguments say so; gives the others."""
    if ARGUMENT in arguments and not _asked:
        _asked.append(True)
    return [one for one in arguments if one != ARGUMENT]


def is_portable() -> bool:
    """Whether it is."""
    folder = program_folder()
    return bool(_asked) or (folder is not None and (folder / MARK).is_file())
