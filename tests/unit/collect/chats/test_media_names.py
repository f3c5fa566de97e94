from __future__ import annotations

import pytest

from app.collect.chats.media_names import media
from tests.fixtures.exports.telegram_writer import NOT_INCLUDED, TOO_LARGE, UNAVAILABLE


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        (NOT_INCLUDED, "not_exported"),
        (TOO_LARGE, "too_large"),
        (UNAVAILABLE, "unavailable"),
        (NOT_INCLUDED.replace("File", "Photo"), "not_exported"),
        (TOO_LARGE.replace("File", "Video message"), "too_large"),
        ("contact.vcard " + UNAVAILABLE, "unavailable"),
    ],
)
def test_a_sentence_instead_of_a_path_is_an_absent_file(sentence: str, code: str) -> None:
    read = media("photo", sentence)
    assert (read.named, read.path, read.absent) == (sentence, "", code)


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd", "~/x.jpg", "C:\\x.jpg", "c:x.jpg", "photos\\x.jpg", "../x.jpg", "photos/../../x.jpg",
        "photos/..", "photos//x.jpg", "./x.jpg", "photos/", "", "http://a.b/x.jpg", "file:///x", "a\x00b",
        "a\nb", "x" * 300, "photos/" * 200 + "x.jpg", "\\\\server\\x",
    ],
)  # fmt: skip
def test_a_path_that_leads_elsewhere_is_never_given_out(path: str) -> None:
    read = media("photo", path)
    assert (read.path, read.absent) == ("", "unsafe_path")


@pytest.mark.parametrize(
    "path",
    [
        "photos/photo_1@27-08-2024_14-03-22.jpg",
        "files/목록 (2).txt",
        "files/..hidden..",
        "files/a(b).jpg",
        "a.b",
    ],
)
def test_a_plain_relative_path_is_kept_as_it_is(path: str) -> None:
    assert media("file", path) == ("file", path, path, "")
