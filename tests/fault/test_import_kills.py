"""An import killed at any instant: each item is whole or absent with its custody entry.

A chat is there whole or not.
"""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.domain.custody import Act
from app.jobs import Job
from app.usecases.cases import add_case
from app.usecases.collecting import collect
from app.usecases.vaults import check_vault, create_vault, open_vault
from crypto.kdf import FLOOR

PASSPHRASE = "a passphrase to be killed with"
MESSAGES = 3000
FILES = 24


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export with media, as large as takes a moment to read."""
    folder = tmp_path_factory.mktemp("given") / "export"
    (folder / "files").mkdir(parents=True)
    rng = random.Random(7)
    for number in range(FILES):
        (folder / "files" / f"f{number}.bin").write_bytes(rng.randbytes(40_000 + number))
    messages = [
        {
            "id": number,
            "type": "message",
            "date": "2024-08-24T20:00:00",
            "date_unixtime": str(1724497200 + number),
            "from": f"이름 {number % 9}",
            "from_id": f"user{number % 9}",
            "text": f"말 {number} https://t.me/name/{number}",
            **({"file": f"files/f{number}.bin"} if number < FILES else {}),
        }
        for number in range(MESSAGES)
    ]
    chat = {"name": "방", "type": "private_supergroup", "id": 5, "messages": messages}
    (folder / "result.json").write_text(json.dumps(chat), "utf-8")
    return folder


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("fresh") / "vault"
    vault = create_vault(path, PASSPHRASE, Job(), argon2=FLOOR)
    case = add_case(vault, "")
    vault.close()
    return path, case.id


@pytest.fixture(scope="module")
def whole_run(given: Path, fresh: tuple[Path, str], tmp_path_factory) -> float:
    """How long an import lasts here, from the open vault to its end, in seconds."""
    vault = shutil.copytree(fresh[0], tmp_path_factory.mktemp("whole") / "vault")
    opened = open_vault(vault, PASSPHRASE, Job())
    begun = time.monotonic()
    report = collect(opened, fresh[1], [given], Job())
    lasted = time.monotonic() - begun
    opened.close()
    assert (report.items_taken, report.messages_taken) == (FILES + 1, MESSAGES)
    return lasted


def _killed(vault: Path, case: str, given: Path, after: float) -> None:
    child = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.fault.importing_child",
            str(vault),
            PASSPHRASE,
            case,
            str(given),
        ],
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"open\n"
    try:
        child.wait(after)
    except subprocess.TimeoutExpired:
        child.kill()
    child.wait()
    child.stdout.close()


def _check_whole(path: Path, case: str, given: Path) -> tuple[int, int]:
    """Nothing half: gives how many items and messages are there."""
    vault = open_vault(path, PASSPHRASE, Job())
    result = check_vault(vault, Job())
    assert result.damaged == ()
    assert result.clean
    source = {
        hashlib.sha256(one.read_bytes()).hexdigest() for one in given.rglob("*") if one.is_file()
    }
    items = vault.items.in_case(case)
    assert {item.sha256 for item in items} <= source
    taken = {entry.subject for entry in vault.custody.entries(case) if entry.act is Act.ITEM_TAKEN}
    assert {item.id for item in items} == taken
    messages = vault.chats.count(case)
    imported = [entry for entry in vault.custody.entries(case) if entry.act is Act.CHAT_IMPORTED]
    assert (messages, len(imported)) in ((0, 0), (MESSAGES, 1))
    assert bool(list(vault.sightings.in_case(case))) == bool(messages)
    vault.close()
    return len(items), messages


def _run(times: int, given, fresh, whole_run, folder: Path) -> set[int]:
    rng = random.Random(times)
    seen = set()
    for turn in range(times):
        vault = shutil.copytree(fresh[0], folder / f"vault{turn}")
        _killed(vault, fresh[1], given, rng.uniform(0, whole_run))
        items, _ = _check_whole(vault, fresh[1], given)
        seen.add(items)
        shutil.rmtree(vault)
    return seen


def test_an_import_killed_at_a_dozen_instants_leaves_nothing_half(
    given, fresh, whole_run, tmp_path
):
    assert len(_run(12, given, fresh, whole_run, tmp_path)) > 1


def test_an_import_can_be_made_again_after_a_kill(given, fresh, whole_run, tmp_path):
    vault = shutil.copytree(fresh[0], tmp_path / "vault")
    _killed(vault, fresh[1], given, whole_run / 2)
    opened = open_vault(vault, PASSPHRASE, Job())
    report = collect(opened, fresh[1], [given], Job())
    assert report.items_taken + report.items_again == FILES + 1
    assert len(opened.items.in_case(fresh[1])) == FILES + 1
    assert opened.chats.count(fresh[1]) == MESSAGES
    again = collect(opened, fresh[1], [given], Job())
    assert [one.what for one in again.not_understood] == ["already_read"]
    assert opened.chats.count(fresh[1]) == MESSAGES
    opened.close()


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_an_import_killed_at_two_hundred_instants_leaves_nothing_half(
    given, fresh, whole_run, tmp_path
):
    assert len(_run(200, given, fresh, whole_run, tmp_path)) > 5
