"""Two people handed something of one vault find nothing that says so, but the same evidence."""

from __future__ import annotations

import hashlib
import io
import json
import uuid
from pathlib import Path

import pytest

from app.bundle.verify import State, open_bundle
from app.bundle.verify.checks import CheckId
from app.bundle.verify.continuing import continuation, earlier_of
from app.bundle.verify.manifest import LOG_PATH
from app.domain.custody import Act
from app.errors import IntegrityProblem
from app.jobs import Job
from app.report.writers.render_jsonld import _OURS
from app.usecases.case.exchanging import hand_case
from app.usecases.vault.checking import expect_head
from app.vault import Vault
from app.vault.case_seal import seal_of
from crypto.age import decrypt
from tests.unit.case_keys.conftest import Ground
from tests.unit.case_keys.handing import (
    OFFICE,
    STATEMENT,
    case_with,
    hand_over,
    marks,
    opened,
    telling,
)
from tests.unit.vault.filling import PASSPHRASE, add_item


def same_evidence(ground: Ground) -> set[bytes]:
    """What tells of one file wherever it is: its sum, its identifier, and what is made of that."""
    item = ground.shared
    kinds = ("item", "exhibit", "hash", "facet FileFacet", "facet ContentDataFacet")
    made = {str(uuid.uuid5(_OURS, f"{kind} {item.id}")) for kind in kinds}
    return {one.encode() for one in {item.sha256, item.id, *made}}


def constants(ground: Ground) -> set[bytes]:
    """What stands in every bundle: another vault's, of other evidence, has it too."""
    return telling(ground.elsewhere)


def test_two_cases_of_a_vault_have_nothing_in_common_but_the_same_file(ground: Ground) -> None:
    first, second = (set().union(*map(telling, pair)) for pair in ground.handed)
    tie = (first & second) - constants(ground)
    assert ground.shared.sha256.encode() in tie  # the search finds what is there to be found
    assert tie - same_evidence(ground) == set()


def test_what_stands_in_every_bundle_tells_of_no_vault(ground: Ground) -> None:
    vault = ground.vault
    ours = [vault.public_line, *(seal_of(vault, one.id).public_line for one in ground.cases)]
    heads = [entry.head for entry in vault.custody.entries()]
    theirs = constants(ground)
    assert {mark for one in (*ours, *heads) for mark in marks(one.encode())} & theirs == set()


def test_case_files_of_two_cases_have_nothing_in_common_but_the_same_file(
    ground: Ground, tmp_path: Path
) -> None:
    found = []
    for case in ground.cases:
        path = tmp_path / f"{case.id}.ongi-case"
        path = hand_case(ground.vault, case.id, path, Job(), key="office").path
        with path.open("rb") as src:
            out = io.BytesIO()
            decrypt(src, out, [OFFICE])
        found.append(set(marks(path.read_bytes() + b"\n" + out.getvalue())))
    assert (found[0] & found[1]) - same_evidence(ground) == set()


def test_a_bundle_tells_nothing_of_how_much_else_the_vault_did(ground: Ground) -> None:
    (_, late), case = ground.handed[0], ground.cases[0]
    with open_bundle(late.path, identity=str(OFFICE)) as bundle:
        lines = [json.loads(one) for one in bundle.read(LOG_PATH, 1 << 20).splitlines()]
    own = [one for one in ground.vault.custody.entries(case.id) if one.subject in _told(lines)]
    assert [one["number"] for one in lines] == list(range(1, len(lines) + 1))
    assert own
    assert len(lines) < ground.vault.custody.head[0] / 2
    made = [one["entry"] for one in lines if one.get("entry", {}).get("act") == "bundle.made"]
    assert [(one["details"]["keys"], "recipients" in one["details"]) for one in made] == [
        (1, False)
    ]


def _told(lines: list[dict[str, dict[str, str]]]) -> set[str]:
    return {one["entry"]["subject"] for one in lines if "entry" in one}


def test_bundles_pass_for_the_key_of_their_case_and_no_other(ground: Ground) -> None:
    keys = [seal_of(ground.vault, case.id).public_line for case in ground.cases]
    for at, pair in enumerate(ground.handed):
        for made in pair:
            assert opened(made, expected_key=keys[at]).checks[-1].state is State.PASSED
    other = opened(ground.handed[0][0], expected_key=keys[1]).checks[-1]
    assert (other.id, other.state) == (CheckId.SIGNER, State.FAILED)
    by_vault = opened(ground.handed[0][0], expected_key=ground.vault.public_line).checks[-1]
    assert by_vault.state is State.FAILED


@pytest.mark.parametrize("at", [0, 1])
def test_a_later_bundle_of_a_case_goes_on_from_its_earlier_one(ground: Ground, at: int) -> None:
    early, late = ground.handed[at]
    before = earlier_of(opened(early))
    assert before is not None
    assert continuation(opened(late, asked=before.number), before).state is State.PASSED


def test_bundles_of_two_cases_are_of_two_keys(ground: Ground) -> None:
    before = earlier_of(opened(ground.handed[0][0]))
    assert before is not None
    late = opened(ground.handed[1][1], asked=before.number)
    assert continuation(late, before).state is State.FAILED


def test_the_report_tells_the_key_and_the_end_of_the_log_that_its_bundle_has(
    ground: Ground,
) -> None:
    made = ground.handed[1][1]
    result = opened(made).opened
    assert result is not None
    with open_bundle(made.path, identity=str(OFFICE)) as bundle:
        told = json.loads(bundle.read("data/report.json", 1 << 24))
    seal = told["integrity"]
    assert seal["public_key"].rpartition(" ")[0] == result.public_key
    assert (seal["log_number"], seal["log_head"]) == (result.number, result.head)
    expect_head(ground.vault, f"{result.number}:{result.head[:16]}")
    with pytest.raises(IntegrityProblem, match="VLT-045"):
        expect_head(ground.vault, f"{result.number}:{hashlib.sha256(b'other').hexdigest()}")


def test_the_key_of_a_case_comes_back_with_the_vault(alone: Vault) -> None:
    case, _ = case_with(alone, "once")
    line, path = seal_of(alone, case.id).public_line, alone.path
    alone.close()
    with Vault.open(path, PASSPHRASE) as again:
        assert seal_of(again, case.id).public_line == line


def test_a_log_with_a_changed_entry_is_not_handed_over(alone: Vault, tmp_path: Path) -> None:
    case, item = case_with(alone, "changed")
    add_item(alone, case, b"more")
    alone._index.connection.execute("DROP TRIGGER log_is_fixed")
    with alone.transaction():
        alone._index.write(
            "UPDATE log SET at_ms = at_ms - 1 WHERE subject = ? AND act = ?",
            (item.id, Act.ITEM_TAKEN.value),
        )
    with pytest.raises(IntegrityProblem, match="VLT-010"):
        hand_over(alone, case, tmp_path / "out", STATEMENT)
    with pytest.raises(IntegrityProblem, match="VLT-010"):
        hand_case(alone, case.id, tmp_path / "out.ongi-case", Job(), key="office")
    assert not list(tmp_path.glob("out*/bundle*"))
    assert not list(tmp_path.glob("*.ongi-case"))
