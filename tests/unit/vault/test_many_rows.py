"""Many rows written by one call: halves of characters, which UTF-8 has not, are spelt out."""

import secrets
from itertools import product

import pytest

from app.vault.index import index as of_index
from app.vault.index.index import Index


@pytest.fixture
def index(tmp_path):
    made = Index.create(tmp_path / "index.db", secrets.token_bytes(32))
    yield made
    made.close()


def written(index, texts, *, feed=iter):
    with index.transaction():
        index.connection.execute("CREATE TABLE told (place, text)")
        index.write_many("INSERT INTO told VALUES (?, ?)", feed(list(enumerate(texts))))
        found = index.read("SELECT place, text FROM told ORDER BY place")
        index.connection.execute("DROP TABLE told")
    return found


def test_rows_that_utf_8_has_not_go_in_at_their_place_wherever_they_stand(index, monkeypatch):
    monkeypatch.setattr(of_index, "_BLOCK", 3)
    for bad in product((False, True), repeat=7):
        texts = [f"말 {n}\udc80" if odd else f"말 {n}" for n, odd in enumerate(bad)]
        spelt = [text.replace("\udc80", "\\udc80") for text in texts]
        assert written(index, texts) == list(enumerate(spelt))


@pytest.mark.parametrize("count", [0, 1, 3999, 4000, 4001, 8001])
def test_any_number_of_rows_goes_in_once(index, count):
    texts = [str(number) for number in range(count)]
    for feed in (iter, tuple, list):
        assert written(index, texts, feed=feed) == list(enumerate(texts))
