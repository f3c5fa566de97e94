"""The words of a typed time are kept like any text: no resident registration number stands there."""

from __future__ import annotations

import pytest

from app.domain.evidence.items import Case
from app.domain.evidence.parts import Part
from app.domain.follow_up.fates import LinkState
from app.domain.follow_up.filings import FilingState
from app.domain.times.typed_times import typed_moment
from app.domain.told.people import MarkKind, Role
from app.errors import InputProblem
from app.usecases.follow_up.fates import state_links
from app.usecases.follow_up.ledger import StepSaid, add_filing, state_step
from app.usecases.intake.linking import add_links
from app.usecases.items.parts import state_part
from app.usecases.told.incidents import add_incident
from app.usecases.told.payments import PaymentSaid, add_payment
from app.usecases.told.people import add_mark, add_person
from app.vault import Vault
from tests.unit.vault.filling import add_item

WHEN = typed_moment("900101-1234567 무렵")
USUAL = typed_moment("작년 가을")


def _incident(vault, case, when) -> None:
    add_incident(vault, case.id, "글", when)


def _payment(vault, case, when) -> None:
    add_payment(vault, case.id, PaymentSaid(amount="1", paid=when))


def _part(vault, case, when) -> None:
    item = add_item(vault, case, when.original.encode(), "a.txt")
    state_part(vault, case.id, item.id, Part.TIP_OFF, event=when)


def _mark(vault, case, when) -> None:
    person = add_person(vault, case.id, "가", Role.OFFENDER)
    add_mark(vault, case.id, person.id, MarkKind.USER_NAME, "@x", seen=when)


def _step(vault, case, when) -> None:
    filing = add_filing(vault, case.id, recipient_id="kr.d4u").filing
    state_step(vault, case.id, filing.id, StepSaid(FilingState.SUBMITTED, when))


def _fate(vault, case, when) -> None:
    (link,) = add_links(vault, case.id, "https://t.me/room/1")
    state_links(vault, case.id, [link.link.id], LinkState.FOUND, at=when)


@pytest.mark.parametrize("say", [_incident, _payment, _part, _mark, _step, _fate])
def test_no_resident_registration_number_is_kept_in_a_time(vault: Vault, case: Case, say) -> None:
    with pytest.raises(InputProblem) as refused:
        say(vault, case, WHEN)
    assert refused.value.code == "INP-070"
    say(vault, case, USUAL)
