"""The search words of many texts are those of each: nothing runs from one text into the next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vault.index.tokens import tokens, tokens_of_many

CHARACTERS = (
    st.sampled_from("가각나\u1100\u1161\u11a8 aẞİe\u0301\u0323\x1f\x00\n\ud800😀") | st.characters()
)
TEXTS = st.lists(st.text(CHARACTERS, max_size=12), max_size=40)


@given(TEXTS)
def test_many_texts_have_the_words_of_each(texts: list[str]) -> None:
    assert list(tokens_of_many(texts)) == [tokens(text) for text in texts]


@pytest.mark.parametrize("odd", ["", "\x1f", "\ud800", "a\x1fb", "\u0301", "x" * 10_000])
def test_an_odd_text_among_many_changes_no_other(odd: str) -> None:
    texts = ["모임이에요", "e\u0301", odd, "\u1161\u11a8", "끝"] * 300
    assert list(tokens_of_many(texts)) == [tokens(text) for text in texts]
