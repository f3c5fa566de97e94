"""What the program promises, tried where it runs: on words of its own, and on what it did."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable
from pathlib import Path

from app.bundle.verify.checks import CheckFailed, NotChecked, Passed
from app.collect.media.starting import worker_command
from app.domain.evidence.intake import kept_out
from app.errors import InputProblem
from app.i18n import N_
from app.paths import resources
from app.usecases.case.cases import add_case
from app.usecases.case.searching import search
from app.usecases.intake.collecting import collect
from app.usecases.items.evidence import list_items
from app.usecases.program.selftest.trial import NO_JOB, Trial, sample_files
from app.usecases.program.selftest.witness import refused
from app.usecases.program.selftest.written import files_with, marks_of
from app.usecases.told.noting import add_note

NOT_REAL = ("900101", "1234567")
"""The shape of a resident registration number, of nobody: put together only where it is typed."""
READABLE = ("report", "kit", "passphrase_file", "vault_passphrase_file")
"""Results of the main job that a person saves to read them."""
_NOWHERE = ("127.0.0.1", 9)


def marked(trial: Trial) -> Passed:
    """A case, a note and a file with a word that stands nowhere else; the word is found again."""
    trial.given.mkdir()
    file = trial.given / "words.txt"
    file.write_text(f"{trial.mark}\n", "utf-8")
    case = add_case(trial.vault, trial.mark)
    taken = collect(trial.vault, case.id, [file], trial.job)
    add_note(trial.vault, case.id, trial.mark)
    found = search(trial.vault, trial.mark, case.id).total
    if taken.items_taken != 1 or found < 1:
        raise CheckFailed(N_("What was kept is not found."))
    return Passed()


def minor_mode_keeps_out(trial: Trial) -> Passed:
    """In a case where somebody may have been under 19 pictures stay out, and each is named."""
    folder = resources() / "samples" / "screenshots"
    files = [one for one in folder.iterdir() if one.is_file()]
    case = add_case(trial.vault, "", minor_mode=True)
    report = collect(trial.vault, case.id, [folder], trial.job)
    inside = list_items(trial.vault, case.id)
    if inside or kept_out(report) != len(files) or not files:
        raise CheckFailed(N_("A picture got in."))
    return Passed(N_("Kept out and named: {count}."), {"count": len(files)})


def numbers_are_refused(trial: Trial) -> Passed:
    """A note with a resident registration number is not kept."""
    case = add_case(trial.vault, "")
    try:
        add_note(trial.vault, case.id, "-".join(NOT_REAL))
    except InputProblem as problem:
        if problem.code == "INP-022":
            return Passed()
        raise
    raise CheckFailed(N_("It was kept."))


def nothing_is_readable(trial: Trial) -> Passed:
    """No file of vault, backup and bundle, and no name of one, holds a word or piece of evidence.

    That the search finds what it looks for is tried on what was given.
    """
    trial.close()
    saved = [trial.place(name) for name in READABLE]
    marks = marks_of([trial.mark], sample_files())
    if not files_with(marks, trial.given, ()):
        raise CheckFailed(N_("The search itself finds nothing."))
    secrets = marks_of([trial.passphrase], ())
    own = trial.place("vault_passphrase_file")
    found = [
        *files_with(marks, trial.folder, [*saved, trial.given]),
        *files_with(secrets, trial.folder, [own]),
    ]
    if found:
        raise CheckFailed(N_("Readable: {name}."), name=str(found[0].relative_to(trial.folder)))
    return Passed()


def nothing_elsewhere(trial: Trial) -> Passed:
    """Whatever was opened for writing lies in the selftest's folder."""
    _has_worked(trial)
    outside = [one for one in _real(trial.witness.written) if not _is_ours(one, trial.folder)]
    if outside:
        raise CheckFailed(N_("Written elsewhere: {name}."), name=str(outside[0]))
    return Passed(N_("Files and folders written: {count}."), {"count": len(trial.witness.written)})


def _has_worked(trial: Trial) -> None:
    if trial.end is None:
        raise NotChecked(NO_JOB)


def _real(paths: Iterable[Path]) -> list[Path]:
    """Paths with the links of their folders followed, as a temporary folder may be behind one."""
    return sorted(one.parent.resolve() / one.name for one in paths)


def _is_ours(path: Path, folder: Path) -> bool:
    return path.is_relative_to(folder.resolve()) or str(path) == os.devnull


def nothing_sent(trial: Trial) -> Passed:
    """Nothing asked for a network, and a connection that is tried now is refused."""
    _has_worked(trial)
    if trial.witness.asked:
        raise CheckFailed(N_("Asked for a network: {name}."), name=trial.witness.asked[0])
    with socket.socket() as tried:
        if not refused(lambda: tried.connect(_NOWHERE)):
            raise CheckFailed(N_("The watch over the network does not work."))
    trial.witness.asked.clear()
    return Passed()


def nothing_started(trial: Trial) -> Passed:
    """Nothing was started but the program that decodes, and no link was opened."""
    _has_worked(trial)
    own = tuple(worker_command())
    other = [one for one in trial.witness.started if one != own]
    if other:
        raise CheckFailed(N_("Started: {name}."), name=Path(other[0][0]).name)
    if own not in trial.witness.started:
        raise CheckFailed(N_("The watch over other programs does not work."))
    return Passed()
