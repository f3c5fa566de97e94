"""What was told fills the answers of reports in their own shapes, and names no other victim."""

from __future__ import annotations

from app.casework.told_answers import told_answers
from app.domain.evidence.items import Case, Item
from app.domain.evidence.parts import Part
from app.domain.times.typed_times import typed_moment
from app.domain.told.incidents import Incident
from app.domain.told.payments import Direction
from app.domain.told.people import MarkKind, Role
from app.report.data.model import Field, FieldType
from app.report.data.shapes import shaped
from app.report.data.templates import load_template
from app.usecases.items.parts import state_part
from app.usecases.told.incidents import add_incident
from app.usecases.told.payments import PaymentSaid, add_payment
from app.usecases.told.people import add_mark, add_person
from app.vault import Vault

KINDS = {
    "offender.accounts": FieldType.ACCOUNT_LIST,
    "offender.payment": FieldType.MONEY_LIST,
    "content.original": FieldType.EVIDENCE_REFS,
    "content.identifying": FieldType.LONGTEXT,
    "event.found": FieldType.LONGTEXT,
    "event.result": FieldType.LONGTEXT,
    "event.narrative": FieldType.LONGTEXT,
}


def test_nothing_told_is_no_answer(vault: Vault, case: Case) -> None:
    add_person(vault, case.id, "", Role.OTHER_VICTIM, "같은 반")
    add_person(vault, case.id, "가해자", Role.OFFENDER)
    assert told_answers(vault, case.id) == {}


def test_each_answer_is_what_was_told(vault: Vault, case: Case, item: Item) -> None:
    offender = add_person(vault, case.id, "가해자 1", Role.OFFENDER)
    witness = add_person(vault, case.id, "친구", Role.WITNESS)
    seen = typed_moment("2024-08-27")
    for person in (offender, witness):
        add_mark(
            vault, case.id, person.id, MarkKind.USER_NAME, "@x", platform="Telegram", seen=seen
        )
    add_mark(vault, case.id, offender.id, MarkKind.WALLET, "0xabc")
    add_payment(
        vault, case.id, PaymentSaid(amount="10", currency="원", to_whom="국민 1", note="급함")
    )
    add_payment(vault, case.id, PaymentSaid(Direction.PAID, amount="5", reference="77"))
    state_part(vault, case.id, item.id, Part.SOURCE_PHOTO, place="SNS")
    state_part(vault, case.id, item.id, Part.SHOWS_ME, note="왼쪽 점")
    state_part(vault, case.id, item.id, Part.TIP_OFF, teller="후배", event=seen)
    state_part(vault, case.id, item.id, Part.EFFECT, note="결석")
    add_incident(vault, case.id, "링크가 왔다", seen, Incident(place="교실"))
    add_incident(vault, case.id, incident=Incident(officer="김경위", report_number="2024-1"))
    answers = told_answers(vault, case.id)
    accounts = [
        {"platform": "Telegram", "seen": "2024-08-27", "username": "@x", "note": "가해자 1"},
        {"note": "가해자 1 · 0xabc"},
    ]
    assert sorted(answers["offender.accounts"], key=len, reverse=True) == accounts  # type: ignore[arg-type]
    assert answers["offender.payment"] == [
        {"amount": "10 원", "account": "국민 1", "note": "급함"},
        {"amount": "5", "transaction": "77"},
    ]
    assert answers["harm.threat"] == {"answer": True, "text": "10 원 · 국민 1 · 급함"}
    assert answers["content.original"] == [item.id]
    assert answers["content.identifying"] == "왼쪽 점"
    assert answers["event.found"] == "2024-08-27 · 후배"
    assert answers["event.result"] == "결석"
    assert answers["event.narrative"] == "2024-08-27 · 교실\n링크가 왔다"
    assert answers["prior.reports"] == [{"recipient": "김경위", "receipt": "2024-1"}]
    statement = {field.id: field for field in load_template("kr.police.statement").fields}
    for name, answer in answers.items():
        if name in KINDS:
            field = statement.get(name) or _field(statement, name)
            assert shaped(field, answer) == answer


def _field(known: dict[str, Field], name: str) -> Field:
    """A field of the right kind, for those that the first template does not ask."""
    import msgspec

    any_field = next(iter(known.values()))
    return msgspec.structs.replace(any_field, id=name, type=KINDS[name])
