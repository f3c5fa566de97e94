"""Broken files of all formats in one import, down to the index, the timeline and the search."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.case.searching import search
from app.usecases.case.timelines import timeline
from app.usecases.intake.collecting import collect
from app.usecases.items.evidence import details, list_items
from app.vault import Vault
from tests.fixtures.exports.telegram_writer import message, room, written
from tests.fuzz.judging import corpus
from tests.fuzz.mutating import mutated
from tests.fuzz.targets import TARGETS
from tests.unit.vault.conftest import closed_vault, fresh_vault, vault  # noqa: F401

NAMES = {
    "chat telegram.json": "result.json",
    "chat telegram.html": "messages.html",
    "chat kakaotalk.csv": "chat.csv",
}
GIVEN = [one for one in TARGETS if one.name.startswith(("chat ", "page "))]
GOOD = [message(1, 1_724_734_800, ("하늘", "user1"), "온전한 말")]


def give(folder: Path, count: int, first: int) -> None:
    for number in range(first, first + count):
        target = GIVEN[number % len(GIVEN)]
        seeds = [path.read_bytes() for path in corpus(target.name)]
        path = folder / f"{number}" / NAMES.get(target.name, "some.txt")
        path.parent.mkdir(parents=True)
        path.write_bytes(mutated(seeds, target.words, number, "whole imports"))
    good = folder / "zz good" / "result.json"
    good.parent.mkdir()
    good.write_text(written(room("방", "private_group", 1, GOOD)), "utf-8")


def taken(vault: Vault, folder: Path, count: int, first: int) -> None:  # noqa: F811
    give(folder, count, first)
    case = add_case(vault, "")
    report = collect(vault, case.id, [folder], Job())
    assert report.refused == ()
    assert "온전한 말" in {read.text for read in vault.chats.messages(case.id)}
    assert timeline(vault, case.id).entries
    assert search(vault, "온전한", case.id).hits
    for row in list_items(vault, case.id):
        details(vault, row.item.id)


def test_what_is_broken_is_kept_and_the_rest_is_read(
    vault: Vault,  # noqa: F811
    tmp_path: Path,
) -> None:
    taken(vault, tmp_path / "given", 2 * len(GIVEN), 0)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_a_thousand_broken_files_are_kept_and_the_rest_is_read(
    vault: Vault,  # noqa: F811
    tmp_path: Path,
) -> None:
    taken(vault, tmp_path / "given", 1000, random.SystemRandom().randrange(10**9))
