"""Adding, changing and removing keys: whole or not at all, in the log, and never the last one."""

from __future__ import annotations

import errno
import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import AccessProblem, EnvironmentProblem, InputProblem, OngiError, PolicyProblem
from app.jobs import Job
from app.vault import Vault
from app.vault.keys.ways_in import ByKit, ByLetter
from crypto.kdf import FLOOR, Argon2
from crypto.slots import SlotKind
from tests.unit.vault.filling import PASSPHRASE, add_case, add_item

KIT = bytes(range(16))
NEW = "완전히 새로운 긴 말"


def opens(path: Path, passphrase: str) -> bool:
    try:
        Vault.open(path, passphrase).close()
    except AccessProblem:
        return False
    return True


def acts(vault: Vault) -> list[tuple[str, dict[str, str | int]]]:
    return [
        (entry.act.value, dict(entry.details))
        for entry in vault.custody.entries()
        if entry.act.value.startswith("key.")
    ]


def test_a_changed_passphrase_opens_and_the_old_one_does_not(closed_vault: Path) -> None:
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        with pytest.raises(AccessProblem) as told:
            opened.keys.change_passphrase("not the old one", NEW)
        assert told.value.code == "VLT-001"
        dearer = Argon2(FLOOR.memory_kib, FLOOR.passes, 1)
        opened.keys.change_passphrase(PASSPHRASE, NEW, argon2=dearer)
        assert opened.keys.params == dearer
        assert [key.kind for key in opened.keys.list()] == ["passphrase"]
        ((act, details),) = acts(opened)
        assert (act, details["kind"]) == ("key.changed", "passphrase")
    assert opens(closed_vault, NEW)
    assert not opens(closed_vault, PASSPHRASE)
    for name in ("slots-a", "slots-b"):
        shutil.copytree(closed_vault, closed_vault.parent / name)
        (closed_vault.parent / name / name).unlink()
        assert opens(closed_vault.parent / name, NEW)


def test_the_cost_is_measured_anew_for_the_only_passphrase(vault: Vault) -> None:
    before = (vault.path / "slots-a").read_bytes()[32:48]
    vault.keys.change_passphrase(PASSPHRASE, NEW)
    assert vault.keys.params.memory_kib >= FLOOR.memory_kib
    assert (vault.path / "slots-a").read_bytes()[32:48] != before


def test_a_second_passphrase_keeps_the_first_ones_cost(closed_vault: Path) -> None:
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        added = opened.keys.add_passphrase(NEW, label="둘째 사람")
        again = opened.keys.change_passphrase(NEW, "noch ein neues Wort")
        assert again.place != added.place
        assert opened.keys.params == FLOOR
        assert {key.label for key in opened.keys.list()} == {"", "둘째 사람"}
    assert opens(closed_vault, PASSPHRASE)
    assert opens(closed_vault, "noch ein neues Wort")
    assert not opens(closed_vault, NEW)


def test_a_long_label_is_kept_in_the_index_as_far_as_anyone_reads_it(vault: Vault) -> None:
    assert len(vault.keys.add_secret(SlotKind.KEYRING, bytes(32), label="긴" * 999).label) == 200
    label = "상담소" * 40
    assert vault.keys.add_secret(SlotKind.COUNSELLOR, bytes(32), label=label).label == label
    assert vault.keys.list()[-1].label == label


def test_the_last_key_that_the_person_holds_is_not_removed(vault: Vault) -> None:
    letter = vault.keys.add_secret(SlotKind.COUNSELLOR, bytes(32))
    slots = (vault.path / "slots-a").read_bytes()
    with pytest.raises(PolicyProblem) as told:
        vault.keys.remove(0)
    assert told.value.code == "VLT-019"
    with pytest.raises(InputProblem) as missing:
        vault.keys.remove(9)
    assert missing.value.code == "INP-023"
    assert (vault.path / "slots-a").read_bytes() == slots
    vault.keys.add_secret(SlotKind.RECOVERY, KIT)
    assert vault.keys.remove(0).kind == "passphrase"
    assert vault.keys.remove(letter.place).kind == "counsellor"
    with pytest.raises(PolicyProblem):
        vault.keys.remove(vault.keys.list()[0].place)


