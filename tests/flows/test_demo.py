"""What the demonstration leaves behind is good to use: its kit, its backup, its vault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.exports.demo_room import FOLDER, write
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


def test_the_demonstration_leaves_something_to_see_on_each_page(ongi: Ongi, shown: Any) -> None:
    vault = shown["places"]["vault"]
    words = ("--passphrase-file", shown["places"]["vault_passphrase_file"], "--json")
    case = ongi("vault", "status", vault, *words).json["cases"][0]["id"]

    def seen(*command: str) -> Any:
        return ongi(*command, vault, "--case", case, *words).json

    (person,) = seen("people", "list")["people"]
    (asked,) = seen("payments", "list")["payments"]
    assert {mark["kind"] for mark in person["marks"]} == {"account", "display_name"}
    assert asked["person"] == person["id"]
    assert len(seen("log", "list")["entries"]) == 1
    items = {one["name"]: one["id"] for one in seen("list")["items"]}
    assert asked["item"] == items["KakaoTalk_20240828_2115.txt"]
    screen = items["Screenshot_20240825-091204.png"]
    copies = ongi("copies", vault, "--item", screen, *words).json["copies"]
    assert [one["relation"] for one in copies] == ["redacted"]


def test_the_samples_are_what_their_maker_writes(tmp_path: Path) -> None:
    write(tmp_path)
    made = {one.relative_to(tmp_path): one for one in tmp_path.rglob("*") if one.is_file()}
    assert made
    for name, one in made.items():
        assert (FOLDER / name).read_bytes() == one.read_bytes(), name
