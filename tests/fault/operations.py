"""What the program does to a vault, one row an operation, for the tests that interrupt it.

A row says how the place is prepared, what a child process does there, and what must hold whatever
happened to the child. A new operation is a new row. `run` prints `ready` where the operation
begins and `done …` after what is committed: that must be there for good.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.custody import Act
from app.domain.items import Case
from app.jobs import Job
from app.usecases.bundling import make_bundle, verify_bundle
from app.usecases.cases import add_case
from app.usecases.collecting import collect
from app.usecases.reporting import save_report
from app.vault import Vault
from app.vault.folder import Step
from crypto.kdf import FLOOR

PASSPHRASE = "a passphrase to be killed with"
MESSAGES = 400
EVIDENCE_INDEX = "kr.police.evidence_index"

Say = Callable[[str], None]


@dataclass(frozen=True)
class Operation:
    """One act of the program that may be interrupted.

    `prepare` fills an empty folder with a vault and what is given; `run` does the act there;
    `holds` raises AssertionError unless all is well, with the lines that `run` printed. `again`:
    interrupted, it may be done once more in the same place, and then comes to its end.
    """

    name: str
    prepare: Callable[[Path], None]
    run: Callable[[Path, Say, Step], None]
    holds: Callable[[Path, Sequence[str]], None]
    again: bool = True


def sound(place: Path, said: Sequence[str]) -> Vault:
    """Open the vault and see that nothing is half; the vault, left open.

    Items, custody entries, sightings and files agree; each `done item SHA256` is there.
    """
    vault = Vault.open(place / "vault", PASSPHRASE)
    try:
        result = vault.check(Job())
        assert result.clean, result
        assert result.unexplained == (), result.unexplained
        places = list(vault.items.places())
        taken = [one.subject for one in vault.custody.entries() if one.act is Act.ITEM_TAKEN]
        assert sorted(taken) == sorted(one.item.id for one in places)
        files = sum(1 for one in (place / "vault" / "blobs").glob("*/*"))
        assert files == len(places), (files, len(places))
        there = {one.item.sha256 for one in places}
        given = {_sum(one) for one in (place / "given").rglob("*") if one.is_file()}
        assert there <= given
        for line in said:
            if line.startswith("done item "):
                assert line.split()[2] in there, line
    except BaseException:
        vault.close()
        raise
    return vault


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _new_vault(place: Path) -> tuple[Vault, Case]:
    vault = Vault.create(place / "vault", PASSPHRASE, argon2=FLOOR)
    return vault, add_case(vault, "")


def _open(place: Path, step: Step) -> tuple[Vault, Case]:
    vault = Vault.open(place / "vault", PASSPHRASE, step=step)
    return vault, next(iter(vault.cases.all()))


# --- making a vault -------------------------------------------------------------------------------


def _create(place: Path, say: Say, step: Step) -> None:
    say("ready")
    vault = Vault.create(place / "vault", PASSPHRASE, argon2=FLOOR, step=step)
    say("done vault")
    vault.close()


def _nothing(place: Path) -> None:
    (place / "given").mkdir()


def _made_or_not(place: Path, said: Sequence[str]) -> None:
    slots = [place / "vault" / name for name in ("slots-a", "slots-b")]
    if all(path.exists() for path in slots):
        sound(place, said).close()
    else:
        assert "done vault" not in said


# --- taking files in ------------------------------------------------------------------------------


def _files(place: Path) -> None:
    given = place / "given"
    given.mkdir()
    rng = random.Random(7)
    for number, size in enumerate((10, 70_000, 0, 200_000, 1_000)):
        (given / f"f{number}.bin").write_bytes(rng.randbytes(size))
    (given / "f5.bin").write_bytes((given / "f1.bin").read_bytes())
    _new_vault(place)[0].close()


def _intake(place: Path, say: Say, step: Step) -> None:
    vault, case = _open(place, step)
    say("ready")
    for path in sorted((place / "given").iterdir()):
        report = collect(vault, case.id, [path], Job())
        assert report.refused == (), report.refused
        say(f"done item {_sum(path)}")
    vault.close()
    say("done")


def _items_whole(place: Path, said: Sequence[str]) -> None:
    vault = sound(place, said)
    case = next(iter(vault.cases.all()))
    seen = list(vault.sightings.in_case(case.id))
    assert {one.item for one in seen} == {one.id for one in vault.items.in_case(case.id)}
    vault.close()


# --- chat import ----------------------------------------------------------------------------------


def _export(place: Path) -> None:
    folder = place / "given" / "export"
    (folder / "files").mkdir(parents=True)
    rng = random.Random(8)
    for number in range(3):
        (folder / "files" / f"f{number}.bin").write_bytes(rng.randbytes(30_000 + number))
    messages = [
        {
            "id": number,
            "type": "message",
            "date": "2024-08-24T20:00:00",
            "date_unixtime": str(1724497200 + number),
            "from": f"이름 {number % 9}",
            "from_id": f"user{number % 9}",
            "text": f"말 {number} https://t.me/name/{number}",
            **({"file": f"files/f{number}.bin"} if number < 3 else {}),
        }
        for number in range(MESSAGES)
    ]
    chat = {"name": "방", "type": "private_supergroup", "id": 5, "messages": messages}
    (folder / "result.json").write_text(json.dumps(chat), "utf-8")
    _new_vault(place)[0].close()


def _import(place: Path, say: Say, step: Step) -> None:
    vault, case = _open(place, step)
    say("ready")
    collect(vault, case.id, [place / "given" / "export"], Job())
    assert vault.chats.count(case.id) == MESSAGES
    say("done chat")
    vault.close()
    say("done")


def _chat_whole(place: Path, said: Sequence[str]) -> None:
    vault = sound(place, said)
    case = next(iter(vault.cases.all()))
    messages = vault.chats.count(case.id)
    imported = [one for one in vault.custody.entries() if one.act is Act.CHAT_IMPORTED]
    assert (messages, len(imported)) in ((0, 0), (MESSAGES, 1))
    assert bool(list(vault.sightings.in_case(case.id))) == bool(messages)
    assert messages == MESSAGES or "done chat" not in said
    vault.close()


# --- a report and its bundle ----------------------------------------------------------------------


def _collected(place: Path) -> None:
    _files(place)
    vault, case = _open(place, lambda _name: None)
    collect(vault, case.id, [place / "given"], Job())
    vault.close()


def _bundle(place: Path, say: Say, step: Step) -> None:
    vault, case = _open(place, step)
    say("ready")
    report = save_report(vault, case.id, EVIDENCE_INDEX, {})
    say(f"done report {report.id}")
    made = make_bundle(vault, case.id, report.id, place / "out", Job())
    say(f"done bundle {made.path.name}")
    vault.close()
    say("done")


def _bundle_whole(place: Path, said: Sequence[str]) -> None:
    vault = sound(place, said)
    case = next(iter(vault.cases.all()))
    reports = {one.id for one in vault.reports.in_case(case.id)}
    for line in said:
        if line.startswith("done report "):
            assert line.split()[2] in reports
    vault.close()
    out = place / "out"
    whole = [one for one in out.glob("bundle-*") if one.is_dir()] if out.is_dir() else []
    for folder in whole:
        passphrase = folder.with_name(f"{folder.name}-passphrase.txt").read_text("ascii").strip()
        assert verify_bundle(folder, passphrase, Job()).result == "passed"
    done = [line.split()[2] for line in said if line.startswith("done bundle ")]
    assert set(done) <= {one.name for one in whole}


OPERATIONS = {
    row.name: row
    for row in (
        Operation("create", _nothing, _create, _made_or_not, again=False),
        Operation("intake", _files, _intake, _items_whole),
        Operation("import", _export, _import, _chat_whole),
        Operation("bundle", _collected, _bundle, _bundle_whole),
    )
}
