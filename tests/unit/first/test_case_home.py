"""What could come next, and what a case has: numbers of what is there, in one reading."""

import pytest

from app.casework.next_steps import DAY_MS, CaseHas, NextStep, next_steps
from app.domain.chats.chats import Platform
from app.domain.follow_up.filings import FilingState
from app.jobs import Job
from app.usecases.case.case_home import Tile, glance
from app.usecases.case.cases import add_case
from app.usecases.follow_up.ledger import StepSaid, add_filing
from app.usecases.intake.collecting import collect
from app.usecases.intake.linking import add_links
from app.usecases.reports.reporting import save_report
from app.usecases.told.noting import add_note
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.story import AUG_24, write_chat

NOW = 1_800_000_000_000
HAS = {"now_ms": NOW, "items": 3, "told": 1}


@pytest.mark.parametrize(
    ("more", "first"),
    [
        ({"items": 0, "told": 0}, NextStep.COLLECT),
        ({"items": 0, "links": 2}, NextStep.STATEMENT),
        ({}, NextStep.STATEMENT),
        ({"begun_ms": NOW - DAY_MS}, NextStep.GO_ON),
        ({"begun_ms": NOW - DAY_MS, "told": 0}, NextStep.GO_ON),
        ({"begun_ms": NOW - 2, "bundled_ms": NOW - 1}, NextStep.NOTE_HANDED),
        ({"begun_ms": NOW - 1, "bundled_ms": NOW - 2}, NextStep.GO_ON),
        ({"leaving_ms": NOW - DAY_MS}, NextStep.FIVE_MINUTES),
        ({"leaving_ms": NOW - DAY_MS, "day_ms": NOW + DAY_MS}, NextStep.LOOK_AT_DAYS),
    ],
)
def test_what_can_wait_least_comes_first(more, first):
    assert next_steps(CaseHas(**{**HAS, **more}))[0] is first


def test_a_room_that_left_long_ago_and_a_far_day_hurry_nobody():
    steps = next_steps(CaseHas(**HAS, leaving_ms=NOW - 30 * DAY_MS, day_ms=NOW + 30 * DAY_MS))
    assert steps == (NextStep.STATEMENT,)


def test_all_done_needs_nothing():
    done = CaseHas(**HAS, begun_ms=NOW - 3, bundled_ms=NOW - 2, filed_ms=NOW - 1)
    assert next_steps(done) == ()


def test_a_glance_counts_what_is_there_and_nothing_of_another_case(tmp_path):
    (tmp_path / "말.txt").write_text("말", "utf-8")
    with create_vault(tmp_path / "v", "quiet words for a test", Job(), argon2=FLOOR) as vault:
        case, other = add_case(vault, "하나"), add_case(vault, "둘")
        assert glance(vault, case.id, "ko").tiles == ()
        assert glance(vault, case.id, "ko").steps[0] is NextStep.COLLECT
        chat = write_chat(tmp_path / "chat", "겹지인방", 1777000001, AUG_24, 9)
        collect(vault, case.id, [chat, tmp_path / "말.txt"], Job())
        add_links(vault, case.id, "https://t.me/one https://t.me/two")
        add_note(vault, case.id, "알게 됨")
        seen = glance(vault, case.id, "ko")
        links = vault.counts.links(case.id)
        assert links == len(vault.links.in_case(case.id))
        assert seen.tiles == (
            Tile("text", 1),
            Tile("chat", 9, Platform.TELEGRAM),
            Tile("link", links),
            Tile("note", 1),
        )
        report = save_report(vault, case.id, "kr.police.statement", {})
        seen = glance(vault, case.id, "ko")
        assert (seen.report, seen.steps[0]) == (report, NextStep.GO_ON)
        add_filing(
            vault, other.id, recipient_id="kr.police.station",
            first=StepSaid(FilingState.RECEIVED, None),
        )  # fmt: skip
        assert NextStep.LOOK_AT_DAYS not in glance(vault, case.id, "ko").steps
        assert glance(vault, other.id, "ko").tiles == ()
