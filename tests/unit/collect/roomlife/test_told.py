"""What records tell of a room's life: by the platform's word, by its sentences, and no further."""

from __future__ import annotations

import pytest

from app.collect.links import find_links
from app.collect.roomlife.told import MOST_NAMES, leads_elsewhere, told_by
from app.collect.roomlife.words import room_words
from app.domain.chats.chats import Message, MessageKind, Platform
from app.domain.chats.roomlife import Happening, Known


def record(**more: object) -> Message:
    values: dict[str, object] = {"kind": MessageKind.SERVICE, **more}
    return Message("m-0", "c-0", "i-0", "messages[0]", "r-0", **values)


@pytest.mark.parametrize(
    ("action", "details", "told"),
    [
        ("create_group", {"title": "방", "members": "가\n나"}, ("created", "방", ("가", "나"))),
        ("create_channel", {"title": "방"}, ("created", "방", ())),
        ("edit_group_title", {"title": "새 이름"}, ("renamed", "새 이름", ())),
        ("edit_group_photo", {}, ("picture", "", ())),
        ("delete_group_photo", {}, ("picture_removed", "", ())),
        ("invite_members", {"members": "가\n나"}, ("added", "", ("가", "나"))),
        ("invite_members", {"members": "하늘"}, ("joined", "", ())),
        ("remove_members", {"members": "가"}, ("removed", "", ("가",))),
        ("remove_members", {"members": "하늘"}, ("left", "", ())),
        ("join_group_by_link", {"inviter": "바다"}, ("joined", "바다", ())),
        ("join_group_by_request", {}, ("joined", "", ())),
        ("migrate_to_supergroup", {}, ("moved_to", "", ())),
        ("migrate_from_group", {"title": "옛 방"}, ("moved_from", "옛 방", ())),
        ("pin_message", {"message_id": "17"}, ("pinned", "17", ())),
        ("clear_history", {}, ("cleared", "", ())),
        ("set_messages_ttl", {"period": "86400"}, ("timer", "86400", ())),
    ],
)
def test_telegrams_words_for_records(action, details, told) -> None:
    found = told_by(Platform.TELEGRAM, record(action=action, details=details, sender="하늘"))
    assert found is not None
    assert (found.kind.value, found.after, found.names) == told
    assert found.known is Known.SAID


@pytest.mark.parametrize(
    "action", ["phone_call", "send_payment", "group_call", "a word of next year", "\0", ""]
)
def test_other_records_tell_nothing_of_the_room(action) -> None:
    assert told_by(Platform.TELEGRAM, record(action=action, details={"title": "x"})) is None


@pytest.mark.parametrize(
    ("platform", "text", "told"),
    [
        ("telegram", "하늘 created group «방» with members 가 and 나", ("created", "방", "가 and 나")),
        ("telegram", "Channel «방» created", ("created", "방", "")),
        ("telegram", "하늘 changed group title to «새 «이름»»", ("renamed", "새 «이름»", "")),
        ("telegram", "Channel title changed to «새»", ("renamed", "새", "")),
        ("telegram", "하늘 changed group photo", ("picture", "", "")),
        ("telegram", "Channel photo changed", ("picture", "", "")),
        ("telegram", "Channel photo removed", ("picture_removed", "", "")),
        ("telegram", "하늘 joined group by link from 바다", ("joined", "바다", "")),
        ("telegram", "하늘 joined group by request", ("joined", "", "")),
        ("telegram", "하늘 converted this group to a supergroup", ("moved_to", "", "")),
        ("telegram", "하늘 converted a basic group to this supergroup «옛»", ("moved_from", "옛", "")),
        ("telegram", "하늘 pinned this message", ("pinned", "", "")),
        ("telegram", "History cleared", ("cleared", "", "")),
        ("telegram", "하늘 invited 바다", ("added", "", "바다")),
        ("telegram", "하늘 invited 바다 to the voice chat", None),
        ("telegram", "하늘 removed 바다", ("removed", "", "바다")),
        ("telegram", "하늘 removed 하늘", ("left", "", "")),
        ("kakaotalk", "하늘님이 들어왔습니다.", ("joined", "", "")),
        ("kakaotalk", "하늘님이 들어왔습니다.채팅방으로 초대하기", ("joined", "", "")),
        ("kakaotalk", "하늘님이 나갔습니다.", ("left", "", "")),
        ("kakaotalk", "하늘님이 바다님을 초대하였습니다.", ("added", "", "바다")),
        ("kakaotalk", "하늘님이 바다님, 솔님과 별님을 초대했습니다.", ("added", "", "바다\n솔\n별")),
        ("kakaotalk", "바다님을 내보냈습니다.", ("removed", "", "바다")),
        ("kakaotalk", "바다님이 방장이 되었습니다.", ("host", "", "바다")),
        ("kakaotalk", "바다님이 부방장이 되었습니다.", ("helper", "", "바다")),
        ("kakaotalk", "Sky joined this chatroom.", ("joined", "", "")),
        ("kakaotalk", "Sky invited Sea.", ("added", "", "Sea")),
        ("whatsapp", "Sky created group “Room”", ("created", "Room", "")),
        ("whatsapp", "Sky changed the subject from “A” to “B”", ("renamed", "B", "")),
        ("whatsapp", "Sky changed this group's icon", ("picture", "", "")),
        ("whatsapp", "Sky joined using this group's invite link", ("joined", "", "")),
        ("whatsapp", "Sky added Sea", ("added", "", "Sea")),
        ("whatsapp", "\u200eSky left", ("left", "", "")),
        ("whatsapp", "하늘님이 바다님을 추가했습니다.", ("added", "", "바다")),
        ("line", "Sky joined the group.", ("joined", "", "")),
        ("line", "Sky invited Sea to the group.", ("added", "", "Sea")),
        ("line", "하늘님이 그룹을 나갔습니다.", ("left", "", "")),
        ("line", "Photos", None),
        ("signal", "Sky joined the group.", None),
    ],
)  # fmt: skip
def test_sentences_of_platforms(platform, text, told) -> None:
    found = told_by(Platform(platform), record(text=text))
    if told is None:
        assert found is None
    else:
        assert found is not None
        assert (found.kind.value, found.after, "\n".join(found.names)) == told


