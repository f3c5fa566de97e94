"""What was told stands on the person's line of the timeline, and never in a report's."""

from __future__ import annotations

from app.casework.facts import assemble
from app.domain.case.timeline import HERS, PERSON_LANE, EntryKind
from app.domain.evidence.items import Case, Item
from app.domain.evidence.parts import Part
from app.domain.times.typed_times import typed_moment
from app.domain.told.people import MarkKind
from app.report.data.templates import load_template
from app.usecases.case.timelines import timeline
from app.usecases.items.parts import state_part
from app.usecases.told.incidents import add_incident
from app.usecases.told.noting import add_note
from app.usecases.told.payments import PaymentSaid, add_payment
from app.usecases.told.people import add_mark, add_person
from app.vault import Vault


def tell(vault: Vault, case: Case, item: Item) -> None:
    person = add_person(vault, case.id, "가해자 1")
    days = {number: typed_moment(f"2024-09-0{number}") for number in range(1, 6)}
    add_mark(vault, case.id, person.id, MarkKind.PHONE, "010", seen=days[1])
    add_mark(vault, case.id, person.id, MarkKind.PHONE, "011", seen=typed_moment("언젠가"))
    add_payment(vault, case.id, PaymentSaid(amount="10", currency="원", paid=days[2]))
    add_incident(vault, case.id, "있었던 일", days[3])
    state_part(vault, case.id, item.id, Part.TIP_OFF, teller="후배", event=days[4])
    state_part(vault, case.id, item.id, Part.EFFECT, note="때 없이")
    add_note(vault, case.id, "메모", days[5])


def test_each_stands_where_its_time_puts_it(vault: Vault, case: Case, item: Item) -> None:
    tell(vault, case, item)
    entries = [one for one in timeline(vault, case.id).entries if one.kind in HERS]
    assert [(one.kind, one.label) for one in entries] == [
        (EntryKind.MARK, "가해자 1: 010"),
        (EntryKind.PAYMENT, "10 원"),
        (EntryKind.INCIDENT, "있었던 일"),
        (EntryKind.PART, "후배"),
        (EntryKind.NOTE, "메모"),
    ]
    assert {one.lane for one in entries} == {PERSON_LANE}


def test_none_of_it_leaves_with_a_report(vault: Vault, case: Case, item: Item) -> None:
    tell(vault, case, item)
    facts = assemble(vault, case, {}, load_template("kr.police.statement"))
    assert facts.timeline is not None
    assert {one.kind for one in facts.timeline.entries} == {EntryKind.ITEM}
