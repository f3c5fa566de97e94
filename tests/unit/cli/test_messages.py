"""`messages` prints a room's lines from any place on, as the screen shows them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli.main import main
from app.domain.chats.chats import Media
from app.vault import Vault
from crypto.kdf import FLOOR
from tests.unit.vault.filling import BEGIN_MS, Chat, add_case

PASSPHRASE = "quiet words for a test"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Chat]:
    folder = tmp_path_factory.mktemp("messages")
    (folder / "passphrase").write_text(PASSPHRASE, "utf-8")
    with Vault.create(folder / "vault", PASSPHRASE, argon2=FLOOR) as vault:
        chat = Chat(vault, add_case(vault))
        chat.add(
            *(
                chat.message(f"말 {place}", BEGIN_MS + place * 60_000, native_id=str(place + 1))
                for place in range(230)
            ),
            chat.message(
                "숨은\u202e글", BEGIN_MS + 400 * 60_000, native_id="240", reply_to="3",
                media=(Media("photo", "(File not included)", None, "not_exported"),),
            ),
        )  # fmt: skip
    return folder, chat


def run(
    told: tuple[Path, Chat], capsys: pytest.CaptureFixture[str], *more: str, status: int = 0
) -> Any:
    folder, chat = told
    vault = [str(folder / "vault"), "--case", chat.case.id]
    key = ["--passphrase-file", str(folder / "passphrase")]
    assert main(["messages", *vault, *more, *key]) == status
    return capsys.readouterr().out


def test_it_begins_at_a_line_a_time_or_a_message(
    told: tuple[Path, Chat], capsys: pytest.CaptureFixture[str]
) -> None:
    room = ("--room", told[1].room.id, "--json")
    whole = json.loads(run(told, capsys, *room, "--limit", "300"))
    assert (whole["count"], len(whole["messages"])) == (231, 231)
    for more, line in (
        (("--from", "199"), 199),
        (("--from", "9999"), 231),
        (("--at", "2024-08-27 14:05"), 6),
    ):
        found = json.loads(run(told, capsys, *room, *more, "--limit", "3"))["messages"]
        assert found[0]["line"] == line
        assert found == whole["messages"][line - 1 : line + 2]
    message = whole["messages"][200]["id"]
    found = json.loads(run(told, capsys, "--message", message, "--json", "--limit", "1"))
    assert [one["line"] for one in found["messages"]] == [201]
    assert json.loads(run(told, capsys, *room, "--limit", "0"))["messages"] == []


def test_gaps_answers_and_absent_files_are_told_and_nothing_hidden_stays_hidden(
    told: tuple[Path, Chat], capsys: pytest.CaptureFixture[str]
) -> None:
    room = ("--room", told[1].room.id, "--from", "231")
    (last,) = json.loads(run(told, capsys, *room, "--json"))["messages"]
    assert last["gaps"] == [{"first": 231, "last": 239}]
    assert last["answered"] is not None
    assert last["media"][0]["absent"] == "not_exported"
    said = run(told, capsys, *room)
    assert "[U+202E]" in said
    assert "\u202e" not in said


def test_a_time_that_can_not_be_read_is_told(
    told: tuple[Path, Chat], capsys: pytest.CaptureFixture[str]
) -> None:
    run(told, capsys, "--room", told[1].room.id, "--at", "그날쯤", status=2)
