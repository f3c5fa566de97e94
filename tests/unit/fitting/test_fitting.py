"""What goes along with a report, against what its recipient takes: parts, kinds, covered copies."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.casework.facts import assemble
from app.domain.evidence.copies import Relation
from app.domain.ids import new_id
from app.paths import resources
from app.report.data.templates import load_template
from app.usecases.reports.fitting import fit
from app.usecases.reports.reporting import save_report
from app.vault import Vault
from crypto.kdf import FLOOR
from tests.unit.vault.filling import PASSPHRASE, add_case, add_item

SOURCE = "kr.kmcsc.dsc_report"


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    path = tmp_path_factory.mktemp("fitting") / "vault"
    with Vault.create(path, PASSPHRASE, argon2=FLOOR) as opened:
        yield opened


@pytest.fixture(scope="module")
def case(vault: Vault):
    case = add_case(vault, "사건")
    for number in range(3):
        add_item(vault, case, f"picture {number}".encode() * 10, f"{number}.png")
    return case


@pytest.fixture
def limited(tmp_path, monkeypatch):
    """The regulator's template with limits that it does not have."""
    laid = tmp_path / "resources"
    laid.mkdir()
    for path in resources().iterdir():
        if path.name == "templates":
            shutil.copytree(path, laid / path.name)
        else:
            (laid / path.name).symlink_to(path)
    template = laid / "templates" / f"{SOURCE}.toml"

    def write(limits: str) -> None:
        text = template.read_text(encoding="utf-8")
        template.write_text(text.replace("parts = [", f"limits = {limits}\nparts = [", 1), "utf-8")

    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    return write


def numbers(exhibits):
    return [one.number for one in exhibits]


def test_unknown_limits_hold_nothing_back_and_copies_are_proposed(vault, case):
    report = save_report(vault, case.id, SOURCE, {"event.result": "x"})
    found = fit(vault, case.id, report.id)
    assert (found.takes_items, found.known) == (True, False)
    assert [numbers(group) for group in found.groups] == [[1, 2, 3]]
    assert [(one.exhibit.number, one.copy) for one in found.proposals] == [
        (1, None), (2, None), (3, None),
    ]  # fmt: skip


def test_parts_and_kinds_come_from_the_template(vault, case, limited):
    limited('{ max_files = { value = 2, confidence = "M" } }')
    report = save_report(vault, case.id, SOURCE, {"event.result": "x"})
    found = fit(vault, case.id, report.id)
    assert (found.known, found.sure) == (True, False)
    assert [numbers(group) for group in found.groups] == [[1, 2], [3]]


def test_a_kind_that_is_not_taken_is_named(vault, case, limited):
    limited('{ kinds = { value = ["application/pdf"], confidence = "B" } }')
    report = save_report(vault, case.id, SOURCE, {"event.result": "x"})
    found = fit(vault, case.id, report.id)
    assert numbers(found.not_taken) == [1, 2, 3]
    assert found.groups == ()


def test_a_station_gets_originals_and_words_alone_take_no_files(vault, case):
    complaint = save_report(vault, case.id, "kr.police.complaint", {"person.job": "x"})
    assert fit(vault, case.id, complaint.id).proposals == ()
    notice = save_report(vault, case.id, "us.tida", {"content.description": "x"})
    found = fit(vault, case.id, notice.id)
    assert not found.takes_items
    assert (found.groups, found.proposals) == ((), ())


@pytest.mark.parametrize("name", ["us.tida", "telegram.stopca", "us.cybertipline", "kr.authority"])
def test_no_item_is_gathered_for_who_takes_none(vault, case, name):
    assert assemble(vault, case, {}, load_template(name)).exhibits == ()
    assert len(assemble(vault, case, {}, load_template(SOURCE)).exhibits) == 3


def test_a_covered_copy_that_is_there_is_the_proposal(vault):
    case = add_case(vault, "다른 사건")
    original = add_item(vault, case, b"the original of it", "o.png")
    stored = vault.blobs.store(io.BytesIO(b"the covered copy"))
    copy = replace(
        original, id=new_id("item"), size=stored.size, sha256=stored.sha256, name="c.png",
        parent=original.id, relation=Relation.REDACTED,
    )  # fmt: skip
    with vault.transaction():
        vault.items.add(copy, stored)
        vault.items.place(copy.id, case.id)
    report = save_report(vault, case.id, SOURCE, {"event.result": "x"})
    found = fit(vault, case.id, report.id)
    assert [(one.exhibit.item.id, one.copy and one.copy.id) for one in found.proposals] == [
        (original.id, copy.id)
    ]
