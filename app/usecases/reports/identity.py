"""The identity sheet of a case that uses a pseudonym, as a PDF of its own; see `app.report`."""

from __future__ import annotations

from pathlib import Path

from app.casework.pseudonym import alias_of, told_of_person
from app.domain.custody import Act
from app.domain.reports.reports import Report
from app.errors import InputProblem
from app.jobs import Job
from app.report.data.templates import known_templates, load_template
from app.report.parts.identity_sheet import identity_sheet
from app.report.writers.render_pdf import render_pdf
from app.usecases.new_files import write_new
from app.usecases.reports.reporting import check_place, record_report
from app.usecases.vault.vaults import OpenVault

__all__ = ["FILE_NAME", "identity_pdf", "save_identity"]

FILE_NAME = "identity-sheet.pdf"


def identity_pdf(vault: OpenVault, case_id: str, job: Job) -> bytes:
    """The sheet, made in memory: what was typed about the person, the rest as lines to write on.

    Raises InputProblem INP-003; RPT-030 where the case has no request for a pseudonym yet;
    EnvironmentProblem ENV-008 (fonts), FormatProblem RPT-002.
    """
    case, asked = vault.cases.get(case_id), _request(vault, case_id)
    template = load_template(asked.template)
    alias = alias_of(vault, case.id) or ""
    job.phase("report.pdf")
    told = told_of_person(vault, case.id)
    made_ms = vault.now_ms()
    tree = identity_sheet(template, told, alias, made_ms, template.languages[0])
    return render_pdf(tree, made_ms)


def save_identity(vault: OpenVault, case_id: str, path: Path, job: Job) -> bytes:
    """Save the sheet where the person chose, unencrypted; the custody log of the vault says so.

    That entry goes to no recipient, nor does the sheet. Raises what `identity_pdf` raises, and
    InputProblem INP-016 (there already), INP-020 (inside the vault), EnvironmentProblem ENV-001,
    ENV-004, ENV-005.
    """
    check_place(vault, path)
    request = _request(vault, case_id)
    content = identity_pdf(vault, case_id, job)
    job.check()
    write_new(path, content)
    record_report(vault, case_id, request.id)
    with vault.transaction():
        told: dict[str, str | int] = {"name": FILE_NAME, "size": len(content)}
        vault.custody.append(Act.IDENTITY_SAVED, request.id, case_id, told)
    vault.custody.checkpoint()
    return content


def _request(vault: OpenVault, case_id: str) -> Report:
    """The request for a pseudonym that a case has. Raises InputProblem INP-003, RPT-030."""
    case = vault.cases.get(case_id)
    wanted = {name for name in known_templates() if load_template(name).asks_identity}
    asked = next((one for one in vault.reports.in_case(case.id) if one.template in wanted), None)
    if asked is None:
        raise InputProblem("RPT-030")
    return asked
