"""A working copy as an exhibit: it tells its original by hash, and does not bring it along."""

from __future__ import annotations

import json

import pytest

from app.casework.facts import assemble
from app.domain.custody import Act
from app.domain.evidence.copies import Area
from app.domain.evidence.items import Item, ItemKind, Method
from app.jobs import Job
from app.report.build import build
from app.report.data.templates import load_template
from app.report.tree import Exhibits
from app.report.writers.render_json import render_json
from app.usecases.bundles.bundling import make_bundle
from app.usecases.case.cases import add_case
from app.usecases.copies.copying import redact
from app.usecases.intake.adding import add_bytes
from app.usecases.reports.reporting import save_report
from app.vault import Vault
from tests.unit.collect.copies.conftest import picture, saved
from tests.unit.vault.conftest import closed_vault, fresh_vault, vault  # noqa: F401

TEMPLATE = "kr.police.evidence_index"


@pytest.fixture
def pair(vault: Vault) -> tuple[str, Item, Item]:  # noqa: F811
    """A case with an original and its covered copy."""
    case = add_case(vault, "Case").id
    original = add_bytes(
        vault, case, saved(picture(), "PNG"), Job(), name="ORIGINALMARK.png",
        kind=ItemKind.PICTURE, method=Method.FILE,
    ).item  # fmt: skip
    return case, original, redact(vault, case, original.id, [Area(10, 10, 50, 50)], Job()).item


def told(vault: Vault, case: str, *items: Item) -> tuple[dict[str, object], dict[str, str]]:  # noqa: F811
    """The record's exhibits by number, and the lines of the last card."""
    template = load_template(TEMPLATE)
    answers = {"evidence.list": [item.id for item in items]}
    facts = assemble(vault, vault.cases.get(case), answers, template)
    tree = build(template, facts, answers, "en")
    cards = next(block.cards for block in tree.blocks if isinstance(block, Exhibits))
    return json.loads(render_json(tree)), dict(cards[-1].pairs)


def test_a_copy_goes_alone_and_tells_its_original_by_hash(
    vault: Vault,  # noqa: F811
    pair: tuple[str, Item, Item],
) -> None:
    case, original, made = pair
    record, lines = told(vault, case, made)
    (exhibit,) = record["exhibits"]
    assert (exhibit["item"], exhibit["relation"]) == (made.id, "redacted")
    assert (exhibit["made_from"], exhibit["made_from_sha256"]) == (None, original.sha256)
    assert lines["SHA-256 of what it was made from"] == original.sha256
    assert lines["Original or copy"].startswith("Made from an item that is not in this report")
    assert "covered copy" in lines["Original or copy"]
    assert "ORIGINALMARK" not in json.dumps(record)


def test_a_copy_beside_its_original_names_its_number(
    vault: Vault,  # noqa: F811
    pair: tuple[str, Item, Item],
) -> None:
    case, original, made = pair
    record, lines = told(vault, case, original, made)
    assert [one["made_from"] for one in record["exhibits"]] == [None, 1]
    assert record["exhibits"][0]["made_from_sha256"] is None
    assert lines["Original or copy"] == "Made from exhibit 1 (covered copy)"


def test_a_bundle_of_the_copy_alone_passes_its_checks(
    vault: Vault,  # noqa: F811
    pair: tuple[str, Item, Item],
    tmp_path,
) -> None:
    case, original, made = pair
    report = save_report(vault, case, TEMPLATE, {"evidence.list": [made.id]})
    bundle = make_bundle(vault, case, report.id, tmp_path / "out", Job())
    assert bundle.path.exists()
    entry = vault.custody.of_subject(made.id)[0]
    assert (entry.act, entry.details["parent_sha256"]) == (Act.ITEM_MADE, original.sha256)
