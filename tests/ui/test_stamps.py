"""The switch for a time stamp: off each time, says what leaves, and waits without a hurry."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QLabel

from app.domain.bundles.stamps import NO_STAMPS
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.reports.reporting import save_report
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import settle
from tests.ui.walks.stamps import waiting
from tests.unit.stamps.conftest import known, office, responder, server

__all__ = ["known", "office", "responder", "server"]


@pytest.fixture
def shown(desk, tmp_path):
    """The page where a report is handed over, with its card."""
    vault = create_vault(tmp_path / "vault", "a pass phrase", Job(), argon2=FLOOR)
    case = add_case(vault, "")
    save_report(vault, case.id, "kr.police.statement", {})
    desk.context.session.open(vault)
    desk.context.session.choose(case)
    desk.window.frame.go("hand_over")
    settle(desk)
    return desk.window.frame.page_called("hand_over")._stamps


def said(card):
    words = (one.text() for one in card.findChildren(QLabel) if one.isVisible())
    return " ".join(words).replace("\u2060", "")


def test_it_is_off_and_says_what_leaves_before_anything_does(desk, shown):
    assert shown.wish() == NO_STAMPS
    assert "SHA-256" not in said(shown)
    assert not shown.again.isVisible()
    shown.switch.setChecked(True)
    assert shown.wish().names == ("freetsa",)  # over a closed line; the other one is asked for
    assert "목록의 확인값(SHA-256)만 보내요" in said(shown)
    assert "DigiCert까지" not in said(shown)
    assert "freeTSA: 확인일 2026-02" in said(shown)
    assert "DigiCert: 확인일" not in said(shown)
    shown.asked["digicert"].setChecked(True)
    assert shown.wish().names == ("freetsa", "digicert")
    assert "DigiCert까지 가는 길에서는 확인값도" in said(shown)
    shown.switch_off()
    assert shown.wish() == NO_STAMPS
    shown.switch.setChecked(True)
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert shown.wish() == NO_STAMPS


def test_what_has_not_come_waits_and_is_asked_for_only_when_somebody_says_so(desk, known, shown):
    vault, case = desk.context.session.vault, desk.context.session.case
    pending = waiting(vault, case.id, authority="test")
    shown.read(case.id)
    settle(desk)
    assert "Test, 아직 받지 못했어요. 시각 확인 기관에 연결되지 않았어요." in said(shown)
    assert known.seen == []
    shown.again.click()
    settle(desk)
    assert [body for _, _, body in known.seen if bytes.fromhex(pending.digest) in body]
    assert f"Test: {datetime.now(UTC).astimezone().year}" in said(shown)
    assert "다음 묶음에 함께 들어가요." in said(shown)
    assert not shown.again.isVisible()
