"""The pages on which a person tells what is known: log, people, payments, parts of an item."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from app.domain.evidence.parts import Part
from app.domain.times.typed_times import typed_moment
from app.domain.told.incidents import Incident
from app.domain.told.people import MarkKind, Role
from app.usecases.items.parts import state_part
from app.usecases.told.incidents import add_incident, list_incidents
from app.usecases.told.payments import PaymentSaid, add_payment, list_payments
from app.usecases.told.people import add_mark, add_person, list_people
from ui.building import Desk

Settle = Callable[[Desk], None]


def tell_all(vault: Any, case: str, item: str) -> tuple[str, str, str]:
    """Write something of each kind down; the entry, the person and the payment."""
    entry = add_incident(
        vault, case, "수업 중에 링크가 왔다.\n친구가 먼저 봤다.", typed_moment("2024-08-27 14:03"),
        Incident("교실", "짝", "김경위", "2024-000123", "얼굴 합성"),
    )  # fmt: skip
    first = add_person(vault, case, "가해자 1", Role.OFFENDER, "방을 만든 사람")
    second = add_person(vault, case, "밤손님")
    add_person(vault, case, "", Role.OTHER_VICTIM)
    for person in (first, second):
        add_mark(
            vault, case, person.id, MarkKind.USER_NAME, "@night_visitor", platform="텔레그램",
            seen=typed_moment("2024-08-24"), item=item,
        )  # fmt: skip
    payment = add_payment(
        vault, case, PaymentSaid(amount="500,000", currency="원", to_whom="국민 110-000-000000",
        paid=typed_moment("8월 말쯤"), person=first.id, item=item),
    )  # fmt: skip
    state_part(
        vault, case, item, Part.SOURCE_PHOTO, place="인스타그램", audience="친구만",
        event=typed_moment("2023-05-05"),
    )  # fmt: skip
    return entry.note.id, first.id, payment.id


def written(vault: Any, case: str) -> tuple[str, str, str] | None:
    """What was written down by an earlier walk through the same vault."""
    people, payments = list_people(vault, case), list_payments(vault, case)
    entries = list_incidents(vault, case)
    if not (people and payments and entries):
        return None
    return entries[0].note.id, people[0].person.id, payments[0].id


def pages(desk: Desk, case: str, item: str, settle: Settle) -> Iterator[str]:
    """Each page as it is empty, and with what was told."""
    frame = desk.window.frame
    for name in ("incidents", "people", "payments"):
        frame.go(name)
        settle(desk)
        yield f"{name}-none"
    told = written(desk.context.session.vault, case) or tell_all(
        desk.context.session.vault, case, item
    )
    for name, subject in zip(("incidents", "people", "payments"), told, strict=True):
        frame.go(name, subject)
        settle(desk)
        yield name
    frame.go("parts", item)
    settle(desk)
    yield "parts"
