"""`filing add|step|list|remove DIR --case ID`: what was handed in, and what came back."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.commands.rooms import utc
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.cli.told import (
    choice_argument,
    meant,
    text_argument,
    time_data,
    time_line,
    when_arguments,
    when_of,
)
from app.domain.follow_up.filings import FilingState, FilingStep
from app.domain.follow_up.ledger_words import FILING_STATES
from app.domain.text.textsafe import one_line
from app.usecases.follow_up.ledger import (
    FilingRow,
    StepSaid,
    add_filing,
    list_filings,
    recipient_name,
    remove_filing,
    state_step,
    take_back_step,
)


def _step_arguments(parser: argparse.ArgumentParser, terminal: Terminal, *, required: bool) -> None:
    tr = terminal.tr
    choice_argument(parser, "state", FilingState, tr("where it stands"), required=required)
    when_arguments(parser, terminal)
    text_argument(parser, "receipt", tr("the number that the recipient gave"))
    text_argument(parser, "channel", tr("how it went: online, by mail, at the desk"))
    text_argument(parser, "note", tr("what else is known"))


def _add_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    case_arguments(parser, terminal)
    parser.add_argument("--report", metavar="ID", help=tr("the report that was handed in"))
    text_argument(parser, "to", tr("to whom: a body of the directory, or any name"))
    _step_arguments(parser, terminal, required=False)


def _said(arguments: argparse.Namespace) -> StepSaid:
    return StepSaid(
        FilingState(meant(arguments.state or FilingState.DRAFTED.value)),
        when_of(arguments),
        arguments.receipt or "",
        arguments.channel or "",
        arguments.note or "",
    )


def _add(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        row = add_filing(
            vault,
            arguments.case,
            recipient_id=arguments.to or "",
            report_id=arguments.report,
            first=_said(arguments),
        )
    told = terminal.tr("Written down: {id}", id=row.filing.id)
    return Outcome(data={"id": row.filing.id, "step": row.steps[0].id}, lines=[told])


def _step_more(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    case_arguments(parser, terminal)
    parser.add_argument("--filing", metavar="ID", required=True, help=tr("what was handed in"))
    parser.add_argument(
        "--take-back",
        metavar="STEP",
        nargs="?",
        const="",
        help=tr("take a step out again; without its identifier the newest"),
    )
    _step_arguments(parser, terminal, required=False)


def _step(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    taken = arguments.take_back
    with opened(arguments, terminal) as vault:
        if taken is not None:
            step = take_back_step(vault, arguments.case, arguments.filing, taken or None)
        else:
            step = state_step(vault, arguments.case, arguments.filing, _said(arguments))
    tr = terminal.tr
    line = tr("Written down: {id}", id=step.id) if taken is None else tr("Taken out.")
    return Outcome(data={"id": step.id, "taken_back": taken is not None}, lines=[line])


def _step_data(step: FilingStep) -> dict[str, object]:
    return {
        "id": step.id,
        "state": step.state.value,
        **time_data("at", step.at),
        "receipt": step.receipt,
        "channel": step.channel,
        "note": step.note,
        "said_at": utc(step.said_ms),
    }


def _data(row: FilingRow, language: str) -> dict[str, object]:
    filing = row.filing
    return {
        "id": filing.id,
        "report": filing.report,
        "template": filing.template,
        "recipient": filing.recipient,
        "recipient_name": recipient_name(filing.recipient, language),
        "state": row.state.value,
        "receipt": row.receipt,
        "steps": [_step_data(step) for step in row.steps],
    }


def _lines(row: FilingRow, terminal: Terminal) -> list[str]:
    name = recipient_name(row.filing.recipient, terminal.texts.language)
    lines = [f"{row.filing.id}  {one_line(name, 80)}"]
    for step in row.steps:
        told = (
            time_line(step.at),
            terminal.tr(FILING_STATES[step.state]),
            one_line(step.receipt, 60),
            one_line(step.channel, 60),
        )
        lines.append(f"    {step.id}  " + " · ".join(one for one in told if one))
    return lines


def _list(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        rows = list_filings(vault, arguments.case)
    lines = [line for row in rows for line in _lines(row, terminal)]
    nothing = terminal.tr("Nothing is written down in this case yet.")
    return Outcome(
        data={"filings": [_data(row, terminal.texts.language) for row in rows]},
        lines=lines or [nothing],
    )


def _remove_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    parser.add_argument(
        "--filing", metavar="ID", required=True, help=terminal.tr("what is taken out")
    )


def _remove(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        remove_filing(vault, arguments.case, arguments.filing)
    return Outcome(data={"id": arguments.filing}, lines=[terminal.tr("Taken out.")])


ADD = Command(_add_arguments, _add)
STEP = Command(_step_more, _step)
LIST = Command(case_arguments, _list)
REMOVE = Command(_remove_arguments, _remove)
