"""Which key the arguments name: one way, or the passphrase."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from app.cli.terminal import Terminal
from app.cli.ways_in import key_arguments, key_of
from app.errors import InputProblem
from app.i18n import texts
from app.usecases.vault.vaults import ByKeyring

TERMINAL = Terminal(texts("en"), as_json=True)


def key_for(*words: str) -> object:
    parser = argparse.ArgumentParser()
    key_arguments(parser, TERMINAL)
    return key_of(parser.parse_args(words), TERMINAL)


def test_the_passphrase_is_the_way_without_another(tmp_path: Path) -> None:
    (tmp_path / "given").write_text("the words\n", "utf-8")
    assert key_for("--passphrase-file", str(tmp_path / "given")) == "the words"
    assert key_for("--keyring") == ByKeyring()


@pytest.mark.parametrize(
    "words",
    [
        ("--keyring", "--passphrase-file", "x"),
        ("--keyring", "--letter", "x", "--identity", "y"),
        ("--letter", "x"),
        ("--identity", "y"),
    ],
)
def test_ways_that_do_not_fit_together_are_told(words: tuple[str, ...]) -> None:
    with pytest.raises(InputProblem) as told:
        key_for(*words)
    assert told.value.code == "INP-018"
