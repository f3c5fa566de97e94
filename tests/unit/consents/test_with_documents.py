"""Documents, bundles and lists of links hold nothing of what there is no consent for."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.casework.facts import assemble
from app.domain.chats.chats import Link, LinkStanding
from app.domain.evidence.items import Case, Item
from app.domain.ids import new_id
from app.domain.reports.reports import Report
from app.jobs import Job
from app.report.data.model import Template
from app.usecases.bundles.bundling import make_bundle
from app.usecases.reports.consenting import (
    give,
    withdraw,
)
from app.usecases.reports.documents import make_document
from app.usecases.reports.reporting import save_report
from app.vault import Vault
from tests.flows.second_reader import Bundle
from tests.unit.consents.agreeing import D4U, INDEX, one, who


def test_links_of_what_stays_behind_stay_and_typed_ones_go(
    vault: Vault, case: Case, items: tuple[Item, Item], index: Template
) -> None:
    found = Link(
        new_id("link"), case.id, "https://a.invalid/", "a.invalid", LinkStanding.OBSERVED,
        "a.invalid", "web", 5, None, items[0].id, "text",
    )  # fmt: skip
    typed = replace(found, id=new_id("link"), normal="https://b.invalid/", source_item=None)
    with vault.transaction():
        vault.links.add_many([found, typed])
    who(vault, case, "counsellor")
    give(vault, case.id, one(index.recipient, items[1]))
    assert {link.id for link in assemble(vault, case, {}, index).links} == {typed.id}


def test_a_recipient_is_not_told_what_was_agreed_to_with_others(
    vault: Vault, case: Case, items: tuple[Item, Item], index: Template
) -> None:
    give(vault, case.id, one(D4U, items[0]))
    acts = {entry.act for entry in assemble(vault, case, {}, index).custody}
    assert acts
    assert not any(act.value.startswith("consent.") for act in acts)


def test_a_withdrawn_item_is_in_no_document(
    vault: Vault, case: Case, items: tuple[Item, Item], index: Template
) -> None:
    report, (first, second) = withdrawn(vault, case, items, index)
    for kind in index.documents:
        made = make_document(vault, case.id, report.id, kind, Job()).content
        assert first.id.encode() not in made
        assert first.sha256.encode() not in made
    assert second.sha256.encode() in make_document(vault, case.id, report.id, "json", Job()).content


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("age"), reason="the second reader uses the age program")
def test_a_withdrawn_item_is_in_no_bundle_made_later(
    vault: Vault, case: Case, items: tuple[Item, Item], index: Template, tmp_path: Path
) -> None:
    report, (first, second) = withdrawn(vault, case, items, index)
    made = make_bundle(vault, case.id, report.id, tmp_path / "out", Job())
    files = Bundle(made.path, made.passphrase).files
    held = {hashlib.sha256(content).hexdigest() for content in files.values()}
    assert second.sha256 in held
    assert first.sha256 not in held
    for name, content in files.items():
        assert first.id.encode() not in content, name
        assert first.sha256.encode() not in content, name


def withdrawn(
    vault: Vault, case: Case, items: tuple[Item, Item], index: Template
) -> tuple[Report, tuple[Item, Item]]:
    """A report that names both items, when the first was taken back."""
    who(vault, case, "self")
    answers = {"evidence.list": [item.id for item in items]}
    report = save_report(vault, case.id, INDEX, answers)
    (kept,) = give(vault, case.id, one(index.recipient, items[0]))
    withdraw(vault, case.id, [kept.id])
    return report, items
