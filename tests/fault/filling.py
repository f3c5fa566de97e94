"""Operations that fill a vault and hand things over: make one, take files and chats in, bundle."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

from app.domain.custody import Act
from app.jobs import Job
from app.usecases.bundles.bundling import make_bundle, verify_bundle
from app.usecases.case.cases import add_case
from app.usecases.intake.collecting import collect
from app.usecases.intake.dropping import drop
from app.usecases.intake.waiting import place as place_waiting
from app.usecases.intake.waiting import what_waits
from app.usecases.reports.reporting import save_report
from app.vault import Vault
from app.vault.folder import SLOT_FILES, Step, no_step
from crypto.kdf import FLOOR
from tests.fault.operation import (
    PASSPHRASE,
    Operation,
    Say,
    given_sums,
    make_vault,
    open_first,
    sound,
    sum_of,
    sums,
)

MESSAGES = 400
EVIDENCE_INDEX = "kr.police.evidence_index"


def _with_a_case(place: Path) -> None:
    vault = make_vault(place)
    add_case(vault, "")
    vault.close()


# --- making a vault -------------------------------------------------------------------------------


def _create(place: Path, say: Say, step: Step) -> None:
    say("ready")
    vault = Vault.create(place / "vault", PASSPHRASE, argon2=FLOOR, step=step)
    say("done vault")
    vault.close()


def _nothing(place: Path) -> None:
    (place / "given").mkdir()


def _made_or_not(place: Path, said: Sequence[str]) -> None:
    slots = [(place / "vault" / name).exists() for name in SLOT_FILES]
    if "done vault" in said or all(slots):
        sound(place, said).close()
    elif any(slots):
        # Cut off between its two copies of the slots: told of, and written when it is opened.
        with Vault.open(place / "vault", PASSPHRASE) as vault:
            assert vault.status().notices == ("VLT-015",)
            assert vault.check(Job()).clean


# --- taking files in ------------------------------------------------------------------------------


def files_given(place: Path) -> None:
    given = place / "given"
    given.mkdir()
    rng = random.Random(7)
    for number, size in enumerate((10, 70_000, 0, 200_000, 1_000)):
        (given / f"f{number}.bin").write_bytes(rng.randbytes(size))
    (given / "f5.bin").write_bytes((given / "f1.bin").read_bytes())
    _with_a_case(place)


def _intake(place: Path, say: Say, step: Step) -> None:
    vault, case = open_first(place, step)
    say("ready")
    for path in sorted((place / "given").iterdir()):
        report = collect(vault, case.id, [path], Job())
        assert report.refused == (), report.refused
        say(f"done item {sum_of(path)}")
    vault.close()
    say("done")


def _items_whole(place: Path, said: Sequence[str]) -> None:
    vault = sound(place, said)
    assert sums(vault) <= given_sums(place)
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
    _with_a_case(place)


def _import(place: Path, say: Say, step: Step) -> None:
    vault, case = open_first(place, step)
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


def collected(place: Path) -> None:
    files_given(place)
    vault, case = open_first(place, no_step)
    collect(vault, case.id, [place / "given"], Job())
    vault.close()


def _bundle(place: Path, say: Say, step: Step) -> None:
    vault, case = open_first(place, step)
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


# --- taking in while locked, and placing what waits --------------------------------------------


def _drop(place: Path, say: Say, step: Step) -> None:
    say("ready")
    for path in sorted((place / "given").iterdir()):
        report = drop(place / "vault", [path], Job())
        assert report.refused == (), report.refused
        say(f"done waits {sum_of(path)}")
    say("done")


def _waits_or_placed(place: Path, said: Sequence[str]) -> None:
    vault = sound(place, said)
    waiting = what_waits(vault)
    there = {one.sha256 for one in waiting} | sums(vault)
    assert there <= given_sums(place)
    for line in said:
        if line.startswith("done waits "):
            assert line.split()[2] in there
    vault.close()


def _dropped(place: Path) -> None:
    files_given(place)
    drop(place / "vault", [place / "given"], Job())


def _place(place: Path, say: Say, step: Step) -> None:
    vault, case = open_first(place, step)
    say("ready")
    report = place_waiting(vault, case.id, Job())
    if not report.refused:
        assert sums(vault) == given_sums(place)
        assert what_waits(vault) == ()
        say("done placed")
    vault.close()
    say("done")


def _none_lost(place: Path, said: Sequence[str]) -> None:
    _waits_or_placed(place, said)
    vault = sound(place, said)
    waiting = {one.sha256 for one in what_waits(vault)}
    assert sums(vault) | waiting == given_sums(place)
    assert not waiting or "done placed" not in said
    vault.close()


ROWS = (
    Operation("create", _nothing, _create, _made_or_not, again=False),
    Operation("intake", files_given, _intake, _items_whole),
    Operation("import", _export, _import, _chat_whole),
    Operation("bundle", collected, _bundle, _bundle_whole),
    Operation("drop", files_given, _drop, _waits_or_placed),
    Operation("place", _dropped, _place, _none_lost),
)
