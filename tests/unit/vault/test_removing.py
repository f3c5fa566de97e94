"""Removing as a person does it: the week, the next unlock, what stays elsewhere, coming back."""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
from pathlib import Path

import pytest

from app.casework.facts import assemble
from app.domain.custody import Act
from app.errors import EnvironmentProblem
from app.jobs import Job
from app.report.data.templates import load_template
from app.usecases.case.cases import add_case, list_cases
from app.usecases.case.searching import search
from app.usecases.case.timelines import timeline
from app.usecases.chats.rooms import list_rooms
from app.usecases.intake.collecting import collect
from app.usecases.items.evidence import list_items
from app.usecases.items.removing import (
    bring_back,
    destroy_items,
    kept_elsewhere,
    list_removed,
    set_items_aside,
    settle_removed,
)
from app.usecases.vault.backups import make_backup
from app.usecases.vault.vaults import open_vault
from app.vault import Vault
from tests.unit.vault.filling import PASSPHRASE, add_item, blob_files
from tests.unit.vault.filling import add_case as filled_case

SAMPLES = Path(__file__).resolve().parents[3] / "resources" / "samples"


def make_due(vault: Vault) -> None:
    with vault.transaction():
        vault._index.write("UPDATE removed SET due_ms = 1 WHERE destroyed_ms IS NULL")


def reopened(vault: Vault) -> Vault:
    path = vault.path
    vault.close()
    return open_vault(path, PASSPHRASE, Job())


def test_what_is_due_is_destroyed_when_the_vault_opens_and_nothing_before(vault: Vault) -> None:
    case = filled_case(vault)
    first, second = add_item(vault, case, b"first"), add_item(vault, case, b"second")
    set_items_aside(vault, [first.id])
    vault = reopened(vault)
    assert [row.item.id for row in list_removed(vault)] == [first.id]
    make_due(vault)
    set_items_aside(vault, [second.id])
    vault = reopened(vault)
    assert [row.item.id for row in list_removed(vault)] == [second.id]
    assert len(blob_files(vault)) == 1
    assert not vault.deleting.is_pending()
    assert vault.check(Job()).clean
    vault.close()


def test_what_was_cut_off_behind_its_transaction_is_finished_at_the_next_opening(
    vault: Vault,
) -> None:
    item = add_item(vault, filled_case(vault), b"evidence")
    set_items_aside(vault, [item.id])
    epoch = vault.keys.epoch
    with vault.transaction():
        vault.deleting.destroy([item.id], vault.now_ms())
    assert len(blob_files(vault)) == 1
    assert vault.deleting.is_pending()
    vault = reopened(vault)
    assert blob_files(vault) == []
    assert not vault.deleting.is_pending()
    assert vault.keys.epoch != epoch
    vault.close()


class FailingFolder:
    """A disk that can't make names durable any more, from the renaming of a new index on."""

    def __init__(self, root: Path, under: Path) -> None:
        self.root, self.under = root, under
        self.is_failing = self.is_keeping = False
        self.kept: list[Path] = []
        self._sync = os.fsync

    def step(self, name: str) -> None:
        if name == "index.copied":
            self.is_failing = not self.is_keeping
        if self.is_keeping and name in {"slots-b.replaced", "index.renamed"}:
            self.kept.append(self.under / f"{len(self.kept)} {name}")
            shutil.copytree(self.root, self.kept[-1])

    def sync(self, handle: int) -> None:
        is_renamed = self.is_failing and not (self.root / "index.db.new").exists()
        if is_renamed and stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EIO, "told by the test")
        self._sync(handle)


