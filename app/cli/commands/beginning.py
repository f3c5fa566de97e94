"""`report begin` and `report propose`: a report with what the vault knows, and where it comes from."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.domain.text.textsafe import visible
from app.usecases.reports.answering import Proposed, begin, prefill
from app.usecases.reports.interviewing import preview
from app.usecases.reports.reporting import form


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    parser.add_argument(
        "--template", metavar="ID", required=True, help=terminal.tr("which report: see templates")
    )


def _begin(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        report = begin(vault, arguments.case, arguments.template)
    filled = sorted(report.answers)
    return Outcome(
        data={"id": report.id, "template": report.template, "filled": filled},
        lines=[
            terminal.tr("The report is begun: {id}", id=report.id),
            terminal.tr("Put in from the vault: {fields}", fields=", ".join(filled) or "-"),
        ],
    )


def _propose(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    language = terminal.texts.language
    with opened(arguments, terminal) as vault:
        found = prefill(vault, arguments.case, arguments.template, language)
    fields = {one.id: one for one in form(arguments.template).fields}
    return Outcome(
        data={"proposals": [_data(one) for one in found]},
        lines=[
            f"{one.field:24} {visible(preview(fields[one.field], one.answer, language))}"
            f"  ({one.said})"
            for one in found
        ],
    )


def _data(one: Proposed) -> dict[str, object]:
    return {
        "field": one.field,
        "answer": one.answer,
        "origin": one.origin.value,
        "said": one.said,
        "sure": one.sure,
    }


BEGIN = Command(_arguments, _begin)
PROPOSE = Command(_arguments, _propose)
