"""A form says what to know about its recipient; safety stands first, the rest opens with a button."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLabel

from app.usecases.reports.knowing import good_to_know
from ui.pages.reports.know_card import KnowCard


def shown(card):
    labels = card.findChildren(QLabel)
    return [one.text().replace("\u2060", "") for one in labels if not one.isHidden()]


def test_safety_is_first_and_calm_sentences_open_and_close(desk):
    card = KnowCard(desk.context, "kr.police.complaint")
    card.show()
    before = shown(card)
    assert before[0] == "지금 위험하다면 신고서보다 112가 먼저예요."
    assert not any("주민등록번호" in one for one in before)
    card.more.click()
    assert any("주민등록번호는 적지 않아요" in one for one in shown(card))
    card.more.click()
    assert shown(card) == before


def test_what_is_long_past_is_said_softly():
    assert not good_to_know("us.tida", "en", date(2026, 11, 30)).stale
    assert good_to_know("us.tida", "en", date(2026, 12, 1)).stale
