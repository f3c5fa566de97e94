"""Asks the program with the window to try itself, in a process of its own that shows nothing.

This room knows no window: it starts the other program (`ui.trying`), tells it on its standard input
what to open, and judges what it says.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import msgspec

from app.bundle.verify.checks import CheckFailed, NotChecked, Passed
from app.i18n import N_
from app.paths import resources
from app.usecases.program.selftest.trial import Trial
from app.usecases.program.selftest.written import files_with, marks_of
from app.usecases.program.starting import TRY_WINDOWS

_WAIT_S = 600
_NEUTRAL = {"온기", "Ongi", ""}


class Asked(msgspec.Struct, forbid_unknown_fields=True):
    """What the window's program is told: what to open, and the words nobody may see afterwards."""

    vault: str
    passphrase: str
    marks: list[str]


class Told(msgspec.Struct, forbid_unknown_fields=True):
    """What it answers. `broken` and `uncovered` name pages, `left` pages that kept something."""

    pages: int
    shown: int
    broken: list[str]
    uncovered: list[str]
    left: list[str]
    titles: list[str]


def window_command() -> list[str] | None:
    """The command line of the program with the window; None where it is not there."""
    if getattr(sys, "frozen", False):
        program = Path(sys.executable)
        window = program.with_name(f"ongi{program.suffix}")
        return [str(window), TRY_WINDOWS] if window.is_file() else None
    if find_spec("ui") is None or find_spec("PySide6") is None:
        return None
    return [sys.executable, "-m", "ui", TRY_WINDOWS]


class Windows:
    """Runs the window's program once, when the first check asks; each check judges a part."""

    def __init__(self) -> None:
        self._told: Told | None = None
        self._asked = False

    def pages_show(self, trial: Trial) -> Passed:
        """Every page is shown in both languages, light and dark."""
        told = self._answer(trial)
        if told.broken or not told.pages:
            raise CheckFailed(N_("Not shown: {name}."), name=(*told.broken, "-")[0])
        return Passed(N_("Pages: {count}."), {"count": told.pages})

    def title_is_neutral(self, trial: Trial) -> Passed:
        """Title and name tell nothing of a case or of what the program is for."""
        other = sorted(set(self._answer(trial).titles) - _NEUTRAL)
        if other:
            raise CheckFailed(N_("The title says {name}."), name=other[0])
        return Passed()

    def pictures_are_covered(self, trial: Trial) -> Passed:
        """No page shows a picture that nobody asked for."""
        uncovered = self._answer(trial).uncovered
        if uncovered:
            raise CheckFailed(N_("Seen on: {name}."), name=uncovered[0])
        return Passed()

    def locked_is_empty(self, trial: Trial) -> Passed:
        """After a lock no page holds a word of the case."""
        left = self._answer(trial).left
        if left:
            raise CheckFailed(N_("Still on: {name}."), name=left[0])
        return Passed()

    def leaves_nothing(self, trial: Trial) -> Passed:
        """Where programs keep settings, caches and lists, nothing is readable."""
        self._answer(trial)
        found = files_with(marks_of([trial.mark], ()), _home(trial), ())
        kept = [one for one in _home(trial).rglob("*") if one.name == "recently-used.xbel"]
        if found or kept:
            raise CheckFailed(N_("Readable: {name}."), name=(*found, *kept)[0].name)
        return Passed()

    def _answer(self, trial: Trial) -> Told:
        command = window_command()
        if command is None:
            raise NotChecked(N_("The program with the window is not here."), optional=True)
        if not self._asked:
            self._asked = True
            self._told = _ask(command, trial)
        if self._told is None:
            raise CheckFailed(N_("The program with the window gave no answer."))
        return self._told


def _home(trial: Trial) -> Path:
    return trial.folder / "home"


def _ask(command: list[str], trial: Trial) -> Told | None:
    """What it answered; None where it gave no answer that can be read."""
    asked = Asked(str(trial.place("vault").resolve()), trial.passphrase, [trial.mark])
    _home(trial).mkdir(exist_ok=True)
    try:
        done = subprocess.run(
            command,
            input=msgspec.json.encode(asked),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(trial),
            timeout=_WAIT_S,
            check=False,
        )
        return msgspec.json.decode(done.stdout.splitlines()[-1], type=Told)
    except (OSError, subprocess.TimeoutExpired, IndexError, msgspec.DecodeError):
        return None


def _environment(trial: Trial) -> dict[str, str]:
    """This one's, with a screen that shows nothing and another home, which is searched later."""
    home = _home(trial)
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "CACHE", "DATA")}
    return {
        **os.environ,
        **folders,
        "HOME": str(home),
        "USERPROFILE": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(resources().parent),
    }
