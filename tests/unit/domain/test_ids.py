"""Identifiers: their shape, and that none comes twice."""

from __future__ import annotations

from itertools import islice

import pytest

from app.domain.ids import KINDS, is_id, new_id, new_ids
from app.vault.index.numbers import identifier, number


@pytest.mark.parametrize("kind", KINDS)
def test_an_identifier_has_its_kinds_shape(kind: str) -> None:
    made = new_id(kind)
    assert is_id(made, kind)
    assert identifier(kind, number(made)) == made


def test_many_identifiers_are_all_different() -> None:
    made = [*islice(new_ids("message"), 5000), *islice(new_ids("message"), 5000)]
    assert all(is_id(one, "message") for one in made)
    assert len(set(made)) == len(made)


def test_every_letter_may_stand_at_every_place() -> None:
    made = list(islice(new_ids("item"), 5000))
    assert {len(set(letters)) for letters in zip(*made, strict=True)} == {1, 32}
