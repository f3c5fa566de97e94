"""A clock that jumps changes no order and loses nothing: the log is chained by number, not by time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.jobs import Job
from app.vault import Vault
from crypto.kdf import FLOOR
from tests.unit.vault.filling import DAY_MS, add_case, add_item

PASSPHRASE = "a passphrase in any year"
NOW = 1_795_000_000_000
YEAR = 366 * DAY_MS


class JumpingClock:
    """A clock that is set by whoever uses the computer."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> int:
        self.now += 1000
        return self.now


JUMPS = [-YEAR, YEAR, -NOW, 200 * YEAR]


@pytest.mark.parametrize("jump", JUMPS)
def test_a_jump_inside_a_session_keeps_everything_in_its_order(tmp_path: Path, jump: int) -> None:
    clock = JumpingClock()
    with Vault.create(tmp_path / "vault", PASSPHRASE, argon2=FLOOR, clock=clock) as vault:
        case = add_case(vault)
        items = [add_item(vault, case, b"before")]
        vault.custody.checkpoint()
        clock.now += jump
        items += [add_item(vault, case, b"after"), add_item(vault, case, b"and again")]
        vault.custody.checkpoint()
    _all_there(tmp_path / "vault", clock, [item.id for item in items])


@pytest.mark.parametrize("jump", JUMPS)
def test_a_jump_between_sessions_opens_the_same_vault(tmp_path: Path, jump: int) -> None:
    clock = JumpingClock()
    with Vault.create(tmp_path / "vault", PASSPHRASE, argon2=FLOOR, clock=clock) as vault:
        case = add_case(vault)
        items = [add_item(vault, case, b"before")]
    clock.now += jump
    with Vault.open(tmp_path / "vault", PASSPHRASE, clock=clock) as vault:
        items += [add_item(vault, case, b"after")]
    clock.now = NOW + DAY_MS
    _all_there(tmp_path / "vault", clock, [item.id for item in items])


def _all_there(path: Path, clock: Callable[[], int], items: list[str]) -> None:
    with Vault.open(path, PASSPHRASE, clock=clock) as vault:
        assert vault.status().notices == ()
        assert vault.check(Job()).clean
        assert [one.id for one in vault.items.in_case(vault.cases.all()[0].id)] == items
        numbers = [entry.number for entry in vault.custody.entries()]
        assert numbers == list(range(1, len(numbers) + 1))
