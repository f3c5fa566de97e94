"""A mail draft: text only, to one address, and nothing in it can add a header or an attachment."""

from __future__ import annotations

import dataclasses
from email import message_from_bytes, policy

import msgspec
import pytest

from app.report.data.model import Words
from app.report.writers.render_eml import render_eml
from tests.unit.papers import papers_of


def read(raw: bytes):
    return message_from_bytes(raw, policy=policy.default)


def test_a_draft_has_only_these_headers() -> None:
    mail = read(render_eml(papers_of.hostile(papers_of.STATEMENT)))
    assert {name.lower() for name in mail} == {
        "to", "subject", "x-unsent", "content-type", "content-transfer-encoding", "mime-version",
    }  # fmt: skip
    assert mail["X-Unsent"] == "1"
    assert mail["To"] == "a@example.org"


def test_a_draft_is_one_text_without_attachments() -> None:
    raw = render_eml(papers_of.hostile())
    mail = read(raw)
    assert not mail.is_multipart()
    assert mail.get_content_type() == "text/plain"
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_the_text_is_what_was_answered_and_nothing_open() -> None:
    body = read(render_eml(papers_of.plain(papers_of.STATEMENT))).get_content()
    assert "가나다" in body
    assert "적지 않음" not in body
    assert "____" not in body


def test_a_subject_in_korean_is_encoded_and_cannot_end_its_line() -> None:
    paper = papers_of.plain(papers_of.STATEMENT)
    subject = Words(ko="삭제 요청\r\nBcc: x@example.org", en="")
    template = msgspec.structs.replace(paper.template, mail_subject=subject)
    raw = render_eml(dataclasses.replace(paper, template=template))
    assert b"=?utf-8?" in raw
    mail = read(raw)
    assert mail["Bcc"] is None
    assert mail["Subject"].startswith("삭제 요청")


@pytest.mark.parametrize(
    "address",
    ["", "not an address", "a@b", "a@b.org\r\nBcc: x@y.org", "a@b.org, c@d.org", "가@b.org"],
)
def test_an_address_that_is_none_is_left_to_the_person(address: str) -> None:
    paper = dataclasses.replace(papers_of.plain(papers_of.STATEMENT), addresses=(address,))
    mail = read(render_eml(paper))
    assert mail["To"] is None
    assert mail["Bcc"] is None


def test_a_long_subject_stands_on_one_line() -> None:
    paper = papers_of.plain(papers_of.STATEMENT)
    subject = "Non-consensual sexual content (including AI-generated): a request to remove it all"
    template = msgspec.structs.replace(paper.template, mail_subject=Words(ko=subject, en=subject))
    raw = render_eml(dataclasses.replace(paper, template=template))
    assert f"Subject: {subject}\r\n".encode() in raw
