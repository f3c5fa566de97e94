"""The heads outside the index: which of two is the newest, and what they say beside the log."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from pathlib import Path

import pytest

from app.vault import folder
from app.vault.keys.derived import DerivedKeys
from app.vault.opening.headfile import Head, HeadFacts, HeadFiles
from crypto import canon
from crypto.age import decrypt, encrypt
from crypto.chain import checkpoint_message, sign_checkpoint

KEYS = DerivedKeys(bytes(32))
HEAD = bytes(range(32))
FACTS = HeadFacts(bytes(range(32)), "clean", "ab" * 32, 3)


@pytest.fixture
def heads(tmp_path: Path) -> HeadFiles:
    return HeadFiles(tmp_path, KEYS.identity, KEYS.signer)


def again(tmp_path: Path) -> HeadFiles:
    return HeadFiles(tmp_path, KEYS.identity, KEYS.signer)


def seal(path: Path, document: dict[str, canon.JsonValue]) -> None:
    out = io.BytesIO()
    encrypt(io.BytesIO(canon.dumps(document)), out, [KEYS.identity.recipient])
    path.write_bytes(out.getvalue())


def signed(number: int) -> dict[str, canon.JsonValue]:
    message = checkpoint_message(number, HEAD, at="2026-01-31T09:00:00Z")
    signature = sign_checkpoint(KEYS.signer, message).signature
    return {"checkpoint": message.decode(), "signature": signature}


def test_a_head_is_read_back_with_its_facts(heads: HeadFiles, tmp_path: Path) -> None:
    heads.facts = FACTS
    heads.write(7, HEAD, 0)
    assert again(tmp_path).newest() == Head(7, HEAD, FACTS, 1)
    assert again(tmp_path).facts == FACTS


def test_the_copy_that_was_written_last_is_the_newest_at_the_same_entry(
    heads: HeadFiles, tmp_path: Path
) -> None:
    for state in ("clean", "writing", "folding"):
        heads.facts = replace(FACTS, state=state)
        heads.write(7, HEAD, 0)
        newest = again(tmp_path).newest()
        assert newest is not None
        assert newest.facts.state == state
    assert sorted(found.turn for found in again(tmp_path).read() if found) == [2, 3]


def test_a_head_that_says_nothing_new_is_not_written(heads: HeadFiles, tmp_path: Path) -> None:
    heads.write(7, HEAD, 0)
    heads.write(7, HEAD, 5)
    assert not (tmp_path / "head-b").exists()


def test_a_lower_entry_that_was_chosen_is_the_newest_and_the_other_copy_goes(
    heads: HeadFiles, tmp_path: Path
) -> None:
    heads.write(9, HEAD, 0)
    heads.write(10, HEAD, 0)
    left = (tmp_path / "head-b").read_bytes()
    heads.overrule(4, HEAD, 0)
    assert not (tmp_path / "head-b").exists()
    # Killed between the two: the older copy is still there, and is not believed.
    (tmp_path / "head-b").write_bytes(left)
    newest = again(tmp_path).newest()
    assert newest is not None
    assert (newest.number, newest.turn) == (4, 3)


def test_a_head_of_format_1_is_read_and_followed_by_one_of_today(
    heads: HeadFiles, tmp_path: Path
) -> None:
    seal(tmp_path / "head-a", signed(3))
    seal(tmp_path / "head-b", signed(5))
    assert heads.newest() == Head(5, HEAD)
    heads.write(6, HEAD, 0)
    assert [found and found.number for found in again(tmp_path).read()] == [6, 5]


@pytest.mark.parametrize(
    "changed",
    [{"epoch": "ab"}, {"epoch": "AB" * 32}, {"turn": -1}, {"turn": "1"}, {"spares": None}],
)
def test_facts_that_are_not_as_they_should_be_make_a_copy_unreliable(
    heads: HeadFiles, tmp_path: Path, changed: dict[str, canon.JsonValue]
) -> None:
    heads.facts = FACTS
    heads.write(3, HEAD, 0)
    plain = io.BytesIO()
    decrypt(io.BytesIO((tmp_path / "head-a").read_bytes()), plain, [KEYS.identity])
    whole = canon.loads(plain.getvalue())
    assert isinstance(whole, dict)
    seal(tmp_path / "head-a", whole)
    assert again(tmp_path).newest() is not None
    seal(tmp_path / "head-a", {**whole, **changed})
    assert again(tmp_path).newest() is None


@pytest.mark.skipif(os.name == "nt", reason="Windows replaces no file that is open")
def test_a_head_that_goes_has_lost_its_name_for_good_before_it_is_overwritten(
    heads: HeadFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heads.write_both(1, HEAD, 0)
    with (tmp_path / "head-b").open("rb", buffering=0) as kept:
        before, held, sync = kept.read(), [], folder.sync_folder

        def synced(path: Path) -> None:
            sync(path)
            held.append(((path / "head-b").exists(), os.pread(kept.fileno(), 1 << 16, 0)))

        monkeypatch.setattr(folder, "sync_folder", synced)
        heads.overrule(2, HEAD, 0)
        assert held[-1] == (False, before)
        assert os.pread(kept.fileno(), 1 << 16, 0) == bytes(len(before))
