"""Text exports of KakaoTalk, WhatsApp, LINE and Signal: who said what, when, how surely."""

from __future__ import annotations

import io
from collections.abc import Collection

import pytest

from app.collect.chats.base import MessageRead, ReadContext, Record, RoomRead
from app.collect.chats.registry import recognise
from app.domain.chats.chats import MessageKind
from app.domain.evidence.intake import DayOrder, NotUnderstood
from app.domain.times.times import Certainty
from tests.fixtures.exports import texts


class Read:
    """What the importer that takes a file makes of it."""

    def __init__(
        self,
        name: str,
        text: str | bytes,
        beside: Collection[str] = (),
        days: DayOrder = DayOrder.ASSUMED,
    ) -> None:
        data = text.encode() if isinstance(text, str) else text
        importer = recognise(data[:65536], name, frozenset({name, *beside}))
        assert importer is not None
        self.importer = importer.name
        context = ReadContext(name, None, frozenset(beside), days=days)
        self.records: list[Record] = list(importer.read(lambda: io.BytesIO(data), context))
        rooms = [one for one in self.records if isinstance(one, RoomRead)]
        assert len(rooms) == 1 or days is DayOrder.ASKED
        self.room = rooms[0] if rooms else None
        self.messages = [one for one in self.records if isinstance(one, MessageRead)]
        self.problems = [one for one in self.records if isinstance(one, NotUnderstood)]

    @property
    def said(self) -> list[tuple[str, str]]:
        return [(one.sender, one.text) for one in self.messages]

    @property
    def times(self) -> list[str]:
        return [
            one.shown.kst.strftime("%Y-%m-%d %H:%M:%S") if one.shown and one.shown.kst else ""
            for one in self.messages
        ]


@pytest.mark.parametrize(
    ("name", "importer"),
    [
        ("KakaoTalk_1.txt", "kakaotalk.text"), ("en.txt", "kakaotalk.text"),
        ("and.txt", "kakaotalk.text"), ("and_en.txt", "kakaotalk.text"),
        ("ios.txt", "kakaotalk.text"), ("mac.csv", "kakaotalk.csv"),
        ("WhatsApp Chat with 방.txt", "whatsapp.text"), ("_chat.txt", "whatsapp.text"),
        ("ko.txt", "whatsapp.text"), ("line.txt", "line.text"), ("signal.txt", "signal.text"),
    ],
)  # fmt: skip
def test_each_form_is_known_by_its_content(name: str, importer: str) -> None:
    assert Read(name, texts.TEXTS[name]).importer == importer


@pytest.mark.parametrize("text", ["", "머리말\n\n그냥 글입니다.\n", "a,b,c\n1,2,3\n", "[x] y: z\n"])
def test_other_texts_are_no_chat(text: str) -> None:
    assert recognise(text.encode(), "note.txt", frozenset({"note.txt"})) is None


def test_windows_tells_the_day_apart_and_names_may_hold_brackets() -> None:
    read = Read("k.txt", texts.KAKAO_WINDOWS, {"photo1.jpg"})
    assert read.room.title == "겹지인방 54"
    assert read.said[0] == ("이] [름]", "첫 줄\n둘째 줄 https://t.me/abc\n\n넷째 줄")
    assert [link.link.normal for link in read.messages[0].links] == ["https://t.me/abc"]
    assert read.times[0] == "2024-08-24 00:05:00"
    assert read.times[2:] == ["2024-08-24 12:05:00", "2024-08-24 23:59:00", "2024-08-25 13:05:00"]
    assert read.messages[0].position == "line 5"
    assert read.messages[0].shown is not None
    assert read.messages[0].shown.certainty is Certainty.MINUTE
    assert read.messages[0].shown.original == "2024년 8월 24일 토요일 오전 12:05"
    word, file, deleted = (read.messages[at].media[0] for at in (2, 3, 4))
    assert (word.named, word.absent) == ("사진", "not_exported")
    assert file.path == "photo1.jpg"
    assert deleted.absent == "deleted"


def test_news_without_a_time_have_the_day_alone() -> None:
    news = Read("k.txt", texts.KAKAO_WINDOWS).messages[1]
    assert (news.kind, news.text) == (MessageKind.SERVICE, "지민님이 들어왔습니다.")
    assert news.shown is not None
    assert news.shown.certainty is Certainty.DAY


def test_a_line_with_several_dividers_is_read_by_the_names_of_the_others() -> None:
    read = Read("k.txt", texts.KAKAO_ANDROID)
    assert read.said[1:] == [
        ("지민", "안녕 : 하세요"),
        ("가", "나 : 말"),
        ("지민", "그냥\n줄 둘"),
        ("쉼, 표", "그냥"),
    ]
    unsure = [one for one in read.problems if one.what.startswith("unsure_sender")]
    assert [one.where for one in unsure] == ["line 8"]


