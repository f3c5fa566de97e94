"""How evidence was captured, what kind of post it shows and what somebody is called are proposed."""

from __future__ import annotations

from app.domain.evidence.captures import Capture, CaptureWay, Instant, Shot
from app.domain.evidence.captures import Said as SaidOf
from app.domain.evidence.items import Case, Method, Sighting
from app.domain.evidence.parts import Part
from app.domain.ids import new_id
from app.domain.reports.proposals import Origin, Proposed
from app.domain.times.times import vault_moment
from app.domain.told.people import MarkKind, Role
from app.report.data.dictionary import known_field
from app.report.data.templates import load_template
from app.usecases.items.parts import state_part
from app.usecases.reports.answering import begin, prefill, proposals, say
from app.usecases.told.people import add_mark, add_person
from app.vault import Vault
from tests.unit.answering.conftest import Told
from tests.unit.vault.filling import Chat, add_case, add_item

INDEX = "kr.police.evidence_index"
COMPLAINT = "kr.police.complaint"


def of(vault: Vault, case: Case, template: str, field: str) -> list[tuple[str, Origin, bool]]:
    found = prefill(vault, case.id, template, "en")
    return [(str(one.answer), one.origin, one.sure) for one in found if one.field == field]


def kinds(vault: Vault, case: Case) -> list[Proposed]:
    field = known_field("content.kind")
    assert field is not None
    return list(proposals(vault, case.id, load_template("kr.d4u.deletion"), [field], "en"))


def capture(vault: Vault, case: Case) -> None:
    item = add_item(vault, case, f"a screen in {case.id}".encode())
    seen = Sighting(
        new_id("sighting"), case.id, vault_moment(vault.now_ms()), Method.CAPTURE, item=item.id
    )
    shot = Shot(CaptureWay.SCREEN, Instant(vault.now_ms(), "KST", 540, 1000))
    with vault.transaction():
        vault.sightings.add_many([seen])
        vault.captures.add(seen, Capture(shot, SaidOf(), "1.2.3", 0, None))


def test_how_items_came_in_answers_what_was_used(vault: Vault) -> None:
    case = add_case(vault)
    Chat(vault, case)
    capture(vault, case)
    ((answer, origin, sure),) = of(vault, case, INDEX, "capture.device")
    assert answer == "이 컴퓨터의 화면을 바로 담음(1.2.3), 텔레그램 대화 내보내기"
    assert (origin, sure) == (Origin.EVIDENCE, True)
    assert begin(vault, case.id, INDEX).answers == {"capture.device": answer}


def test_a_camera_that_a_picture_names_is_offered_only(vault: Vault) -> None:
    case = add_case(vault)
    item = add_item(vault, case, f"a photo in {case.id}".encode())
    with vault.transaction():
        vault.items.set_preview(item.id, None, {"exif.make": "Samsung", "exif.model": "SM-S911N"})
    assert of(vault, case, INDEX, "capture.device") == [
        ("Samsung SM-S911N", Origin.EVIDENCE, False)
    ]
    assert begin(vault, case.id, INDEX).answers == {}


def test_the_camera_of_a_picture_that_was_posted_in_a_room_is_not_hers(told_anew: Told) -> None:
    vault, case = told_anew.vault, told_anew.case
    chat = Chat(vault, case, "200")
    item = add_item(vault, add_case(vault), f"posted in {case.id}".encode())
    seen = Sighting(
        new_id("sighting"), case.id, vault_moment(vault.now_ms()), Method.EXPORT, item=item.id,
        room=chat.room.id,
    )  # fmt: skip
    with vault.transaction():
        vault.items.set_preview(item.id, None, {"exif.make": "Theirs"})
        vault.items.place(item.id, case.id)
        vault.sightings.add_many([seen])
    assert "Theirs" not in str(of(vault, case, INDEX, "capture.device"))


def test_who_captured_is_offered_by_what_was_said(vault: Vault) -> None:
    case = add_case(vault)
    say(vault, case.id, "filling.who", "self")
    assert of(vault, case, INDEX, "capture.who") == []
    item = add_item(vault, case, f"told in {case.id}".encode())
    state_part(vault, case.id, item.id, Part.TIP_OFF, teller="같은 반 친구")
    assert of(vault, case, INDEX, "capture.who") == [
        ("본인", Origin.TOLD, False),
        ("같은 반 친구", Origin.TOLD, False),
    ]
    assert "capture.who" not in begin(vault, case.id, INDEX).answers


def test_the_kind_of_post_is_known_from_what_was_seen_in_a_room(told: Told, vault: Vault) -> None:
    ((answer, origin, sure),) = [
        (one.answer, one.origin, one.sure) for one in kinds(told.vault, told.case)
    ]
    assert (answer, origin, sure) == (["photo"], Origin.EVIDENCE, True)
    alone = add_case(vault)
    capture(vault, alone)
    assert kinds(vault, alone) == []


def test_a_name_is_offered_and_never_put_in(told_anew: Told) -> None:
    vault, case = told_anew.vault, told_anew.case
    other = add_person(vault, case.id, "친구", Role.WITNESS)
    add_mark(vault, case.id, other.id, MarkKind.DISPLAY_NAME, "보름달")
    sharer = next(one for one in vault.told.people.in_case(case.id) if one.role is Role.OFFENDER)
    add_mark(vault, case.id, sharer.id, MarkKind.DISPLAY_NAME, "밤의\u202e왕")
    found = of(vault, case, COMPLAINT, "offender.name")
    assert [answer for answer, _origin, _sure in found] == [
        "가해자 1",
        "성명불상(표시 이름 “밤의[U+202E]왕”)",
        "성명불상(표시 이름 “가”)",
    ]
    assert not any(sure for _answer, _origin, sure in found)
    assert "offender.name" not in begin(vault, case.id, COMPLAINT).answers
