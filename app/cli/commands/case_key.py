"""`case key DIR --case ID`: the key that signs what leaves of a case, to be read out beforehand."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.usecases.bundles.signing_key import KeyOfCase, signing_key


def key_lines(key: KeyOfCase, terminal: Terminal) -> list[str]:
    """The fingerprint, and whose key it is."""
    tr = terminal.tr
    return [
        tr("The fingerprint of your signing key: {fingerprint}", fingerprint=key.fingerprint),
        tr(key.whose),
    ]


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        key = signing_key(vault, arguments.case)
    return Outcome(
        data={
            "fingerprint": key.fingerprint,
            "public_key": key.public_line,
            "of": "case" if key.is_own else "vault",
        },
        lines=key_lines(key, terminal),
    )


KEY = Command(case_arguments, _run)
