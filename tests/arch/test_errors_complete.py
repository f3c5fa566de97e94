"""Every error code has its words, every word its code, and no sentence is told with a gap in it."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from app import errors
from app.domain.phases import PHASES
from app.error_texts import TEXTS, next_step, sentence, titles
from app.i18n import LANGUAGES, texts

CODE = re.compile(r"(?:CAN|BUG|ENV|INP|VLT|COL|RPT|BND|NET|POL)-\d{3}")
FAMILIES = {
    name
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, errors.OngiError)
}
IN_LISTS = {"app/collect/": {"name"}, "app/vault/": {"id", "name", "number"}}
"""A code in a list of files (refused, damaged) is told with these, by the package that names it."""


class Said(NamedTuple):
    """A code where it stands; `values` of the error it is raised with, None outside a call."""

    code: str
    place: str
    values: set[str] | None


def _codes(tree: ast.Module, path: str) -> Iterator[Said]:
    raised: dict[int, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in FAMILIES and node.args:
            raised[id(node.args[0])] = {word.arg for word in node.keywords if word.arg}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and CODE.fullmatch(str(node.value)):
            yield Said(str(node.value), f"{path}:{node.lineno}", raised.get(id(node)))


@pytest.fixture(scope="module")
def said(product_trees: dict[str, ast.Module]) -> list[Said]:
    """All codes of the product but those of the catalogue itself."""
    found = [
        one
        for path, tree in product_trees.items()
        if not path.startswith("app/error_texts/")
        for one in _codes(tree, path)
    ]
    assert len(found) > 50
    return found


def _places(code: str) -> set[str]:
    return {
        name
        for text in TEXTS[code]
        for _, name, _, _ in string.Formatter().parse(text)
        if name is not None
    }


def test_every_code_that_is_named_has_its_words(said: list[Said]) -> None:
    assert [one for one in said if one.code not in TEXTS] == []


def test_every_code_with_words_is_named_somewhere(said: list[Said]) -> None:
    assert sorted(set(TEXTS) - {one.code for one in said}) == []


def test_every_error_is_raised_with_the_values_its_words_tell(said: list[Said]) -> None:
    lacking = [
        (one.place, one.code, missing)
        for one in said
        if one.values is not None and (missing := _places(one.code) - one.values)
    ]
    assert lacking == []


def test_a_code_in_a_list_of_files_needs_only_what_the_list_knows(said: list[Said]) -> None:
    lacking = [
        (one.place, one.code, missing)
        for one in said
        for package, known in IN_LISTS.items()
        if one.values is None
        and one.place.startswith(package)
        and (missing := _places(one.code) - known)
    ]
    assert lacking == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_take_their_values_in_each_language(language: str) -> None:
    spoken = texts(language)
    for code in TEXTS:
        problem = errors.OngiError(code, **dict.fromkeys(_places(code), "value"))
        told = sentence(problem, spoken) + next_step(problem, spoken)
        assert "{" not in told, code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_a_title_of_few_words_that_is_not_its_sentence(language: str) -> None:
    spoken = texts(language)
    for code in TEXTS:
        problem = errors.OngiError(code, **dict.fromkeys(_places(code), "value"))
        told = titles.title(problem, spoken)
        assert 1 <= len(told.split()) <= 4, code
        assert not told.endswith("."), code
        assert told != sentence(problem, spoken), code


def test_titles_are_of_codes_that_are_there_each_of_one() -> None:
    listed = [code for codes in titles._OF_SOME.values() for code in codes.split()]
    assert sorted(listed) == sorted(titles.TITLES)
    assert set(titles.TITLES) <= set(TEXTS)
    assert {code[:3] for code in TEXTS} <= set(titles.FAMILIES)


PARTICLE = re.compile(r"\}(?:을|를|이|가|은|는|과|와|으로|로|이나|나)(?![가-힣])")


def test_no_particle_leans_on_a_value() -> None:
    """Which of two forms a Korean particle has hangs on the sound before it, unknown here."""
    korean = texts("ko")
    told = [korean.tr(text) for words in TEXTS.values() for text in words]
    assert [text for text in told if PARTICLE.search(text)] == []


def test_every_phase_of_long_work_has_its_words(product_trees: dict[str, ast.Module]) -> None:
    named = {
        node.args[0].value
        for tree in product_trees.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).endswith("job.phase")
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert named == set(PHASES)
