"""What the demonstration leaves behind is good to use: its kit, its backup, its vault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.flows.conftest import Ongi


@pytest.fixture(scope="module")
def ongi(tmp_path_factory: pytest.TempPathFactory) -> Ongi:
    return Ongi(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def shown(ongi: Ongi) -> Any:
    ran = ongi("demo", "--out", ongi.folder / "out", "--lang", "ko", "--json")
    assert ran.status == 0
    return ran.json


def kit_of(shown: Any) -> Path:
    (words,) = Path(shown["places"]["kit"]).glob("*.txt")
    return words


def test_the_kit_of_the_demonstration_opens_its_vault(ongi: Ongi, shown: Any) -> None:
    tried = ongi("key", "try", shown["places"]["vault"], "--kit", kit_of(shown), "--json")
    assert tried.json["result"] == "right"


def test_the_backup_of_the_demonstration_holds_what_its_vault_holds(ongi: Ongi, shown: Any) -> None:
    copy = ongi("backup", "try", shown["places"]["backup"], "--kit", kit_of(shown), "--json").json
    words = ("--passphrase-file", shown["places"]["vault_passphrase_file"], "--json")
    items = ongi("check", shown["places"]["vault"], *words).json["items"]
    assert (copy["clean"], copy["items"]) == (True, items)
    told = [step["values"] for step in shown["steps"] if "damaged" in step["values"]]
    assert told == [{"items": items, "damaged": 0}] * 2