def test_a_disk_that_fails_behind_the_renaming_of_the_index_costs_neither_it_nor_its_keys(
    closed_vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = FailingFolder(closed_vault, tmp_path)
    with Vault.open(closed_vault, PASSPHRASE, step=disk.step) as vault:
        case = filled_case(vault)
        first, second = (add_item(vault, case, one).id for one in (b"first", b"second"))
        set_items_aside(vault, [first, second])
        monkeypatch.setattr(os, "fsync", disk.sync)
        assert not destroy_items(vault, [first], Job()).finished
        assert disk.is_failing
        # What can't be made durable is not begun; what is there can be read.
        with pytest.raises(EnvironmentProblem, match="ENV-005"):
            set_items_aside(vault, [second])
        assert [row.item.id for row in list_removed(vault)] == [second]
        disk.is_failing, disk.is_keeping = False, True
        assert destroy_items(vault, [second], Job()).finished
    # Killed at any step of the next change of keys, one of the two keys that are known opens it.
    assert len(disk.kept) == 3
    for killed in disk.kept:
        with Vault.open(killed, PASSPHRASE) as again:
            assert again.status().notices == (), killed.name
            assert list_removed(again) == ()


def test_several_items_are_one_change_of_keys(vault: Vault) -> None:
    case = filled_case(vault)
    items = [add_item(vault, case, bytes([at])).id for at in range(4)]
    set_items_aside(vault, items)
    steps: list[str] = []
    vault._parts.__dict__["step"] = steps.append
    assert destroy_items(vault, items, Job()).items == 4
    assert steps.count("shred.rewritten") == 1


def test_an_export_goes_and_comes_again_as_a_whole(vault: Vault) -> None:
    case = add_case(vault, "")
    taken = collect(vault, case.id, [SAMPLES / "telegram"], Job())
    assert taken.messages_taken
    chat = next(row.item for row in list_items(vault, case.id) if row.item.kind == "chat")
    set_items_aside(vault, [chat.id])
    assert list_rooms(vault, case.id) == ()
    assert search(vault, "협박").total == 0
    assert {lane.room for lane in timeline(vault, case.id).lanes} == {None}
    assert list_cases(vault)[0].messages == 0
    facts = assemble(vault, case, {}, load_template("kr.police.evidence_index"))
    assert (facts.links, facts.rooms, facts.accounts, facts.not_understood) == ((), (), (), ())
    assert chat.id not in {exhibit.item.id for exhibit in facts.exhibits}
    bring_back(vault, [chat.id])
    assert list_cases(vault)[0].messages == taken.messages_taken
    set_items_aside(vault, [chat.id])
    assert destroy_items(vault, [chat.id], Job()).finished
    assert list_cases(vault)[0].messages == 0
    again = collect(vault, case.id, [SAMPLES / "telegram"], Job())
    assert again.messages_taken == taken.messages_taken
    assert list_cases(vault)[0].messages == taken.messages_taken
    assert search(vault, "협박").total > 0
    assert vault.check(Job()).clean


def test_it_is_told_where_copies_may_stay(vault: Vault, tmp_path: Path) -> None:
    case = filled_case(vault)
    early = add_item(vault, case, b"early")
    with vault.transaction():
        vault.custody.append(Act.BUNDLE_MADE, "d-000000000000", case.id, {"name": "handed over"})
    late = add_item(vault, case, b"late")
    assert kept_elsewhere(vault, [late.id]).bundles == ()
    assert kept_elsewhere(vault, [late.id, early.id]).bundles == ("handed over",)
    assert not kept_elsewhere(vault, [early.id]).backup
    make_backup(vault, tmp_path / "copy", Job())
    assert kept_elsewhere(vault, [early.id]).backup


def test_an_unlocking_without_anything_due_changes_nothing(vault: Vault) -> None:
    item = add_item(vault, filled_case(vault), b"evidence")
    set_items_aside(vault, [item.id])
    before = vault.custody.head, vault.keys.epoch
    assert settle_removed(vault, Job()) == 0
    assert (vault.custody.head, vault.keys.epoch) == before


@pytest.mark.parametrize("at_once", [True, False])
def test_words_of_a_destroyed_chat_are_nowhere_in_the_word_index(
    vault: Vault, *, at_once: bool
) -> None:
    case = add_case(vault, "")
    collect(vault, case.id, [SAMPLES / "telegram"], Job())
    chat = next(row.item for row in list_items(vault, case.id) if row.item.kind == "chat")
    size = "SELECT sum(length(block)) FROM words_data"
    assert vault._index.read(size)[0][0] > 500
    set_items_aside(vault, [chat.id])
    if at_once:
        destroy_items(vault, [chat.id], Job())
    else:
        make_due(vault)
        vault = reopened(vault)
    # What is left of the word index is its empty frame: no pair of letters fits into that.
    assert vault._index.read(size)[0][0] < 64
    vault.close()


def test_a_destroyed_chat_leaves_no_words_in_what_its_import_said(
    vault: Vault, tmp_path: Path
) -> None:
    case = filled_case(vault)
    for number, word in enumerate(("협박한 말", "다른 말"), 1):
        folder = tmp_path / str(number)
        folder.mkdir()
        message = {"id": 1, "type": "message", "date_unixtime": "1724734800", "text": "hi", word: 1}
        chat = {"name": "r", "type": "personal_chat", "id": number, "messages": [message]}
        (folder / "result.json").write_text(json.dumps(chat))
        collect(vault, case.id, [folder], Job())
    gone = min(vault.items.rows(case.id), key=lambda row: row.item.added_ms).item
    said = [one.not_understood for one in vault.imports.in_case(case.id)]
    assert ["협박한 말" in str(one) for one in said] == [True, False]
    set_items_aside(vault, [gone.id])
    destroy_items(vault, [gone.id], Job())
    first, second = (one.not_understood for one in vault.imports.in_case(case.id))
    assert [(one.where, one.what) for one in first] == [(gone.name, "unknown_key")]
    assert second == said[1]
    assert vault._index.one("SELECT 1 FROM imports WHERE report LIKE '%협박%'") is None
