"""`desk mode|cases|work DIR`: counsellor mode, the cases of a vault, what comes next in them."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.commands.rooms import utc
from app.cli.opening import opened, vault_arguments
from app.cli.terminal import Terminal
from app.cli.told import choice_argument, meant, text_argument
from app.domain.case.case_desk import CASE_STATES, CaseState
from app.domain.text.textsafe import one_line
from app.domain.times.times import iso_kst
from app.usecases.case.case_file import is_counselling, set_counselling
from app.usecases.case.work_list import (
    GROUPS,
    WORK_KINDS,
    CaseRow,
    WorkEntry,
    desk_cases,
    mark_seen,
    work_list,
)

NAME = 40


def _mode_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    parser.add_argument(
        "--set", choices=("on", "off"), metavar="{on,off}", help=terminal.tr("switch it on or off")
    )


def _mode(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        if arguments.set is not None:
            set_counselling(vault, on=arguments.set == "on")
        on = is_counselling(vault)
    tr = terminal.tr
    return Outcome(
        data={"counselling": on},
        lines=[tr("Counsellor mode is on.") if on else tr("Counsellor mode is off.")],
    )


def _cases_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    choice_argument(parser, "state", CaseState, terminal.tr("only those that stand so"))
    text_argument(parser, "find", terminal.tr("only those whose number or name holds this"))


def _cases(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    state = None if arguments.state is None else CaseState(meant(arguments.state))
    language = terminal.texts.language
    with opened(arguments, terminal) as vault:
        rows = desk_cases(vault, language, state=state, find=arguments.find or "")
    nothing = terminal.tr("No case here is like that.")
    return Outcome(
        data={"cases": [_case_data(one) for one in rows]},
        lines=[_case_line(one, terminal) for one in rows] or [nothing],
    )


def _case_data(row: CaseRow) -> dict[str, object]:
    return {
        "id": row.case.id,
        "number": row.number,
        "title": row.case.title,
        "state": None if row.state is None else row.state.value,
        "since": None if row.step is None else utc(row.step.at_ms),
        "changed_at": utc(row.changed_ms),
        "next_day": None if row.next_day is None else row.next_day.isoformat(),
    }


def _case_line(row: CaseRow, terminal: Terminal) -> str:
    tr = terminal.tr
    told = [
        one_line(row.number or row.case.title, NAME) or tr("Case without a name"),
        "" if row.state is None else tr(CASE_STATES[row.state]),
        "" if row.next_day is None else tr("next on {day}", day=row.next_day.isoformat()),
    ]
    return f"{row.case.id}  {iso_kst(row.changed_ms)[:10]}  {' · '.join(filter(None, told))}"


def _work_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    vault_arguments(parser, terminal)
    parser.add_argument("--all", action="store_true", help=tr("what was ticked as well"))
    parser.add_argument("--seen", metavar="KEY", help=tr("tick an entry: it was looked at"))
    parser.add_argument("--unseen", metavar="KEY", help=tr("take a tick back"))


def _work(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        if arguments.seen is not None:
            mark_seen(vault, arguments.seen)
        if arguments.unseen is not None:
            mark_seen(vault, arguments.unseen, on=False)
        entries = work_list(vault, terminal.texts.language, seen=arguments.all)
    nothing = terminal.tr("Nothing is due. What comes will be here.")
    return Outcome(
        data={"entries": [_entry_data(one) for one in entries]},
        lines=[_entry_line(one, terminal) for one in entries] or [nothing],
    )


def _entry_data(one: WorkEntry) -> dict[str, object]:
    return {
        "key": one.key,
        "kind": one.kind.value,
        "group": one.group.value,
        "case": one.case,
        "name": one.name,
        "day": None if one.day is None else one.day.isoformat(),
        "passed": one.passed,
        "words": one.words,
        "count": one.count,
        "filing": one.filing,
        "links": list(one.links),
        "seen": one.seen,
    }


def _entry_line(one: WorkEntry, terminal: Terminal) -> str:
    tr = terminal.tr
    day = tr(GROUPS[one.group]) if one.day is None else one.day.isoformat()
    count = f" × {one.count:,}" if one.count else ""
    said = one.words or tr(WORK_KINDS[one.kind])
    return f"{one.key}  {day}  {one_line(one.name, NAME)}  {said}{count}"


MODE = Command(_mode_arguments, _mode)
CASES = Command(_cases_arguments, _cases)
WORK = Command(_work_arguments, _work)
