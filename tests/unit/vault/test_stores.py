"""Cases, items, sightings, links, notes, reports and imports come back as they went in."""

from __future__ import annotations

import io
from dataclasses import replace

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.chats.chats import Link, LinkStanding
from app.domain.evidence.intake import IntakeReport, NotUnderstood, Refused
from app.domain.evidence.items import Item
from app.domain.ids import is_id, new_id
from app.domain.reports.reports import Report
from app.domain.times.times import Certainty, Moment, TimeSource
from app.domain.told.notes import Note
from app.errors import InputProblem
from app.vault import Vault
from app.vault.index.numbers import identifier, number
from tests.unit.vault.filling import add_case, add_item, platform_time, sighting_of


@given(st.integers(0, 2**60 - 1))
def test_identifiers_and_numbers_are_one_to_one(value: int) -> None:
    text = identifier("item", value)
    assert is_id(text, "item")
    assert number(text) == value


def test_cases_change_and_unknown_ones_are_told(vault: Vault) -> None:
    case = add_case(vault, "하나")
    changed = replace(case, title="둘", minor_mode=True)
    with vault.transaction():
        vault.cases.update(changed)
    assert vault.cases.get(case.id) == changed
    for unknown in (new_id("case"), "c-1", "", case.id.upper(), f"{case.id} "):
        with pytest.raises(InputProblem) as told:
            vault.cases.get(unknown)
        assert told.value.code == "INP-003"
    with pytest.raises(InputProblem), vault.transaction():
        vault.cases.update(replace(case, id=new_id("case")))


def test_an_item_comes_back_with_everything_it_had(vault: Vault) -> None:
    case = add_case(vault)
    parent = add_item(vault, case, b"parent")
    modified = Moment(None, TimeSource.FILE, Certainty.UNKNOWN, "언젠가", None)
    item = replace(
        parent, id=new_id("item"), parent=parent.id, relation="cropped", modified=modified,
        origin="a/b/c.png", name="이름 \u202e.png",
    )  # fmt: skip
    stored = vault.blobs.store(io.BytesIO(b"child"))
    item = replace(item, sha256=stored.sha256, size=stored.size)
    with vault.transaction():
        vault.items.add(item, stored)
    assert vault.items.get(item.id) == item
    assert vault.items.by_sha256(item.sha256) == item
    assert vault.items.by_sha256("00" * 32) is None


def test_an_item_that_is_not_what_was_stored_is_refused(vault: Vault) -> None:
    item = add_item(vault, add_case(vault), b"one")
    stored = vault.blobs.store(io.BytesIO(b"two"))
    with pytest.raises(ValueError, match="stored"), vault.transaction():
        vault.items.add(replace(item, id=new_id("item")), stored)


def test_the_same_bytes_are_kept_once_and_seen_twice(vault: Vault) -> None:
    case = add_case(vault)
    item = add_item(vault, case, b"same")
    with pytest.raises(apsw.ConstraintError):
        add_item(vault, case, b"same")
    with vault.transaction():
        vault.sightings.add_many([sighting_of(vault, case, item, shown=platform_time(4))])
    assert len(vault.sightings.of_item(item.id)) == 2
    (row,) = vault.items.rows(case.id)
    assert (row.item, row.sightings, row.shown) == (item, 2, platform_time(4))


def test_items_of_a_case_come_in_pages_in_the_order_they_came(vault: Vault) -> None:
    case, other = add_case(vault), add_case(vault)
    items: list[Item] = [add_item(vault, case, bytes([at])) for at in range(7)]
    add_item(vault, other, b"other")
    assert vault.items.in_case(case.id) == tuple(items)
    assert vault.items.in_case(case.id, limit=3, offset=5) == tuple(items[5:])
    assert vault.items.count_in_case(case.id) == 7


def test_previews_and_facts_are_replaced_as_one(vault: Vault) -> None:
    case = add_case(vault)
    item = add_item(vault, case, b"x")
    assert vault.items.preview(item.id) is None
    assert vault.items.facts(item.id) == {}
    for jpeg, facts in ((b"\xff\xd8", {"기기": "전화 \udc80"}), (None, {})):
        with vault.transaction():
            vault.items.set_preview(item.id, jpeg, facts)
        assert vault.items.preview(item.id) == jpeg
        assert vault.items.rows(case.id)[0].has_preview == (jpeg is not None)
        assert set(vault.items.facts(item.id).values()) <= {"전화 \\udc80"}


