"""A later bundle's log goes on from an earlier one's, or the finding says why not."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.bundle.verify import State
from app.bundle.verify.continuing import Continuation, Earlier, continuation
from app.usecases.bundles.comparing import earlier_from_receipt, earlier_from_result, is_receipt
from app.usecases.bundles.replying import make_receipt
from app.vault import Vault
from crypto.kdf import FLOOR
from tests.unit.replies.conftest import Ground, hand_over
from tests.unit.vault.filling import PASSPHRASE, add_case, add_item


@pytest.fixture(scope="module")
def earlier(ground: Ground) -> Earlier:
    return earlier_from_result(ground.opened(ground.first))


def found(ground: Ground, earlier: Earlier) -> Continuation:
    return continuation(ground.opened(ground.second, earlier.number), earlier)


def test_a_later_bundle_extends_the_earlier_ones_log(ground: Ground, earlier: Earlier) -> None:
    assert found(ground, earlier).state is State.PASSED
    itself = continuation(ground.opened(ground.first, earlier.number), earlier)
    assert itself.state is State.PASSED
    assert "same entry" in itself.why


def test_the_older_one_given_as_the_later_is_told(ground: Ground) -> None:
    later = earlier_from_result(ground.opened(ground.second))
    told = continuation(ground.opened(ground.first, later.number), later)
    assert told.state is State.FAILED
    assert "older" in told.why


def test_a_vault_that_was_put_back_and_went_another_way_is_told(
    ground: Ground, tmp_path: Path
) -> None:
    with Vault.create(tmp_path / "vault", PASSPHRASE, argon2=FLOOR) as vault:
        case = add_case(vault)
        item = add_item(vault, case, b"evidence")
    shutil.copytree(tmp_path / "vault", tmp_path / "older")
    made = []
    for name, notes in (("vault", 1), ("older", 3)):
        with Vault.open(tmp_path / name, PASSPHRASE) as vault:
            for number in range(notes):
                add_item(vault, case, f"{name} {number}".encode())
            made.append(hand_over(vault, case, (item,), "d-000000000001", tmp_path / name / "out"))
    before = earlier_from_result(ground.opened(made[0]))
    told = continuation(ground.opened(made[1], before.number), before)
    assert told.state is State.FAILED
    assert "different ways" in told.why


def test_bundles_of_two_vaults_are_no_continuation(ground: Ground, earlier: Earlier) -> None:
    foreign = replace(earlier, public_key="ssh-ed25519 " + "A" * 68)
    assert found(ground, foreign).state is State.FAILED


def test_another_head_at_the_same_entry_is_no_continuation(
    ground: Ground, earlier: Earlier
) -> None:
    assert found(ground, replace(earlier, head="0" * 64)).state is State.FAILED


def test_what_does_not_stand_by_itself_is_not_compared(ground: Ground, earlier: Earlier) -> None:
    assert found(ground, replace(earlier, sound=False)).state is State.NOT_CHECKED
    result = ground.opened(ground.second, earlier.number)
    broken = tuple(
        replace(one, state=State.FAILED) if one.id == 9 else one for one in result.checks
    )
    assert continuation(replace(result, checks=broken), earlier).state is State.NOT_CHECKED


def test_a_receipt_stands_for_the_earlier_bundle(
    ground: Ground, earlier: Earlier, tmp_path: Path
) -> None:
    path = make_receipt(ground.opened(ground.first), tmp_path / "receipt").path
    assert is_receipt(path)
    assert not is_receipt(ground.first.path / "bundle.age")
    assert not is_receipt(ground.first.path)
    given = earlier_from_receipt(path)
    assert given == replace(earlier, by_receipt=True)
    assert found(ground, given).state is State.PASSED
