"""What a person meets when the index is not what it was, and what compacting does."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import AccessProblem, IntegrityProblem
from app.jobs import Job
from app.usecases.vault.compacting import compact_vault
from app.vault import Vault
from app.vault.index.pageseal import PAGE
from tests.unit.vault.filling import PASSPHRASE, add_case, add_item
from tests.unit.vault.indexes import files_of


def put_back(path: Path) -> None:
    """The newest page of the index as it was before the last writing: the log is not touched."""
    older = (path / "index.db").read_bytes()
    with Vault.open(path, PASSPHRASE) as opened, opened.transaction():
        opened._index.write("INSERT INTO facts VALUES ('a', 'b')")
    newer = (path / "index.db").read_bytes()
    changed = [at for at in range(PAGE, len(older), PAGE) if older[at:][:PAGE] != newer[at:][:PAGE]]
    at = changed[-1]
    (path / "index.db").write_bytes(newer[:at] + older[at : at + PAGE] + newer[at + PAGE :])


def test_a_page_put_back_is_told_and_opens_by_choice_only(closed_vault: Path) -> None:
    put_back(closed_vault)
    before = files_of(closed_vault)
    for _ in range(2):
        with pytest.raises(IntegrityProblem, match="VLT-035"):
            Vault.open(closed_vault, PASSPHRASE)
    assert files_of(closed_vault) == before
    with Vault.open(closed_vault, PASSPHRASE, look_only=True) as opened:
        assert "VLT-035" in opened.status().notices
        assert "VLT-035" in [one.code for one in opened.check(Job()).damaged]
    assert files_of(closed_vault) == before
    with Vault.open(closed_vault, PASSPHRASE, accept_older=True) as opened:
        assert [entry.act.value for entry in opened.custody.entries()][-1] == "vault.older_accepted"
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        assert opened.check(Job()).clean


def test_compacting_keeps_everything_and_takes_less_room(closed_vault: Path) -> None:
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        item = add_item(opened, add_case(opened), b"evidence")
        with opened.transaction():
            opened._index.write("INSERT INTO facts VALUES ('a', hex(zeroblob(300000)))")
        with opened.transaction():
            opened._index.write("DELETE FROM facts WHERE name = 'a'")
        done = compact_vault(opened, Job())
        assert done.gained > 500_000
        assert (closed_vault / "index.db").stat().st_size == done.after
        assert opened.items.open(item.id).read() == b"evidence"
        add_case(opened, "after")
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        assert opened.check(Job()).clean
        assert len(opened.cases.all()) == 2


def test_what_is_only_looked_at_is_not_compacted(closed_vault: Path) -> None:
    before = files_of(closed_vault)
    with (
        Vault.open(closed_vault, PASSPHRASE, look_only=True) as opened,
        pytest.raises(AccessProblem, match="VLT-024"),
    ):
        compact_vault(opened, Job())
    assert files_of(closed_vault) == before
