"""Mails of Outlook, written here byte by byte: headers, words, attachments, and what is missing."""

from __future__ import annotations

import hashlib
import io

from app.collect.pages.reading import read_page
from app.domain.evidence.pages import PageRead
from tests.ole_files import filetime, mail_file

MARCH = 1_709_262_000_000  # 2024-03-01T03:00:00Z
HEADERS = (
    "Received: from a.example.net by b.example.org; Fri, 1 Mar 2024 12:00:05 +0900\r\n"
    "From: =?utf-8?B?6rCA7ZW07J6Q?= <a@example.net>\r\nTo: b@example.org\r\n"
    "Date: Fri, 1 Mar 2024 12:00:00 +0900\r\nMessage-ID: <1@example.net>\r\n\r\n"
)
SUBJECT, BODY, PAGE, SENT = 0x0037, 0x1000, 0x1013, 0x0039
SENDER, ADDRESS = 0x0C1A, 0x0C1F
NAME, DATA, KIND, RICH = 0x3707, 0x3701, 0x370E, 0x1009


def read(data: bytes) -> PageRead:
    return read_page(io.BytesIO(data), "application/vnd.ms-outlook", len(data))


def test_headers_words_links_and_attachments_are_read() -> None:
    picture = b"\xff\xd8\xff picture" * 900
    page = read(
        mail_file(
            {0x007D: HEADERS, SUBJECT: "돈을 보내라", BODY: "여기 t.me/bad_room 로 와"},
            [{NAME: "사진.jpg", KIND: "image/jpeg", DATA: picture}],
        )
    )
    assert page.facts["mail.from"] == "가해자 <a@example.net>"
    assert page.facts["mail.subject"] == "돈을 보내라"
    assert page.facts["mail.received"].startswith("from a.example.net")
    assert page.sent is not None
    assert (page.sent.at_ms, page.sent.offset_minutes) == (MARCH, 540)
    assert page.text == "여기 t.me/bad_room 로 와"
    assert [(link.target, link.position) for link in page.links] == [
        ("t.me/bad_room", "words, line 1")
    ]
    part = page.parts[0]
    assert (part.name, part.size) == ("사진.jpg", len(picture))
    assert part.sha256 == hashlib.sha256(picture).hexdigest()
    assert page.problems == ()


def test_without_headers_the_properties_tell_who_and_when() -> None:
    page = read(mail_file({SENDER: "가", ADDRESS: "a@example.net", SENT: filetime(MARCH)}))
    assert page.facts["mail.from"] == '"가" <a@example.net>'
    assert page.sent is not None
    assert page.sent.at_ms == MARCH
    assert page.facts["mail.date"] == "2024-03-01T03:00:00+00:00"


def test_words_given_as_a_page_too_are_taken_once_with_the_links_of_both() -> None:
    html = b"<p>word</p><a href='https://a.example.net/x'>go</a>"
    both = read(mail_file({BODY: "word", PAGE: html}))
    assert both.text == "word"
    assert [link.target for link in both.links] == ["https://a.example.net/x"]
    assert "word" in read(mail_file({PAGE: html})).text


def test_a_mail_within_a_mail_and_words_as_rich_text_are_told() -> None:
    page = read(mail_file({RICH: b"compressed"}, [{NAME: "inner.msg"}]))
    assert [(one.where, one.what) for one in page.problems] == [
        ("words", "rich_words"),
        ("attachment 1", "part_not_read"),
    ]
    assert [(part.name, part.sha256) for part in page.parts] == [("inner.msg", "")]


def test_a_property_whose_stream_is_missing_is_told_and_the_rest_is_read() -> None:
    whole = mail_file({SUBJECT: "subject", BODY: "words"})
    name, other = ("__substg1.0_1000001F", "__substg1.0_1FFF001F")
    page = read(whole.replace(name.encode("utf-16-le"), other.encode("utf-16-le")))
    assert page.facts["mail.subject"] == "subject"
    assert [one.what for one in page.problems] == ["bad_record"]
