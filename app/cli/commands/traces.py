"""`traces DIR --item ID`: where programs that make pictures leave marks, and what is there."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.commands.item import item_argument
from app.cli.opening import case_argument, opened, vault_arguments
from app.cli.terminal import Terminal
from app.domain.evidence.traces import ABSENCE, UNTRUSTED, outcome_in_words, place_in_words
from app.domain.text.textsafe import one_line
from app.domain.times.times import iso_utc
from app.usecases.items.tracing import note_label, trace_sheet


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    item_argument(parser, terminal)
    case_argument(parser, terminal, required=False)
    parser.add_argument(
        "--label",
        metavar="TEXT",
        help=terminal.tr("write down a label that was seen with it; needs --case"),
    )
    parser.add_argument(
        "--where", metavar="TEXT", default="", help=terminal.tr("where the label stood")
    )


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        if arguments.label is not None:
            case = arguments.case or ""
            note_label(vault, case, arguments.item, arguments.label, where=arguments.where)
        sheet = terminal.work(lambda job: trace_sheet(vault, arguments.item, job, arguments.case))
    tr, texts = terminal.tr, terminal.texts
    lines = []
    for one in sheet.traces:
        name, outcome = place_in_words(one.place, texts), outcome_in_words(one.outcome, texts)
        lines.append(f"{name}: {outcome}  ({one.where})")
        lines += [f"    {one_line(line, 300)}" for line in one.words.split("\n")[:20] if line]
    if not lines:
        lines.append(tr("This kind of file has no places for such marks that are known here."))
    if sheet.labels:
        lines += ["", tr("Labels that were seen:")]
        lines += [
            f"  {one_line(f'{one.words} · {one.where}'.strip(' ·'), 300)}" for one in sheet.labels
        ]
    data = {
        "item": sheet.item,
        "labels": [
            {"words": one.words, "where": one.where, "noted_at": _utc(one.noted_ms)}
            for one in sheet.labels
        ],
        "traces": [
            {"place": t.place, "outcome": t.outcome.value, "where": t.where, "words": t.words}
            for t in sheet.traces
        ],
        "absence": tr(ABSENCE),
        "trust": tr(UNTRUSTED),
    }
    return Outcome(data=data, lines=[*lines, "", tr(ABSENCE), tr(UNTRUSTED)])


def _utc(at_ms: int | None) -> str | None:
    return None if at_ms is None else iso_utc(at_ms)


TRACES = Command(_arguments, _run)
