"""The check-up reads everything back, names what is damaged, and changes nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.custody import Act
from app.errors import Cancelled
from app.jobs import Job
from app.vault import Vault
from tests.unit.vault.filling import PASSPHRASE, add_case, add_item, blob_files, flip


def test_a_whole_vault_is_clean_and_the_log_says_so(vault: Vault) -> None:
    case = add_case(vault)
    for at in range(3):
        add_item(vault, case, bytes([at]) * 100_000)
    result = vault.check(Job())
    assert (result.clean, result.items, result.damaged, result.unexplained) == (True, 3, (), ())
    assert result.index_ok
    assert result.log_ok
    assert result.head_ok
    last = list(vault.custody.entries())[-1]
    assert (last.act, last.details) == (Act.CHECKED, {"items": 3, "damaged": 0})


@pytest.mark.parametrize(
    ("how", "code"), [("flip", "VLT-007"), ("cut", "VLT-007"), ("gone", "VLT-008")]
)
def test_a_damaged_item_is_named_and_the_rest_is_readable(
    vault: Vault, how: str, code: str
) -> None:
    case = add_case(vault)
    bad = add_item(vault, case, b"bad" * 50_000, "bad.png")
    (path,) = blob_files(vault)
    good = add_item(vault, case, b"good", "good.png")
    if how == "flip":
        flip(path, 70_000)
    elif how == "cut":
        path.write_bytes(path.read_bytes()[:-1])
    else:
        path.unlink()
    before = path.read_bytes() if path.exists() else None
    result = vault.check(Job())
    assert not result.clean
    assert result.items == 2
    (damage,) = result.damaged
    assert (damage.id, damage.name, damage.code) == (bad.id, "bad.png", code)
    assert damage.where == path.relative_to(vault.path).as_posix()
    assert (path.read_bytes() if path.exists() else None) == before
    with vault.items.open(good.id) as src:
        assert src.read() == b"good"


def test_an_item_whose_hash_in_the_index_differs_is_named(vault: Vault) -> None:
    item = add_item(vault, add_case(vault), b"evidence")
    vault._index.connection.execute("DROP TRIGGER items_are_fixed")
    vault._index.connection.execute("UPDATE items SET sha256 = zeroblob(32)")
    assert [(one.id, one.code) for one in vault.check(Job()).damaged] == [(item.id, "VLT-007")]


def test_an_item_without_its_entry_in_the_log_is_named(vault: Vault) -> None:
    case = add_case(vault)
    item = add_item(vault, case, b"evidence")
    vault._index.connection.execute("DROP TRIGGER log_is_fixed")
    vault._index.connection.execute("UPDATE log SET subject = '' WHERE act = 'item.taken'")
    codes = {one.code: one.id for one in vault.check(Job()).damaged}
    assert codes == {"VLT-010": "", "VLT-014": item.id}


def test_files_that_belong_to_nothing_are_named_and_stay(vault: Vault) -> None:
    strange = [vault.path / "blobs" / "00" / ("0" * 32), vault.path / "copy of index.db"]
    for path in strange:
        path.write_bytes(b"?")
    result = vault.check(Job())
    assert result.clean
    assert sorted(result.unexplained) == ["blobs/00/" + "0" * 32, "copy of index.db"]
    assert all(path.exists() for path in strange)


def test_an_index_with_a_damaged_page_is_told_where_it_still_opens(vault: Vault) -> None:
    case = add_case(vault)
    for at in range(60):
        add_item(vault, case, bytes([at]))
    vault._index.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    vault._index.connection.execute("PRAGMA shrink_memory")
    index = vault.path / "index.db"
    flip(index, index.stat().st_size - 100)
    result = vault.check(Job())
    assert not result.index_ok
    assert not result.clean


def test_progress_is_told_in_bytes_and_the_check_can_be_stopped(vault: Vault) -> None:
    case = add_case(vault)
    add_item(vault, case, bytes(700_000))
    job = Job()
    vault.check(job)
    assert (job.progress.done, job.progress.total, job.progress.unit) == (700_000, 700_000, "bytes")
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        vault.check(job)


@pytest.mark.parametrize(
    ("left", "code"), [(("slots-b",), "VLT-015"), ((), "VLT-005"), (None, "VLT-005")]
)
def test_key_files_that_are_gone_or_damaged_are_findings_and_end_no_check(
    vault: Vault, left: tuple[str, ...] | None, code: str
) -> None:
    item = add_item(vault, add_case(vault), b"evidence")
    for name in ("slots-a", "slots-b"):
        if left is None:
            flip(vault.path / name, 100)
        elif name not in left:
            (vault.path / name).unlink()
    result = vault.check(Job())
    assert [(one.code, one.where) for one in result.damaged] == [(code, "slots-a")]
    assert (result.clean, result.items) == (False, 1)
    assert vault.items.get(item.id) == item


def test_a_damaged_spare_segment_is_told_once_and_written_anew(closed_vault: Path) -> None:
    with Vault.open(closed_vault, PASSPHRASE) as vault:
        add_item(vault, add_case(vault), b"evidence")
    (segment,) = (closed_vault / "spare").iterdir()
    flip(segment, -1)
    with Vault.open(closed_vault, PASSPHRASE) as vault:
        assert [one.code for one in vault.check(Job()).damaged] == ["VLT-041"]
    (fresh,) = (closed_vault / "spare").iterdir()
    assert fresh.name != segment.name
    with Vault.open(closed_vault, PASSPHRASE, look_only=True) as vault:
        assert vault.check(Job()).clean
