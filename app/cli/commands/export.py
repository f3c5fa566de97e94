"""`report export DIR --case ID --report ID --as KIND --out FILE`: a report as a document of a kind."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.command import Command, Outcome
from app.cli.commands.bundle import staying_lines
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.usecases.reports.consenting import staying
from app.usecases.reports.documents import save_document


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    case_arguments(parser, terminal)
    parser.add_argument("--report", metavar="ID", required=True, help=tr("which report"))
    parser.add_argument(
        "--as",
        metavar="KIND",
        dest="kind",
        required=True,
        help=tr("pdf, hwpx, docx, xlsx, csv, eml, txt, jsonld or json, as the recipient takes it"),
    )
    parser.add_argument(
        "--out", metavar="FILE", required=True, help=tr("where the document goes, unencrypted")
    )


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr, out = terminal.tr, Path(arguments.out)
    with opened(arguments, terminal) as vault:
        stays = staying(vault, arguments.case, arguments.report).items
        made = terminal.work(
            lambda job: save_document(
                vault, arguments.case, arguments.report, arguments.kind, out, job
            )
        )
    said = tr("Its document lies, readable for everybody, at {path}", path=arguments.out)
    return Outcome(
        data={
            "report": arguments.report,
            "kind": arguments.kind,
            "path": arguments.out,
            "size": len(made.content),
            "withheld": [item.id for item in stays],
        },
        lines=[*staying_lines(stays, terminal), said],
    )


EXPORT = Command(_arguments, _run)
