"""`report fit DIR --case ID --report ID`: how what goes along fits into what the recipient takes."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator

from app.cli.command import Command, Outcome
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.domain.reports.fit_words import DOUBTFUL, NO_FILES, NOT_KNOWN, PARTS
from app.domain.text.textsafe import visible_name
from app.usecases.reports.fitting import Exhibit, Fit, fit


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    parser.add_argument("--report", metavar="ID", required=True, help=terminal.tr("which report"))


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        found = fit(vault, arguments.case, arguments.report)
    return Outcome(data=_data(arguments.report, found), lines=_lines(found, terminal))


def _data(report: str, found: Fit) -> dict[str, object]:
    return {
        "report": report,
        "takes_files": found.takes_items,
        "known": found.known,
        "sure": found.sure,
        "source": found.limits.source,
        "parts": len(found.groups),
        "items": list(_items(found)),
    }


def _items(found: Fit) -> Iterator[dict[str, object]]:
    """One row an exhibit: the part it is in, or why it is in none."""
    covers = {one.exhibit.number: one for one in found.proposals}
    placed = [(one, part, "") for part, group in enumerate(found.groups, 1) for one in group]
    placed += [(one, 0, "too_large") for one in found.too_large]
    placed += [(one, 0, "not_taken") for one in found.not_taken]
    for exhibit, part, why in sorted(placed, key=lambda one: one[0].number):
        cover = covers.get(exhibit.number)
        yield {
            "number": exhibit.number,
            "item": exhibit.item.id,
            "size": exhibit.item.size,
            "part": part,
            "left_out": why,
            "cover": cover is not None,
            "copy": cover.copy.id if cover and cover.copy else None,
        }


def _lines(found: Fit, terminal: Terminal) -> list[str]:
    tr = terminal.tr
    if not found.takes_items:
        return [tr(NO_FILES)]
    lines = [] if found.known else [tr(NOT_KNOWN)]
    if found.known and not found.sure:
        lines.append(tr(DOUBTFUL))
    if len(found.groups) > 1:
        lines.append(tr(PARTS, count=len(found.groups)))
    for number, group in enumerate(found.groups, 1):
        lines += [tr("Part {number}: {names}", number=number, names=_names(group))]
    if found.too_large:
        lines.append(tr("Larger than they take: {names}", names=_names(found.too_large)))
    if found.not_taken:
        lines.append(tr("Not of a kind they take: {names}", names=_names(found.not_taken)))
    for one in found.proposals:
        name = _names([one.exhibit])
        lines.append(
            tr("A covered copy of {name} is there: {copy}", name=name, copy=one.copy.id)
            if one.copy
            else tr("A covered copy of {name} can be made.", name=name)
        )
    return lines


def _names(exhibits: Iterable[Exhibit]) -> str:
    return ", ".join(f"{one.number} {visible_name(one.item.name, 40)}" for one in exhibits)


FIT = Command(_arguments, _run)
