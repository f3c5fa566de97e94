"""What was written for one recipient is no business of another: its log entries stay here."""

from __future__ import annotations

from app.casework.facts import assemble
from app.domain.evidence.items import Case
from app.report.data.model import Template
from app.usecases.reports.reporting import save_report
from app.vault import Vault


def test_the_log_of_a_report_tells_of_reports_to_its_recipient_only(
    vault: Vault, case: Case, index: Template
) -> None:
    ours = save_report(vault, case.id, "kr.police.complaint", {})
    others = save_report(vault, case.id, "kr.d4u.deletion", {})
    told = {one.subject for one in assemble(vault, case, {}, index).custody}
    assert ours.id in told
    assert others.id not in told
