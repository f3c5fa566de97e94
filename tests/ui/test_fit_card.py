"""Where a report is handed over, a quiet card says how it fits into what its recipient takes."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton

from app.domain.reports.reports import Report
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.reports.reporting import save_report
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import settle
from tests.unit.vault.filling import add_item


def test_the_card_says_how_it_fits_and_lets_go_with_the_lock(desk, tmp_path):
    vault = create_vault(tmp_path / "vault", "a pass phrase", Job(), argon2=FLOOR)
    desk.context.session.open(vault)
    case = add_case(vault, "")
    for number in range(2):
        add_item(vault, case, f"{number}".encode(), f"zq{number}.png")
    desk.context.session.choose(case)
    page = desk.window.frame.page_called("hand_over")

    def told(report: Report) -> str:
        desk.window.frame.go("hand_over", report)
        settle(desk)
        words = (one.text() for one in page._fit.findChildren(QLabel))
        return " ".join(words).replace("\u2060", "")

    said = told(save_report(vault, case.id, "kr.d4u.deletion", {}))
    assert page._fit.isVisible()
    assert "가린 사본을 만들어 대신 낼 수 있는 것: 1. zq0.png, 2. zq1.png" in said
    assert page._fit.findChildren(QPushButton)[0].text() == "모아 둔 것으로"
    said = told(save_report(vault, case.id, "telegram.abuse", {"content.description": "x"}))
    assert "이곳에는 글과 링크만 보내요" in said
    assert "zq0.png" not in said
    inside = [one.text().replace("\u2060", "") for one in page._inside.findChildren(QLabel)]
    assert "신고서" in inside
    assert "모은 것 2건" not in inside
    told(save_report(vault, case.id, "kr.police.complaint", {}))
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert page._fit._fit is None
    assert not page._fit.findChildren(QLabel)
