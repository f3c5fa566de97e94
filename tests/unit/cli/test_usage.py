"""Wrong use is one sentence in the chosen language, and each listed subcommand is there."""

from __future__ import annotations

import argparse
import inspect
import re

import pytest

from app.cli.registry import COMMANDS
from app.cli.terminal import Terminal
from app.cli.usage import ARGPARSE_WORDS, build_parser, speak
from app.errors import InputProblem
from app.i18n import texts

WRONG = [
    [],
    ["nonsense"],
    ["list"],
    ["list", "v", "--case"],
    ["collect", "--case", "c"],
    ["list", "v", "--case", "c", "--json=yes"],
    ["list", "v", "--case", "c", "MORE"],
    ["--lang", "fr", "list"],
    ["vault"],
    ["search", "v", "word", "--limit", "0"],
    ["search", "v", "word", "--limit", "10001"],
    ["search", "v", "word", "--limit", "1e3"],
    ["search", "v", "word", "--limit", "9" * 5000],
    ["search", "v", "word", "--limit", "٣"],
    ["collect", "v", "p", "--case", "c", "--zone", "-841"],
    ["collect", "v", "p", "--case", "c", "--zone", "841"],
    ["bench", "--runs", "-1"],
]


@pytest.fixture(autouse=True)
def _english_after():
    yield
    speak("en")


def _said(words: list[str], language: str) -> str:
    speak(language)
    with pytest.raises(InputProblem) as caught:
        build_parser(Terminal(texts(language), as_json=False)).parse_args(words)
    assert caught.value.code == "INP-018"
    assert str(caught.value.values["help"]).endswith("--help")
    return str(caught.value.values["what"])


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_wrong_use_is_told_in_the_language_that_was_asked_for(words):
    korean, english = _said(words, "ko"), _said(words, "en")
    assert re.search("[가-힣]", korean)
    assert not re.search("[가-힣]", english)
    # No word of argparse's own is left: names of ours are in capitals, behind dashes or quoted.
    left = re.sub(r"'[^']*'|--[a-z-]+|\{[^}]*\}", "", korean)
    assert not re.search("[a-z]{2,}", left)


def test_options_may_stand_anywhere():
    parser = build_parser(Terminal(texts("en"), as_json=False))
    got = parser.parse_args(["case", "add", "v", "--minor", "TITLE", "--json"])
    assert (got.dir, got.title, got.minor, got.json) == ("v", "TITLE", True, True)
    parser = build_parser(Terminal(texts("en"), as_json=False))
    got = parser.parse_args(["--json", "collect", "v", "a", "--case", "c", "b", "--", "--zone"])
    assert (got.dir, got.paths, got.case, got.json) == ("v", ["a", "b", "--zone"], "c", True)


def test_an_option_is_never_a_part_of_another():
    assert "--passphrase x" in _said(["list", "v", "--case", "c", "--passphrase", "x"], "en")


@pytest.mark.parametrize("word", ARGPARSE_WORDS)
def test_what_is_translated_for_argparse_is_what_it_says(word):
    assert repr(word)[1:-1] in inspect.getsource(argparse)


@pytest.mark.parametrize("listed", COMMANDS, ids=lambda listed: " ".join(listed.path))
@pytest.mark.parametrize("language", ["ko", "en"])
def test_each_subcommand_helps_in_the_language_that_was_asked_for(capsys, listed, language):
    speak(language)
    with pytest.raises(SystemExit):
        build_parser(Terminal(texts(language), as_json=False)).parse_args([*listed.path, "--help"])
    help_ = capsys.readouterr().out
    assert ("사용법" in help_) == (language == "ko")
    assert ("options" in help_) == (language == "en")
