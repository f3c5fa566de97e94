"""Every kind of document that a report can become, by hand: kind, file name, and how it is made.

All are drawn from the same report tree, so none can hold what the template does not let leave. The
bytes are the same for the same tree. Which kinds a recipient can use stands in its template.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.errors import PolicyProblem
from app.i18n import N_
from app.report.model import DocumentKind, Template
from app.report.render_csv import render_csv
from app.report.render_json import render_json
from app.report.render_pdf import render_pdf
from app.report.render_txt import render_txt
from app.report.tree import ReportTree


@dataclass(frozen=True, slots=True)
class Document:
    """A kind of document. `title` and `use` are message ids: what it is, what it is for."""

    kind: DocumentKind
    file_name: str
    media_type: str
    title: str
    use: str
    render: Callable[[ReportTree, Template], bytes]


DOCUMENTS: tuple[Document, ...] = (
    Document(
        "pdf",
        "report.pdf",
        "application/pdf",
        N_("PDF document"),
        N_("To print, or to hand in as it is"),
        lambda tree, _template: render_pdf(tree, tree.made_ms),
    ),
    Document(
        "csv",
        "links.csv",
        "text/csv",
        N_("Link list as plain rows (CSV)"),
        N_("One address a row, for programs of every kind"),
        lambda tree, _template: render_csv(tree),
    ),
    Document(
        "txt",
        "report.txt",
        "text/plain",
        N_("Plain text"),
        N_("To read anywhere, or to copy into a form"),
        render_txt,
    ),
    Document(
        "json",
        "report.json",
        "application/json",
        N_("Data for programs (JSON)"),
        N_("For the recipient's own programs"),
        lambda tree, _template: render_json(tree),
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
