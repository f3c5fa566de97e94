"""A vault of an older format becomes one of today, with a copy of its index; killed anywhere, nothing is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.errors import EnvironmentProblem, FormatProblem
from app.jobs import Job
from app.vault import Vault
from app.vault.index.copies import forget_versioned_copies, versioned_copies
from app.vault.index.database import looked_at, version_of
from app.vault.index.migrate import VERSION
from app.vault.keys.derived import DerivedKeys
from tests.unit.vault.indexes import Snapshots, files_of

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "vaults"
PASSPHRASES = {
    1: "a vault of version one",
    2: "a vault of version two",
    3: "a vault of version three",
    4: "a vault of version four",
    5: "a vault of version five",
}
ITEMS = {1: 3, 2: 4, 3: 4, 4: 4, 5: 4}
PASSPHRASE = PASSPHRASES[1]


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIXTURES / "v1", tmp_path / "vault"))


@pytest.fixture(params=sorted(PASSPHRASES))
def older(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[int, Path]:
    version: int = request.param
    return version, Path(shutil.copytree(FIXTURES / f"v{version}", tmp_path / "vault"))


def content_of(path: Path, passphrase: str = PASSPHRASE) -> tuple[list[str], list[bytes], int]:
    """Cases, the bytes of every item, and how many messages and entries of the first days."""
    with Vault.open(path, passphrase) as opened:
        assert opened._index.one("PRAGMA user_version") == (VERSION,)
        items = [place.item for place in opened.items.places()]
        stored = [opened.items.open(item.id).read() for item in items]
        return [case.id for case in opened.cases.all()], stored, opened.status().messages


def test_everything_of_an_older_format_is_there_and_whole(older: tuple[int, Path]) -> None:
    version, path = older
    cases, stored, messages = content_of(path, PASSPHRASES[version])
    assert (len(cases), len(stored)) == (1, ITEMS[version])
    assert messages > 0
    assert [copy.name for copy in versioned_copies(path)] == [f"index.db.v{version}"]
    with Vault.open(path, PASSPHRASES[version]) as opened:
        assert opened.check(Job()).clean
        assert opened.check(Job()).unexplained == ()


def test_the_index_as_it_was_is_kept_until_all_is_found_whole(first: Path) -> None:
    before = (first / "index.db").read_bytes()
    Vault.open(first, PASSPHRASE).close()
    assert [path.name for path in versioned_copies(first)] == ["index.db.v1"]
    with Vault.open(first, PASSPHRASE) as opened:
        keys = DerivedKeys(opened._derived.master)
        copy = looked_at(first / "index.db.v1", keys.index_key())
        assert version_of(copy) == 1
        kept = copy.execute("SELECT number, head FROM log ORDER BY number").fetchall()
        assert kept == opened._index.read(
            "SELECT number, head FROM log WHERE number <= ? ORDER BY number", (len(kept),)
        )
        copy.close()
        assert before not in files_of(first).values()
        assert opened.check(Job()).clean
        assert versioned_copies(first) == ()


def test_forgetting_the_copies_touches_nothing_else(first: Path) -> None:
    Vault.open(first, PASSPHRASE).close()
    (first / "index.db.v1 (2)").write_bytes(b"somebody else's")
    before = files_of(first)
    assert forget_versioned_copies(first) == 1
    del before["index.db.v1"]
    assert files_of(first) == before
    assert forget_versioned_copies(first) == 0


@pytest.mark.long
def test_killed_at_each_step_of_the_way_it_opens_with_everything(
    first: Path, tmp_path: Path
) -> None:
    under = tmp_path / "killed"
    under.mkdir()
    steps = Snapshots(first, under)
    Vault.open(first, PASSPHRASE, step=steps).close()
    assert steps.names >= {"index.versioned", "index.kept", "transaction.filled"}
    expected = content_of(first)
    for name, path in dict(steps.taken).items():  # the last of each name
        assert content_of(path) == expected, name
        assert not list(path.glob("*.part")), name


def test_a_full_disk_leaves_format_1_as_it_was(first: Path) -> None:
    before = (first / "index.db").read_bytes()

    def full(name: str) -> None:
        if name == "index.versioned":
            raise OSError(28, "full")

    with pytest.raises(EnvironmentProblem, match="ENV-001"):
        Vault.open(first, PASSPHRASE, step=full)
    assert (first / "index.db").read_bytes() == before
    assert not list(first.glob("index.db.*"))
    assert len(content_of(first)[1]) == 3


def test_looking_at_an_older_format_changes_nothing(older: tuple[int, Path]) -> None:
    version, path = older
    before = files_of(path)
    with Vault.open(path, PASSPHRASES[version], look_only=True) as opened:
        assert opened.status().items == 3  # of the later ones, one is set aside
    assert files_of(path) == before


def test_a_newer_vault_is_refused_and_not_touched(first: Path) -> None:
    with Vault.open(first, PASSPHRASE) as opened:
        opened._index.connection.pragma("user_version", VERSION + 1)
    before = files_of(first)
    for look_only in (False, True):
        with pytest.raises(FormatProblem, match="VLT-004"):
            Vault.open(first, PASSPHRASE, look_only=look_only)
    assert files_of(first) == before
