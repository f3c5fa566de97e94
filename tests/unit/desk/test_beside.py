"""What a form can be filled from: rows that are safe to show, values as found, where they stand."""

from __future__ import annotations

from app.domain.custody import Act
from app.domain.evidence.items import Case, ItemKind, Method
from app.domain.times.typed_times import typed_moment
from app.i18n import texts
from app.jobs import Job
from app.usecases.intake.adding import add_bytes
from app.usecases.intake.linking import add_links
from app.usecases.reports.beside import BesideRow, Shelf, ValueKind, beside_rows
from app.usecases.told.noting import add_note
from app.vault import Vault


def rows(vault: Vault, case: Case, shelf: Shelf, asked: str = "") -> tuple[BesideRow, ...]:
    return beside_rows(vault, case.id, shelf, texts("ko"), asked)


def kinds(row: BesideRow) -> dict[ValueKind, str]:
    return {one.kind: one.text for one in row.values}


def test_item_is_offered_as_evidence_with_its_hash_and_a_safe_name(
    vault: Vault, case: Case
) -> None:
    item = add_bytes(
        vault, case.id, b"beside", Job(), name="쪽\u202egnp.txt",
        kind=ItemKind.TEXT, method=Method.FILE, act=Act.ITEM_TAKEN,
    ).item  # fmt: skip
    (row,) = rows(vault, case, Shelf.ITEMS)
    assert row.item == item.id
    assert "\u202e" not in row.first
    assert kinds(row) == {ValueKind.ITEM: item.id, ValueKind.HASH: item.sha256}


def test_link_is_offered_as_found_and_narrowed_to_what_was_asked(vault: Vault, case: Case) -> None:
    add_links(vault, case.id, "https://example.net/one https://example.org/two")
    (row,) = rows(vault, case, Shelf.LINKS, " ORG ")
    assert kinds(row)[ValueKind.LINK] == "https://example.org/two"
    assert ValueKind.DATE not in kinds(row)  # when it was typed here is no time of the event
    assert len(rows(vault, case, Shelf.LINKS)) == 2


def test_date_is_as_a_field_for_one_is_typed(vault: Vault, case: Case) -> None:
    add_note(vault, case.id, "그날 알게 됨", typed_moment("2026-10-01 14:03"))
    (row,) = rows(vault, case, Shelf.TIMELINE, "알게")
    assert kinds(row) == {
        ValueKind.DATE: "2026-10-01 14:03",
        ValueKind.WORDS: "그날 알게 됨",
    }
    assert row.first == "그날 알게 됨"


def test_messages_are_only_looked_for_where_something_was_asked(vault: Vault, case: Case) -> None:
    assert rows(vault, case, Shelf.MESSAGES, "  ") == ()
    assert rows(vault, case, Shelf.ACCOUNTS) == ()
