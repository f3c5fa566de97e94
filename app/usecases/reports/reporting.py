"""Write a report from a template, and set it as a document."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.casework.facts import assemble
from app.casework.saying import say_answers
from app.domain.custody import Act
from app.domain.ids import new_id
from app.domain.reports.reports import Report
from app.errors import EnvironmentProblem, InputProblem
from app.jobs import Job
from app.report.answers import MAX_FILE_KIB, Answers, check_answers, read_answers
from app.report.build import build
from app.report.data.model import (
    Choice,
    Field,
    FieldType,
    Requirement,
    Section,
    Template,
    TemplateInfo,
)
from app.report.data.templates import load_template, template_infos
from app.report.writers.render_pdf import render_pdf
from app.usecases.reports.consenting import note_choice
from app.usecases.vault.vaults import OpenVault

__all__ = [
    "Choice",
    "Field",
    "FieldRow",
    "FieldType",
    "Requirement",
    "Section",
    "Template",
    "TemplateInfo",
    "check_place",
    "form",
    "form_of",
    "get_report",
    "outside",
    "read_answers_file",
    "record_report",
    "report_pdf",
    "save_report",
    "template_list",
]


@dataclass(frozen=True)
class FieldRow:
    """A field of a template as a list shows it, in one language."""

    id: str
    type: str
    label: str
    help: str


def template_list(language: str) -> tuple[TemplateInfo, ...]:
    """The reports that can be written."""
    return template_infos(language)


def form(template_id: str) -> Template:
    """A whole template, for the form. Raises InputProblem INP-005, FormatProblem RPT-001."""
    return load_template(template_id)


def form_of(template_id: str, language: str) -> tuple[FieldRow, ...]:
    """The fields of a template, in their order."""
    return tuple(
        FieldRow(
            field.id,
            field.type.value,
            field.label.in_language(language),
            field.help.in_language(language) if field.help else "",
        )
        for field in load_template(template_id).fields
    )


def read_answers_file(path: Path, template_id: str) -> Answers:
    """Answers from a TOML file, held against the template.

    Raises InputProblem INP-002, INP-006 with the line, INP-007, INP-008, INP-015; FormatProblem
    RPT-004.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_FILE_KIB * 1024 + 1)
    except FileNotFoundError:
        raise InputProblem("INP-002", name=str(path)) from None
    except OSError:
        raise EnvironmentProblem("ENV-003", name=str(path)) from None
    return read_answers(raw, load_template(template_id))


def save_report(
    vault: OpenVault,
    case_id: str,
    template_id: str,
    answers: Mapping[str, Any],
    *,
    report_id: str | None = None,
    draft: bool = False,
    put_in: Mapping[str, Any] | None = None,
) -> Report:
    """Keep a report; with `report_id` in place of its former state. Empty answers are fine.

    Answers that became others are facts of the case for all its reports (`answering`), but for
    those that were `put_in` from the vault and stand as they were: nobody typed them. A `draft` is
    kept just as durably, without an entry in the custody log: `record_report` writes it when the
    person leaves the form or hands over.

    Raises InputProblem: INP-003 case, INP-004 report, INP-005 template, INP-007 and INP-008
    answers, INP-015.
    """
    case = vault.cases.get(case_id)
    template = load_template(template_id)
    checked = check_answers(answers, template)
    before = {} if report_id is None else get_report(vault, case_id, report_id).answers
    report = Report(
        id=report_id or new_id("report"),
        case=case.id,
        template=template.id,
        template_version=str(template.version),
        answers=checked,
        saved_ms=vault.now_ms(),
    )
    with vault.transaction():
        vault.reports.save(report)
        say_answers(vault, template, report, {**(put_in or {}), **before})
        if not draft:
            _log_saved(vault, report)
            note_choice(vault, report)
    if not draft:
        vault.custody.checkpoint()
    return report


def record_report(vault: OpenVault, case_id: str, report_id: str) -> bool:
    """Write the custody entry of a report that was saved as a draft since its last entry.

    Where choosing what goes along is the consent, the choice is written down too, once.

    Gives whether there was one to write; safe to call at any time, also after a crash. Raises
    InputProblem INP-004.
    """
    report = get_report(vault, case_id, report_id)
    entries = vault.custody.of_subject(report.id)
    logged = [entry.at_ms for entry in entries if entry.act is Act.REPORT_SAVED]
    is_newer = not logged or report.saved_ms > logged[-1]
    with vault.transaction():
        if is_newer:
            _log_saved(vault, report)
        chosen = note_choice(vault, report)
    if is_newer or chosen:
        vault.custody.checkpoint()
    return is_newer


def _log_saved(vault: OpenVault, report: Report) -> None:
    vault.custody.append(
        Act.REPORT_SAVED,
        report.id,
        report.case,
        {"template": report.template, "version": int(report.template_version)},
    )


def get_report(vault: OpenVault, case_id: str, report_id: str) -> Report:
    """A report of that case. Raises InputProblem INP-004."""
    report = vault.reports.get(report_id)
    if report.case != case_id:
        raise InputProblem("INP-004", id=report_id)
    return report


def report_pdf(vault: OpenVault, case_id: str, report_id: str, job: Job) -> bytes:
    """The document of a report as tagged PDF/A-3a, made in memory, in the recipient's language.

    Raises InputProblem INP-004, EnvironmentProblem ENV-008 (fonts), FormatProblem RPT-002.
    """
    report = get_report(vault, case_id, report_id)
    template = load_template(report.template)
    job.phase("report.build")
    facts = assemble(vault, vault.cases.get(case_id), report.answers, template)
    job.check()
    tree = build(template, facts, report.answers, template.languages[0])
    job.phase("report.pdf")
    return render_pdf(tree, facts.made_ms)


def outside(vault: OpenVault, path: Path) -> None:
    """Raise InputProblem INP-020 where a path lies in the vault's folder, which holds nothing else.

    What is not the vault's own would be reported as unexplained there, and go where the vault goes.
    """
    if path.resolve().is_relative_to(vault.path.resolve()):
        raise InputProblem("INP-020", name=str(path))


def check_place(vault: OpenVault, path: Path) -> None:
    """Whether a document can be saved as `path`, as far as that is known before it is made.

    Raises InputProblem INP-016 (there already), INP-020 (inside the vault), EnvironmentProblem
    ENV-004.
    """
    outside(vault, path)
    if os.path.lexists(path):
        raise InputProblem("INP-016", name=str(path))
    if not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
        raise EnvironmentProblem("ENV-004", name=str(path))
