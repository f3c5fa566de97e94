from __future__ import annotations

import io

import pytest

from app.collect.chats.base import ReadContext
from app.collect.chats.html_shape import DEEPEST, sound_end
from app.collect.chats.registry import recognise
from app.collect.chats.telegram_html import TelegramHtml
from app.domain.chats.chats import MessageKind
from app.domain.evidence.intake import NotUnderstood
from app.domain.times.times import Certainty
from tests.fixtures.exports.reading import read_html
from tests.fixtures.exports.telegram_writer import (
    html_absent,
    html_file,
    html_message,
    html_service,
    page,
)

DATE = "27.08.2024 14:03:22 UTC+09:00"
AT = 1_724_735_002_000
TITLE = "산책 <b>모임</b>"
FIRST = page(
    TITLE,
    html_service(-1, "27 August 2024")
    + html_service(1, "하늘 created group «산책»")
    + html_message(2, DATE, "하늘", "첫 줄<br>둘째 &lt;줄&gt;")
    + html_message(3, DATE, None, "이어진 글"),
)
SECOND = page(TITLE, html_message(1001, "28.08.2024 00:10:00", "바다", "다음 쪽"))


def test_pages_are_read_in_the_order_of_their_numbers() -> None:
    pages = {
        "messages.html": FIRST,
        "messages10.html": page(TITLE, html_message(9001, DATE, "바다", "열째")),
        "messages2.html": SECOND,
    }
    seen = read_html(pages)
    assert [one.position for one in seen.messages] == [
        "messages.html#message1",
        "messages.html#message2",
        "messages.html#message3",
        "messages2.html#message1001",
        "messages10.html#message9001",
    ]
    assert [one.source for one in seen.messages][-2:] == ["messages2.html", "messages10.html"]
    assert [one.title for one in seen.rooms] == [TITLE]
    for one in seen.messages:
        name, _, mark = one.position.partition("#")
        assert f'id="{mark}"'.encode() in pages[name]


def test_a_joined_message_has_the_sender_above() -> None:
    seen = read_html(FIRST)
    assert [one.sender for one in seen.messages] == ["", "하늘", "하늘"]
    assert seen.messages[1].text == "첫 줄\n둘째 <줄>"
    assert seen.messages[0].kind is MessageKind.SERVICE
    assert seen.problems == []


def test_a_stated_zone_makes_a_time_exact_and_a_missing_one_is_assumed() -> None:
    seen = read_html({"messages.html": FIRST, "messages2.html": SECOND}, zone=120)
    exact, assumed = seen.messages[1].shown, seen.messages[-1].shown
    assert exact is not None
    assert assumed is not None
    assert (exact.at_ms, exact.certainty, exact.offset_minutes) == (AT, Certainty.EXACT, 540)
    assert (assumed.certainty, assumed.offset_minutes) == (Certainty.ZONE_ASSUMED, 120)
    assert assumed.at_ms == 1_724_796_600_000
    assert seen.kinds == {"zone_assumed"}


def test_a_service_line_has_the_day_above_it_and_no_more() -> None:
    shown = read_html(FIRST).messages[0].shown
    assert shown is not None
    assert (shown.certainty, shown.original) == (Certainty.DAY, "27 August 2024")
    assert shown.at_ms == 1_724_684_400_000


def test_forwards_and_replies_and_links_behind_words() -> None:
    reply = (
        '       <div class="reply_to details">\nIn reply to <a href="messages2.html#go_to_message17"'
        ' onclick="return GoToMessage(17)">this message</a>\n       </div>\n\n'
    )
    words = (
        '<a href="https://evil.example/a">은행</a> <a href="" onclick="return ShowHashtag(1)">#꽃</a>'
        ' <a href="mailto:a@b.c">a@b.c</a> <a href="https://t.me/some_room">@some_room</a>'
    )
    read = read_html(
        page("방", html_message(5, DATE, "하늘", words, reply, forwarded="딴 방"))
    ).messages[0]
    assert (read.sender, read.forwarded_from, read.reply_to) == ("하늘", "딴 방", "17")
    assert read.text == "은행 #꽃 a@b.c @some_room"
    assert [one.link.normal for one in read.links] == [
        "https://evil.example/a",
        "https://t.me/some_room",
    ]


