"""`report DIR --case ID --template ID --answers FILE.toml`: writes a report; `--pdf FILE` saves its document too."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.command import Command, Outcome
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.usecases.new_files import write_new
from app.usecases.reports.documents import log_document
from app.usecases.reports.reporting import (
    check_place,
    form_of,
    read_answers_file,
    report_pdf,
    save_report,
    template_list,
)


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    case_arguments(parser, terminal)
    parser.add_argument(
        "--template", metavar="ID", required=True, help=tr("which report: see templates")
    )
    parser.add_argument(
        "--answers",
        metavar="FILE",
        help=tr("TOML file with the answers; without it everything stays open"),
    )
    parser.add_argument(
        "--report", metavar="ID", help=tr("write this report anew instead of a new one")
    )
    parser.add_argument("--pdf", metavar="FILE", help=tr("save the document as a PDF, unencrypted"))


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    answers = (
        read_answers_file(Path(arguments.answers), arguments.template) if arguments.answers else {}
    )
    with opened(arguments, terminal) as vault:
        if arguments.pdf:
            check_place(vault, Path(arguments.pdf))  # before anything is kept
        report = save_report(
            vault, arguments.case, arguments.template, answers, report_id=arguments.report
        )
        if arguments.pdf:
            pdf = terminal.work(lambda job: report_pdf(vault, arguments.case, report.id, job))
            write_new(Path(arguments.pdf), pdf)
            log_document(vault, arguments.case, report.id, "report.pdf", len(pdf))
    lines = [tr("The report is kept: {id}", id=report.id)]
    if arguments.pdf:
        lines.append(tr("Its document lies, readable for everybody, at {path}", path=arguments.pdf))
    return Outcome(
        data={"id": report.id, "template": report.template, "pdf": arguments.pdf}, lines=lines
    )


def _list_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    parser.add_argument(
        "template", metavar="ID", nargs="?", help=terminal.tr("show the fields of this one")
    )


def _list(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    language = terminal.texts.language
    if arguments.template is None:
        rows = template_list(language)
        return Outcome(
            data={
                "templates": [
                    {"id": r.id, "title": r.title, "as_of": r.as_of.isoformat()} for r in rows
                ]
            },
            lines=[f"{row.id:28} {row.title}" for row in rows],
        )
    fields = form_of(arguments.template, language)
    return Outcome(
        data={
            "template": arguments.template,
            "fields": [
                {"id": f.id, "type": f.type, "label": f.label, "help": f.help} for f in fields
            ],
        },
        lines=[f"{field.id:24} {field.type:16} {field.label}" for field in fields],
    )


REPORT = Command(_arguments, _run)
TEMPLATES = Command(_list_arguments, _list)
