"""A report as a document of a kind that its recipient can use, or field by field to copy."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.casework.facts import assemble
from app.domain.custody import Act
from app.jobs import Job
from app.report.build import build
from app.report.copying import CopyField, fields_to_copy
from app.report.data.model import Template
from app.report.data.templates import load_template
from app.report.documents import Document, document_kind, document_kinds
from app.report.paper import Paper
from app.report.tree import ReportTree
from app.usecases.new_files import write_new
from app.usecases.reports.directory import entry
from app.usecases.reports.reporting import check_place, get_report, record_report
from app.usecases.vault.vaults import OpenVault
from app.vault.case_seal import seal_of

__all__ = [
    "CopyField",
    "Document",
    "Made",
    "copy_fields",
    "kinds_for",
    "log_document",
    "make_document",
    "save_document",
]


@dataclass(frozen=True, slots=True)
class Made:
    """A document in memory: a neutral name for its file, and its bytes. `title` is a message id."""

    name: str
    title: str
    media_type: str
    content: bytes


def kinds_for(template_id: str) -> tuple[Document, ...]:
    """The kinds of document that a template's recipient can use, the usual one first.

    Raises InputProblem INP-005, FormatProblem RPT-001.
    """
    return document_kinds(load_template(template_id))


def make_document(vault: OpenVault, case_id: str, report_id: str, kind: str, job: Job) -> Made:
    """A report as a document, made in memory in the recipient's language; nothing is written.

    Raises InputProblem INP-003, INP-004; PolicyProblem RPT-035 (not a kind of this recipient),
    EnvironmentProblem ENV-008 (fonts); FormatProblem RPT-002, RPT-036 (more links than a
    spreadsheet holds).
    """
    template = load_template(get_report(vault, case_id, report_id).template)
    document = document_kind(template, kind)
    tree = _tree(vault, case_id, report_id, template, job)
    job.phase("report.pdf")
    addresses = tuple(
        one.value for one in entry(template.recipient, vault).ways if one.kind == "email"
    )
    content = document.render(Paper(tree, template, addresses))
    return Made(document.file_name, document.title, document.media_type, content)


def save_document(
    vault: OpenVault, case_id: str, report_id: str, kind: str, path: Path, job: Job
) -> Made:
    """Save a report as a document where the person chose, unencrypted; the custody log says so.

    Raises what `make_document` raises, and InputProblem INP-016 (there already), INP-020 (inside
    the vault), EnvironmentProblem ENV-001, ENV-004, ENV-005.
    """
    check_place(vault, path)
    made = make_document(vault, case_id, report_id, kind, job)
    job.check()
    write_new(path, made.content)
    record_report(vault, case_id, report_id)
    log_document(vault, case_id, report_id, made.name, len(made.content))
    return made


def log_document(vault: OpenVault, case_id: str, report_id: str, name: str, size: int) -> None:
    """Tell the custody log that a report lies outside the vault now, by its kind's file name."""
    with vault.transaction():
        told = {"name": name, "size": size, **seal_of(vault, case_id).mark}
        vault.custody.append(Act.DOCUMENT_MADE, report_id, case_id, told)
    vault.custody.checkpoint()


def copy_fields(vault: OpenVault, case_id: str, report_id: str, job: Job) -> tuple[CopyField, ...]:
    """The answers of a report one by one, for a form on the web. Raises InputProblem INP-004."""
    template = load_template(get_report(vault, case_id, report_id).template)
    return fields_to_copy(_tree(vault, case_id, report_id, template, job), template)


def _tree(
    vault: OpenVault, case_id: str, report_id: str, template: Template, job: Job
) -> ReportTree:
    report = get_report(vault, case_id, report_id)
    job.phase("report.build")
    facts = assemble(vault, vault.cases.get(case_id), report.answers, template)
    job.check()
    return build(template, facts, report.answers, template.languages[0])
