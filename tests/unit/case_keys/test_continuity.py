"""A case of which something went out under the vault's key keeps that key; all others have theirs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from app.bundle import BundleMade, BundlePlan, KeyFor, pack, wordlist
from app.bundle.verify import State
from app.bundle.verify.continuing import continuation, earlier_of
from app.domain.custody import Act
from app.domain.evidence.items import Case
from app.errors import OngiError
from app.jobs import Job
from app.usecases.bundles.replying import make_receipt
from app.usecases.case.exchanging import hand_case
from app.usecases.follow_up.came_back import list_receipts, take_reply
from app.usecases.reports.documents import save_document
from app.usecases.reports.reporting import save_report
from app.usecases.vault.checking import expect_head
from app.vault import Vault
from app.vault.case_seal import LEAVING, seal_of
from crypto.sshsig import fingerprint
from tests.unit.case_keys.conftest import Ground
from tests.unit.case_keys.handing import OFFICE, STATEMENT, case_with, hand_over, opened, share
from tests.unit.vault.filling import add_item


def note(vault: Vault, case: Case, act: Act, **details: str | int) -> None:
    with vault.transaction():
        vault.custody.append(act, case.id, case.id, details)


def as_before(vault: Vault, case: Case, out: Path) -> BundleMade:
    """A bundle as the version before this one made it: the vault's key, log and entry."""
    report = save_report(vault, case.id, STATEMENT, {})
    keys = [KeyFor("office", str(OFFICE.recipient))]
    plan = BundlePlan(
        case.id, (), vault.custody.entries, frozenset({report.id}), recipients=keys,
        passphrase=False,
    )  # fmt: skip
    made = pack(
        plan, out, signer=vault.signer, passphrase_words=wordlist(), made_ms=vault.now_ms(),
        job=Job(),
    )  # fmt: skip
    details: Mapping[str, str | int] = {"name": made.path.name, "manifest": made.manifest}
    with vault.transaction():
        vault.custody.append(Act.BUNDLE_MADE, report.id, case.id, details)
    return made


def test_a_bundle_goes_on_from_one_that_an_earlier_version_made(
    vault: Vault, tmp_path: Path
) -> None:
    case, item = case_with(vault, "before")
    other, _ = case_with(vault, "other")
    early = as_before(vault, case, tmp_path / "out")
    share(vault, item, other)
    late = hand_over(vault, case, tmp_path / "out", STATEMENT)
    before = earlier_of(opened(early))
    assert before is not None
    result = opened(late, asked=before.number, expected_key=vault.public_line)
    assert result.checks[-1].state is State.PASSED
    assert continuation(result, before).state is State.PASSED
    made = vault.custody.first_of(case.id, (Act.BUNDLE_MADE,))
    assert made is not None
    assert "log" not in made.details
    assert not seal_of(vault, case.id).is_own
    assert seal_of(vault, other.id).is_own


@pytest.mark.parametrize("act", LEAVING)
def test_whatever_left_first_decides_for_good(vault: Vault, act: Act) -> None:
    before, after = case_with(vault, "one")[0], case_with(vault, "two")[0]
    assert seal_of(vault, before.id).is_own
    note(vault, before, act)
    note(vault, after, act, log="case")
    for other in LEAVING:
        note(vault, before, other, log="case")
        note(vault, after, other)
    assert not seal_of(vault, before.id).is_own
    assert seal_of(vault, before.id).public_line == vault.public_line
    assert seal_of(vault, before.id).head == vault.custody.head
    assert seal_of(vault, after.id).is_own


def test_what_leaves_says_that_the_log_is_the_case_s_own(vault: Vault, tmp_path: Path) -> None:
    bundled, saved, handed = (case_with(vault, word)[0] for word in ("one", "two", "three"))
    hand_over(vault, bundled, tmp_path / "out", STATEMENT)
    report = save_report(vault, saved.id, STATEMENT, {})
    save_document(vault, saved.id, report.id, "txt", tmp_path / "report.txt", Job())
    hand_case(vault, handed.id, tmp_path / "one.ongi-case", Job(), key="office")
    for case, act in ((bundled, LEAVING[0]), (saved, LEAVING[1]), (handed, LEAVING[2])):
        entry = vault.custody.first_of(case.id, LEAVING)
        assert entry is not None
        assert (entry.act, entry.details["log"]) == (act, "case")
        assert seal_of(vault, case.id).is_own


def test_a_case_s_own_log_keeps_its_beginning_whatever_comes(vault: Vault) -> None:
    case, item = case_with(vault, "grows")
    other, _ = case_with(vault, "beside")
    number, head = seal_of(vault, case.id).head
    share(vault, item, other)
    add_item(vault, case, b"later")
    note(vault, other, Act.BUNDLE_MADE)
    seal = seal_of(vault, case.id)
    assert seal.head[0] == number + 1
    assert seal.head_at(number) == head
    assert seal.head_at(seal.head[0] + 1) is None
    assert [one.case for one in seal.entries()] == [case.id] * (number + 1)
    expect_head(vault, f"{number}:{head}")


def test_a_receipt_for_a_bundle_of_the_case_s_key_is_taken_in(
    ground: Ground, tmp_path: Path
) -> None:
    case, made = ground.cases[0], ground.handed[0][0]
    path = make_receipt(opened(made), tmp_path / "receipt", who="office").path
    take_reply(ground.vault, case.id, path)
    assert [one.receipt.manifest for one in list_receipts(ground.vault, case.id)] == [made.manifest]


def test_a_receipt_for_another_vault_s_bundle_is_refused(ground: Ground, tmp_path: Path) -> None:
    path = make_receipt(opened(ground.elsewhere), tmp_path / "receipt").path
    with pytest.raises(OngiError, match="BND-052"):
        take_reply(ground.vault, ground.cases[0].id, path)


def test_a_receipt_for_another_case_s_bundle_is_refused(ground: Ground, tmp_path: Path) -> None:
    path = make_receipt(opened(ground.handed[0][0]), tmp_path / "receipt").path
    with pytest.raises(OngiError, match="BND-054"):
        take_reply(ground.vault, ground.cases[1].id, path)


def test_each_case_has_a_key_that_is_neither_the_vault_s_nor_another_case_s(vault: Vault) -> None:
    seals = [seal_of(vault, case_with(vault, word)[0].id) for word in ("one", "two")]
    keys = {fingerprint(one.public_line) for one in seals} | {fingerprint(vault.public_line)}
    assert len(keys) == 3
