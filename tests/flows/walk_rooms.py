"""The subcommands of rooms, accounts, links and marks, each run once on a small export."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.fixtures.exports.telegram_writer import HANEUL, message, room, service

BEGIN = 1_724_734_800


def walk_rooms(run: Callable[..., Any], opened: tuple[object, ...], folder: Path) -> None:
    """Rooms, accounts, links, and what is said of messages."""
    records = [
        service(1, BEGIN, HANEUL, "create_group", title="방", members=["바다"]),
        message(2, BEGIN, HANEUL, "대피방 https://t.me/+AbCdEf12_", forwarded_from="딴 방"),
        message(5, BEGIN, HANEUL, "입금 안 하면 유포 https://t.me@evil.example/", photo="none.jpg"),
    ]
    (folder / "life").mkdir()
    text = json.dumps(room("방", "private_supergroup", 5, records))
    (folder / "life" / "result.json").write_text(text, "utf-8")
    run("collect", *opened, folder / "life")
    rooms = run("rooms", *opened, "--read")["rooms"]
    life = run("room life", *opened, "--room", rooms[-1]["id"])
    proposed = next(one for one in life["events"] if one["known"] == "proposed")["message"]
    run("room decide", *opened, "--message", proposed, "--other", rooms[0]["id"])
    hint = run("marks", *opened, "--propose")["proposed"][0]
    run("mark", *opened, "--message", hint["message"], "--deed", hint["deed"])
    run("marks", *opened)
    accounts = run("accounts", *opened)["accounts"]
    for account in accounts:
        run("account", *opened, "--account", account["id"])
    run("account", *opened, "--account", accounts[-1]["id"], "--mine")
    chats = [run("messages", *opened, "--room", one["id"], "--from", 1) for one in rooms]
    chats.append(run("messages", *opened, "--message", hint["message"], "--limit", 1))
    assert [one["id"] for one in chats[-1]["messages"]] == [hint["message"]]
    run("links", *opened)
