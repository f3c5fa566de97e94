"""Every kind of document that a report can become, by hand: kind, file name, and how it is made.

All are drawn from the same report tree, so none can hold what the template does not let leave. The
bytes are the same for the same tree. Which kinds a recipient can use stands in its template.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.errors import PolicyProblem
from app.i18n import N_
from app.report.data.model import DocumentKind, Template
from app.report.paper import Paper
from app.report.writers.render_csv import render_csv
from app.report.writers.render_docx import render_docx
from app.report.writers.render_eml import render_eml
from app.report.writers.render_hwpx import render_hwpx
from app.report.writers.render_json import render_json
from app.report.writers.render_jsonld import render_jsonld
from app.report.writers.render_pdf import render_pdf
from app.report.writers.render_txt import render_txt
from app.report.writers.render_xlsx import render_xlsx


@dataclass(frozen=True, slots=True)
class Document:
    """A kind of document. `title` and `use` are message ids: what it is, what it is for."""

    kind: DocumentKind
    file_name: str
    media_type: str
    title: str
    use: str
    render: Callable[[Paper], bytes]


DOCUMENTS: tuple[Document, ...] = (
    Document(
        "pdf",
        "report.pdf",
        "application/pdf",
        N_("PDF document"),
        N_("To print, or to hand in as it is"),
        lambda paper: render_pdf(paper.tree, paper.tree.made_ms),
    ),
    Document(
        "hwpx",
        "report.hwpx",
        "application/hwp+zip",
        N_("Hangul document (HWPX)"),
        N_("For offices that want to edit it in Hangul"),
        lambda paper: render_hwpx(paper.tree),
    ),
    Document(
        "docx",
        "report.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        N_("Word document (DOCX)"),
        N_("For offices that want to edit it in Word"),
        lambda paper: render_docx(paper.tree),
    ),
    Document(
        "xlsx",
        "links.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        N_("Link list as a spreadsheet (Excel)"),
        N_("One address a row, to work with and follow up"),
        lambda paper: render_xlsx(paper.tree),
    ),
    Document(
        "csv",
        "links.csv",
        "text/csv",
        N_("Link list as plain rows (CSV)"),
        N_("One address a row, for programs of every kind"),
        lambda paper: render_csv(paper.tree),
    ),
    Document(
        "eml",
        "draft.eml",
        "message/rfc822",
        N_("Mail draft"),
        N_("Opens in your mail program; you send it yourself"),
        render_eml,
    ),
    Document(
        "txt",
        "report.txt",
        "text/plain",
        N_("Plain text"),
        N_("To read anywhere, or to copy into a form"),
        lambda paper: render_txt(paper.tree, paper.template),
    ),
    Document(
        "jsonld",
        "case.jsonld",
        "application/ld+json",
        N_("Data for investigation programs (CASE/UCO)"),
        N_("For programs that compare cases"),
        lambda paper: render_jsonld(paper.tree),
    ),
    Document(
        "json",
        "report.json",
        "application/json",
        N_("Data for programs (JSON)"),
        N_("For the recipient's own programs"),
        lambda paper: render_json(paper.tree),
    ),
)


def document_kinds(template: Template) -> tuple[Document, ...]:
    """The kinds that this recipient can use, the first one as the usual choice."""
    known = {document.kind: document for document in DOCUMENTS}
    return tuple(known[kind] for kind in template.documents if kind in known)


def document_kind(template: Template, kind: str) -> Document:
    """One of a template's kinds by its name. Raises `PolicyProblem` RPT-035."""
    for document in document_kinds(template):
        if document.kind == kind:
            return document
    known = ", ".join(document.kind for document in document_kinds(template))
    raise PolicyProblem("RPT-035", kind=kind, known=known)