def test_files_are_named_and_left_out_ones_told() -> None:
    image = '<img class="photo" src="photos/photo_1_thumb.jpg"/>'
    body = (
        html_file("photo_wrap clearfix pull_left", "photos/photo_1.jpg", image)
        + html_file("media clearfix pull_left block_link media_voice_message", "../voice.ogg")
        + html_absent("media_video", "Video file", "Exceeds maximum size, change data exporting settings to download.")
        + html_absent("media_photo", "Photo", "Not included, change data exporting settings to download.")
        + html_absent("media_file", "a.txt", "Unavailable, please try again later.")
    )  # fmt: skip
    read = read_html(page("방", html_message(5, DATE, "하늘", "", body))).messages[0]
    assert [(one.role, one.path, one.absent) for one in read.media] == [
        ("photo", "photos/photo_1.jpg", ""),
        ("thumbnail", "photos/photo_1_thumb.jpg", ""),
        ("voice_message", "", "unsafe_path"),
        ("video_file", "", "too_large"),
        ("photo", "", "not_exported"),
        ("file", "", "unavailable"),
    ]


def test_a_message_the_exporter_did_not_know_is_a_gap() -> None:
    text = "This message is not supported by this version of Telegram Desktop. Please update the application."
    read = read_html(page("방", html_service(4, text))).messages[0]
    assert (read.kind, read.shown, read.native_id) == (MessageKind.UNSUPPORTED, None, "4")


@pytest.mark.parametrize(
    "date", ["", "32.01.2024 10:00:00", "27.08.2024", "27.08.2024 14:03:22 UTC+99:00"]
)
def test_a_time_that_can_not_be_read_is_told(date: str) -> None:
    seen = read_html(page("방", html_message(5, date, "하늘", "글")))
    assert seen.messages[0].shown is None
    assert seen.messages[0].text == "글"
    assert "bad_time" in seen.kinds


def test_a_number_that_is_there_twice_is_told() -> None:
    seen = read_html(
        page("방", html_message(5, DATE, "하늘", "하나") + html_message(5, DATE, "하늘", "둘"))
    )
    assert [one.text for one in seen.messages] == ["하나", "둘"]
    assert len({one.position for one in seen.messages}) == 2
    assert seen.kinds == {"bad_record"}


def test_a_truncated_page_gives_what_was_there() -> None:
    seen = read_html(FIRST[: FIRST.index(b'id="message3"')])
    assert [one.native_id for one in seen.messages] == ["1", "2"]


def test_an_export_in_many_levels_is_not_followed_down() -> None:
    body = html_message(1, DATE, "하늘", "앞") + "<div>" * 100_000
    seen = read_html(page("방", body))
    assert [one.text for one in seen.messages] == ["앞"]
    assert seen.kinds == {"cut_off"}


def test_well_shaped_pages_are_sound_to_the_end_and_others_are_not() -> None:
    assert sound_end(FIRST) == len(FIRST)
    assert sound_end(b"<b><i></b></i>") == 6
    assert sound_end(b"<b>" * (DEEPEST + 1)) == 3 * DEEPEST


def test_only_the_first_page_is_recognised_and_none_beside_the_json() -> None:
    files = frozenset({"messages.html", "messages2.html", "messages3.html"})
    assert isinstance(recognise(FIRST, "messages.html", files), TelegramHtml)
    assert recognise(SECOND, "messages2.html", files) is None
    assert isinstance(recognise(SECOND, "messages2.html", files - {"messages.html"}), TelegramHtml)
    assert recognise(FIRST, "messages.html", files | {"result.json"}) is None
    assert recognise(b"<html><body>hello</body></html>", "messages.html", files) is None


def test_a_page_that_can_not_be_opened_is_told() -> None:
    context = ReadContext("messages.html", None, frozenset({"messages.html", "messages2.html"}))
    records = list(TelegramHtml().read(lambda: io.BytesIO(FIRST), context))
    assert records[-1] == NotUnderstood("messages2.html", "cut_off")


def test_markup_in_a_text_is_text() -> None:
    seen = read_html(
        page("방", html_message(5, DATE, "<i>하늘</i>", "&lt;script&gt;1&lt;/script&gt;"))
    )
    assert (seen.messages[0].sender, seen.messages[0].text) == ("<i>하늘</i>", "<script>1</script>")
