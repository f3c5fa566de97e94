"""What a file is, is read from its bytes; its name only decides between things that begin alike."""

import gzip
import io
import zipfile

import pytest
from PIL import Image

from app.collect.kinds import HEAD_SIZE, sniff_kind
from app.domain.evidence.items import ItemKind


def picture(form):
    out = io.BytesIO()
    Image.new("RGB", (16, 16), "white").save(out, form)
    return out.getvalue()


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("GIF", "image/gif"),
        ("WEBP", "image/webp"),
        ("BMP", "image/bmp"),
        ("TIFF", "image/tiff"),
        ("AVIF", "image/avif"),
    ],
)
@pytest.mark.parametrize("name", ["a", "a.txt", "a.mp4.exe", "\u202egpj.pdf"])
def test_pictures_are_known_whatever_their_name(form, media_type, name):
    assert sniff_kind(picture(form), name) == (ItemKind.PICTURE, media_type)


def packed(*names, first=None):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAIL = b"Received: from a\r\nFrom: a@b\r\nTo: c@d\r\nSubject: x\r\nDate: y\r\n"
SAVED = b"From: <Saved by Blink>\r\nSubject: x\r\nDate: y\r\nMIME-Version: 1.0\r\n"
CASES = [
    (b"\x00\x00\x00\x18ftypisom", "a", "video", "video/mp4"),
    (b"\x00\x00\x00\x18ftypisom", "a.m4a", "audio", "audio/mp4"),
    (b"\x00\x00\x00\x18ftypM4A ", "a", "audio", "audio/mp4"),
    (b"\x00\x00\x00\x18ftypqt  ", "a", "video", "video/quicktime"),
    (b"\x00\x00\x00\x08wide\x00\x00\x00\x00mdat", "a", "video", "video/quicktime"),
    (b"\x00\x00\x00\x18ftyp3gp4", "a", "video", "video/3gpp"),
    (b"\x00\x00\x00\x18ftypheic", "a.jpg", "picture", "image/heic"),
    (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm", "a", "video", "video/webm"),
    (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x88matroska", "a", "video", "video/x-matroska"),
    (b"RIFF\x00\x00\x00\x00AVI LIST", "a", "video", "video/x-msvideo"),
    (b"RIFF\x00\x00\x00\x00WAVEfmt ", "a", "audio", "audio/wav"),
    (b"ID3\x04\x00", "a", "audio", "audio/mpeg"),
    (b"\xff\xfb\x90\x64\x00", "a", "audio", "audio/mpeg"),
    (b"\xff\xf1\x50\x80\x00", "a", "audio", "audio/aac"),
    (b"OggS\x00\x02" + bytes(22) + b"OpusHead", "a", "audio", "audio/ogg"),
    (b"#!AMR\n", "a", "audio", "audio/amr"),
    (b"fLaC\x00", "a", "audio", "audio/flac"),
    (b"%PDF-1.7\n", "a.jpg", "document", "application/pdf"),
    (b"\n\nrubbish %PDF-1.7\n\x00", "a", "document", "application/pdf"),
    (packed("[Content_Types].xml", "word/document.xml"), "a", "document", WORD),
    (packed("[Content_Types].xml", "other.xml"), "a.xlsx", "document", SHEET),
    (packed("a.txt"), "a.docx", "other", "application/zip"),
    (packed("b", first="application/hwp+zip"), "a", "document", "application/hwp+zip"),
    (
        packed("b", first="application/vnd.oasis.opendocument.text"),
        "a",
        "document",
        "application/vnd.oasis.opendocument.text",
    ),
    (OLE + "WordDocument".encode("utf-16-le"), "a", "document", "application/msword"),
    (OLE + "HwpSummaryInformation".encode("utf-16-le"), "a", "document", "application/x-hwp"),
    (OLE, "a.hwp", "document", "application/x-hwp"),
    (OLE, "a", "other", "application/x-ole-storage"),
    (gzip.compress(b'{"tgs":1,"v":"5.5.2"}', mtime=0), "a", "picture", "application/x-tgsticker"),
    (gzip.compress(b"WARC/1.1\r\n", mtime=0), "a", "web", "application/warc"),
    (gzip.compress(b"x", mtime=0), "a.tgs", "other", "application/gzip"),
    (b"WARC/1.0\r\n", "a", "web", "application/warc"),
    ("안녕하세요".encode(), "a.jpg", "text", "text/plain"),
    ("안녕하세요".encode("cp949"), "a", "text", "text/plain"),
    ("안녕하세요".encode("utf-16"), "a", "text", "text/plain"),
    (b"a,b\n1,2\n", "a.csv", "text", "text/csv"),
    (b'\xef\xbb\xbf {\n "name": "x"', "result.json", "text", "application/json"),
    (b"[12:03] hello", "a", "text", "text/plain"),
    (b"[12, -3.5]", "a", "text", "application/json"),
    (b"[name] hello", "a", "text", "text/plain"),
    (b"<!DOCTYPE html>\n<html>", "a", "web", "text/html"),
    (b"<?xml version='1.0'?><svg xmlns='x'>", "a.png", "web", "image/svg+xml"),
    (b"<html><body><svg >", "a", "web", "text/html"),
    (MAIL + b"\r\nhello", "a", "document", "message/rfc822"),
    (MAIL + b"Content-Type: multipart/related; x\r\n\r\n", "a", "document", "message/rfc822"),
    (SAVED + b"Content-Type: multipart/related; x\r\n\r\n", "a", "web", "multipart/related"),
    (b"From: me\nI wrote this", "a", "text", "text/plain"),
    (b"MZ\x90\x00" + bytes(80), "a.jpg", "other", "application/x-msdownload"),
    (b"", "a.jpg", "other", "application/octet-stream"),
    (b"\x00\x01\x02\x03", "a.jpg", "other", "application/octet-stream"),
]


@pytest.mark.parametrize(("head", "name", "kind", "media_type"), CASES)
def test_bytes_say_what_they_are(head, name, kind, media_type):
    assert sniff_kind(head, name) == (ItemKind(kind), media_type)


def test_the_first_mark_wins_in_bytes_of_two_formats():
    assert sniff_kind(picture("JPEG")[:200] + b"%PDF-1.4", "a.pdf")[1] == "image/jpeg"


@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "utf-16"])
@pytest.mark.parametrize("shift", range(4))
def test_a_letter_cut_by_the_end_of_the_head_is_still_text(encoding, shift):
    text = "a" * shift + "가나" * HEAD_SIZE
    assert sniff_kind(text.encode(encoding)[:HEAD_SIZE], "a")[0] is ItemKind.TEXT
