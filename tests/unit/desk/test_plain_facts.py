"""A case in words alone: what is there is told, nothing hostile is passed on, no picture is opened."""

from __future__ import annotations

import pytest

from app.domain.case.case_desk import CaseState
from app.domain.custody import Act
from app.domain.evidence.items import Case, ItemKind, Method
from app.domain.follow_up.fates import LinkState
from app.domain.follow_up.filings import FilingState
from app.domain.times.typed_times import typed_moment
from app.i18n import texts
from app.jobs import Job
from app.usecases.case.case_file import number_case, state_case
from app.usecases.case.plain_facts import SectionName, facts_text, plain_facts
from app.usecases.copies.retelling import retell
from app.usecases.follow_up.fates import list_fates, state_links
from app.usecases.follow_up.ledger import StepSaid, add_filing
from app.usecases.intake.adding import add_bytes
from app.usecases.intake.linking import add_links
from app.usecases.reports.narrating import add_line
from app.usecases.told.noting import add_note
from app.usecases.told.payments import PaymentSaid, add_payment
from app.vault import Vault


def sections(vault: Vault, case: Case) -> dict[SectionName, list[str]]:
    return {
        one.name: [f"{fact.first} | {fact.second} | {fact.aside}" for fact in one.facts]
        for one in plain_facts(vault, case.id, texts("ko"))
    }


def filled(vault: Vault, case: Case) -> str:
    """A case with something of everything; gives the SHA-256 of its item."""
    added = add_bytes(
        vault, case.id, "어느 글\u202e".encode(), Job(), name="쪽\u202egnp.txt",
        kind=ItemKind.TEXT, method=Method.FILE, act=Act.ITEM_TAKEN,
    )  # fmt: skip
    retell(vault, case.id, added.item.id, "옮겨 적은 말", Job(), language="ko")
    add_note(vault, case.id, "알게 됨", typed_moment("2026-10-01"))
    add_line(vault, case.id, "8월에 알게 되었습니다.")
    add_links(vault, case.id, "https://example.net/facts")
    links = [row.link.id for row in list_fates(vault, case.id)]
    state_links(vault, case.id, links, LinkState.DELETED, at=typed_moment("2026-10-30"))
    add_payment(vault, case.id, PaymentSaid(amount="3,000,000", currency="원", to_whom="김 아무개"))
    said = StepSaid(FilingState.SUBMITTED, typed_moment("2026-10-20"), receipt="접수-1")
    add_filing(vault, case.id, recipient_id="kr.police.station", first=said)
    return added.item.sha256


def test_empty_case_has_no_sections(vault: Vault, case: Case) -> None:
    assert plain_facts(vault, case.id, texts("ko")) == ()


def test_everything_that_was_told_is_there_in_words(vault: Vault, case: Case) -> None:
    sha256 = filled(vault, case)
    found = sections(vault, case)
    assert found[SectionName.ACCOUNT] == ["8월에 알게 되었습니다. |  | "]
    assert any("알게 됨" in line and "2026-10-01" in line for line in found[SectionName.TIMELINE])
    assert any(sha256 in line for line in found[SectionName.ITEMS])
    (link,) = found[SectionName.LINKS]
    assert link.startswith("https://example.net/facts | ")
    assert "삭제됨" in link
    assert "3,000,000 원" in found[SectionName.PAYMENTS][0]
    assert "접수-1" in found[SectionName.FILINGS][0]
    assert found[SectionName.TEXTS][0].startswith("옮겨 적은 말 | ")


def test_names_are_made_safe_to_show(vault: Vault, case: Case) -> None:
    filled(vault, case)
    text = facts_text(vault, case.id, texts("ko"))
    assert "\u202e" not in text
    assert "[U+202E]" in text


def test_head_says_number_and_state_and_no_name(vault: Vault, case: Case) -> None:
    number_case(vault, case.id, f"머리-{case.id[-4:]}")
    state_case(vault, case.id, CaseState.SUPPORTED)
    assert facts_text(vault, case.id, texts("ko")).startswith(f"머리-{case.id[-4:]} · 지원 중\n")


def test_no_bytes_of_an_item_and_no_preview_are_read(
    vault: Vault, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(vault, case)

    def refused(*_words: object) -> None:
        raise AssertionError("nothing is opened for words")

    monkeypatch.setattr(vault.items, "open", refused)
    monkeypatch.setattr(vault.items, "preview", refused)
    assert plain_facts(vault, case.id, texts("en"))
