"""The command line tells in the chosen language, in words and in JSON alike."""

from __future__ import annotations

import pytest

from app.cli.commands.check import _what
from app.cli.commands.collect import as_data, as_lines
from app.cli.terminal import Terminal
from app.domain.evidence.intake import IntakeReport, Refused
from app.i18n import texts
from app.usecases.vault.vaults import Damage

REFUSED = Refused("폴더/안쪽/a\u202e.png", "ENV-003")
REPORT = IntakeReport("x-000000000001", 0, 0, 0, 0, 0, 0, 0, 0, (REFUSED,), ())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ko", "a[U+202E].png 파일을 읽을 수 없습니다."),
        ("en", "The file a[U+202E].png can't be read."),
    ],
)
def test_refusal_is_told_in_the_chosen_language(language, said):
    terminal = Terminal(texts(language), as_json=True)
    refused = as_data(REPORT, terminal)["refused"]
    why = refused[0]["why"]
    assert why == said
    assert any(why in line for line in as_lines(REPORT, terminal))


def test_broken_log_names_its_entry():
    damage = Damage("", "", "VLT-010", "log 12")
    assert "at entry 12." in _what(damage, Terminal(texts("en"), as_json=False))
    assert " 12번째" in _what(damage, Terminal(texts("ko"), as_json=False))
