"""`traces DIR --item ID`: where programs that make pictures leave marks, and what is there."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.commands.item import item_argument
from app.cli.opening import opened, vault_arguments
from app.cli.terminal import Terminal
from app.domain.textsafe import one_line
from app.domain.traces import ABSENCE, UNTRUSTED, outcome_in_words, place_in_words
from app.usecases.tracing import trace_sheet


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    item_argument(parser, terminal)


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        sheet = terminal.work(lambda job: trace_sheet(vault, arguments.item, job))
    tr, texts = terminal.tr, terminal.texts
    lines = []
    for one in sheet.traces:
        name, outcome = place_in_words(one.place, texts), outcome_in_words(one.outcome, texts)
        lines.append(f"{name}: {outcome}  ({one.where})")
        lines += [f"    {one_line(line, 300)}" for line in one.words.split("\n")[:20] if line]
    if not lines:
        lines.append(tr("This kind of file has no places for such marks that are known here."))
    data = {
        "item": sheet.item,
        "traces": [
            {"place": t.place, "outcome": t.outcome.value, "where": t.where, "words": t.words}
            for t in sheet.traces
        ],
        "absence": tr(ABSENCE),
        "trust": tr(UNTRUSTED),
    }
    return Outcome(data=data, lines=[*lines, "", tr(ABSENCE), tr(UNTRUSTED)])


TRACES = Command(_arguments, _run)
