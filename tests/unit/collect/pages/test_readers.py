"""Each reader, on pages and mails written here byte by byte."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import zipfile

import pytest

from app.collect.pages.moments import iso_moment, mail_moment, script_moment
from app.collect.pages.reading import read_page
from app.domain.evidence.pages import LINKS_LIMIT, TEXT_LIMIT, PageRead

JPEG = b"\xff\xd8\xff\xe0 picture"
MARCH = 1_709_262_000_000  # 2024-03-01T03:00:00Z


def read(data: bytes, media_type: str) -> PageRead:
    return read_page(io.BytesIO(data), media_type, len(data))


def whats(page: PageRead) -> list[str]:
    return [one.what for one in page.problems]


SINGLE = """<!DOCTYPE html> <html><!--
 Page saved with SingleFile
 url: https://example.net/room/7
 saved date: Fri Mar 01 2024 12:00:00 GMT+0900 (한국 표준시)
--><head><title>방의
 글</title><style>p{}</style></head><body><p>돈을 <b>보내</b>라</p><script>steal()</script>
<a href="/next?a=1">다음</a><a href="javascript:go()">x</a><a href="#top">y</a>
<p>여기 t.me/bad_room 로 와</p><img src="data:image/png;base64,AAAA"></body></html>"""


def test_a_single_file_page_gives_address_time_words_and_links() -> None:
    page = read(SINGLE.encode(), "text/html")
    assert page.facts["page.url"] == "https://example.net/room/7"
    assert page.facts["page.title"] == "방의 글"
    assert page.recorded is not None
    assert (page.recorded.at_ms, page.recorded.offset_minutes) == (MARCH, 540)
    assert "돈을 보내라" in page.text
    assert "steal" not in page.text
    assert "AAAA" not in page.text
    assert [(link.target, link.position) for link in page.links] == [
        ("https://example.net/next?a=1", "link 1"),
        ("t.me/bad_room", "line 3"),
    ]
    assert not page.problems


@pytest.mark.parametrize("charset", ["euc-kr", "utf-8", "utf-16"])
def test_a_page_is_read_in_its_own_letters(charset: str) -> None:
    html = f'<html><head><meta charset="{charset}"></head><body>협박하는 글</body></html>'
    assert read(html.encode(charset), "text/html").text == "협박하는 글"


def test_a_saved_date_that_is_none_is_told() -> None:
    page = read(SINGLE.replace("Mar 01", "Mar 41").encode(), "text/html")
    assert page.recorded is None
    assert whats(page) == [f"bad_time: {page.facts['page.recorded']}"]


def test_words_and_links_over_the_limit_are_told() -> None:
    links = "".join(f"<a href='https://a.net/{n}'>x</a>" for n in range(LINKS_LIMIT + 5))
    page = read(f"<body>{links}{'말' * (TEXT_LIMIT + 9)}</body>".encode(), "text/html")
    assert len(page.links) == LINKS_LIMIT
    assert len(page.text) == TEXT_LIMIT
    assert sorted(whats(page)) == ["too_long: text", "too_many: links"]


def mhtml(body: str) -> bytes:
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.net/a\r\n"
        "Subject: =?utf-8?B?" + base64.b64encode("제목".encode()).decode() + "?=\r\n"
        "Date: Fri, 1 Mar 2024 12:00:00 +0900\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n'
        "--B\r\nContent-Type: text/html; charset=utf-8\r\n"
        "Content-Transfer-Encoding: base64\r\nContent-Location: https://example.net/a\r\n\r\n"
        + base64.b64encode(body.encode()).decode()
        + "\r\n--B\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n"
        "Content-Location: https://example.net/p.jpg\r\n\r\n"
        + base64.b64encode(JPEG).decode()
        + "\r\n--B--\r\n"
    ).encode()


def test_an_mhtml_gives_page_and_parts() -> None:
    page = read(mhtml("<body>사진 <a href='b?x'>l</a></body>"), "multipart/related")
    assert page.facts["page.url"] == "https://example.net/a"
    assert page.facts["page.title"] == "제목"
    assert page.recorded is not None
    assert page.recorded.at_ms == MARCH
    assert page.text.startswith("사진")
    assert [link.target for link in page.links] == ["https://example.net/b?x"]
    picture = page.parts[1]
    assert (picture.position, picture.name) == ("part 2", "https://example.net/p.jpg")
    assert picture.sha256 == hashlib.sha256(JPEG).hexdigest()


MAIL = (
    "Received: from a by b; Fri, 1 Mar 2024 12:00:05 +0900\r\n"
    "Received: from x by a; Fri, 1 Mar 2024 12:00:01 +0900\r\n"
    "From: =?euc-kr?B?"
    + base64.b64encode("김".encode("euc-kr")).decode()
    + "?= <k@example.net>\r\n"
    "To: me@example.org\r\nSubject: pay\r\nDate: Fri, 1 Mar 2024 12:00:00 +0900\r\n"
    'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="M"\r\n\r\n'
    '--M\r\nContent-Type: multipart/alternative; boundary="A"\r\n\r\n'
    "--A\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n보내라 https://pay.example/1\r\n"
    "--A\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    "<p>보내라 <a href='https://pay.example/hidden'>1</a></p>\r\n--A--\r\n"
    "--M\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n"
    'Content-Disposition: attachment; filename="me.jpg"\r\n\r\n'
    + base64.b64encode(JPEG).decode()
    + "\r\n--M\r\nContent-Type: message/rfc822\r\n\r\nFrom: z@example.net\r\nSubject: inner\r\n"
    "Content-Type: text/plain\r\n\r\nwithin words\r\n--M--\r\n"
).encode()


def test_a_mail_keeps_date_and_received_apart_and_lists_what_is_attached() -> None:
    page = read(MAIL, "message/rfc822")
    assert page.facts["mail.from"] == "김 <k@example.net>"
    assert page.recorded is None
    assert page.sent is not None
    assert page.sent.at_ms == MARCH
    assert page.facts["mail.received"].split("\n")[1].endswith("12:00:01 +0900")
    assert page.text.split("\n")[0] == "보내라 https://pay.example/1"
    assert "within words" in page.text
    assert page.text.count("보내라") == 1
    assert [link.target for link in page.links] == [
        "https://pay.example/1",
        "https://pay.example/hidden",
    ]
    told = {(part.position, part.name, part.media_type) for part in page.parts}
    assert ("part 2", "me.jpg", "image/jpeg") in told
    assert ("part 3", "z@example.net · inner", "message/rfc822") in told


def test_mails_within_mails_end_somewhere() -> None:
    data = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(600)
    )
    assert whats(read(b"From: a\r\nTo: b\r\n" + data, "message/rfc822"))[0] == "too_deep"


def response(body: bytes, head: str = "", status: int = 200) -> bytes:
    return f"HTTP/1.1 {status} OK\r\nContent-Type: text/html\r\n{head}\r\n".encode() + body


def record(kind: str, block: bytes, **fields: str) -> bytes:
    told = {"WARC-Type": kind, "WARC-Date": "2024-03-01T03:00:00Z", **{
        name.replace("_", "-"): value for name, value in fields.items()
    }, "Content-Length": str(len(block))}  # fmt: skip
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return b"WARC/1.1\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def sha1(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def page_record(body: bytes, said: str, block_said: str = "", **more: str) -> bytes:
    block = response(body, **more)
    return record(
        "response", block, Content_Type="application/http; msgtype=response",
        WARC_Target_URI="https://example.net/w", WARC_Payload_Digest=said,
        WARC_Block_Digest=block_said or sha1(block),
    )  # fmt: skip


BODY = "<title>웹</title><body>지워질 글 <a href='/z'>z</a></body>".encode()


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive_is_read_and_its_digests_compared(packed: bool) -> None:
    info = record("warcinfo", b"software: crawler 1\r\n", Content_Type="application/warc-fields")
    pieces = [info, page_record(BODY, sha1(BODY))]
    data = b"".join(map(gzip.compress, pieces)) if packed else b"".join(pieces)
    page = read(data, "application/warc")
    assert page.facts["page.url"] == "https://example.net/w"
    assert page.facts["page.saved_by"] == "crawler 1"
    assert page.recorded is not None
    assert page.recorded.at_ms == MARCH
    assert (page.facts["digests.right"], page.facts["digests.wrong"]) == ("2", "0")
    assert page.facts["digests.not_given"] == "1"
    assert "지워질 글" in page.text
    assert [(link.target, link.position) for link in page.links] == [
        ("https://example.net/z", "record 2, link 1")
    ]
    assert page.parts[0].digest == "right"
    assert page.parts[0].sha256 == hashlib.sha256(BODY).hexdigest()


def test_a_digest_that_does_not_fit_is_told() -> None:
    page = read(page_record(BODY, sha1(b"other")), "application/warc")
    assert page.parts[0].digest == "wrong"
    assert page.facts["digests.wrong"] == "1"
    assert whats(page) == ["digest_wrong"]


@pytest.mark.parametrize("said", ["blake9:00", "sha1:xx", "nonsense"])
def test_a_digest_of_an_unknown_kind_is_not_checked_and_never_right(said: str) -> None:
    assert read(page_record(BODY, said), "application/warc").parts[0].digest == "not_checked"


def test_a_body_in_chunks_is_put_together_and_its_digest_not_called_wrong() -> None:
    raw = b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY)
    data = page_record(raw, sha1(BODY), head="Transfer-Encoding: chunked\r\n")
    page = read(data, "application/warc")
    assert page.parts[0].digest == "not_checked"
    assert page.text.startswith("지워질 글")


@pytest.mark.parametrize("cut", [10, 60, -30])
def test_a_web_archive_that_ends_too_early_is_told(cut: int) -> None:
    data = page_record(BODY, sha1(BODY))
    assert whats(read(data + data[:cut], "application/warc")) == ["cut_off"]
    assert read(data + data[:cut], "application/warc").parts[0].digest == "right"


@pytest.mark.parametrize("length", ["-1", "9" * 30, "x", ""])
def test_a_record_without_a_length_ends_the_reading(length: str) -> None:
    data = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\r\nabc".encode()
    assert whats(read(data, "application/warc")) == ["bad_record"]


def wacz(hash_of_archive: str = "", extra: str = "") -> bytes:
    archive = gzip.compress(page_record(BODY, sha1(BODY)))
    right = hashlib.sha256(archive).hexdigest()
    pages = (
        b'{"format": "json-pages-1.0"}\n'
        + json.dumps(
            {"url": "https://example.net/w", "title": "웹", "ts": "2024-03-01T03:00:00Z"}
        ).encode()
    )
    package = {"resources": [
        {"path": "archive/data.warc.gz", "hash": f"sha256:{hash_of_archive or right}"},
        {"path": "pages/pages.jsonl", "hash": "sha256:" + hashlib.sha256(pages).hexdigest()},
    ]}  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("archive/data.warc.gz", archive)
        file.writestr("pages/pages.jsonl", pages)
        file.writestr("datapackage.json", json.dumps(package))
        if extra:
            file.writestr(extra, b"x")
    return out.getvalue()


def test_a_packed_web_archive_is_compared_with_its_own_list() -> None:
    page = read(wacz(), "application/wacz")
    assert page.facts["page.title"] == "웹"
    assert page.recorded is not None
    assert page.recorded.at_ms == MARCH
    assert [part.digest for part in page.parts] == ["right", "right", "right"]
    assert "지워질 글" in page.text
    assert not page.problems


def test_what_a_packed_web_archive_hides_or_changed_is_told() -> None:
    page = read(wacz("0" * 64, "archive/more.bin"), "application/wacz")
    assert [(one.where, one.what) for one in page.problems] == [
        ("archive/data.warc.gz", "digest_wrong"),
        ("archive/more.bin", "not_listed"),
    ]


@pytest.mark.parametrize("media_type", ["application/wacz", "application/warc"])
def test_bytes_that_are_no_archive_are_told(media_type: str) -> None:
    assert whats(read(b"PK\x03\x04 nothing", media_type)) == ["bad_record"]


@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 99, b"<", "\ud800".encode("utf-8", "surrogatepass")]
)
@pytest.mark.parametrize("media_type", ["text/html", "message/rfc822", "multipart/related"])
def test_bytes_that_say_nothing_give_nothing(data: bytes, media_type: str) -> None:
    page = read(data, media_type)
    assert not page.links
    page.text.encode()


def test_times_are_read_as_written() -> None:
    iso, mail = iso_moment("2024-03-01T03:00:00.123456Z"), mail_moment("Fri, 1 Mar 2024 03:00:00")
    script = script_moment("Fri Mar 01 2024 12:00:00 GMT+0900 (KST)")
    assert iso is not None
    assert mail is not None
    assert script is not None
    assert iso.at_ms == mail.at_ms == script.at_ms == MARCH
    assert (iso.certainty, mail.certainty) == ("exact", "zone_assumed")


@pytest.mark.parametrize("text", ["", "yesterday", "2024-99-01T00:00:00Z", "9" * 500])
def test_what_is_no_time_is_none(text: str) -> None:
    assert iso_moment(text) is None
    assert mail_moment(text) is None
    assert script_moment(text) is None
