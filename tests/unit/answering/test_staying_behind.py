"""A report begins with nothing that only items without consent tell; what she typed herself goes."""

from __future__ import annotations

import json

import pytest

from app.domain.reports.narrative import NarrativeLine
from app.domain.reports.proposals import Origin
from app.jobs import Job
from app.usecases.reports.answering import begin, prefill, say
from app.usecases.reports.consenting import hold_back
from app.usecases.reports.narrating import change_line, draft_account
from tests.unit.answering.conftest import THREAT, Told

POLICE, COMPLAINT = "kr.police.station", "kr.police.complaint"
OTHER = "us.ic3"
FROM_ITEMS = {Origin.ROOMS, Origin.EVIDENCE}
ROOM, TYPED = "대화방 '방'", "https://t.me/c/100/17"


def _begun(told: Told, template: str) -> str:
    return json.dumps(dict(begin(told.vault, told.case.id, template).answers), ensure_ascii=False)


def _lines(told: Told) -> tuple[NarrativeLine, ...]:
    return draft_account(told.vault, told.case.id, "ko", Job()).lines


def _of_room(told: Told) -> NarrativeLine:
    return next(line for line in _lines(told) if ROOM in line.text and THREAT not in line.text)


def test_what_is_held_back_from_a_recipient_answers_none_of_its_questions(told_anew: Told) -> None:
    vault, case = told_anew.vault, told_anew.case
    assert _of_room(told_anew).sources
    assert THREAT in _begun(told_anew, COMPLAINT)
    assert ROOM in _begun(told_anew, COMPLAINT)
    say(vault, case.id, "filling.who", "self")
    items = [row.item.id for row in vault.items.rows(case.id, limit=None, offset=0)]
    hold_back(vault, case.id, POLICE, items)
    found = prefill(vault, case.id, COMPLAINT)
    assert {one.origin for one in found} & FROM_ITEMS == set()
    begun = _begun(told_anew, COMPLAINT)
    assert THREAT not in begun
    assert ROOM not in begun
    assert TYPED in begun
    assert THREAT in str(prefill(vault, case.id, OTHER))  # others get it


@pytest.mark.parametrize("who", ["counsellor", "agent"])
def test_somebody_else_begins_with_what_there_is_consent_for(told_anew: Told, who: str) -> None:
    _lines(told_anew)
    say(told_anew.vault, told_anew.case.id, "filling.who", who)
    begun = _begun(told_anew, COMPLAINT)
    assert THREAT not in begun
    assert ROOM not in begun


def test_a_line_in_her_own_words_stays_in_her_account(told_anew: Told) -> None:
    vault, case = told_anew.vault, told_anew.case
    line = _of_room(told_anew)
    change_line(vault, case.id, line.id, "제가 쓴 문장입니다.")
    items = [row.item.id for row in vault.items.rows(case.id, limit=None, offset=0)]
    hold_back(vault, case.id, "", items)
    assert "제가 쓴 문장입니다." in _begun(told_anew, COMPLAINT)


def test_a_room_that_another_item_was_seen_in_is_still_told(told_anew: Told) -> None:
    vault, case = told_anew.vault, told_anew.case
    rows = vault.items.rows(case.id, limit=None, offset=0)
    (export,) = (row.item.id for row in rows if row.item.name == "result.json")
    say(vault, case.id, "filling.who", "self")
    hold_back(vault, case.id, POLICE, [export])
    found = {one.field: one for one in prefill(vault, case.id, COMPLAINT)}
    assert "'방'" in str(found["event.where"].answer)
    assert THREAT not in str(found)  # the message was read from the export
