"""Every text has its Korean: the catalogues are whole and in step with the sources."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from app.error_texts import TEXTS
from app.i18n import AREAS, texts

KEYWORDS = {"tr": None, "ntr": (1, 2), "N_": None}


@pytest.fixture(scope="module")
def catalogues(repo_root: Path) -> dict[str, Catalog]:
    """The Korean catalogues by area."""
    folder = repo_root / "resources" / "locale" / "ko" / "LC_MESSAGES"
    found = {}
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as source:
            found[path.stem] = read_po(source, locale="ko", abort_invalid=True)
    return found


@pytest.fixture(scope="module")
def in_sources(repo_root: Path) -> dict[object, str]:
    """Each text marked in the sources, with the first place it stands."""
    places: dict[object, str] = {}
    for package in ("app", "ui"):
        for name, line, message, *_ in extract_from_dir(
            repo_root / package, [("**.py", "python")], keywords=KEYWORDS
        ):
            places.setdefault(message, f"{package}/{name}:{line}")
    return places


def messages(catalogue: Catalog) -> list[Message]:
    """The catalogue's messages without its header."""
    return [message for message in catalogue if message.id]


def places_of(text: str) -> set[str]:
    """The names of the `{places}` that are filled in."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def forms(text: object) -> list[str]:
    return [text] if isinstance(text, str) else list(text)  # type: ignore[call-overload]


def test_every_catalogue_is_one_that_is_read(catalogues: dict[str, Catalog]) -> None:
    assert set(catalogues) <= set(AREAS)


def test_every_text_of_the_sources_is_in_a_catalogue(
    catalogues: dict[str, Catalog], in_sources: dict[object, str]
) -> None:
    known = {message.id for catalogue in catalogues.values() for message in messages(catalogue)}
    missing = {place: text for text, place in in_sources.items() if text not in known}
    assert missing == {}


def test_no_catalogue_keeps_texts_that_nothing_says(
    catalogues: dict[str, Catalog], in_sources: dict[object, str]
) -> None:
    unused = {
        area: left
        for area, catalogue in catalogues.items()
        if (left := [m.id for m in messages(catalogue) if m.id not in in_sources])
    }
    assert unused == {}


def test_no_translation_is_empty_or_in_doubt(catalogues: dict[str, Catalog]) -> None:
    bad = [
        (area, message.id)
        for area, catalogue in catalogues.items()
        for message in messages(catalogue)
        if message.fuzzy or not all(forms(message.string))
    ]
    assert bad == []


def fits(message: Message) -> bool:
    """Whether each form has the places of the last English form, and none that no form has."""
    allowed = set().union(*(places_of(form) for form in forms(message.id)))
    needed = places_of(forms(message.id)[-1])
    return all(needed <= places_of(form) <= allowed for form in forms(message.string))


def test_a_translation_fills_in_the_same_places(catalogues: dict[str, Catalog]) -> None:
    bad = [
        (area, message.string)
        for area, catalogue in catalogues.items()
        for message in messages(catalogue)
        if not fits(message)
    ]
    assert bad == []


def test_a_text_says_the_same_in_every_catalogue(catalogues: dict[str, Catalog]) -> None:
    said: dict[object, set[object]] = {}
    for catalogue in catalogues.values():
        for message in messages(catalogue):
            said.setdefault(message.id, set()).add(message.string)
    assert {text: ways for text, ways in said.items() if len(ways) > 1} == {}


def test_no_text_raises_its_voice(
    catalogues: dict[str, Catalog], in_sources: dict[object, str]
) -> None:
    spoken = [form for text in in_sources for form in forms(text)]
    spoken += [
        form
        for catalogue in catalogues.values()
        for message in messages(catalogue)
        for form in forms(message.string)
    ]
    assert [text for text in spoken if "!" in text] == []


def test_no_korean_text_asks_why_or_blames(catalogues: dict[str, Catalog]) -> None:
    """TONE.md: reasons are asked for as reasons, and nobody is told that something is wrong."""
    hurting = re.compile(
        r"(?<![가-힣])왜(?![가-힣])|경고|잘못된|잘못하|위반|실패|을\(를\)|이\(가\)|은\(는\)"
    )
    spoken = [
        str(form)
        for catalogue in catalogues.values()
        for message in messages(catalogue)
        for form in forms(message.string)
    ]
    assert [text for text in spoken if hurting.search(text)] == []


def test_every_error_says_its_sentence_and_next_step_in_korean() -> None:
    korean = texts("ko")
    silent = [
        code for code, words in TEXTS.items() if any(korean.tr(text) == text for text in words)
    ]
    assert silent == []
