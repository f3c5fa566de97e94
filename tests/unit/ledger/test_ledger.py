"""What was handed in is kept step by step; nothing is made by itself, and everything can be taken back."""

from __future__ import annotations

import pytest

from app.domain.case.timeline import HERS, EntryKind
from app.domain.custody import Act
from app.domain.evidence.items import Case
from app.domain.follow_up.filings import FilingState
from app.domain.times.typed_times import typed_moment
from app.errors import InputProblem
from app.usecases.case.timelines import timeline
from app.usecases.follow_up.ledger import (
    StepSaid,
    add_filing,
    list_filings,
    offered,
    recipient_name,
    remove_filing,
    state_step,
    take_back_step,
)
from app.usecases.reports.reporting import save_report
from app.vault import Vault
from tests.unit.ledger.conftest import Clock

TEMPLATE = "kr.police.statement"
RRN = "900101-1234567"


def test_a_filing_begins_as_being_written_and_keeps_its_steps(
    vault: Vault, case: Case, clock: Clock
) -> None:
    made = add_filing(vault, case.id, recipient_id="kr.kmcsc", note="두 번째")
    assert made.state is FilingState.DRAFTED
    handed = typed_moment("2026-11-03 09:00")
    state_step(
        vault, case.id, made.filing.id, StepSaid(FilingState.SUBMITTED, handed, channel="1377")
    )
    clock.set("2026-11-04 08:30")
    state_step(vault, case.id, made.filing.id, StepSaid(FilingState.RECEIVED, receipt="2026-00123"))
    (row,) = list_filings(vault, case.id)
    assert (row.state, row.receipt) == (FilingState.RECEIVED, "2026-00123")
    assert [one.at.at_ms for one in row.steps if one.at] == [
        made.filing.made_ms, handed.at_ms if handed else None, clock.ms,
    ]  # fmt: skip


def test_the_newest_step_is_taken_back_first(vault: Vault, case: Case) -> None:
    row = add_filing(vault, case.id, recipient_id="kr.d4u")
    first = state_step(vault, case.id, row.filing.id, StepSaid(FilingState.SUBMITTED))
    state_step(vault, case.id, row.filing.id, StepSaid(FilingState.REFUSED))
    take_back_step(vault, case.id, row.filing.id)
    assert list_filings(vault, case.id)[0].state is FilingState.SUBMITTED
    take_back_step(vault, case.id, row.filing.id, first.id)
    take_back_step(vault, case.id, row.filing.id)
    with pytest.raises(InputProblem) as nothing:
        take_back_step(vault, case.id, row.filing.id)
    assert nothing.value.code == "INP-121"
    told = [
        (entry.details["what"], entry.details["state"])
        for entry in vault.custody.of_subject(row.filing.id)
        if entry.act is Act.FILING_STEP
    ]
    assert told == [
        ("said", "drafted"), ("said", "submitted"), ("said", "refused"),
        ("taken_back", "refused"), ("taken_back", "submitted"), ("taken_back", "drafted"),
    ]  # fmt: skip


def test_the_log_says_neither_to_whom_nor_any_words(vault: Vault, case: Case) -> None:
    row = add_filing(
        vault, case.id, recipient_id="어느 커뮤니티", note="쪽지로",
        first=StepSaid(FilingState.SUBMITTED, receipt="A-1", channel="문의 창"),
    )  # fmt: skip
    entries = vault.custody.of_subject(row.filing.id)
    assert [dict(entry.details) for entry in entries] == [
        {}, {"what": "said", "state": "submitted"},
    ]  # fmt: skip


def test_a_report_brings_its_recipient(vault: Vault, case: Case) -> None:
    report = save_report(vault, case.id, TEMPLATE, {})
    row = add_filing(vault, case.id, report_id=report.id)
    assert row.filing.template == TEMPLATE
    assert row.filing.recipient.startswith("kr.police")
    assert recipient_name(row.filing.recipient, "ko") != row.filing.recipient


def test_a_body_outside_the_directory_is_called_as_it_was_typed(vault: Vault, case: Case) -> None:
    row = add_filing(vault, case.id, recipient_id=" 어느 커뮤니티 운영자 ")
    assert recipient_name(row.filing.recipient, "en") == "어느 커뮤니티 운영자"
    with pytest.raises(InputProblem) as refused:
        add_filing(vault, case.id, recipient_id="  ")
    assert refused.value.code == "INP-120"


def test_a_bundle_proposes_and_never_writes(vault: Vault, case: Case) -> None:
    saved = save_report(vault, case.id, TEMPLATE, {})
    assert offered(vault, case.id) == ()
    with vault.transaction():
        vault.custody.append(Act.BUNDLE_MADE, saved.id, case.id, {"name": "x", "size": 1})
    (one,) = offered(vault, case.id)
    assert (one.report, one.template) == (saved.id, TEMPLATE)
    assert list_filings(vault, case.id) == ()
    add_filing(vault, case.id, report_id=saved.id)
    assert offered(vault, case.id) == ()


def test_another_case_neither_sees_nor_changes_it(vault: Vault, case: Case) -> None:
    from app.usecases.case.cases import add_case

    other = add_case(vault, "")
    row = add_filing(vault, case.id, recipient_id="kr.d4u")
    assert list_filings(vault, other.id) == ()
    for act in (
        lambda: state_step(vault, other.id, row.filing.id, StepSaid(FilingState.DONE)),
        lambda: remove_filing(vault, other.id, row.filing.id),
        lambda: take_back_step(vault, other.id, row.filing.id),
    ):
        with pytest.raises(InputProblem) as refused:
            act()
        assert refused.value.code == "INP-101"
    remove_filing(vault, case.id, row.filing.id)
    assert list_filings(vault, case.id) == ()


@pytest.mark.parametrize("part", ["receipt", "channel", "note"])
def test_no_resident_registration_number_is_kept(vault: Vault, case: Case, part: str) -> None:
    row = add_filing(vault, case.id, recipient_id="kr.d4u")
    with pytest.raises(InputProblem) as refused:
        state_step(vault, case.id, row.filing.id, StepSaid(FilingState.DONE, **{part: RRN}))
    assert refused.value.code == "INP-070"
    assert len(list_filings(vault, case.id)[0].steps) == 1


def test_the_timeline_has_each_step_and_no_report_gets_it(vault: Vault, case: Case) -> None:
    row = add_filing(vault, case.id, recipient_id="kr.d4u")
    handed = typed_moment("2026-10-30 09:00")
    said = StepSaid(FilingState.SUBMITTED, handed, receipt="R-7", channel="온라인")
    state_step(vault, case.id, row.filing.id, said)
    entries = [one for one in timeline(vault, case.id).entries if one.kind is EntryKind.FILED]
    assert [(one.happening, one.label, one.shown) for one in entries] == [
        ("submitted", "R-7 · 온라인", handed), ("drafted", "", row.steps[0].at),
    ]  # fmt: skip
    assert {one.subject for one in entries} == {row.filing.id}
    assert EntryKind.FILED in HERS
