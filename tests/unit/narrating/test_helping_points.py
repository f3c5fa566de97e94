"""What can help says what is there, in the order of the five minutes, and never asks for more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.casework.signs import signs
from app.domain.chats.roomlife import Deed
from app.domain.evidence.items import Method, Sighting
from app.domain.evidence.parts import Part
from app.domain.follow_up.filings import Filing
from app.domain.ids import new_id
from app.domain.times.times import Certainty, Moment, TimeSource, vault_moment
from app.domain.told.incidents import Incident
from app.domain.told.payments import Direction
from app.report.data.checklist import Sign
from app.usecases.case.protecting import protect
from app.usecases.chats.roomlife import mark_message
from app.usecases.intake.linking import add_links
from app.usecases.items.parts import state_part
from app.usecases.reports.checklist import helping_points
from app.usecases.told.incidents import add_incident
from app.usecases.told.payments import PaymentSaid, add_payment
from tests.unit.narrating.posting import picture, quiet_chat
from tests.unit.vault.filling import sighting_of


def test_an_empty_case_has_no_sign_and_all_points(vault, case) -> None:
    assert signs(vault, case) == frozenset()
    found = helping_points(vault, case.id)
    assert not any(point.there for point in found.points)
    assert [point.id for point in found.points][:3] == ["E-02", "E-01", "E-04"]
    assert "없어도 신고할 수 있어요" in found.principle.in_language("ko")


def test_each_sign_is_found_by_what_it_stands_for(vault, case) -> None:
    for kind in Part:
        state_part(vault, case.id, picture(vault, case).id, kind, note="말")
    with_parts = {
        Sign.SCREENS, Sign.SOURCE_PHOTO, Sign.TIP_OFF, Sign.IDENTIFYING, Sign.EFFECTS, Sign.PAYMENTS,
    }  # fmt: skip
    assert signs(vault, case) == with_parts
    add_links(vault, case.id, "https://t.me/room_of_theirs/5")
    add_incident(vault, case.id, "말")
    assert signs(vault, case) - with_parts == {Sign.LINKS, Sign.INCIDENTS}
    add_payment(vault, case.id, PaymentSaid(Direction.ASKED, amount="1"))
    assert Sign.THREATS in signs(vault, case)


def test_a_chat_is_rooms_accounts_and_dates_and_two_rooms_are_spread(vault, case) -> None:
    chat = quiet_chat(vault, case, "방")
    message = chat.message("말")
    chat.add(message)
    assert {Sign.ROOMS, Sign.CHATS, Sign.ACCOUNTS, Sign.DATES} <= signs(vault, case)
    assert not {Sign.SPREAD, Sign.THREATS} & signs(vault, case)
    mark_message(vault, case.id, message.id, Deed.THREAT, is_so=False)
    assert Sign.THREATS not in signs(vault, case)
    mark_message(vault, case.id, message.id, Deed.THREAT, is_so=True)
    quiet_chat(vault, case, "둘째 방")
    assert {Sign.SPREAD, Sign.THREATS} <= signs(vault, case)


def test_reports_made_are_found_in_the_log_and_in_the_ledger(vault, case) -> None:
    add_incident(vault, case.id, incident=Incident(report_number="2024-1"))
    assert Sign.FILINGS in signs(vault, case)


def test_a_report_handed_in_is_a_sign(vault, case) -> None:
    filing = Filing(new_id("filing"), case.id, None, "kr.police.complaint", "kr.police", "", 1)
    with vault.transaction():
        vault.filed.filings.add(filing)
    assert signs(vault, case) == {Sign.FILINGS}


@pytest.mark.parametrize(
    ("method", "captured", "found"),
    [
        (Method.RECORDING, None, {Sign.RECORDINGS, Sign.SCREENS}),  # the item is a picture
        (Method.SCREENSHOT, TimeSource.PERSON, {Sign.SCREENS, Sign.DATES}),
        (Method.FILE, TimeSource.FILE, {Sign.SCREENS}),
        (Method.WORKING_COPY, TimeSource.FILE, {Sign.SCREENS}),
    ],
)
def test_how_something_was_captured_tells(vault, case, method, captured, found) -> None:
    item = picture(vault, case)
    when = None if captured is None else Moment(1, captured, Certainty.DAY)
    one = replace(sighting_of(vault, case, item), method=method, captured=when)
    with vault.transaction():
        vault.sightings.add_many([one])
    assert signs(vault, case) == found


def test_a_recording_is_not_told_by_what_stood_in_a_chat(vault, case) -> None:
    chat = quiet_chat(vault, case, "방")
    message = chat.message("")
    chat.add(message)
    with vault.transaction():
        vault.sightings.add_many([
            Sighting(new_id("sighting"), case.id, vault_moment(1), Method.RECORDING,
                     message=message.id, room=chat.room.id),
        ])  # fmt: skip
    assert Sign.RECORDINGS not in signs(vault, case)


def test_minor_mode_changes_the_words_and_where_they_lead(vault, case) -> None:
    usual = {point.id: point for point in helping_points(vault, case.id).points}
    protect(vault, case.id)
    found = helping_points(vault, case.id)
    minor = {point.id: point for point in found.points}
    assert found.minor
    assert minor["E-09"].how != usual["E-09"].how
    assert len(minor["E-09"].how) == 1  # the usual steps would ask for a recording
    assert (usual["E-09"].leads_to, minor["E-09"].leads_to) == ("evidence", "incidents")
    assert minor["E-10"].how[1:] == usual["E-10"].how  # an export, but of words alone
    assert minor["E-02"] == usual["E-02"]
