"""Links by a table: one normal form for one place, and what may mislead about a link."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.collect.links import find_links, normalise
from app.domain.chats.link_shape import warnings_of

FOLDER = Path(__file__).resolve().parent / "links"


def rows(name: str, cells: int) -> list[list[str]]:
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    found = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert all(len(row) == cells for row in found), [row for row in found if len(row) != cells]
    return found


@pytest.mark.parametrize(("given", "normal", "kind"), rows("links.tsv", 3))
def test_a_link_has_this_normal_form(given: str, normal: str, kind: str) -> None:
    found = normalise(given)
    assert found is not None
    assert (found.normal, found.kind, found.original) == (normal, kind, given)


@pytest.mark.parametrize(("given", "normal", "kind"), rows("links.tsv", 3))
def test_a_normal_form_is_its_own(given: str, normal: str, kind: str) -> None:
    found = normalise(normal)
    assert found is not None
    assert (found.normal, found.kind) == (normal, kind), given


@pytest.mark.parametrize(("given", "normal", "kind"), rows("links.tsv", 3))
def test_it_is_found_in_a_sentence(given: str, normal: str, kind: str) -> None:
    found = find_links(f"여기 보세요 {given} 에서요")
    assert [(one.normal, one.kind) for one in found] == [(normal, kind)]


@pytest.mark.parametrize(("given", "expected"), rows("warnings.tsv", 2))
def test_what_may_mislead_is_told(given: str, expected: str) -> None:
    found = normalise(given)
    if found is None:
        assert not expected
        return
    told = warnings_of(given, found.host, found.shown_host)
    names = [f"{one.warn.value}:{one.known}" if one.known else one.warn.value for one in told]
    assert names == expected.split()


def test_a_name_with_its_at_sign_misleads_nobody() -> None:
    assert warnings_of("@some_room", "t.me") == ()
