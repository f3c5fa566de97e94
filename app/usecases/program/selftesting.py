"""The selftest: the program tries itself where it runs, frozen or in the checkout.

It does its main job on the samples that come along, in a folder of its own, and then tries what it
promises on what that left. The numbers of the checks never change their meaning; what could not be
tried is told as not checked, never as passed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from app.bundle.verify.checks import (
    Check,
    CheckFailed,
    NotChecked,
    Passed,
    Result,
    State,
    add_up,
)
from app.errors import Cancelled, EnvironmentProblem, InputProblem, OngiError
from app.i18n import N_, Texts
from app.jobs import Job
from app.usecases.program.selftest import brought_along, decoder, main_job, promises
from app.usecases.program.selftest.trial import Act, Trial
from app.usecases.program.selftest.window import Windows
from app.usecases.program.selftest.witness import looking

__all__ = ["PARTS", "Check", "add_up", "try_itself"]

PARTS = ("files", "decoder", "job", "window")
"""What can be tried alone. The window's checks need what the main job leaves."""

_ENDED_WITH = N_("It ended with {name}.")
_BROKEN = (
    OSError, ImportError, ArithmeticError, LookupError, ValueError, TypeError, RuntimeError,
    AttributeError,
)  # fmt: skip
"""What a part that is missing or does not fit this system ends with."""


def _rows(windows: Windows) -> tuple[tuple[str, str, Act], ...]:
    """Part, name and act of each check, in the order of their numbers."""
    return (
        ("files", N_("Every file of the program is as it was made"), brought_along.program_files),
        ("files", N_("Texts, forms, lists and fonts are whole"), brought_along.data_files),
        ("files", N_("The libraries that come along can be used"), brought_along.libraries),
        (
            "decoder",
            N_("Pictures, documents and films are decoded in a process of its own"),
            decoder.decoder_works,
        ),
        ("decoder", N_("Words in pictures can be read"), decoder.words_are_read),
        (
            "decoder",
            N_("That process can't write files or gain rights"),
            decoder.decoder_is_confined,
        ),
        (
            "job",
            N_("The main job came to its end, from a new vault to a checked bundle"),
            main_job.main_job,
        ),
        ("job", N_("What was marked is kept and found"), promises.marked),
        ("job", N_("What was given is kept byte for byte"), main_job.given_is_kept),
        ("job", N_("A changed bundle does not pass"), main_job.changed_bundle_is_refused),
        (
            "job",
            N_("Where somebody may have been under 19, pictures stay out"),
            promises.minor_mode_keeps_out,
        ),
        ("job", N_("A resident registration number is not kept"), promises.numbers_are_refused),
        ("job", N_("The vault opens again, with its passphrase only"), main_job.opens_again),
        ("job", N_("A damaged item is noticed and named"), main_job.damage_is_named),
        (
            "job",
            N_("No file holds anything of the evidence in the clear"),
            promises.nothing_is_readable,
        ),
        ("job", N_("Nothing was written outside the chosen folder"), promises.nothing_elsewhere),
        ("job", N_("No network was asked for"), promises.nothing_sent),
        ("job", N_("No other program was started, no link opened"), promises.nothing_started),
        (
            "window",
            N_("Every page shows itself, in both languages, light and dark"),
            windows.pages_show,
        ),
        ("window", N_("The window's title gives nothing away"), windows.title_is_neutral),
        (
            "window",
            N_("Pictures stay covered until they are asked for"),
            windows.pictures_are_covered,
        ),
        (
            "window",
            N_("After a lock nothing of the case is in the window"),
            windows.locked_is_empty,
        ),
        ("window", N_("The window leaves nothing behind on the disk"), windows.leaves_nothing),
    )


def try_itself(
    folder: Path,
    texts: Texts,
    job: Job,
    tell: Callable[[Check], None],
    only: Sequence[str] = (),
) -> tuple[Result, tuple[Check, ...]]:
    """Make the checks of some parts, or of all, in a new or empty folder, which stays.

    `tell` hears each check as it ends. What the window tries needs the main job, which is done for
    it as well. Raises InputProblem INP-009 where the folder holds something, EnvironmentProblem
    ENV-004 where it can't be made, Cancelled.
    """
    _make(folder)
    wanted = set(only or PARTS)
    if "window" in wanted:
        wanted.add("job")
    trial = Trial(folder, texts, job)
    checks: list[Check] = []
    try:
        for number, (part, name, act) in enumerate(_rows(Windows()), 1):
            if part not in wanted:
                continue
            job.check()
            job.phase("selftest.check", subject=texts.tr(name))
            check = _made(number, name, act, trial, watched=part == "job")
            checks.append(check)
            tell(check)
    finally:
        trial.close()
    return add_up(tuple(checks)), tuple(checks)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken = any(folder.iterdir())
    except OSError:
        raise EnvironmentProblem("ENV-004", name=str(folder)) from None
    if taken:
        raise InputProblem("INP-009", name=str(folder))


def _made(number: int, name: str, act: Act, trial: Trial, *, watched: bool) -> Check:
    """One check. What a part that does not work raises is told by its kind, never by its text."""
    try:
        passed = _run(act, trial, watched=watched)
    except CheckFailed as problem:
        return Check(number, name, State.FAILED, problem.why, problem.values)
    except NotChecked as reason:
        return Check(
            number, name, State.NOT_CHECKED, reason.why, reason.values, optional=reason.optional
        )
    except Cancelled:
        raise
    except OngiError as problem:
        return Check(number, name, State.FAILED, _ENDED_WITH, {"name": problem.code})
    except _BROKEN as problem:
        return Check(number, name, State.FAILED, _ENDED_WITH, {"name": type(problem).__name__})
    return Check(number, name, State.PASSED, passed.why, passed.values)


def _run(act: Act, trial: Trial, *, watched: bool) -> Passed:
    if not watched:
        return act(trial)
    with looking(trial.witness):
        return act(trial)
