"""The draft says who, when, where, what in both languages, and nothing that nobody told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.casework.narrating.drafting import draft
from app.casework.narrating.happened import MOST, Grain, Happened, Kind, drawn_together
from app.casework.narrating.wording import Teller
from app.domain.chats.chats import Platform
from app.domain.chats.roomlife import Deed, Happening, Known, RoomEvent
from app.domain.evidence.items import ItemKind, Method, Sighting
from app.domain.evidence.parts import Part
from app.domain.ids import new_id
from app.domain.reports.narrative import LineSource, SourceKind
from app.domain.times.times import Certainty, Moment, TimeSource, vault_moment
from app.domain.times.typed_times import typed_moment
from app.domain.told.incidents import Incident
from app.domain.told.payments import Direction
from app.domain.told.people import MarkKind, Role
from app.i18n import texts
from app.jobs import Job
from app.usecases.chats.roomlife import mark_message
from app.usecases.items.parts import state_part
from app.usecases.told.incidents import add_incident
from app.usecases.told.noting import add_note
from app.usecases.told.payments import PaymentSaid, add_payment
from app.usecases.told.people import add_mark, add_person
from tests.unit.narrating.posting import MINUTE_MS, picture, post, quiet_chat
from tests.unit.vault.filling import BEGIN_MS, DAY_MS, platform_time

HOUR = 3_600_000
POSTED = "2024년 8월 27일 14시경"


def with_word(sentences: list[str], word: str) -> str:
    (found,) = [one for one in sentences if word in one]
    return found


def test_nothing_known_is_an_empty_account(told) -> None:
    assert told("ko") == told("en") == []


def test_forty_seven_pictures_in_an_hour_are_one_sentence_with_all_sources(
    vault, case, told
) -> None:
    chat = quiet_chat(vault, case, "겹지인방")
    item = picture(vault, case)
    post(chat, item, times=12)
    said = with_word(told(), "올렸습니다")
    number = chat.account.given_id
    assert said == (
        "2024년 8월 27일 14시경부터 14시 55분경까지, 성명불상자(텔레그램 이름 '밤손님', 식별번호 "
        f"{number})가 텔레그램 대화방 '겹지인방'에 사진 12장을 올렸습니다."
    )
    drafted = draft(vault, case, texts("ko"), Teller.SELF, Job())
    (sentence,) = [one for one in drafted.sentences if "올렸습니다" in one.text]
    assert len(sentence.sources) == 12


def test_posts_hours_apart_are_told_apart(vault, case, told) -> None:
    chat, item = quiet_chat(vault, case, "방"), picture(vault, case)
    post(chat, item)
    post(chat, item, at_ms=BEGIN_MS + 5 * 60 * MINUTE_MS)
    assert len([one for one in told() if "올렸습니다" in one]) == 2


def test_english_has_both_zones_and_the_same_facts(vault, case, told) -> None:
    post(quiet_chat(vault, case, "room"), picture(vault, case))
    said = with_word(told("en"), "posted")
    assert said.startswith("At about 2024-08-27 14:00 KST (05:00 UTC), an unidentified person ")
    assert said.endswith("posted 1 picture in the Telegram chat room “room”.")


def test_a_clock_without_a_zone_is_said_to_be_assumed(vault, case, told) -> None:
    local = Moment(BEGIN_MS, TimeSource.PLATFORM_LOCAL, Certainty.ZONE_ASSUMED, "", 540)
    post(quiet_chat(vault, case, "방"), picture(vault, case), shown=local)
    assert with_word(told(), "올렸습니다").endswith(
        "기록에 시간대가 없어 한국 시각으로 보았습니다."
    )


def test_in_a_chat_of_two_nobody_is_called_unidentified_offender(vault, case, told) -> None:
    chat = quiet_chat(vault, case, "누리", kind="personal_chat")
    post(chat, picture(vault, case), sender="가온")
    said = with_word(told(), "올렸습니다")
    assert said == (
        f"{POSTED}, '가온'이라는 이름을 쓰는 사람이 '누리'와 나눈 텔레그램 일대일 대화방에 "
        "사진 1장을 올렸습니다."
    )


def test_a_name_that_the_person_gave_is_used_and_another_victim_is_never_told_of(
    vault, case, told
) -> None:
    chat, item = quiet_chat(vault, case, "방"), picture(vault, case)
    (message,) = post(chat, item, sender="하나")
    person = add_person(vault, case.id, "전 동료", Role.OFFENDER)
    add_mark(vault, case.id, person.id, MarkKind.ACCOUNT, "", account=chat.account.id)
    assert "전 동료(텔레그램 이름 '하나'" in with_word(told(), "올렸습니다")
    mark_message(vault, case.id, message.id, Deed.THREAT, is_so=True)
    with vault.transaction():  # as an older vault may hold it
        vault.told.people.change(replace(person, name="", role=Role.OTHER_VICTIM))
    assert not any("하나" in one for one in (*told(), *told("en")))


def test_the_same_picture_in_two_rooms_is_told_once_more_with_both(vault, case, told) -> None:
    first, second = quiet_chat(vault, case, "하나"), quiet_chat(vault, case, "둘")
    same, other = picture(vault, case), picture(vault, case)
    post(first, same)
    post(first, other)
    post(second, same, at_ms=BEGIN_MS + DAY_MS, times=2)
    assert with_word(told(), "같은") == (
        "2024년 8월 27일 14시경부터 8월 28일 14시경까지, 같은 사진 1장이 텔레그램 대화방 '하나', "
        "텔레그램 대화방 '둘'에 올라왔습니다."
    )


def test_a_threat_is_told_with_its_words_and_only_if_the_person_said_so(vault, case, told) -> None:
    chat = quiet_chat(vault, case, "방")
    first, second = chat.message("내일까지 보내"), chat.message("잘 자", BEGIN_MS + MINUTE_MS)
    chat.add(first, second)
    mark_message(vault, case.id, first.id, Deed.THREAT, is_so=True)
    mark_message(vault, case.id, second.id, Deed.THREAT, is_so=False)
    said = with_word(told(), "협박")
    assert said.endswith("협박하는 내용의 메시지를 보냈습니다. 그 내용은 '내일까지 보내'입니다.")
    assert "잘 자" not in "".join(told())


def test_threats_within_an_hour_are_counted_and_the_first_is_quoted(vault, case, told) -> None:
    chat = quiet_chat(vault, case, "방")
    messages = [chat.message(f"말 {number}", BEGIN_MS + number) for number in range(3)]
    chat.add(*messages)
    for message in messages:
        mark_message(vault, case.id, message.id, Deed.THREAT, is_so=True)
    said = with_word(told(), "협박")
    assert "메시지를 3번 보냈습니다. 첫 메시지의 내용은 '말 0'입니다." in said
    assert "sent 3 threatening messages" in with_word(told("en"), "threatening")


@pytest.mark.parametrize("victim_first", [True, False])
def test_an_account_that_may_be_another_victims_is_never_told_of(
    vault, case, told, victim_first
) -> None:
    chat = quiet_chat(vault, case, "방")
    post(chat, picture(vault, case), sender="하나")
    victim = add_person(vault, case.id, "하나", Role.UNKNOWN)
    offender = add_person(vault, case.id, "가해자", Role.OFFENDER)
    for person in (victim, offender) if victim_first else (offender, victim):
        add_mark(vault, case.id, person.id, MarkKind.ACCOUNT, "", account=chat.account.id)
    assert "가해자(텔레그램 이름 '하나'" in with_word(told(), "올렸습니다")
    with vault.transaction():
        vault.told.people.change(replace(victim, name="", role=Role.OTHER_VICTIM))
    assert not any("하나" in one for one in told())


def test_a_capture_is_told_with_the_place_that_was_said(vault, case, told) -> None:
    item = picture(vault, case)
    captured = Moment(BEGIN_MS, TimeSource.VAULT, Certainty.EXACT)
    with vault.transaction():
        vault.sightings.add_many([
            Sighting(new_id("sighting"), case.id, vault_moment(vault.now_ms()), Method.CAPTURE,
                     item=item.id, captured=captured, where="겹지인방"),
        ])  # fmt: skip
    assert with_word(told(), "캡처") == f"{POSTED}, 저는 '겹지인방' 화면을 캡처했습니다(사진 1장)."


def test_the_three_times_are_never_merged(vault, case, told) -> None:
    item = picture(vault, case)
    entered = vault_moment(vault.now_ms())
    captured = Moment(BEGIN_MS + DAY_MS, TimeSource.PERSON, Certainty.MINUTE)
    with vault.transaction():
        vault.sightings.add_many([
            Sighting(new_id("sighting"), case.id, entered, Method.SCREENSHOT, item=item.id,
                     shown=platform_time(BEGIN_MS), captured=captured),
        ])  # fmt: skip
    assert with_word(told(), "캡처") == (
        "2024년 8월 28일 14시경, 저는 화면을 캡처했습니다(사진 1장). "
        "화면에 보이는 시각은 2024년 8월 27일 14시입니다."
    )
    kept = with_word(told(), "보관함에 넣었습니다")  # the file of `picture` has no time of its own
    assert "2024" not in kept


def test_a_files_own_time_is_not_told_as_when_it_was_captured(vault, case, told) -> None:
    item = picture(vault, case)
    by_file = Moment(BEGIN_MS, TimeSource.FILE, Certainty.APPROXIMATE)
    with vault.transaction():
        vault.sightings.add_many([
            Sighting(new_id("sighting"), case.id, vault_moment(vault.now_ms()), Method.FILE,
                     item=item.id, captured=by_file, where="folder/name.png"),
        ])  # fmt: skip
    said = with_word(told(), "파일에 적혀 있는")
    assert said.startswith("2024년 8월 27일 14시 무렵 만들어진 것으로")
    assert "folder" not in "".join(told())


@pytest.mark.parametrize(
    ("typed", "about", "begins", "ends"),
    [
        ("2024-08-27", False, "2024년 8월 27일: 말.", "말."),
        ("2024-08-27", True, "2024년 8월 27일 무렵: 말.", "날짜는 정확하지 않습니다."),
        ("2024-08-27 14:03", False, "2024년 8월 27일 14시 3분경: 말.", "말."),
        ("2024-08-27 14:03", True, "2024년 8월 27일 14시 3분 무렵", "시각은 정확하지 않습니다."),
        (
            "작년 여름",
            False,
            "'작년 여름'이라고 적어 둔 때: 말.",
            "날짜는 정확하지 않습니다.",
        ),
        ("", False, "때를 적어 두지 않은 어느 날: 말.", "말."),
    ],
)
def test_a_typed_time_is_told_no_surer_than_it_is(vault, case, told, typed, about, begins, ends):
    add_incident(vault, case.id, "말", typed_moment(typed, about=about))
    (said,) = told()
    assert said.startswith(begins)
    assert said.endswith(ends)


def test_the_log_is_told_with_everything_that_belongs_to_an_entry(vault, case, told) -> None:
    beside = Incident("교실", "짝", "김경위", "2024-1", "얼굴 합성")
    add_incident(vault, case.id, "링크가 왔다", typed_moment("2024-08-27"), beside)
    (said,) = told()
    for part in ("링크가 왔다.", "'교실'", "'짝'", "'김경위'", "'2024-1'", "'얼굴 합성'"):
        assert part in said


def test_a_note_without_a_time_stays_a_note(vault, case, told) -> None:
    add_note(vault, case.id, "전화할 것")
    add_note(vault, case.id, "알게 됨", typed_moment("2024-08-27"))
    assert told() == ["2024년 8월 27일: 알게 됨."]


def test_money_photos_and_tip_offs_are_told(vault, case, told) -> None:
    person = add_person(vault, case.id, "누리", Role.OFFENDER)
    add_payment(
        vault, case.id,
        PaymentSaid(amount="50만", currency="원", to_whom="국민 1", person=person.id),
    )  # fmt: skip
    add_payment(vault, case.id, PaymentSaid(Direction.PAID, amount="10", currency="USDT"))
    item = picture(vault, case)
    state_part(vault, case.id, item.id, Part.SOURCE_PHOTO, place="SNS", audience="친구")
    state_part(
        vault, case.id, item.id, Part.TIP_OFF, teller="동생", event=typed_moment("2024-01-02")
    )
    said = "\n".join(told())
    assert "누리가 50만원을 요구했습니다. 받는 곳은 '국민 1'입니다." in said
    assert "저는 10 USDT를 보냈습니다." in said
    assert "원본 사진이 'SNS'에 올라와 있었습니다. 공개 범위는 '친구'입니다." in said
    assert "2024년 1월 2일, '동생'이 이 일을 알려 주었습니다." in said


def test_what_somebody_goes_by_is_told_as_it_was_seen(vault, case, told) -> None:
    person = add_person(vault, case.id, "누리", Role.OFFENDER)
    add_mark(
        vault, case.id, person.id, MarkKind.USER_NAME, "@zq", platform="텔레그램",
        item=picture(vault, case).id, seen=typed_moment("2024-08-24"),
    )  # fmt: skip
    said = with_word(told(), "@zq")
    assert said == "2024년 8월 24일, 저는 누리의 텔레그램 @아이디가 '@zq'인 것을 보았습니다."


def test_somebody_who_tells_for_the_person_says_the_victim(vault, case, told) -> None:
    add_payment(vault, case.id, PaymentSaid(Direction.PAID, amount="1"))
    assert "피해자는 1을 보냈습니다." in told(teller=Teller.OTHER)[0]
    assert "the victim sent 1." in told("en", Teller.OTHER)[0]


def test_rooms_that_were_renamed_or_left_are_told_but_nothing_proposed(vault, case, told) -> None:
    chat = quiet_chat(vault, case, "새 방")
    messages = [chat.message("", BEGIN_MS + number) for number in range(3)]
    chat.add(*messages)
    kinds = (
        (Happening.RENAMED, Known.SAID, "옛 방", "새 방"),
        (Happening.EVACUATION, Known.PROPOSED, "", "https://t.me/+zqproposed"),
        (Happening.EVACUATION, Known.KEPT, "", "https://t.me/+zqkept"),
    )
    with vault.transaction():
        vault.rooms.add_events(
            RoomEvent(chat.room.id, kind, known, message.id, chat.source.id,
                      platform_time(BEGIN_MS), before=before, after=after)
            for message, (kind, known, before, after) in zip(messages, kinds, strict=True)
        )  # fmt: skip
    said = "\n".join(told())
    assert "텔레그램 대화방의 이름이 '옛 방'에서 '새 방'으로 바뀌었습니다." in said
    assert "zqkept" in said
    assert "zqproposed" not in said


def test_hostile_names_are_made_visible_and_numbers_of_residents_covered(vault, case, told) -> None:
    chat = quiet_chat(vault, case, "방\u202e", platform=Platform.TELEGRAM)
    message = chat.message("900101-1234567 로 보내\n지금")
    chat.add(message)
    mark_message(vault, case.id, message.id, Deed.MONEY, is_so=True)
    post(chat, picture(vault, case), sender="밤\u202e손님\u200b", at_ms=BEGIN_MS + DAY_MS)
    for language in ("ko", "en"):
        said = "\n".join(told(language))
        assert "900101-*******" in said
        assert "1234567" not in said
        assert "\u202e" not in said
        assert "[U+202E]" in said
        assert "\u200b" not in said


def test_a_flood_is_drawn_together_to_sixty_sentences_and_says_so(vault, case) -> None:
    post(quiet_chat(vault, case, "방"), picture(vault, case), times=70, apart=180)
    drafted = draft(vault, case, texts("ko"), Teller.SELF, Job())
    posted = [one for one in drafted.sentences if "올렸습니다" in one.text]
    assert len(drafted.sentences) <= MOST + 1  # with the line about the time zone
    assert drafted.grain is Grain.DAY
    assert sum(len(one.sources) for one in posted) == 70


def happened(kind: Kind, at_ms: int, room: str = "r-1") -> Happened:
    source = LineSource(SourceKind.NOTE, f"n-{at_ms}")
    when = platform_time(at_ms)
    return Happened(kind, at_ms, when, (source,), rooms=(room,), tally={ItemKind.PICTURE: 1})


@pytest.mark.parametrize(
    ("apart", "rooms", "grain", "left"),
    [(1, 1, Grain.HOUR, 1), (3 * HOUR, 1, Grain.DAY, 13), (DAY_MS, 1, Grain.ROOM, 1),
     (DAY_MS, 100, Grain.KIND, 1)],
)  # fmt: skip
def test_things_are_drawn_together_no_further_than_they_must(apart, rooms, grain, left) -> None:
    many = [
        happened(Kind.POSTED, BEGIN_MS + number * apart, f"r-{number % rooms}")
        for number in range(100)
    ]
    told, found = drawn_together(many)
    assert (found, len(told)) == (grain, left)
    assert sum(one.count for one in told) == 100
    assert sum(len(one.sources) for one in told) == 100


def test_what_has_its_own_words_is_never_joined_and_the_rest_is_pointed_at() -> None:
    log = [happened(Kind.INCIDENT, BEGIN_MS + number) for number in range(100)]
    posts = [
        happened(Kind.POSTED, BEGIN_MS + number * DAY_MS, f"r-{number}") for number in range(9)
    ]
    told, grain = drawn_together([*log, *posts])
    assert (grain, len(told)) == (Grain.SOME_LEFT, MOST)
    assert [one.kind for one in told].count(Kind.POSTED) == 1
    assert told[-1].kind is Kind.MORE
    assert len(told[-1].sources) == told[-1].count == 100 - (MOST - 2)