def test_a_sighting_keeps_its_three_times_apart(vault: Vault) -> None:
    case = add_case(vault)
    item = add_item(vault, case, b"x")
    times = {"shown": platform_time(1, "한 시"), "captured": platform_time(2)}
    sighting = sighting_of(vault, case, item, where="방", note="봄", position="p", **times)
    with vault.transaction():
        vault.sightings.add_many([sighting])
    assert list(vault.sightings.in_case(case.id))[-1] == sighting
    with vault.transaction():
        vault.sightings.update_captured(sighting.id, None)
    assert vault.sightings.of_item(item.id)[-1] == replace(sighting, captured=None)
    assert vault.sightings.count(case.id) == 2
    with pytest.raises(ValueError, match="item or a message"), vault.transaction():
        vault.sightings.add_many([replace(sighting, item=None)])
    with pytest.raises(ValueError, match="no such"), vault.transaction():
        vault.sightings.update_captured(new_id("sighting"), None)


def link(case: str, normal: str, standing: LinkStanding = LinkStanding.OBSERVED) -> Link:
    return Link(new_id("link"), case, normal, normal.upper(), standing, "t.me", "telegram.name", 5)


def test_a_link_is_kept_once_a_case_and_its_seeings_are_counted(vault: Vault) -> None:
    case, other = add_case(vault), add_case(vault)
    first = link(case.id, "t.me/a")
    with vault.transaction():
        assert vault.links.add_many([first, link(case.id, "t.me/b"), link(case.id, "t.me/a")]) == 2
        assert vault.links.add_many([link(other.id, "t.me/a")]) == 1
    assert vault.links.in_case(case.id)[0] == first
    assert vault.links.times_seen(case.id)[first.id] == 2


def test_a_rebuilt_link_that_is_found_later_counts_as_observed_and_never_back(vault: Vault) -> None:
    case = add_case(vault)
    derived = link(case.id, "t.me/c/1/2", LinkStanding.DERIVED)
    observed = replace(link(case.id, "t.me/c/1/2"), original="https://T.me/c/1/2", position="p")
    with vault.transaction():
        vault.links.add_many([derived])
    assert vault.links.in_case(case.id) == (derived,)
    with vault.transaction():
        vault.links.add_many([observed, replace(derived, id=new_id("link"))])
    assert vault.links.in_case(case.id) == (replace(observed, id=derived.id),)


def test_notes_reports_and_imports_come_back(vault: Vault) -> None:
    case = add_case(vault)
    note = Note(new_id("note"), case.id, "글", 5, platform_time(3))
    report = Report(
        new_id("report"), case.id, "kr.police.statement", "2026-11", {"a": [1, "나"]}, 6
    )
    ended = IntakeReport(
        new_id("import"), 1, 2, 3, 4, 5, 6, 7, 8,
        (Refused("a/b", "COL-001"),), (NotUnderstood("messages[1]", "bad_time"),),
    )  # fmt: skip
    with vault.transaction():
        vault.notes.add(note)
        vault.reports.save(report)
        vault.imports.save(ended, case.id, 9)
    assert vault.notes.in_case(case.id) == (note,)
    assert vault.reports.get(report.id) == report
    assert vault.imports.get(ended.import_id) == ended
    assert vault.imports.in_case(case.id) == (ended,)
    again = replace(report, answers={}, saved_ms=7)
    with vault.transaction():
        vault.reports.save(again)
    assert vault.reports.in_case(case.id) == (again,)
    with pytest.raises(InputProblem) as told:
        vault.reports.get(new_id("report"))
    assert told.value.code == "INP-004"
    with pytest.raises(KeyError):
        vault.imports.get(new_id("import"))


def test_a_list_of_an_import_holds_names_that_are_no_utf8(vault: Vault) -> None:
    case = add_case(vault)
    report = IntakeReport(
        new_id("import"), 0, 0, 0, 0, 0, 0, 0, 0,
        (Refused("bad\udcff", "COL-001"),), (NotUnderstood("messages[0].\ud800", "unknown_key"),),
    )  # fmt: skip
    with vault.transaction():
        vault.imports.save(report, case.id, 1)
    kept = vault.imports.get(report.import_id)
    assert kept.refused == (Refused("bad\\udcff", "COL-001"),)
    assert kept.not_understood == (NotUnderstood("messages[0].\\ud800", "unknown_key"),)
