"""`case name|number|state DIR --case ID`: a case's own sheet, as a support centre keeps it."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.commands.rooms import utc
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.cli.told import choice_argument, meant, text_argument, when_arguments, when_of
from app.domain.case.case_desk import CASE_STATES, CaseState, CaseStep
from app.domain.text.textsafe import one_line
from app.domain.times.times import iso_kst
from app.usecases.case.case_file import (
    case_file,
    case_number,
    number_case,
    rename_case,
    state_case,
    take_back_state,
)


def _name_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    text_argument(parser, "to", terminal.tr("another name; empty for none"))


def _name(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        if arguments.to is not None:
            rename_case(vault, arguments.case, arguments.to)
        case = case_file(vault, arguments.case).case
    shown = one_line(case.title, 200) or terminal.tr("Case without a name")
    return Outcome(data={"id": case.id, "title": case.title}, lines=[shown])


def _number_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    text_argument(parser, "to", terminal.tr("the office's own number for it"))


def _number(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        if arguments.to is not None:
            number_case(vault, arguments.case, arguments.to)
        given = case_number(vault, arguments.case)
    return Outcome(data={"id": arguments.case, "number": given}, lines=[given])


def _state_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    case_arguments(parser, terminal)
    choice_argument(parser, "state", CaseState, tr("where the case stands"))
    when_arguments(parser, terminal)
    text_argument(parser, "note", tr("what else is known"))
    parser.add_argument("--take-back", metavar="STEP", help=tr("take a step out again"))


def _state(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        if arguments.take_back is not None:
            take_back_state(vault, arguments.case, arguments.take_back)
        if arguments.state is not None:
            said = CaseState(meant(arguments.state))
            at = when_of(arguments)
            state_case(vault, arguments.case, said, arguments.note or "", at=at)
        found = case_file(vault, arguments.case)
    state = found.state
    return Outcome(
        data={
            "id": found.case.id,
            "state": None if state is None else state.value,
            "steps": [_data(one) for one in found.steps],
        },
        lines=[_line(one, terminal) for one in found.steps]
        or [terminal.tr("Nothing was said of where it stands. That is fine.")],
    )


def _data(step: CaseStep) -> dict[str, object]:
    return {
        "id": step.id,
        "state": step.state.value,
        "at": utc(step.at_ms),
        "note": step.note,
    }


def _line(step: CaseStep, terminal: Terminal) -> str:
    told = (terminal.tr(CASE_STATES[step.state]), one_line(step.note, 200))
    return f"{step.id}  {iso_kst(step.at_ms)[:10]}  {' · '.join(one for one in told if one)}"


NAME = Command(_name_arguments, _name)
NUMBER = Command(_number_arguments, _number)
STATE = Command(_state_arguments, _state)
