"""An import and a placing, killed at their steps, go on to the same end as if nothing had happened."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.custody import Act
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.intake.collecting import collect
from app.usecases.intake.dropping import drop
from app.usecases.intake.waiting import place
from app.usecases.vault.unfinished import resume_work, stopped_work
from app.vault import Vault
from crypto.kdf import FLOOR
from tests.fixtures.exports.telegram_writer import message

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a copy of this process")

PASSPHRASE = "a passphrase for this"
KILLED = 9
Act_ = Callable[[Vault, str], object]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, Path]:
    """A vault with a case, an export with a picture, and the same waiting in the vault."""
    root = tmp_path_factory.mktemp("begun")
    given = root / "given"
    (given / "photos").mkdir(parents=True)
    (given / "photos" / "1.jpg").write_bytes(b"\xff\xd8\xff\xe0 picture")
    for name in ("a.txt", "b.txt"):
        (given / name).write_text(name)
    records = [message(1, 1_724_734_801, ("하늘", "user1"), "하나", file="photos/1.jpg")]
    import json

    room = {"name": "방", "type": "private_supergroup", "id": 7, "messages": records}
    (given / "result.json").write_text(json.dumps(room))
    with Vault.create(root / "vault", PASSPHRASE, argon2=FLOOR) as vault:
        case = add_case(vault, "사건").id
    drop(root / "vault", [given], Job())
    return root / "vault", case, given


def in_a_child(path: Path, work: Act_, case: str, at: int) -> bool:
    """Do the work in a copy of this process that dies at its step `at`; whether it died."""
    child = os.fork()
    if child == 0:
        left = at

        def step(_name: str) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os._exit(KILLED)

        try:
            vault = Vault.open(path, PASSPHRASE, step=step)
            left = at  # the steps of opening are not those of the work
            work(vault, case)
            vault.close()
        finally:
            sys.stderr.flush()
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED


def end(vault: Vault, case: str) -> tuple[object, ...]:
    items = vault.items.in_case(case)
    acts = [entry.act for entry in vault.custody.entries()]
    return (
        sorted((item.name, len(vault.sightings.of_item(item.id))) for item in items),
        [(one.text, one.media[0].item is not None) for one in vault.chats.messages(case)],
        [acts.count(act) for act in (Act.ITEM_TAKEN, Act.ITEM_SEEN_AGAIN, Act.CHAT_IMPORTED)],
        [(one.items_taken, one.items_again, one.sightings_made, one.messages_taken, one.links_found)
         for one in vault.imports.in_case(case)],
        vault.unfinished.all(),
    )  # fmt: skip


WORKS = ("collect", "place")
SPOTS = (1, 4, 7, 10, 14, 19, 24, 28)


@pytest.mark.parametrize("name", WORKS)
def test_killed_and_gone_on_it_ends_as_if_nothing_had_happened(
    begun: tuple[Path, str, Path], tmp_path: Path, name: str
) -> None:
    origin, case, given = begun

    def work(vault: Vault, case_id: str) -> object:
        if name == "collect":
            return collect(vault, case_id, [given], Job())
        return place(vault, case_id, Job())

    straight = Path(shutil.copytree(origin, tmp_path / "straight"))
    with Vault.open(straight, PASSPHRASE) as vault:
        work(vault, case)
        wanted = end(vault, case)
    died = 0
    for spot in SPOTS:
        path = Path(shutil.copytree(origin, tmp_path / str(spot)))
        died += in_a_child(path, work, case, spot)
        with Vault.open(path, PASSPHRASE) as vault:
            assert vault.check(Job()).clean
            for stopped in stopped_work(vault):
                resume_work(vault, stopped.number, Job())
            if not vault.imports.in_case(case):  # killed before it was written down
                work(vault, case)
            assert end(vault, case) == wanted, spot
            if name == "place":
                assert vault.waiting.list() == ()
            result = vault.check(Job())
            assert (result.clean, result.unexplained) == (True, ())
    assert died >= len(SPOTS) - 2
