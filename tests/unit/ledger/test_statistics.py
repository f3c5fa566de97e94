"""Figures hold months and words of closed lists, small counts hidden, and nothing that was typed."""

from __future__ import annotations

import csv
import io

import pytest

from app.casework.counting import Seen
from app.domain.case.case_desk import CaseState
from app.domain.follow_up.fates import LinkState
from app.domain.follow_up.filings import FilingState
from app.domain.times.typed_times import typed_moment
from app.domain.told.said import Said
from app.i18n import texts
from app.report.data.what_next import all_follows, what_follows
from app.usecases.case.case_file import state_case
from app.usecases.case.cases import add_case
from app.usecases.case.statistics import Statistics, statistics, statistics_csv
from app.usecases.follow_up.fates import list_fates, state_links
from app.usecases.follow_up.ledger import StepSaid, add_filing
from app.usecases.intake.linking import add_links
from app.usecases.reports.reporting import save_report
from app.vault import Vault
from tests.unit.ledger.conftest import Clock

MARK = "zqmarkzq"


@pytest.fixture(scope="module")
def found(vault: Vault, clock: Clock) -> Statistics:
    """Twelve cases with a link each and something handed in."""
    clock.set("2026-11-02 10:00")
    for number in range(12):
        case = add_case(vault, f"{MARK} {number}").id
        harm = ["threat", "filmed"] if number < 7 else ["doxx"]
        answers = {"event.type": harm, "content.title": MARK}
        save_report(vault, case, "kr.d4u.deletion", answers)
        if number == 11:  # what no list has is not counted
            with vault.transaction():
                vault.filed.said.say(Said(case, "event.type", ["doxx", MARK], clock.ms))
        add_links(vault, case, f"https://t.me/{MARK}/{number}")
        links = [one.link.id for one in list_fates(vault, case)]
        gone = typed_moment(f"2026-11-{2 + number:02}")
        if number < 10:
            state_links(vault, case, links, LinkState.DELETED, at=gone, note=MARK)
        if number < 2:
            state_links(vault, case, links, LinkState.BACK)
            state_links(vault, case, links, LinkState.BLOCKED)
        state = CaseState.CLOSED if number < 6 else CaseState.RECEIVED
        state_case(vault, case, state, MARK)
        step = StepSaid(FilingState.SUBMITTED, typed_moment("2026-10-30"), MARK, MARK, MARK)
        add_filing(vault, case, recipient_id=MARK if number < 6 else "kr.d4u", first=step)
    return statistics(vault)


def cells(found: Statistics, name: str) -> dict[str, int | Seen]:
    (one,) = (table for table in found.tables if table.name == name)
    return {cell.name: cell.seen if cell.count is None else cell.count for cell in one.cells}


def test_counts_are_those_of_all_cases(found: Statistics) -> None:
    assert cells(found, "cases.month") == {"2026-11": 12}
    assert cells(found, "cases.state") == {"closed": 6, "received": 6}
    assert cells(found, "cases.harm") == {"doxx": 5, "filmed": 7, "threat": 7}
    assert cells(found, "filings.recipient") == {"elsewhere": 6, "kr.d4u": 6}
    assert cells(found, "filings.month") == {"2026-10": 12}
    assert cells(found, "links.platform") == {"telegram": 12}


def test_small_counts_are_hidden_and_can_not_be_subtracted(found: Statistics) -> None:
    # 2 found, 2 blocked after they had been back, 8 deleted: who knows that there are 12 would know
    # that the small ones are 4 together, and so that neither is 4. The 8 is kept back too.
    assert cells(found, "links.state") == {
        "blocked+back": Seen.SMALL, "deleted": Seen.WITHHELD, "found": Seen.SMALL,
    }  # fmt: skip


def test_days_to_removal_are_told_by_their_middle_only(found: Statistics) -> None:
    assert found.half_gone_in_days == 4


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_table_has_words_and_nothing_that_was_typed(found: Statistics, language: str) -> None:
    raw = statistics_csv(found, texts(language)).decode("utf-8-sig")
    assert MARK not in raw
    assert "https" not in raw
    rows = list(csv.reader(io.StringIO(raw)))
    assert all(len(row) == 3 for row in rows)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    for case in ("c-", "l-", "f-", "d-"):
        assert not any(cell.startswith(case) and len(cell) == 14 for row in rows for cell in row)


def test_what_follows_is_the_one_that_fits_best() -> None:
    police = what_follows("kr.police.station", FilingState.RECEIVED)
    assert police.recipient == "kr.police"
    assert what_follows("kr.policeman", FilingState.RECEIVED).recipient == ""
    assert what_follows("어느 게시판", FilingState.REFUSED).recipient == ""
    assert all(one.says.ko and one.says.en for one in all_follows())
