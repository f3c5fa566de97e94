"""`case facts DIR --case ID`: the case in words alone, to standard output."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.usecases.case.plain_facts import SECTIONS, facts_text, plain_facts


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        sections = plain_facts(vault, arguments.case, terminal.texts)
        text = facts_text(vault, arguments.case, terminal.texts)
    return Outcome(
        data={
            "sections": [
                {
                    "name": one.name.value,
                    "title": terminal.tr(SECTIONS[one.name]),
                    "lines": [
                        {"first": fact.first, "second": fact.second, "aside": fact.aside}
                        for fact in one.facts
                    ],
                }
                for one in sections
            ]
        },
        lines=text.splitlines(),
    )


FACTS = Command(_arguments, _run)
