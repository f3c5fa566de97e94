"""`answer set|list|forget DIR --case ID`: facts of a case that are typed once for all its reports."""

from __future__ import annotations

import argparse
import json

from app.cli.command import Command, Outcome
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.domain.reports.reports import Answer
from app.domain.times.times import iso_utc
from app.domain.told.said import Said
from app.usecases.reports.answering import forget, said_of_case, say


def _set_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    case_arguments(parser, terminal)
    _field_argument(parser, terminal)
    parser.add_argument(
        "answer", metavar="ANSWER", help=tr("a text, or JSON for a list, a group, true or false")
    )


def _set(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        before = vault.cases.get(arguments.case).minor_mode
        said = say(vault, arguments.case, arguments.field, _read(arguments.answer))
        after = vault.cases.get(arguments.case).minor_mode
    lines = [terminal.tr("Kept for all reports of this case: {field}", field=said.field)]
    if after and not before:
        lines.append(terminal.tr("Pictures, video and sound stay out of this case from now on."))
    return Outcome(data={**_data(said), "minor_mode": after}, lines=lines)


def _read(text: str) -> Answer:
    """JSON where it is a list, a group, or yes or no; anything else is the text itself."""
    try:
        value: Answer = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return value if isinstance(value, list | dict | bool) else text


def _list_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)


def _list(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        kept = said_of_case(vault, arguments.case)
    return Outcome(
        data={"answers": [_data(one) for one in kept]},
        lines=[f"{one.field:24} {_shown(one.answer)}" for one in kept],
    )


def _shown(answer: Answer) -> str:
    return answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)


def _data(said: Said) -> dict[str, object]:
    return {"field": said.field, "answer": said.answer, "said_at": iso_utc(said.said_ms)}


def _forget_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    _field_argument(parser, terminal)


def _forget(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        forget(vault, arguments.case, arguments.field)
    return Outcome(
        data={"field": arguments.field},
        lines=[terminal.tr("Taken back; reports that hold it keep it: {field}",
                           field=arguments.field)],
    )  # fmt: skip


def _field_argument(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    parser.add_argument(
        "field", metavar="FIELD", help=terminal.tr("a field of the reports: see templates ID")
    )


SET = Command(_set_arguments, _set)
LIST = Command(_list_arguments, _list)
FORGET = Command(_forget_arguments, _forget)
