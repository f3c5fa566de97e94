"""The recovery kit: made, saved, tried without risk, and used where the passphrase is forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.errors import AccessProblem, EnvironmentProblem, InputProblem
from app.jobs import Job
from app.recovery.kit import SHAPES, Kit, Shape, draw_sheets
from app.recovery.lists import WordLanguage
from app.recovery.reading import MOST_TEXT, read_kit
from app.recovery.rehearsal import Rehearsal, Tried, not_read, told, try_on_folder
from app.recovery.saving import SavedSheet, save_sheets
from app.usecases.vault.vaults import ByKit, OpenVault, open_vault
from app.vault.keys.keys_of_vault import fresh_secret
from app.vault.keys.keytable import KeySlot
from crypto.kdf import Argon2
from crypto.slots import SlotKind

__all__ = [
    "SHAPES",
    "Kit",
    "OpenedByKit",
    "Rehearsal",
    "SavedSheet",
    "Shape",
    "Tried",
    "WordLanguage",
    "kit_tried_ms",
    "kits_of",
    "make_kit",
    "open_with_kit",
    "read_kit_files",
    "read_kit_texts",
    "rehearse",
    "rehearse_open",
    "retire_other_kits",
    "save_kit",
    "set_new_passphrase_with_kit",
    "withdraw_kit",
]

_TRIED = "kit_tried_ms"


def make_kit(vault: OpenVault, job: Job, language: WordLanguage, split: Shape | None = None) -> Kit:
    """Make a kit that opens the vault from now on, beside those that are there.

    Its words are nowhere but in what is returned: save or show them, or withdraw the kit. Raises
    AccessProblem (VLT-023 no place is left, VLT-024), EnvironmentProblem.
    """
    job.phase("kit.make")
    secret = fresh_secret(SlotKind.RECOVERY)
    sheets = draw_sheets(secret, language, split)
    label = "" if split is None else f"{split.needed}/{split.made}"
    key = vault.keys.add_secret(SlotKind.RECOVERY, secret, label=label)
    number, head = vault.custody.head
    return Kit(
        place=key.place,
        language=language,
        shape=split,
        sheets=sheets,
        vault_id=vault.keys.vault_id.hex()[:8],
        made_ms=vault.now_ms(),
        log_number=number,
        log_head=head,
        spare=vault.keys.spare_line(secret),
    )


def save_kit(vault: OpenVault, kit: Kit, folder: Path) -> tuple[SavedSheet, ...]:
    """Write the kit's sheets into a folder, a text file and a page each; all of them or none.

    Raises InputProblem INP-020 (the folder lies in the vault), EnvironmentProblem, FormatProblem
    RPT-002.
    """
    if folder.resolve().is_relative_to(vault.path.resolve()):
        raise InputProblem("INP-020", name=str(folder))
    return save_sheets(kit, folder)


def kits_of(vault: OpenVault) -> tuple[KeySlot, ...]:
    """The kits that open the vault."""
    return tuple(key for key in vault.keys.list() if key.kind == "recovery")


def retire_other_kits(vault: OpenVault, kit: Kit) -> tuple[KeySlot, ...]:
    """Take away every kit but this one; those that went. Only when the person says so.

    An older kit's spare line stays good for a copy of the vault made before.
    """
    return tuple(vault.keys.remove(old.place) for old in kits_of(vault) if old.place != kit.place)


def withdraw_kit(vault: OpenVault, kit: Kit) -> None:
    """Take away a kit that nobody keeps: it could not be saved, or was not wanted after all."""
    vault.keys.remove(kit.place)


def read_kit_texts(texts: Sequence[str]) -> ByKit:
    """A kit from typed or pasted words, or files' texts: one for each sheet; a way in.

    Raises InputProblem (INP-025 to INP-028, VLT-025, VLT-026, VLT-032).
    """
    kit = read_kit(texts)
    return ByKit(kit.secret, kit.spare)


def read_kit_files(paths: Sequence[Path]) -> list[str]:
    """The texts of the files of a kit, for `read_kit_texts` and `rehearse`.

    Raises InputProblem (INP-002 not there, INP-028 not a text of that size), EnvironmentProblem
    ENV-003.
    """
    return [_text(path, number) for number, path in enumerate(paths, 1)]


def rehearse(path: Path, texts: Sequence[str], job: Job) -> Rehearsal:
    """Try a kit on a vault that is locked. Changes nothing.

    Raises FormatProblem VLT-002, EnvironmentProblem.
    """
    job.phase("kit.try")
    try:
        kit = read_kit(texts)
    except InputProblem as problem:
        return not_read(problem)
    return told(try_on_folder(path, kit).result)


def rehearse_open(vault: OpenVault, texts: Sequence[str], job: Job) -> Rehearsal:
    """Try a kit on the vault that is open. A kit that opens it is noted in the custody log.

    Its key files are read from the disk, and the key they give is compared with the open one.
    Raises EnvironmentProblem.
    """
    job.phase("kit.try")
    try:
        kit = read_kit(texts)
    except InputProblem as problem:
        return not_read(problem)
    outcome = try_on_folder(vault.path, kit)
    if outcome.master is not None and not vault.keys.is_master(outcome.master):
        return told(Tried.NOT_THIS_VAULT)
    if outcome.result.opens and not vault.look_only:
        with suppress(EnvironmentProblem):
            vault.keys.was_tried(SlotKind.RECOVERY)
            with vault.transaction():
                vault.facts.put(_TRIED, str(vault.now_ms()))
    return told(outcome.result)


def kit_tried_ms(vault: OpenVault) -> int | None:
    """When a kit was last tried while the vault was open, UTC milliseconds; None for never."""
    return vault.facts.number(_TRIED)


def set_new_passphrase_with_kit(
    path: Path,
    kit: ByKit,
    new: str,
    job: Job,
    *,
    replacing: Sequence[int] | None = None,
    argon2: Argon2 | None = None,
) -> KeySlot:
    """Open a vault by its kit and set a new passphrase, for when the old one is forgotten.

    Without `replacing` it takes the place of the only passphrase; where there are several, all of
    them stay. The cost of a guess is measured unless given. Damaged or missing key files are
    written anew by this. Raises as `open_vault` does,
    InputProblem (INP-001, VLT-011, INP-023), AccessProblem VLT-023.
    """
    with open_vault(path, kit, job) as vault:
        return _set_new(vault, new, job, replacing, argon2)


@dataclass(frozen=True)
class OpenedByKit:
    """A vault that a kit opened; `tried` says what of its key files was damaged or gone."""

    vault: OpenVault
    tried: Rehearsal


def open_with_kit(
    path: Path,
    texts: Sequence[str],
    job: Job,
    *,
    new_passphrase: str | None = None,
    accept_older: bool = False,
    argon2: Argon2 | None = None,
) -> OpenedByKit:
    """Open a vault by the texts of its kit's sheets; with a new passphrase where one is forgotten.

    Raises as `read_kit_texts`, `open_vault` and `set_new_passphrase_with_kit` do; a kit that does
    not open it is AccessProblem VLT-027 (another vault's) or VLT-030 (replaced in this one).
    """
    kit = read_kit_texts(texts)
    tried = rehearse(path, texts, job)
    if tried.result in (Tried.NOT_THIS_VAULT, Tried.REPLACED):
        raise AccessProblem(tried.code)
    vault = open_vault(path, kit, job, accept_older=accept_older)
    if new_passphrase is not None:
        try:
            _set_new(vault, new_passphrase, job, argon2=argon2)
        except BaseException:
            vault.close()
            raise
    return OpenedByKit(vault, tried)


def _set_new(
    vault: OpenVault,
    new: str,
    job: Job,
    replacing: Sequence[int] | None = None,
    argon2: Argon2 | None = None,
) -> KeySlot:
    """A new passphrase in the place of the only one, or of those named."""
    if replacing is None:
        known = [key.place for key in vault.keys.list() if key.kind == "passphrase"]
        replacing = known if len(known) == 1 else []
    job.phase("vault.key")
    return vault.keys.set_passphrase(new, replacing=tuple(replacing), argon2=argon2)


def _text(path: Path, number: int) -> str:
    try:
        with path.open("rb") as src:
            data = src.read(MOST_TEXT + 1)
    except (FileNotFoundError, ValueError):  # ValueError: a path with a zero byte in it
        raise InputProblem("INP-002", name=str(path)) from None
    except OSError:
        raise EnvironmentProblem("ENV-003", name=str(path)) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputProblem("INP-028", sheet=number) from None
    if len(data) > MOST_TEXT:
        raise InputProblem("INP-028", sheet=number)
    return text
