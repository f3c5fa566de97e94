from __future__ import annotations

import pytest

from app.collect.link_forms import LONGEST
from app.collect.links import (
    MOST,
    derived_message_link,
    find_links,
    normalise,
    username_link,
)


@pytest.mark.parametrize(
    ("text", "normal", "kind"),
    [
        ("https://t.me/Some_Room", "https://t.me/some_room", "name"),
        ("http://telegram.me/Some_Room/", "https://t.me/some_room", "name"),
        ("telegram.dog/some_room/12", "https://t.me/some_room/12", "message"),
        ("https://t.me/s/some_room", "https://t.me/some_room", "name"),
        ("https://t.me/s/some_room/12", "https://t.me/some_room/12", "message"),
        ("https://some_room.t.me/12", "https://t.me/some_room/12", "message"),
        ("tg://resolve?domain=Some_Room", "https://t.me/some_room", "name"),
        ("tg:resolve?domain=some_room&post=12", "https://t.me/some_room/12", "message"),
        (
            "tg://resolve?domain=some_room&post=12&thread=3",
            "https://t.me/some_room/3/12",
            "message",
        ),
        ("https://t.me/some_room/12?single", "https://t.me/some_room/12", "message"),
        ("https://t.me/some_room/12?thread=3", "https://t.me/some_room/3/12", "message"),
        ("https://t.me/some_room/12?comment=9", "https://t.me/some_room/12?comment=9", "message"),
        ("https://t.me/some_room/3/12", "https://t.me/some_room/3/12", "message"),
        ("https://t.me/c/1555/12", "https://t.me/c/1555/12", "private_message"),
        ("https://t.me/c/1555/3/12", "https://t.me/c/1555/3/12", "private_message"),
        ("tg://privatepost?channel=1555&post=12", "https://t.me/c/1555/12", "private_message"),
        ("https://t.me/+AbC_dEf-123", "https://t.me/+AbC_dEf-123", "invite"),
        ("https://t.me/joinchat/AbC_dEf-123", "https://t.me/+AbC_dEf-123", "invite"),
        ("tg://join?invite=AbC_dEf-123", "https://t.me/+AbC_dEf-123", "invite"),
        ("https://t.me/+AbCdEf12_", "https://t.me/+AbCdEf12_", "invite"),
        ("https://t.me/+821012345678", "https://t.me/+821012345678", "phone"),
        ("https://t.me/addstickers/Cats", "https://t.me/addstickers/Cats", "other"),
    ],
)
def test_telegrams_forms_of_one_place_are_one_text(text: str, normal: str, kind: str) -> None:
    found = find_links(f"보세요: {text} 끝")
    assert [(one.normal, one.kind, one.original) for one in found] == [
        (normal, f"telegram.{kind}", text)
    ]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("HTTP://Example.COM:80/A?b=C#d", "http://example.com/A?b=C#d"),
        ("https://example.com:443", "https://example.com/"),
        ("https://example.com:8443/", "https://example.com:8443/"),
        ("www.example.com/a", "https://www.example.com/a"),
        ("naver.me/xYz", "https://naver.me/xYz"),
        ("https://example.com/?utm_source=tg&x=1", "https://example.com/?x=1"),
        ("https://한국.kr/경로", "https://xn--3e0b707e.kr/경로"),
        ("https://u:p@example.com/", "https://u:p@example.com/"),
        ("https://t.me@evil.example/x", "https://t.me@evil.example/x"),
        ("https://t.me.evil.example/room", "https://t.me.evil.example/room"),
    ],
)
def test_web_addresses_keep_all_but_case_default_ports_and_named_parameters(
    text: str, normal: str
) -> None:
    found = normalise(text)
    assert found is not None
    assert (found.normal, found.kind) == (normal, "web")


def test_a_host_in_other_letters_is_given_both_ways() -> None:
    one, other = normalise("https://한국.kr/"), normalise("https://xn--3e0b707e.kr/")
    assert one is not None
    assert other is not None
    assert (
        (one.host, one.shown_host)
        == (other.host, other.shown_host)
        == ("xn--3e0b707e.kr", "한국.kr")
    )


@pytest.mark.parametrize(
    ("text", "original"),
    [
        ("https://t.me/some_room/123에서 봤어요", "https://t.me/some_room/123"),
        ("https://example.com/a를", "https://example.com/a"),
        ("https://example.com에서", "https://example.com"),
        ("(https://example.com/a)입니다.", "https://example.com/a"),
        ("https://ko.wikipedia.org/wiki/온기", "https://ko.wikipedia.org/wiki/온기"),
        ("https://ko.wikipedia.org/wiki/온기_(비유)", "https://ko.wikipedia.org/wiki/온기_(비유)"),
        ("https://example.com/a_(b)", "https://example.com/a_(b)"),
        ("https://example.com/a...", "https://example.com/a"),
        ("「https://example.com/a」", "https://example.com/a"),
        ("https://example.com/a?!", "https://example.com/a"),
    ],
)
def test_what_belongs_to_the_sentence_is_cut_off(text: str, original: str) -> None:
    assert [one.original for one in find_links(text)] == [original]


@pytest.mark.parametrize(
    "text",
    ["", "a/b", "그리고/또는", "12/31", "a@b.com/x", "ftp", "www.", "1.5/2", "tg:", "http://"],
)
def test_plain_words_are_no_links(text: str) -> None:
    assert find_links(text) == []


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\u2066", "\ufeff", "\u00ad"])
def test_hidden_characters_stay_in_the_original_only(hidden: str) -> None:
    text = f"https://t.me/some{hidden}_room"
    assert [(one.normal, one.original) for one in find_links(text)] == [
        ("https://t.me/some_room", text)
    ]


def test_length_and_number_are_capped() -> None:
    assert find_links("https://example.com/" + "a" * LONGEST) == []
    assert normalise("https://example.com/" + "a" * LONGEST) is None
    many = " ".join(f"https://example.com/{n}" for n in range(MOST + 50))
    assert len(find_links(many)) == MOST


def test_the_same_place_counts_once_in_a_text() -> None:
    assert (
        len(find_links("https://t.me/some_room t.me/Some_Room tg://resolve?domain=some_room")) == 1
    )


@pytest.mark.parametrize(
    ("kind", "room", "number", "link"),
    [
        ("private_supergroup", "1555", "7", "https://t.me/c/1555/7"),
        ("private_channel", "-1001555", "7", "https://t.me/c/1555/7"),
        ("public_supergroup", "1001555", "7", "https://t.me/c/1001555/7"),
        ("private_group", "1555", "7", None),
        ("personal_chat", "1555", "7", None),
        ("", "", "", None),
        ("private_channel", "x", "7", None),
        ("private_channel", "1555", "-1", None),
    ],
)
def test_a_message_link_is_rebuilt_only_where_such_links_exist(
    kind: str, room: str, number: str, link: str | None
) -> None:
    assert derived_message_link(kind, room, number) == link


@pytest.mark.parametrize(
    ("mention", "normal"),
    [("@Some_Room", "https://t.me/some_room"), ("@가나다", None), ("@", None)],
)
def test_a_mention_leads_to_its_name(mention: str, normal: str | None) -> None:
    found = username_link(mention)
    assert (found and found.normal) == normal
