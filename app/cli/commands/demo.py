"""`demo`: the main job from beginning to end on the samples that come with the program."""

from __future__ import annotations

import argparse
import shlex
import tempfile
from pathlib import Path

from app.cli.command import DONE, NOT_ALL, Command, Outcome
from app.cli.terminal import Terminal
from app.usecases.program.demonstrating import Step, walk_main_job


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    parser.add_argument(
        "--out", metavar="FOLDER", help=terminal.tr("where the results go (default: a new folder)")
    )


def _said(step: Step, terminal: Terminal) -> str:
    text = terminal.tr(step.text, **step.values)
    return f"{step.number}. {text}  [{step.seconds:.1f} s]"


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    out = Path(arguments.out) if arguments.out else Path(tempfile.mkdtemp(prefix="ongi-demo-"))
    steps: list[Step] = []

    def tell(step: Step) -> None:
        steps.append(step)
        if not terminal.as_json:
            print(_said(step, terminal), flush=True)

    end = terminal.work(lambda job: walk_main_job(out, terminal.texts, job, tell))
    lines = [terminal.tr("The results lie in {path}", path=out)]
    lines += [f"  {terminal.tr(text)}: {path}" for _, text, path in end.places]
    at = {name: str(path) for name, _, path in end.places}
    lines.append(terminal.tr("To see each of the recipient's checks:"))
    lines.append(
        f"  ./run verify {shlex.quote(at['bundle'])} --passphrase-file {shlex.quote(at['passphrase_file'])}"
    )
    data = {
        "out": str(out),
        "steps": [
            {
                "number": s.number,
                "text": terminal.tr(s.text, **s.values),
                "values": dict(s.values),
                "seconds": s.seconds,
            }
            for s in steps
        ],
        "result": end.result,
        "places": at,
    }
    return Outcome(status=DONE if end.result == "passed" else NOT_ALL, data=data, lines=lines)


DEMO = Command(_arguments, _run)
