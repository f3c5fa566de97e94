"""Minor mode: what may be or hold an image of a person stays out, whatever it is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.evidence.intake import Refused
from app.usecases.case.cases import add_case
from tests.fixtures.documents import PNG, document, mail, packed, part
from tests.fixtures.exports.telegram_writer import page
from tests.unit.collect.intake.conftest import Person, said

KEPT_OUT = {
    "a.jpg": b"\xff\xd8\xff\xe0 picture",
    "a.txt": b"\x89PNG\r\n\x1a\n picture with another name",
    "a.gif": b"GIF89a picture",
    "a.heic": b"\0\0\0\x18ftypheic picture",
    "sticker.webp": b"RIFF\0\0\0\0WEBPVP8 ",
    "a.mp4": b"\0\0\0\x18ftypisom film",
    "a.ts": b"\x47\x40\x00\x10" + bytes(400),
    "a.pdf": b"%PDF-1.7 pages",
    "a.zip": b"PK\x03\x04 packed",
    "a.docx": b"PK\x03\x04" + bytes(26) + b"word/document.xml [Content_Types].xml",
    "page.html": b"<!doctype html><html><img src='data:image/png;base64,AA'></html>",
    "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "unknown.bin": bytes(range(256)),
    "voice.ogg": b"OggS sound",
    "chat.jpg": b'\xff\xd8\xff class="page_wrap class="history"',
    "unknown.html": bytes(range(256)) + b'class="page_wrap class="history"',
}

ASKED = {"a.pdf", "a.docx", "page.html", "drawing.svg"}
"""What can't be said to hold words alone; the person is asked."""


@pytest.fixture
def minor(person: Person) -> Person:
    return Person(person.vault, add_case(person.vault, "", minor_mode=True), person.folder)


def test_only_words_get_in(minor: Person) -> None:
    for name, content in KEPT_OUT.items():
        minor.file(name, content)
    minor.file("words.txt", "적어 둔 말".encode())
    minor.file("list.csv", b"a,b\n")
    report = minor.collect()
    assert minor.names() == ["list.csv", "words.txt"]
    assert set(report.refused) == {
        Refused(f"given/{name}", "COL-091" if name in ASKED else "COL-004") for name in KEPT_OUT
    }


def test_what_was_looked_through_gets_in_but_nothing_that_nobody_sees_at_a_glance(
    minor: Person,
) -> None:
    for name, content in KEPT_OUT.items():
        minor.file(name, content)
    minor.collect(screens_without_image=True)
    kept = set(minor.names())
    assert kept >= {"a.jpg", "a.txt", "a.gif", "a.heic", "a.pdf", "a.docx", "page.html"}
    assert not kept & {"a.mp4", "a.ts", "a.zip", "voice.ogg", "unknown.bin", "unknown.html"}


@pytest.mark.parametrize("form", ["json", "html"])
def test_media_of_an_export_stay_out_in_any_order(minor: Person, form: str) -> None:
    if form == "json":
        minor.export("e", said(1, photo="0 before.jpg"), said(2, photo="photos/a.jpg"))
    else:
        minor.file(
            "e/messages.html", page("방", '<div class="message default" id="message1"></div>')
        )
    for name in ("e/0 before.jpg", "e/photos/a.jpg", "e/photos/a_thumb.jpg"):
        minor.file(name, b"\xff\xd8\xff" + name.encode())
    before = Path(minor.folder / "e/photos")
    report = minor.collect(before, minor.folder, screens_without_image=True)
    assert len(report.refused) == 3
    assert {one.code for one in report.refused} == {"COL-004"}
    found = list(minor.vault.chats.messages(minor.case.id))
    assert {media.absent for one in found for media in one.media} <= {"dropped_minor_mode"}
    assert not list(minor.vault.sightings.in_case(minor.case.id))


def test_pages_mails_and_documents_of_words_alone_get_in_unasked(minor: Person) -> None:
    minor.file("letter.pdf", document(words="네가 한 일"))
    minor.file("mail.eml", mail(b"Content-Type: text/plain\n\nyour words\n"))
    minor.file("page.html", b"<!doctype html><html><img src='https://x.example/a.png'>words</html>")
    minor.file("letter.docx", packed(**{"word/document.xml": b"<w:t>words</w:t>"}))
    report = minor.collect()
    assert not report.refused
    assert minor.names() == ["letter.docx", "letter.pdf", "mail.eml", "page.html"]


@pytest.mark.parametrize("sure", [False, True])
def test_what_holds_pictures_is_asked_for_and_what_nobody_sees_stays_out(
    minor: Person, sure: bool
) -> None:
    minor.file("letter.pdf", document(picture=True))
    minor.file("mail.eml", mail(part(PNG)))
    minor.file("letter.docx", packed(**{"word/media/image1.png": PNG}))
    minor.file("film.eml", mail(part(b"\0\0\0\x18ftypisom film")))
    minor.file("film.docx", packed(**{"word/media/a.xml.mp4": b"\0\0\0\x18ftypisom film"}))
    minor.file(
        "crawl.warc", b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    )
    report = minor.collect(screens_without_image=sure)
    codes = {Path(one.path).name: one.code for one in report.refused}
    unseen = dict.fromkeys(("film.eml", "film.docx", "crawl.warc"), "COL-092")
    asked = dict.fromkeys(("letter.pdf", "mail.eml", "letter.docx"), "COL-091")
    assert codes == (unseen if sure else {**unseen, **asked})


def test_no_byte_of_what_is_refused_reaches_the_vault(minor: Person) -> None:
    before = stored(minor)
    minor.file("letter.pdf", document(picture=True))
    minor.file("a.jpg", KEPT_OUT["a.jpg"])
    minor.collect()
    assert stored(minor) == before
    assert not list(minor.vault.path.glob("**/*.part"))


def stored(person: Person) -> set[str]:
    return {path.name for path in (person.vault.path / "blobs").rglob("*") if path.is_file()}
