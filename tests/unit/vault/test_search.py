"""Search finds every text that has the words, anywhere inside, and no other."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ids import new_id
from app.domain.told.notes import Note
from app.vault import Vault
from app.vault.index.tokens import fold, tokens
from tests.unit.vault.filling import BEGIN_MS, Chat, add_case, platform_time

TEXTS = [
    "어제부터 협박을 받고 있어요",
    "유포한다고 했어요 https://t.me/c/1234567/89",
    "Hello WORLD, 반갑습니다",
    "한 글자 박 도 찾는다",
    "가나 다라",
    "사진\n동영상",
    "\"따옴표\" 'a*b' (괄호) NEAR AND",
    "😀😁 웃음",
]


@pytest.fixture
def chat(vault: Vault) -> Chat:
    chat = Chat(vault, add_case(vault))
    chat.add(*(chat.message(text, BEGIN_MS + place) for place, text in enumerate(TEXTS)))
    return chat


def found(chat: Chat, words: str) -> list[int]:
    page = chat.vault.search.find(words, case=chat.case.id)
    texts = [chat.vault.chats.message(hit.id).text for hit in page.hits]
    assert page.total == len(texts)
    return [TEXTS.index(text) for text in texts]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("협박", [0]),  # two syllables
        ("박", [0, 3]),  # one, inside a word and alone
        ("요", [0, 1]),  # one, at a word's end
        ("포한다", [1]),  # inside another word
        ("받고 어제", [0]),  # several, in any order
        ("협박 유포", []),
        ("hello world", [2]),
        ("HELLO", [2]),
        ("나다", []),  # never across a space
        ("진동", []),  # nor across a line's end
        ("t.me/c/1234567", [1]),
        ("://", [1]),
        ('"', [6]),
        ('"따옴', [6]),
        ("a*b", [6]),
        ("AND", [6]),
        ("😀", [7]),
        ("😀😁", [7]),
        ("없는", []),
        ("", []),
        ("  \n ", []),
        ("\x00\x01", []),
        ("협\x00박", []),
    ],
)
def test_words_find_the_texts_that_have_them(chat: Chat, words: str, places: list[int]) -> None:
    assert found(chat, words) == places


def test_syllables_taken_apart_find_whole_ones_and_the_other_way_round(vault: Vault) -> None:
    chat = Chat(vault, add_case(vault))
    text = unicodedata.normalize("NFD", "협박 문자")
    chat.add(chat.message(text))
    assert len(text) > len("협박 문자")
    for words in ("협박", unicodedata.normalize("NFD", "협박"), "박", "문자"):
        (hit,) = vault.search.find(words).hits
        assert vault.chats.message(hit.id).text == text


def test_a_candidate_whose_pairs_lie_apart_is_not_a_hit(vault: Vault) -> None:
    chat = Chat(vault, add_case(vault))
    chat.add(chat.message("가나 나다"), chat.message("가나다"))
    page = vault.search.find("가나다")
    assert page.total == 1
    assert vault.chats.message(page.hits[0].id).text == "가나다"


def test_notes_are_found_beside_messages_and_cases_are_kept_apart(vault: Vault) -> None:
    first, second = Chat(vault, add_case(vault), "1"), Chat(vault, add_case(vault), "2")
    first.add(first.message("협박 하나"))
    second.add(second.message("협박 둘"))
    first.add(first.message("협박 셋"))
    note = Note(new_id("note"), first.case.id, "협박을 적어 둔다", 7, platform_time(99))
    with vault.transaction():
        vault.notes.add(note)
    hits = vault.search.find("협박", case=first.case.id).hits
    assert [(hit.kind, hit.snippet, hit.at_ms) for hit in hits] == [
        ("message", "협박 하나", BEGIN_MS),
        ("message", "협박 셋", BEGIN_MS),
        ("note", "협박을 적어 둔다", 99),
    ]
    assert hits[2].id == note.id
    assert vault.search.find("협박").total == 4
    assert vault.search.find("협박을", case=second.case.id).total == 0


@pytest.mark.parametrize("words", ["공통", "공통어"])
def test_pages_follow_each_other_without_gap_or_repeat(vault: Vault, words: str) -> None:
    chat, other = Chat(vault, add_case(vault), "1"), Chat(vault, add_case(vault), "2")
    for part in range(4):
        owner = chat if part % 2 == 0 else other
        owner.add(*(owner.message(f"공통어 {part} {place}") for place in range(5)))
    pages = [
        vault.search.find(words, case=chat.case.id, limit=3, offset=at) for at in (0, 3, 6, 9, 12)
    ]
    assert [page.total for page in pages] == [10] * 5
    assert [len(page.hits) for page in pages] == [3, 3, 3, 1, 0]
    assert len({hit.id for page in pages for hit in page.hits}) == 10


def test_the_snippet_is_the_original_text_around_the_word(vault: Vault) -> None:
    chat = Chat(vault, add_case(vault))
    chat.add(chat.message("앞" * 200 + "Target" + "뒤" * 200))
    (hit,) = vault.search.find("target").hits
    assert hit.snippet == "…" + "앞" * 40 + "Target" + "뒤" * 40 + "…"


def test_what_a_rolled_back_transaction_added_is_not_found(vault: Vault) -> None:
    chat = Chat(vault, add_case(vault))

    def fail() -> None:
        with vault.transaction():
            vault.chats.add_messages([chat.message("협박")])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert vault.search.find("협박").total == 0
    assert vault.chats.count(chat.case.id) == 0


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_every_pair_inside_a_word_is_a_token(text: str) -> None:
    words = fold(text).split()
    split = set(tokens(text).split(" "))
    for word in words:
        assert {word[at : at + 2] for at in range(len(word) - 1)} <= split


@pytest.mark.parametrize("words", ["\udc80", "\ud800x", "a\udc80"])
def test_half_a_character_finds_the_text_that_had_it(vault: Vault, words: str) -> None:
    chat = Chat(vault, add_case(vault))
    chat.add(chat.message(f"ba{words}d"), chat.message("other"))
    page = vault.search.find(words)
    assert (page.total, page.hits[0].snippet.count("\\u")) == (1, 1)


@pytest.mark.parametrize(
    "words",
    ['"', "*", '"a" OR "b"', "NEAR(a b)", "\0", "\x01\x02", "%", "_", "가나" * 5000, "x " * 5000],
)
def test_no_words_break_the_search(chat: Chat, words: str) -> None:
    assert chat.vault.search.find(words).total <= len(TEXTS)


@pytest.mark.parametrize(("limit", "offset", "shown"), [(2**70, 0, 1), (5, 2**70, 0), (-3, -3, 0)])
def test_any_whole_number_is_a_limit(chat: Chat, limit: int, offset: int, shown: int) -> None:
    page = chat.vault.search.find("협박", limit=limit, offset=offset)
    assert (page.total, len(page.hits)) == (1, shown)
    rows = chat.vault.items.rows(chat.case.id, limit=limit, offset=offset)
    assert len(rows) == shown