def test_a_place_of_another_kind_is_not_replaced(vault: Vault) -> None:
    for call in (
        lambda: vault.keys.add_secret(SlotKind.RECOVERY, KIT, replacing=(0,)),
        lambda: vault.keys.set_passphrase(NEW, replacing=(5,)),
    ):
        with pytest.raises(InputProblem) as told:
            call()
        assert told.value.code == "INP-023"


@pytest.mark.parametrize(("passphrase", "code"), [("", "INP-001"), ("short", "VLT-011")])
def test_a_weak_passphrase_is_not_taken(vault: Vault, passphrase: str, code: str) -> None:
    for call in (
        lambda: vault.keys.add_passphrase(passphrase),
        lambda: vault.keys.change_passphrase(PASSPHRASE, passphrase),
    ):
        with pytest.raises(InputProblem) as told:
            call()
        assert told.value.code == code


def test_sixteen_keys_are_the_most_and_one_is_changed_in_its_place(vault: Vault) -> None:
    for number in range(15):
        vault.keys.add_secret(SlotKind.RECOVERY, bytes([number]) * 16)
    with pytest.raises(AccessProblem) as told:
        vault.keys.add_passphrase(NEW)
    assert told.value.code == "VLT-023"
    assert vault.keys.change_passphrase(PASSPHRASE, NEW, argon2=FLOOR).place == 0


def changes() -> dict[str, Callable[[Vault], object]]:
    return {
        "passphrase": lambda vault: vault.keys.change_passphrase(PASSPHRASE, NEW, argon2=FLOOR),
        "kit": lambda vault: vault.keys.add_secret(SlotKind.RECOVERY, bytes(16)),
        "remove": lambda vault: vault.keys.remove(1),
        "epoch": lambda vault: vault.keys.renew_epoch(vault._index.rewrite),
    }


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "vault"
    with Vault.create(path, PASSPHRASE, argon2=FLOOR) as made:
        made.keys.add_secret(SlotKind.COUNSELLOR, bytes(32))
        made.keys.add_secret(SlotKind.RECOVERY, KIT)
        add_item(made, add_case(made, "사건"), b"evidence")
    return path


@pytest.mark.parametrize("name", changes())
def test_a_change_that_is_cut_off_anywhere_leaves_the_old_or_the_new(
    filled: Path, tmp_path: Path, name: str
) -> None:
    left = _left_at_each_step(filled, tmp_path, changes()[name])
    assert len(left) >= 6
    tried: set[object] = set()
    for path in left:
        with Vault.open(path, ByKit(KIT)) as opened:
            assert opened.check(Job()).clean
            assert opened.status().notices == ()
            known = {key.place: key.kind for key in opened.keys.list()}
            assert known == {p: k.name.lower() for p, k in opened.keys.block.used.items()}
            assert len(list(opened.items.places())) == 1
            logged = [act for act, _details in acts(opened)][2:]
        a, b = ((path / f).read_bytes() for f in ("slots-a", "slots-b"))
        assert a[68:-32] == b[68:-32]
        # Same slots, same passphrases: derivations take time, so each state is tried once.
        if (name, a[:60], tuple(sorted(known)), bool(logged)) not in tried:
            tried.add((name, a[:60], tuple(sorted(known)), bool(logged)))
            _old_or_new(path, name, known, logged)


def _left_at_each_step(
    filled: Path, tmp_path: Path, change: Callable[[Vault], object]
) -> list[Path]:
    """The folder as a kill at each step of a change leaves it."""
    path = Path(shutil.copytree(filled, tmp_path / "vault"))
    left: list[Path] = []
    begun = False

    def step(_name: str) -> None:
        if begun:
            left.append(Path(shutil.copytree(path, tmp_path / f"left-{len(left)}")))

    with Vault.open(path, ByKit(KIT), step=step) as opened:
        begun = True
        change(opened)
        begun = False
    return left


