"""Taking a case in, killed at its steps: the vault is as it was, or has all of it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from app.domain.case.exchanges import ExchangeWay
from app.errors import InputProblem
from app.jobs import Job
from app.usecases.case.exchanging import CaseHanded, case_numbers, hand_case, take_case
from app.usecases.told.noting import add_note
from app.vault import Vault
from crypto.kdf import FLOOR
from tests.fault.test_resume_kills import PASSPHRASE, in_a_child
from tests.unit.exchange.sides import add_chat, add_words, state
from tests.unit.vault.filling import add_case

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a copy of this process")
FEW = (2, 9)
ALL = range(1, 60)


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, CaseHanded, str, object]:
    """A vault without the case, the file, the case, and what it holds."""
    root = tmp_path_factory.mktemp("handed")
    with Vault.create(root / "here", PASSPHRASE, argon2=FLOOR) as here:
        case = add_case(here)
        add_words(here, case, "하나")
        add_chat(here, case, "둘", "셋")
        add_note(here, case.id, "메모")
        made = hand_case(here, case.id, root / "file", Job(), work_factor=8)
        assert made.numbers == case_numbers(here, case.id)
        holds = state(here, case.id)
    Vault.create(root / "there", PASSPHRASE, argon2=FLOOR).close()
    return root / "there", made, case.id, holds


def tried(handed: tuple[Path, CaseHanded, str, object], path: Path, spot: int) -> bool:
    """Whether it was killed at that step; what is there afterwards is nothing or everything."""
    origin, made, case, holds = handed

    def work(vault: Vault, _case: str) -> object:
        return take_case(vault, made.path, Job(), passphrase=made.passphrase, trust=made.numbers)

    shutil.copytree(origin, path)
    died = in_a_child(path, work, case, spot)
    with Vault.open(path, PASSPHRASE) as vault:
        result = vault.check(Job())
        assert (result.clean, result.unexplained) == (True, ())
        if not vault.cases.all():
            assert not vault.exchanges.of_case(case)
            work(vault, case)
        else:
            with pytest.raises(InputProblem, match="VLT-062"):
                work(vault, case)
        assert state(vault, case) == holds, spot
        assert [one.way for one in vault.exchanges.of_case(case)] == [ExchangeWay.IN]
    return died


def test_killed_while_taking_in_it_is_as_it_was_or_whole(
    handed: tuple[Path, CaseHanded, str, object], tmp_path: Path
) -> None:
    assert all(tried(handed, tmp_path / str(spot), spot) for spot in FEW)


@pytest.mark.long
def test_killed_at_every_step_it_is_as_it_was_or_whole(
    handed: tuple[Path, CaseHanded, str, object], tmp_path: Path
) -> None:
    died = 0
    for spot in ALL:
        if not tried(handed, tmp_path / str(spot), spot):
            break
        died += 1
    assert died > len(FEW)
    assert died < len(ALL)
