"""What a document is drawn from: the report tree, its template, and where mails to it go."""

from __future__ import annotations

from dataclasses import dataclass

from app.report.data.model import Template
from app.report.tree import ReportTree


@dataclass(frozen=True, slots=True)
class Paper:
    """A report about to become a document. `addresses`: the recipient's mail addresses, if any."""

    tree: ReportTree
    template: Template
    addresses: tuple[str, ...] = ()
