"""What minor mode is told of the inside of pages, mails and documents, by the worker itself."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from app.collect.kinds import sniff_kind
from app.collect.media import MediaWorker, holding
from app.collect.media.found_inside import Inside
from tests.fixtures.documents import PNG, document, mail, packed, part
from tests.ole_files import mail_file

BODY, DATA = 0x1000, 0x3701
FILM = b"\0\0\0\x18ftypisom film"


@pytest.fixture(scope="module")
def worker() -> Iterator[MediaWorker]:
    with MediaWorker() as running:
        yield running


CASES = {
    "a PDF of words": (document(), Inside.WORDS),
    "a PDF with a picture in its drawing": (document(picture=True), Inside.PICTURES),
    "a PDF that names a picture": (document(words="x").replace(b"/PDF", b"/Image"), Inside.PICTURES),
    "a PDF with a file in it": (document(attached=b"x"), Inside.UNSEEN),
    "a PDF that is broken": (document()[:-200], Inside.PICTURES),
    "a mail of words": (mail(b"\nwords"), Inside.WORDS),
    "a mail that calls a picture text": (
        mail(part(PNG)), Inside.PICTURES,
    ),
    "a mail with a film": (mail(b"\nwords", part(FILM)), Inside.UNSEEN),
    "a mail with a document of words": (
        mail(part(document())), Inside.WORDS,
    ),
    "a mail with a page that has a picture": (
        mail(b"Content-Type: text/html\n\n<html><img src='data:image/png;base64,xx'>"),
        Inside.PICTURES,
    ),
    "a mail with a ZIP file": (
        mail(b"\nwords", part(b"PK\x05\x06" + bytes(18))), Inside.UNSEEN,
    ),
    "a document of words": (packed(), Inside.WORDS),
    "a document with a picture": (packed(**{"word/media/a.png": PNG}), Inside.PICTURES),
    "a document that calls a picture xml": (packed(**{"word/a.xml": PNG}), Inside.PICTURES),
    "a document with base64": (
        packed(**{"word/a.xml": b"<pkg:binaryData>" + b"QUJD" * 2000}), Inside.PICTURES,
    ),
    "a document with a film": (packed(**{"word/media/a.bin": FILM}), Inside.UNSEEN),
    "a document that unpacks without end": (
        packed(**{"word/document.xml": bytes(140 * 1024 * 1024)}), Inside.PICTURES,
    ),
    "a page of words": (b"<!doctype html><html><p>words</p></html>", Inside.WORDS),
    "a page that shows what lies elsewhere": (
        b"<!doctype html><html><img src='https://x.example/a.png'></html>", Inside.WORDS,
    ),
    "a page with a drawing": (b"<!doctype html><html><SVG></SVG></html>", Inside.PICTURES),
    "a mail of Outlook": (mail_file({BODY: "words"}), Inside.PICTURES),
    "a mail of Outlook with a picture": (
        mail_file({BODY: "words"}, [{DATA: PNG}]), Inside.PICTURES,
    ),
    "a mail of Outlook with a film": (
        mail_file({BODY: "words"}, [{DATA: PNG}, {DATA: FILM * 9}]), Inside.UNSEEN,
    ),
    "a page with a film": (
        b"<!doctype html><html><video src='data:video/mp4;base64,xx'></video>", Inside.UNSEEN,
    ),
    "a mail with a page that has a film": (
        mail(b"Content-Type: text/html\n\n<html><video src='data:video/mp4;base64,xx'>"),
        Inside.UNSEEN,
    ),
    "a page in UTF-16": (
        "<!doctype html><html><img src='data:image/png;base64,xx'></html>".encode("utf-16"),
        Inside.PICTURES,
    ),
    "a text document": (rb"{\rtf1 words}", Inside.WORDS),
    "a text document with a picture": (rb"{\rtf1 {\pict 0000}}", Inside.PICTURES),
    "an archive of pages": (b"WARC/1.0\r\n\r\n", Inside.UNSEEN),
    "an old document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Inside.PICTURES),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_only_what_surely_holds_words_alone_is_called_words(worker: MediaWorker, name: str) -> None:
    data, expected = CASES[name]
    _kind, media_type = sniff_kind(data[:65536], "x.doc" if name == "an old document" else "x")
    told, _problem = worker.ask(io.BytesIO(data), media_type, "holding", limit=16)
    assert Inside.told(told) is expected


def test_a_word_that_nobody_knows_counts_as_pictures() -> None:
    assert Inside.told(b"") is Inside.told(b"fine") is Inside.PICTURES


def test_what_is_not_read_to_its_end_may_hold_more_than_pictures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(holding, "TEXT_LIMIT", 100)
    data = mail(b"\n" + b"words " * 100)
    told = holding.holding(io.BytesIO(data), "message/rfc822", len(data))
    assert told is Inside.UNSEEN
