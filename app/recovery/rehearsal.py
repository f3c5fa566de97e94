"""A kit tried on a vault's folder without risk: reads only, opens nothing for longer than that.

Says what is true: a right kit on a damaged key file is told as such, never as a wrong kit. What
proves a kit is its key slot; where that is damaged or gone, its spare line together with a head of
the custody log. See FORMAT.md, section "Recovery kit".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from app.errors import AccessProblem, InputProblem, IntegrityProblem
from app.recovery.reading import KitSecret
from app.vault.failures import translated
from app.vault.folder import HEAD_FILES
from app.vault.keys.derived import DerivedKeys
from app.vault.keys.slotfile import read_copies
from app.vault.keys.unlocking import Unlocked, unlock
from app.vault.keys.ways_in import ByKit
from app.vault.opening.headfile import HeadFiles
from crypto.errors import CryptoError
from crypto.kit_spare import open_spare
from crypto.slots import SlotBlock


class Tried(StrEnum):
    """What came of trying a kit."""

    RIGHT = "right"
    MISTYPED = "mistyped"
    MORE_SHEETS = "more_sheets"
    SHEETS_DIFFER = "sheets_differ"
    NOT_THIS_VAULT = "not_this_vault"
    REPLACED = "replaced"
    KEY_FILE_DAMAGED = "right_key_file_damaged"
    KEY_FILES_GONE = "right_key_files_gone"
    UNDECIDED = "undecided"

    @property
    def opens(self) -> bool:
        """Whether the kit opens the vault as it is now."""
        return self in {Tried.RIGHT, Tried.KEY_FILE_DAMAGED, Tried.KEY_FILES_GONE}


CODES = {
    Tried.NOT_THIS_VAULT: "VLT-027",
    Tried.KEY_FILE_DAMAGED: "VLT-028",
    Tried.KEY_FILES_GONE: "VLT-029",
    Tried.REPLACED: "VLT-030",
    Tried.UNDECIDED: "VLT-031",
}
"""The code whose words say a result; a mistyped kit has its error's own, a right one none."""

_OF_ERRORS = {"VLT-025": Tried.MORE_SHEETS, "VLT-026": Tried.SHEETS_DIFFER}


@dataclass(frozen=True)
class Rehearsal:
    """A kit that was tried.

    `code` is a code of the catalogue that says it, empty for a right kit; `values` fill its
    sentence: `number` of a word, `count` of words, `needed` sheets, `sheet` from 1 that is meant.
    """

    result: Tried
    code: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What a folder says of a kit, and the master key where that is known."""

    result: Tried
    master: bytes | None = field(default=None, repr=False)


def not_read(problem: InputProblem) -> Rehearsal:
    """The rehearsal of a kit that could not be read (`app.recovery.reading.read_kit`)."""
    return Rehearsal(_OF_ERRORS.get(problem.code, Tried.MISTYPED), problem.code, problem.values)


def told(result: Tried) -> Rehearsal:
    """The rehearsal of a kit that was read."""
    return Rehearsal(result, CODES.get(result, ""))


def try_on_folder(root: Path, kit: KitSecret) -> Outcome:
    """Try a kit on a vault's folder, open or locked; nothing in it is changed.

    Raises FormatProblem VLT-002, EnvironmentProblem.
    """
    try:
        unlocked = unlock(root, ByKit(kit.secret, kit.spare))
    except AccessProblem:
        return Outcome(_refused(root, kit))
    except IntegrityProblem:
        return Outcome(Tried.UNDECIDED)
    return Outcome(_opened(root, unlocked), unlocked.master)


def _opened(root: Path, unlocked: Unlocked) -> Tried:
    with translated(root.name):
        copies = read_copies(root)
    if unlocked.slot is not None:
        damaged = bool(copies.damaged) or "VLT-022" in unlocked.notices
        return Tried.KEY_FILE_DAMAGED if damaged else Tried.RIGHT
    if not _is_proved(root, unlocked.master):
        return Tried.NOT_THIS_VAULT if _has_heads(root) else Tried.UNDECIDED
    there = copies.newest is not None or copies.damaged
    return Tried.KEY_FILE_DAMAGED if there else Tried.KEY_FILES_GONE


def _refused(root: Path, kit: KitSecret) -> Tried:
    """A kit that no slot of whole key files takes: of another vault, or replaced in this one."""
    if kit.spare is None:
        return Tried.NOT_THIS_VAULT
    try:
        vault_id, master = open_spare(kit.secret, kit.spare)
    except CryptoError:
        return Tried.NOT_THIS_VAULT
    with translated(root.name):
        newest = read_copies(root).newest
    same = isinstance(newest, SlotBlock) and newest.vault_id == vault_id
    return Tried.REPLACED if same and _is_proved(root, master) else Tried.NOT_THIS_VAULT


def _is_proved(root: Path, master: bytes) -> bool:
    """Whether a head of the custody log is this master key's."""
    derived = DerivedKeys(master)
    with translated(root.name):
        return any(HeadFiles(root, derived.identity, derived.signer).read())


def _has_heads(root: Path) -> bool:
    return any((root / name).is_file() for name in HEAD_FILES)