def _old_or_new(path: Path, name: str, known: dict[int, str], logged: list[str]) -> None:
    match name:
        case "passphrase":
            old, new = opens(path, PASSPHRASE), opens(path, NEW)
            assert old != new
            assert (0 in known) == old
            assert bool(logged) == new
        case "kit":
            assert (len(known) == 4) == bool(logged)
        case "remove":
            is_there = 1 in known
            assert bool(logged) != is_there
            if is_there:
                Vault.open(path, ByLetter(bytes(32))).close()
            else:
                with pytest.raises(AccessProblem):
                    Vault.open(path, ByLetter(bytes(32)))


def test_an_old_epoch_opens_nothing_any_more(filled: Path, tmp_path: Path) -> None:
    path = Path(shutil.copytree(filled, tmp_path / "vault"))
    old_index = (path / "index.db").read_bytes()
    with Vault.open(path, PASSPHRASE) as opened:
        before = opened.keys.epoch
        opened.keys.renew_epoch(opened._index.rewrite)
        after = opened.keys.epoch
        assert before != after
        assert opened.keys.block.open_secret(SlotKind.RECOVERY, KIT).master
        assert (opened.keys.block.epoch, opened.keys.block.next_epoch) == (after, bytes(32))
        assert {found.facts.epoch for found in opened._heads.reread() if found} == {after}
    (path / "index.db").write_bytes(old_index)
    with pytest.raises(OngiError) as told:
        Vault.open(path, PASSPHRASE)
    assert told.value.code == "VLT-006"


def test_a_full_disk_leaves_the_old_key_and_says_so(closed_vault: Path) -> None:
    def full(step: str) -> None:
        if step == "slots-a.written":
            raise OSError(errno.ENOSPC, "full")

    with Vault.open(closed_vault, PASSPHRASE, step=full) as opened:
        with pytest.raises(EnvironmentProblem) as told:
            opened.keys.change_passphrase(PASSPHRASE, NEW, argon2=FLOOR)
        assert told.value.code == "ENV-001"
        assert acts(opened) == []
        # What failed is not remembered: the next change starts from what is on the disk.
        assert opened.keys.block.open_passphrase(PASSPHRASE).index == 0
    assert opens(closed_vault, PASSPHRASE)


def test_a_full_disk_after_the_first_copy_keeps_the_new_key(closed_vault: Path) -> None:
    def full(step: str) -> None:
        if step == "slots-b.written":
            raise OSError(errno.ENOSPC, "full")

    with Vault.open(closed_vault, PASSPHRASE, step=full) as opened:
        opened.keys.change_passphrase(PASSPHRASE, NEW, argon2=FLOOR)
    assert opens(closed_vault, NEW)
    assert not opens(closed_vault, PASSPHRASE)
    # The older copy has followed by now, so the old passphrase opens neither.
    (closed_vault / "slots-a").unlink()
    assert opens(closed_vault, NEW)
    assert not opens(closed_vault, PASSPHRASE)


def test_a_change_touches_the_slots_and_one_transaction_however_large_the_vault_is(
    closed_vault: Path,
) -> None:
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        case = add_case(opened)
        add_item(opened, case, b"evidence")
        _many_items(opened, 100_000)
        opened._index.fold()
        before = _all_bytes(closed_vault)
        opened.keys.change_passphrase(PASSPHRASE, NEW, argon2=FLOOR)
        after = _all_bytes(closed_vault)
        changed = {name for name in after if before.get(name) != after[name]}
        grown = (closed_vault / "index.db-wal").stat().st_size
    assert changed <= {"slots-a", "slots-b", "head-a", "head-b", "index.db-wal", "index.db-shm"}
    assert "slots-a" in changed
    assert grown < 40 * 4096 < (closed_vault / "index.db").stat().st_size / 40
    assert opens(closed_vault, NEW)


def _many_items(vault: Vault, count: int) -> None:
    columns = [row[1] for row in vault._index.read("PRAGMA table_info(items)") if row[1] != "id"]
    names = ", ".join(columns)
    values = ", ".join("randomblob(32)" if name == "sha256" else name for name in columns)
    with vault.transaction():
        vault._index.write(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            f" INSERT INTO items (id, {names})"
            f" SELECT items.id + n.i, {values} FROM items, n",
            (count,),
        )
    assert vault.status().items == count + 1


def _all_bytes(path: Path) -> dict[str, str]:
    return {
        file.relative_to(path).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in path.rglob("*")
        if file.is_file()
    }
