"""Exports share a file name: what was not understood in one that stays is not told with another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.casework.facts import assemble
from app.domain.evidence.items import Case
from app.jobs import Job
from app.report.data.model import Template
from app.usecases.intake.collecting import collect
from app.usecases.items.removing import set_items_aside
from app.usecases.reports.consenting import hold_back
from app.vault import Vault
from tests.unit.consents.agreeing import POLICE, who

GOES, STAYS = "goesmark", "staysmark"


def _export(vault: Vault, case: Case, folder: Path, word: str) -> str:
    """An export with a word in it that no reader knows; the item."""
    folder.mkdir()
    message = {"id": 1, "type": word, "date_unixtime": "1724734800", "text": "hi"}
    chat = {"name": word, "type": "personal_chat", "id": len(word), "messages": [message]}
    (folder / "result.json").write_text(json.dumps(chat))
    before = {row.item.id for row in vault.items.rows(case.id)}
    collect(vault, case.id, [folder], Job())
    (item,) = {row.item.id for row in vault.items.rows(case.id)} - before
    return item


@pytest.mark.parametrize("removed", [False, True])
def test_what_was_not_understood_stays_with_its_file(
    vault: Vault, case: Case, index: Template, tmp_path: Path, *, removed: bool
) -> None:
    who(vault, case, "self")
    _export(vault, case, tmp_path / "1", GOES)
    item = _export(vault, case, tmp_path / "2", STAYS)
    assert STAYS in str(assemble(vault, case, {}, index).not_understood)
    if removed:
        set_items_aside(vault, [item])
    else:
        hold_back(vault, case.id, POLICE, [item])
    told = str(assemble(vault, case, {}, index).not_understood)
    assert GOES in told
    assert STAYS not in told