def test_english_and_iphone_forms() -> None:
    english = Read("k.txt", texts.KAKAO_ANDROID_ENGLISH)
    assert english.times == ["2016-02-10 02:33:00", "2016-02-10 14:34:00"]
    iphone = Read("k.txt", texts.KAKAO_IPHONE)
    assert iphone.said == [("이름", "내용"), ("", "지민님이 나갔습니다.")]
    assert iphone.messages[1].kind is MessageKind.SERVICE


def test_the_table_of_macos_keeps_commas_quotes_and_lines() -> None:
    read = Read("KakaoTalk_Chat_방_2022-11-07-16-00-19.csv", texts.KAKAO_MAC)
    assert read.room.title == "방"
    assert read.said == [("이름", '여러, 줄\n둘째 "따옴표"'), ("", "지민님이 들어왔습니다.")]
    assert [one.position for one in read.messages] == ["line 2", "line 4"]
    assert read.times[0] == "2022-11-07 16:00:19"


def test_old_korean_encoding_is_read() -> None:
    assert Read("k.txt", texts.KAKAO_ANDROID.encode("cp949")).said[1] == ("지민", "안녕 : 하세요")


def test_a_number_over_twelve_decides_the_order_of_day_and_month() -> None:
    read = Read("WhatsApp Chat with 방.txt", texts.WHATSAPP_ANDROID, {"IMG-1.jpg"})
    assert read.room.title == "방"
    assert read.times[-1] == "2021-01-02 01:00:00"
    assert read.said[1] == ("Kim", "hi\nmore: lines")
    assert read.messages[2].media[0].path == "IMG-1.jpg"
    assert read.messages[3].media[0].absent == "not_exported"
    assert Read("_chat.txt", texts.WHATSAPP_IPHONE).times == [
        "2020-12-31 23:59:01",
        "2021-01-01 00:00:01",
    ]


def test_times_that_never_run_back_decide_where_no_number_does() -> None:
    text = "1/2/21, 1:00 AM - Lee: a\n2/1/21, 2:00 AM - Lee: b\n"
    assert Read("c.txt", text).times == ["2021-01-02 01:00:00", "2021-02-01 02:00:00"]


def test_an_order_that_nothing_tells_is_asked_for() -> None:
    text = "1/2/21, 1:00 AM - Lee: a\n1/2/21, 2:00 AM - Lee: b\n"
    unasked = Read("c.txt", text)
    assert "day_order_unsure" in {one.what for one in unasked.problems}
    assert unasked.times[0] == "2021-02-01 01:00:00"
    told = Read("c.txt", text, days=DayOrder.MONTH_FIRST)
    assert told.times[0] == "2021-01-02 01:00:00"
    assert "day_order_unsure" not in {one.what for one in told.problems}
    waits = Read("c.txt", text, days=DayOrder.ASKED)
    assert [one.what for one in waits.problems] == ["day_order_asked"]
    assert waits.times == []


def test_a_files_own_order_counts_whatever_was_said() -> None:
    text = "1/13/21, 1:00 AM - Lee: a\n1/14/21, 2:00 AM - Lee: b\n"
    for days in DayOrder:
        assert Read("c.txt", text, days=days).times[0] == "2021-01-13 01:00:00"


def test_line_and_signal() -> None:
    line = Read("line.txt", texts.LINE)
    assert line.room.title == "지민"
    assert line.said[:2] == [("지민", "안녕"), ("지민", "[Photo]")]
    assert line.said[2] == ("지민", '"두\n줄"')
    assert line.messages[3].kind is MessageKind.SERVICE
    assert line.times[-1] == "2024-08-25 15:20:00"
    signal = Read("signal.txt", texts.SIGNAL)
    assert signal.times == ["2024-08-24 15:20:11", "2024-08-24 15:20:00"]
    assert signal.messages[1].media[0].path == "media/a.jpg"


def test_what_leads_nowhere_is_told_by_line_and_the_rest_is_read() -> None:
    text = texts.KAKAO_IPHONE + "2020. 13. 41. 오후 1:08, 이름 : 언제\n" + "x" * 1_200_000 + "\n"
    read = Read("k.txt", text)
    assert {"too_long"} <= {one.what for one in read.problems}
    assert read.messages[0].text == "내용"


@pytest.mark.parametrize("name", sorted(texts.TEXTS))
def test_every_text_is_read_in_pieces_of_any_size(name: str) -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(size or 1, 7) if size and size > 0 else size)

    data = texts.TEXTS[name].encode()
    importer = recognise(data, name, frozenset({name}))
    assert importer is not None
    whole = list(importer.read(lambda: io.BytesIO(data), ReadContext(name)))
    assert list(importer.read(lambda: Slow(data), ReadContext(name))) == whole
