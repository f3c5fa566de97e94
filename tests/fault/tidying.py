"""Operations that only put in order: the index written anew, spare segments written and merged."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from app.jobs import Job
from app.usecases.intake.collecting import collect
from app.usecases.vault.compacting import compact_vault
from app.vault import Vault
from app.vault.folder import Step
from tests.fault.filling import collected
from tests.fault.operation import PASSPHRASE, Operation, Say, given_sums, sound, sums


def _compact(place: Path, say: Say, step: Step) -> None:
    vault = Vault.open(place / "vault", PASSPHRASE, step=step)
    say("ready")
    compact_vault(vault, Job())
    say("done compact")
    vault.close()
    say("done")


def _all_there(place: Path, said: Sequence[str]) -> None:
    vault = sound(place, said)
    assert sums(vault) == given_sums(place)
    vault.close()


def _more(place: Path, number: int) -> Path:
    return place / "more" / f"{number}.bin"


def _with_more(place: Path) -> None:
    collected(place)
    chance = random.Random(3)
    (place / "more").mkdir()
    for number in range(3):
        # Written here: what fills the disk of the operation is the program, not the test.
        _more(place, number).write_bytes(chance.randbytes(2000))


def _spares(place: Path, say: Say, step: Step) -> None:
    vault = Vault.open(place / "vault", PASSPHRASE, step=step)
    say("ready")
    case = next(iter(vault.cases.all()))
    for number in range(3):
        collect(vault, case.id, [_more(place, number)], Job())
        vault.spares.write()
        say(f"done spare {number}")
    vault.spares.rewrite()
    say("done rewrite")
    vault.close()
    say("done")


def _every_item_told_of(place: Path, said: Sequence[str]) -> None:
    vault = sound(place, said)
    assert sums(vault) >= given_sums(place)
    vault.spares.write()
    told = {line.id for line in vault.spares.lines([])}
    assert told >= {one.item.id for one in vault.items.places()}
    vault.close()


ROWS = (
    Operation("compact", collected, _compact, _all_there),
    Operation("spares", _with_more, _spares, _every_item_told_of),
)
