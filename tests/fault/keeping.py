"""Operations that keep a vault: keys, formats, backups, destroying."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path

from app.errors import AccessProblem, OngiError
from app.jobs import Job
from app.usecases.case.removing_cases import destroy_case, set_case_aside
from app.usecases.intake.collecting import collect
from app.usecases.items.removing import destroy_items, list_removed, set_items_aside, settle_removed
from app.usecases.vault.backups import BackupMade, make_backup, restore_backup
from app.usecases.vault.ending import destroy_vault, finish_destroying, is_being_destroyed
from app.usecases.ways_in.keys import add_passphrase, change_passphrase, list_keys, remove_key
from app.vault import Vault
from app.vault.folder import SLOT_FILES, Step, no_step
from tests.fault.filling import collected
from tests.fault.operation import PASSPHRASE, Operation, Say, open_first, sound, sum_of, sums

ROOT = Path(__file__).resolve().parents[2]
OF_VERSION = {1: "a vault of version one", 5: "a vault of version five"}
ANSWERED = {1: set(), 5: {"report.who"}}
"""The fields that the kept vaults have an answer to."""
NEW, SECOND = "another passphrase than before", "a passphrase for somebody else"


# --- keys -----------------------------------------------------------------------------------------


def _openers(place: Path) -> list[str]:
    found = []
    for passphrase in (PASSPHRASE, NEW, SECOND):
        with suppress(AccessProblem):
            Vault.open(place / "vault", passphrase).close()
            found.append(passphrase)
    return found


def _keys(place: Path, say: Say, step: Step) -> None:
    openers = _openers(place)
    before = PASSPHRASE if PASSPHRASE in openers else NEW
    vault = Vault.open(place / "vault", before, step=step)
    say("ready")
    if SECOND not in openers:
        add_passphrase(vault, SECOND, Job(), label="second")
    say("done second")
    own = change_passphrase(vault, before, NEW, Job())
    say("done new")
    for other in [one.place for one in list_keys(vault) if one.place != own.place]:
        remove_key(vault, other)
    say("done removed")
    change_passphrase(vault, NEW, PASSPHRASE, Job())  # the only one: its cost is measured anew
    say("done old")
    vault.close()
    say("done")


def _one_way_in(place: Path, said: Sequence[str]) -> None:
    openers = _openers(place)
    assert (PASSPHRASE in openers) != (NEW in openers), openers
    own = next(one for one in openers if one != SECOND)
    if said and said[-1] == "done new":
        assert own == NEW
    if said and said[-1] in {"done old", "done"}:
        assert own == PASSPHRASE
    if "done removed" in said:
        assert SECOND not in openers
    elif "done second" in said and said[-1] == "done second":
        assert SECOND in openers
    vault = sound(place, key=own)
    assert len(list_keys(vault)) == len(openers)
    assert vault.status().notices == ()
    vault.close()


# --- a vault of an earlier version ----------------------------------------------------------------


def _fixture(version: int) -> Path:
    return ROOT / "tests" / "fixtures" / "vaults" / f"v{version}"


def _of_version(version: int) -> Callable[[Path], None]:
    def prepare(place: Path) -> None:
        shutil.copytree(_fixture(version), place / "vault")

    return prepare


def _migrate(version: int) -> Callable[[Path, Say, Step], None]:
    def run(place: Path, say: Say, step: Step) -> None:
        say("ready")
        vault = Vault.open(place / "vault", OF_VERSION[version], step=step)
        say(f"done open {len(sums(vault))}")
        vault.close()
        say("done")

    return run


def _of_today(version: int) -> Callable[[Path, Sequence[str]], None]:
    def holds(place: Path, said: Sequence[str]) -> None:
        vault = sound(place, key=OF_VERSION[version])
        blobs = sum(1 for one in (_fixture(version) / "blobs").glob("*/*"))
        assert len(sums(vault)) == blobs > 0
        assert vault.status().notices == ()
        answered = {
            name for case in vault.cases.all() for name in vault.filed.said.of_case(case.id)
        }
        assert answered == ANSWERED[version]
        vault.close()
        for name in SLOT_FILES:
            assert (place / "vault" / name).read_bytes().startswith(b"ongi-slots-v2")
        sound(place, key=OF_VERSION[version]).close()

    return holds


# --- backups --------------------------------------------------------------------------------------


def _more(place: Path) -> Path:
    return place / "given" / "more.bin"


def _to_copy(place: Path) -> None:
    collected(place)
    _more(place).write_bytes(random.Random(9).randbytes(90_000))


def _backup(place: Path, say: Say, step: Step) -> None:
    vault, case = open_first(place, step)
    say("ready")
    _say_copied(vault, make_backup(vault, place / "copy", Job()), say)
    collect(vault, case.id, [_more(place)], Job())
    say(f"done item {sum_of(_more(place))}")
    _say_copied(vault, make_backup(vault, place / "copy", Job()), say)
    vault.close()
    say("done")


def _say_copied(vault: Vault, made: BackupMade, say: Say) -> None:
    told = " ".join(one.id for one in made.not_copied)
    say(f"done copy {' '.join(sorted(sums(vault)))} without {told}")


def _copy_whole(place: Path, said: Sequence[str]) -> None:
    sound(place, said).close()
    copied = [
        [set(part.split()) for part in line.removeprefix("done copy ").split("without")]
        for line in said
        if line.startswith("done copy ")
    ]
    if len(copied) < 2:
        _nothing_damaged(place, *copied[-1] if copied else (None,))
        return
    there, left_out = copied[-1]
    if left_out:
        # A disk that goes on failing: the person was told which items are not in the copy.
        vault = Vault.open(place / "copy", PASSPHRASE, look_only=True)
        result = vault.check(Job())
        assert {one.id for one in result.damaged} == left_out, result
        assert result.unexplained == (), result.unexplained
    else:
        vault = sound(place, name="copy", look_only=True)
    assert sums(vault) == there
    vault.close()


def _nothing_damaged(
    place: Path, wanted: set[str] | None, left_out: Collection[str] = (), name: str = "copy"
) -> None:
    """A copying that was cut off; what it had before (None: nothing) is there to be read.

    `left_out` are items that the copying before told of as not copied.
    """
    try:
        vault = Vault.open(place / name, PASSPHRASE, look_only=True)
    except OngiError as problem:
        if wanted is not None or problem.code not in {"VLT-002", "VLT-005", "VLT-049", "ENV-004"}:
            raise
        return
    result = vault.check(Job())
    damaged = [one for one in result.damaged if one.code != "VLT-015" and one.id not in left_out]
    assert damaged == [], result
    assert sums(vault) >= (wanted or set())
    vault.close()


def _with_a_copy(place: Path) -> None:
    collected(place)
    vault, _ = open_first(place, no_step)
    make_backup(vault, place / "copy", Job())
    vault.close()


def _restore(place: Path, say: Say, step: Step) -> None:
    say("ready")
    restore_backup(place / "copy", PASSPHRASE, place / "restored", Job())
    say("done restored")
    say("done")


def _restored(place: Path, said: Sequence[str]) -> None:
    vault = sound(place, name="copy", look_only=True)
    there = sums(vault)
    vault.close()
    if "done restored" in said:
        vault = sound(place, name="restored")
        assert sums(vault) == there
        vault.close()
    else:
        _nothing_damaged(place, None, name="restored")


# --- destroying -----------------------------------------------------------------------------------


def _destroy(place: Path, say: Say, step: Step) -> None:
    vault, _case = open_first(place, step)
    say("ready")
    settle_removed(vault, Job())
    chosen = [one.item.id for one in vault.items.places()][:2]
    aside = {one.item.id for one in list_removed(vault)}
    set_items_aside(vault, [one for one in chosen if one not in aside])
    say(f"done aside {' '.join(chosen)}")
    destroy_items(vault, chosen, Job())
    say(f"done destroyed {' '.join(chosen)}")
    vault.close()
    say("done")


def _destroy_case(place: Path, say: Say, step: Step) -> None:
    vault = Vault.open(place / "vault", PASSPHRASE, step=step)
    say("ready")
    settle_removed(vault, Job())
    for case in vault.cases.every():  # none, where that was done and the rest was cut off
        items = " ".join(sorted(sums(vault)))
        if not vault.cases.find(case.id)[1]:
            set_case_aside(vault, case.id)
        say(f"done aside {case.id}")
        destroy_case(vault, case.id, Job())
        say(f"done destroyed {case.id} {items}")
    vault.close()
    say("done")


def _case_gone_or_there(place: Path, said: Sequence[str]) -> None:
    vault = sound(place)
    cases, there = {one.id for one in vault.cases.every()}, sums(vault)
    for line in said:
        if line.startswith("done aside "):
            assert line.split()[2] not in {one.id for one in vault.cases.all()}
        if line.startswith("done destroyed "):
            gone, *items = line.split()[2:]
            assert gone not in cases
            assert not set(items) & there
    # Whole, or gone with all that was its alone: nothing of it stays behind.
    assert bool(cases) == bool(there)
    vault.close()
    vault = sound(place)
    settle_removed(vault, Job())
    assert not vault.deleting.is_pending()
    vault.close()
    sound(place).close()


def _gone_or_there(place: Path, said: Sequence[str]) -> None:
    vault = sound(place)
    there = {one.item.id for one in vault.items.places()}
    for line in said:
        if line.startswith("done destroyed "):
            assert not set(line.split()[2:]) & there
    vault.close()
    # What was cut off is brought to its end by the next opening.
    vault = sound(place)
    settle_removed(vault, Job())
    assert not vault.deleting.is_pending()
    vault.close()
    sound(place).close()


def _end(place: Path, say: Say, step: Step) -> None:
    say("ready")
    left: tuple[str, ...] = ()
    if is_being_destroyed(place / "vault"):
        left = finish_destroying(place / "vault", Job())
    elif any((place / "vault").glob("*")):
        left = destroy_vault(Vault.open(place / "vault", PASSPHRASE, step=step), Job())
    elif (place / "vault").exists():
        left = ("vault",)  # its empty folder, which is all that stayed the time before
    say("done left" if left else "done ended")
    say("done")


def _ended_or_whole(place: Path, said: Sequence[str]) -> None:
    path = place / "vault"
    if not path.exists() or "done left" in said:
        # What can't be removed is named to the person; the keys went before everything else.
        assert not any((path / name).exists() for name in SLOT_FILES)
        return
    assert "done ended" not in said
    if not any(path.iterdir()):
        return  # the vault is gone, its empty folder is not yet
    if not is_being_destroyed(path):
        sound(place).close()
        return
    try:
        Vault.open(path, PASSPHRASE).close()
    except OngiError:
        return
    raise AssertionError("a vault that is being destroyed opens")


ROWS = (
    Operation("keys", collected, _keys, _one_way_in, again=False),
    Operation("migrate", _of_version(1), _migrate(1), _of_today(1)),
    Operation("migrate 5", _of_version(5), _migrate(5), _of_today(5)),
    Operation("backup", _to_copy, _backup, _copy_whole),
    Operation("restore", _with_a_copy, _restore, _restored, again=False),
    Operation("destroy", collected, _destroy, _gone_or_there),
    Operation("destroy case", collected, _destroy_case, _case_gone_or_there),
    Operation("end", collected, _end, _ended_or_whole),
)
