"""Kinds of rooms and facts inside files have words in both languages; unknown ones stay."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.collect.chats import telegram_json
from app.domain.evidence.found_words import FACTS, ROOM_KINDS, fact_in_words, room_kind_in_words
from app.i18n import texts

MEDIA = Path(__file__).parents[3] / "app" / "collect" / "media"
KEY = re.compile(r'"((?:exif|gps|xmp|pdf|media|video|audio)\.[a-z_]+)"')


def test_every_fact_that_is_read_from_files_has_words() -> None:
    given = {key for path in MEDIA.glob("*.py") for key in KEY.findall(path.read_text("utf-8"))}
    assert len(given) > 30
    assert given - set(FACTS) == set()


def test_every_kind_of_room_of_the_exports_has_words() -> None:
    assert telegram_json._ROOM_KINDS - set(ROOM_KINDS) == set()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_known_kinds_never_show_their_code(language: str) -> None:
    reader = texts(language)
    assert all("_" not in room_kind_in_words(kind, reader) for kind in ROOM_KINDS)
    assert all(fact_in_words(key, reader) != key for key in FACTS)


def test_unknown_kinds_and_facts_are_shown_as_they_are() -> None:
    assert room_kind_in_words("forum_topic", texts("ko")) == "forum_topic"
    assert fact_in_words("text.seed", texts("ko")) == "text.seed"
    assert len(fact_in_words("x" * 500, texts("en"))) <= 41