def test_a_former_name_is_kept_where_the_sentence_has_it() -> None:
    text = "Sky changed the subject from “A” to “B”"
    found = told_by(Platform.WHATSAPP, record(text=text))
    assert found is not None
    assert (found.before, found.after, found.by_name) == ("A", "B", "Sky")


@pytest.mark.parametrize(
    ("action", "more", "told"),
    [
        ("GuildMemberJoin", {"text": "Joined the server."}, ("joined", "", ())),
        (
            "ChannelNameChange",
            {"text": "Changed the channel name: 새 방."},
            ("renamed", "새 방", ()),
        ),
        ("ChannelPinnedMessage", {"reply_to": "123"}, ("pinned", "123", ())),
        (
            "RecipientAdd",
            {"details": {"mentions[0].name": "sea", "mentions[0].nickname": "바다"}},
            ("added", "", ("바다",)),
        ),
        ("RecipientRemove", {"details": {"mentions[0].name": "하늘"}}, ("left", "", ())),
        ("ThreadCreated", {}, None),
    ],
)
def test_discords_words_for_records(action, more, told) -> None:
    found = told_by(Platform.DISCORD, record(action=action, sender="하늘", **more))
    assert (None if found is None else (found.kind.value, found.after, found.names)) == told


@pytest.mark.parametrize(
    ("word", "who", "told"),
    [
        ("Subscribe", "바다", ("added", ("바다",))),
        ("Subscribe", "하늘", ("joined", ())),
        ("Unsubscribe", "바다", ("removed", ("바다",))),
        ("Unsubscribe", "하늘", ("left", ())),
        ("Generic", "바다", None),
    ],
)
def test_metas_words_for_records(word, who, told) -> None:
    details = {"type": word, "users[0].name": who}
    found = told_by(
        Platform.FACEBOOK, record(kind=MessageKind.MESSAGE, sender="하늘", details=details)
    )
    assert (None if found is None else (found.kind.value, found.names)) == told


def test_what_anybody_can_type_is_only_proposed() -> None:
    typed = record(kind=MessageKind.MESSAGE, sender="Sky", text="Sky left the group.")
    found = told_by(Platform.INSTAGRAM, typed)
    assert found is not None
    assert (found.kind, found.known) == (Happening.LEFT, Known.PROPOSED)
    other = record(kind=MessageKind.MESSAGE, sender="Sea", text="Sky left the group.")
    assert told_by(Platform.INSTAGRAM, other) is None
    assert (
        told_by(Platform.KAKAOTALK, record(kind=MessageKind.MESSAGE, text="가님이 나갔습니다."))
        is None
    )


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("터지면 여기로 https://t.me/+AbCdEf12_", "https://t.me/+AbCdEf12_"),
        ("대피방: t.me/new_room", "https://t.me/new_room"),
        ("새  방 t.me/new_room 과 t.me/+AbCdEf12_", None),
        ("새 방 t.me/new_room 과 t.me/+AbCdEf12_", "https://t.me/new_room\nhttps://t.me/+AbCdEf12_"),
        ("Backup channel discord.gg/AbC123", "https://discord.gg/AbC123"),
        ("대피방 https://open.kakao.com/o/gAbCdEf", "https://open.kakao.com/o/gAbCdEf"),
        ("대피방 https://example.com/x", None),
        ("그냥 t.me/new_room", None),
        ("대피방", None),
    ],
)  # fmt: skip
def test_an_evacuation_room_is_proposed_by_words_beside_a_rooms_link(text, links) -> None:
    found = leads_elsewhere(record(text=text), find_links(text))
    assert (None if found is None else found.after) == links
    assert found is None or found.known is Known.PROPOSED


def test_names_and_lengths_are_capped() -> None:
    many = "\n".join(f"n{at}" for at in range(MOST_NAMES + 50))
    found = told_by(Platform.TELEGRAM, record(action="invite_members", details={"members": many}))
    assert found is not None
    assert len(found.names) == MOST_NAMES
    assert told_by(Platform.KAKAOTALK, record(text="가" * 5000 + "님이 나갔습니다.")) is None


def test_the_list_of_words_is_dated_and_without_doubles() -> None:
    words = room_words()
    assert words.as_of >= "2026"
    for some in (words.threat, words.money):
        assert len(set(some)) == len(some) > 5
        assert all(len(word.strip()) >= 2 for word in some)
