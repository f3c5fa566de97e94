"""`verify BUNDLE`: the numbered checks of a bundle, as its recipient makes them. Needs no vault."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from app.cli.command import DONE, NOT_ALL, Command, Outcome
from app.cli.earlier import (
    continuation_data,
    continuation_lines,
    earlier_arguments,
    earlier_of,
)
from app.cli.opening import passphrase_argument
from app.cli.terminal import Terminal
from app.i18n import N_
from app.usecases.bundles.bundling import Check, VerifyResult, verify_bundle
from app.usecases.bundles.carrying import check_part
from app.usecases.bundles.comparing import continuation, told_fingerprint
from app.usecases.bundles.identity_files import identity_text, is_closed

STATES = {
    "passed": N_("checked"),
    "failed": N_("does not match"),
    "not_checked": N_("not checked"),
}
RESULTS = {
    "passed": N_(
        "Everything that can be checked matches. This supports the bundle's content; it does not prove it."
    ),
    "failed": N_(
        "Something does not match. Ask for the bundle once more, and keep this one as it is."
    ),
    "incomplete": N_("Not everything could be checked."),
}
PART_RIGHT = N_(
    "Part {number} of {count} is as parts.sha256 lists it. The whole is checked with all of them."
)
PART_WRONG = N_("Part {number} of {count} is not as parts.sha256 lists it. Ask for it once more.")


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    parser.add_argument(
        "bundle", metavar="BUNDLE", help=terminal.tr("the folder that holds bundle.age")
    )
    parser.add_argument(
        "--part", action="store_true", help=terminal.tr("BUNDLE is one part of one; check it alone")
    )
    secret_arguments(parser, terminal)
    parser.add_argument(
        "--signer",
        metavar="FINGERPRINT",
        type=told_fingerprint,
        help=terminal.tr("the signer's SHA256:…, as the sender read it out; decides check 13"),
    )
    earlier_arguments(parser, terminal)


def opening_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """A bundle, and what opens it."""
    parser.add_argument(
        "bundle", metavar="BUNDLE", help=terminal.tr("the folder that holds bundle.age")
    )
    secret_arguments(parser, terminal)


def secret_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """What opens a bundle."""
    passphrase_argument(parser, terminal)
    parser.add_argument(
        "--identity", metavar="FILE", help=terminal.tr("open it with your own key, from its file")
    )


Secret = tuple[str | None, str | None]
"""A bundle's passphrase or its recipient's own key, one of them None."""


def secret_of(arguments: argparse.Namespace, terminal: Terminal) -> Secret:
    """What the arguments name to open the bundle with, or what is typed."""
    if arguments.identity is not None:
        return None, identity_of(arguments.identity, arguments.passphrase_file, terminal)
    asked = terminal.tr("Passphrase of the bundle")
    return terminal.passphrase(arguments.passphrase_file, asked), None


def opened_bundle(
    arguments: argparse.Namespace,
    terminal: Terminal,
    secret: Secret | None = None,
    *,
    asked: int = 0,
    signer: str | None = None,
) -> VerifyResult:
    """What a verification of the bundle finds that the arguments name."""
    passphrase, identity = secret or secret_of(arguments, terminal)
    bundle = Path(arguments.bundle)
    return terminal.work(
        lambda job: verify_bundle(
            bundle, passphrase, job, identity=identity, expected_key=signer, asked=asked
        )
    )


def identity_of(file: str, passphrase_file: str | None, terminal: Terminal) -> str:
    """What a key file holds; its passphrase is asked for only where it is closed with one."""
    path = Path(file)
    words = None
    if is_closed(path):
        words = terminal.passphrase(passphrase_file, terminal.tr("Passphrase of the key file"))
    return terminal.work(lambda job: identity_text(path, words, job))


def check_lines(checks: Sequence[Check], terminal: Terminal) -> list[str]:
    """A line a check: number, state, name, and the reason where there is one."""
    tr = terminal.tr
    width = max((len(tr(word)) for word in STATES.values()), default=0)
    lines = []
    for check in checks:
        state = tr(STATES[check.state])
        why = f" ({check.why_in(terminal.texts)})" if check.why else ""
        lines.append(f"  {check.id:>2}  {state:{width}}  {check.name_in(terminal.texts)}{why}")
    return lines


def _part(path: Path, terminal: Terminal) -> Outcome:
    """One part, held against the list beside it."""
    found = terminal.work(lambda job: check_part(path, job))
    said = PART_RIGHT if found.right else PART_WRONG
    return Outcome(
        status=DONE if found.right else NOT_ALL,
        data={
            "result": "passed" if found.right else "failed",
            "part": found.number,
            "parts": found.count,
            "checks": [],
            "continuation": None,
        },
        lines=[terminal.tr(said, number=found.number, count=found.count)],
    )


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    if arguments.part:
        return _part(Path(arguments.bundle), terminal)
    secret = secret_of(arguments, terminal)
    earlier = earlier_of(arguments, terminal, secret[1])
    number = earlier.number if earlier else 0
    result = opened_bundle(arguments, terminal, secret, asked=number, signer=arguments.signer)
    goes_on = None if earlier is None else continuation(result, earlier)
    right = result.result == "passed" and (goes_on is None or goes_on.state == "passed")
    return Outcome(
        status=DONE if right else NOT_ALL,
        data={
            "result": result.result,
            "part": None,
            "parts": None,
            "checks": [
                {
                    "id": check.id,
                    "name": check.name_in(terminal.texts),
                    "state": check.state,
                    "why": check.why_in(terminal.texts),
                }
                for check in result.checks
            ],
            "continuation": continuation_data(goes_on, terminal),
        },
        lines=[
            *check_lines(result.checks, terminal),
            terminal.tr(RESULTS[result.result]),
            *continuation_lines(goes_on, terminal),
        ],
    )


VERIFY = Command(_arguments, _run)
