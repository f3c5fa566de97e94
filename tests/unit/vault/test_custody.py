"""The custody log only grows, and any change to it is found."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from app.domain.custody import Act
from app.errors import IntegrityProblem
from app.jobs import Job
from app.vault import Vault
from app.vault.stores.custody import entry_bytes
from crypto.chain import GENESIS, link
from tests.unit.vault.filling import PASSPHRASE, add_case, add_item

CHANGES = [
    "UPDATE log SET at_ms = at_ms - 1 WHERE number = 3",
    "UPDATE log SET details = '{}' WHERE number = 3",
    "UPDATE log SET details = 'broken' WHERE number = 3",
    "UPDATE log SET subject = 'i-000000000000' WHERE number = 3",
    "UPDATE log SET act = 'other.word' WHERE number = 3",
    "UPDATE log SET head = zeroblob(32) WHERE number = 3",
    "DELETE FROM log WHERE number = 3",
]


def test_the_chain_can_be_computed_from_what_the_entries_say(vault: Vault) -> None:
    case = add_case(vault)
    add_item(vault, case, b"evidence")
    head = GENESIS
    for entry in vault.custody.entries():
        head = link(
            head,
            entry_bytes(
                entry.number, entry.at_ms, act=entry.act.value, subject=entry.subject,
                case=entry.case, details=dict(entry.details),
            ),
        )  # fmt: skip
        assert head.hex() == entry.head
    assert vault.custody.head == (3, head.hex())
    assert vault.custody.verify() == (3, head.hex())


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_entry_is_found_and_named(vault: Vault, change: str) -> None:
    case = add_case(vault)
    add_item(vault, case, b"one")
    add_item(vault, case, b"two")
    vault._index.connection.execute("DROP TRIGGER log_is_kept; DROP TRIGGER log_is_fixed")
    vault._index.connection.execute(change)
    with pytest.raises(IntegrityProblem) as told:
        vault.custody.verify()
    assert (told.value.code, told.value.values["number"]) == ("VLT-010", 3)
    result = vault.check(Job())
    assert not result.clean
    assert not result.log_ok


@pytest.mark.parametrize(
    "sql", ["DELETE FROM log", "UPDATE log SET act = 'x'", "UPDATE items SET name = 'x'"]
)
def test_the_index_itself_refuses_to_change_the_log_and_items(vault: Vault, sql: str) -> None:
    add_item(vault, add_case(vault), b"evidence")
    with pytest.raises(apsw.ConstraintError), vault.transaction():
        vault._index.write(sql)


def test_entries_are_found_by_case_and_by_subject(vault: Vault) -> None:
    first, second = add_case(vault), add_case(vault)
    item = add_item(vault, first, b"evidence")
    add_item(vault, second, b"other")
    assert [entry.act for entry in vault.custody.entries(first.id)] == [
        Act.CASE_CREATED,
        Act.ITEM_TAKEN,
    ]
    (entry,) = vault.custody.of_subject(item.id)
    assert entry.details == {"sha256": item.sha256}


def test_a_transaction_that_fails_leaves_neither_item_nor_entry(vault: Vault) -> None:
    case = add_case(vault)
    before = vault.custody.head

    def fail() -> None:
        with vault.transaction():
            vault.custody.append(Act.CASE_CHANGED, case.id, case.id)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert vault.custody.head == before
    with vault.transaction():
        entry = vault.custody.append(Act.CASE_CHANGED, case.id, case.id)
    assert entry.number == before[0] + 1
    assert vault.custody.verify()[0] == entry.number


def test_writing_outside_a_transaction_and_nesting_are_refused(vault: Vault) -> None:
    with pytest.raises(RuntimeError):
        vault.custody.append(Act.CHECKED, "")
    with pytest.raises(RuntimeError), vault.transaction(), vault.transaction():
        pass
    with pytest.raises(RuntimeError), vault.transaction():
        vault.custody.checkpoint()
    assert vault.custody.verify()[0] == 1


def test_the_head_outside_follows_the_log_and_is_never_ahead(closed_vault: Path) -> None:
    seen: list[str] = []
    opened = Vault.open(closed_vault, PASSPHRASE, step=seen.append)
    before, _ = opened.custody.head
    add_case(opened)
    # What is written before a transaction speaks of the log as it was before it.
    assert "transaction.committed" not in seen[: seen.index("head-b.replaced")]
    assert [found.number for found in opened._heads.reread() if found] == [before, before]
    seen.clear()
    opened.custody.checkpoint()
    newest = opened._heads.newest()
    assert newest is not None
    assert (newest.number, newest.head.hex()) == opened.custody.head
    assert sum(name.endswith(".replaced") for name in seen) == 1
    opened.close()


def test_a_text_that_is_no_utf8_goes_into_an_entry_made_visible(vault: Vault) -> None:
    with vault.transaction():
        vault.custody.append(Act.ITEM_REFUSED, "", None, {"path": "a\udcffb"})
    assert list(vault.custody.entries())[-1].details == {"path": "a\\udcffb"}
    vault.custody.verify()
