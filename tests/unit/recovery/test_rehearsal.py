"""Each result of trying a kit, on folders that are really damaged, and what trying changes."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import AccessProblem, InputProblem, IntegrityProblem
from app.jobs import Job
from app.recovery.kit_file import sheet_file
from app.recovery.rehearsal import Rehearsal, Tried
from app.usecases.vault.vaults import OpenVault, check_vault, create_vault, open_vault
from app.usecases.ways_in.recovery import (
    SHAPES,
    kit_tried_ms,
    kits_of,
    make_kit,
    open_with_kit,
    read_kit_texts,
    rehearse,
    rehearse_open,
    retire_other_kits,
    set_new_passphrase_with_kit,
    withdraw_kit,
)
from crypto.kdf import FLOOR
from tests.unit.recovery.conftest import PASSPHRASE, Kept

SLOTS_AT = 60 + 8 + 108


def _state(path: Path) -> dict[str, str]:
    return {
        file.relative_to(path).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(path.rglob("*"))
        if file.is_file()
    }


def _try(kept: Kept, text: str | None = None) -> Rehearsal:
    before = _state(kept.path)
    result = rehearse(kept.path, [kept.file if text is None else text], Job())
    assert _state(kept.path) == before
    return result


def _flip(path: Path, *places: int) -> None:
    data = bytearray(path.read_bytes())
    for place in places:
        data[place] ^= 1
    path.write_bytes(data)


def _in_both(kept: Kept, change: Callable[[Path], None]) -> None:
    for name in ("slots-a", "slots-b"):
        change(kept.path / name)


def _other_vault(tmp_path: Path) -> Path:
    path = tmp_path / "other"
    create_vault(path, PASSPHRASE, Job(), argon2=FLOOR).close()
    return path


def test_right(kept: Kept) -> None:
    for text in (kept.file, kept.words):
        result = _try(kept, text)
        assert (result.result, result.code) == (Tried.RIGHT, "")


def test_mistyped_names_the_word(kept: Kept) -> None:
    words = kept.words.split()
    words[3] = "뷁뷁"
    result = _try(kept, " ".join(words))
    assert (result.result, result.code) == (Tried.MISTYPED, "INP-025")
    assert result.values["number"] == 4


def test_right_form_but_not_of_this_vault(kept: Kept, tmp_path: Path) -> None:
    other = _other_vault(tmp_path)
    for text in (kept.file, kept.words):
        result = rehearse(other, [text], Job())
        assert (result.result, result.code) == (Tried.NOT_THIS_VAULT, "VLT-027")


def test_one_sheet_of_a_split_kit_asks_for_the_others(vault: OpenVault) -> None:
    kit = make_kit(vault, Job(), "ko", SHAPES["2of3"])
    texts = [sheet_file(kit, sheet).decode("utf-8") for sheet in kit.sheets]
    assert rehearse(vault.path, texts[:1], Job()).result is Tried.MORE_SHEETS
    assert rehearse(vault.path, texts[1:], Job()).result is Tried.RIGHT


def test_right_but_the_header_is_damaged_its_own_slot_being_whole(kept: Kept) -> None:
    # The first slot is the passphrase's: the kit's slot opens by itself.
    _in_both(kept, lambda path: _flip(path, SLOTS_AT + 20))
    for text in (kept.file, kept.words):
        result = _try(kept, text)
        assert (result.result, result.code) == (Tried.KEY_FILE_DAMAGED, "VLT-028")


def test_right_but_its_own_slot_is_damaged_proved_by_the_spare_line(kept: Kept) -> None:
    _in_both(kept, lambda path: path.write_bytes(path.read_bytes()[:80] + bytes(2176)))
    assert _try(kept).result is Tried.KEY_FILE_DAMAGED


def test_words_alone_cannot_be_tried_when_all_slots_are_damaged(kept: Kept) -> None:
    _in_both(kept, lambda path: path.write_bytes(path.read_bytes()[:80] + bytes(2176)))
    result = _try(kept, kept.words)
    assert (result.result, result.code) == (Tried.UNDECIDED, "VLT-031")


def test_one_damaged_copy_is_told_too(kept: Kept) -> None:
    _flip(kept.path / "slots-a", 5, 70, SLOTS_AT + 3)
    assert _try(kept).result is Tried.KEY_FILE_DAMAGED


def test_right_but_the_key_files_are_gone(kept: Kept) -> None:
    _in_both(kept, Path.unlink)
    result = _try(kept)
    assert (result.result, result.code) == (Tried.KEY_FILES_GONE, "VLT-029")
    assert _try(kept, kept.words).result is Tried.UNDECIDED


def test_a_kit_of_another_vault_is_not_believed_where_the_key_files_are_gone(
    kept: Kept, tmp_path: Path
) -> None:
    other = _other_vault(tmp_path)
    for name in ("slots-a", "slots-b"):
        (other / name).unlink()
    assert rehearse(other, [kept.file], Job()).result is Tried.NOT_THIS_VAULT


def test_a_replaced_kit_is_told_as_such(kept: Kept, vault: OpenVault) -> None:
    new = make_kit(vault, Job(), "en")
    assert len(kits_of(vault)) == 2
    gone = retire_other_kits(vault, new)
    assert [key.place for key in gone] == [kept.kit.place]
    result = rehearse(kept.path, [kept.file], Job())
    assert (result.result, result.code) == (Tried.REPLACED, "VLT-030")
    assert rehearse(kept.path, [sheet_file(new, new.sheets[0]).decode()], Job()).result.opens


def test_a_withdrawn_kit_opens_nothing(kept: Kept, vault: OpenVault) -> None:
    kit = make_kit(vault, Job(), "en")
    withdraw_kit(vault, kit)
    assert [key.place for key in kits_of(vault)] == [kept.kit.place]
    assert rehearse(vault.path, [" ".join(kit.sheets[0].words)], Job()).result is (
        Tried.NOT_THIS_VAULT
    )


def test_trying_on_the_open_vault_is_noted_when_it_is_right(kept: Kept, vault: OpenVault) -> None:
    entries = vault.status().entries
    assert kit_tried_ms(vault) is None
    assert rehearse_open(vault, ["하나 둘 셋"], Job()).result is Tried.MISTYPED
    assert vault.status().entries == entries
    assert rehearse_open(vault, [kept.file], Job()).result is Tried.RIGHT
    assert [*vault.custody.entries()][-1].act == "key.tried"
    assert kit_tried_ms(vault) is not None


def test_a_kit_for_key_files_of_another_vault_put_in_is_not_this_vaults(
    kept: Kept, vault: OpenVault, tmp_path: Path
) -> None:
    path = _other_vault(tmp_path)
    with open_vault(path, PASSPHRASE, Job()) as other:
        kit = make_kit(other, Job(), "ko")
    for name in ("slots-a", "slots-b"):
        shutil.copy(path / name, kept.path / name)
    assert rehearse_open(vault, [" ".join(kit.sheets[0].words)], Job()).result is (
        Tried.NOT_THIS_VAULT
    )


def test_a_forgotten_passphrase_is_replaced_by_the_kit(kept: Kept) -> None:
    set_new_passphrase_with_kit(
        kept.path, read_kit_texts([kept.words]), "another passphrase", Job(), argon2=FLOOR
    )
    with pytest.raises(AccessProblem, match="VLT-001"):
        open_vault(kept.path, PASSPHRASE, Job())
    with open_vault(kept.path, "another passphrase", Job()) as vault:
        assert [key.kind for key in vault.keys.list()].count("passphrase") == 1
        assert check_vault(vault, Job()).clean
    assert _try(kept).result is Tried.RIGHT


@pytest.mark.parametrize("gone", [True, False])
def test_the_kit_makes_new_key_files_where_they_are_gone_or_damaged(
    kept: Kept, *, gone: bool
) -> None:
    change = Path.unlink if gone else lambda path: path.write_bytes(bytes(2256))
    _in_both(kept, change)
    with pytest.raises(IntegrityProblem, match="VLT-005" if gone else "VLT-017"):
        open_vault(kept.path, PASSPHRASE, Job())
    set_new_passphrase_with_kit(
        kept.path, read_kit_texts([kept.file]), "a fresh one", Job(), argon2=FLOOR
    )
    with open_vault(kept.path, "a fresh one", Job()) as vault:
        assert check_vault(vault, Job()).clean
    assert _try(kept).result is Tried.RIGHT


def test_opening_with_a_kit_sets_a_new_passphrase_and_tells_of_a_damaged_key_file(
    kept: Kept,
) -> None:
    _flip(kept.path / "slots-a", SLOTS_AT + 1)
    opened = open_with_kit(
        kept.path, [kept.file], Job(), new_passphrase="새로 정한 말이에요", argon2=FLOOR
    )
    opened.vault.close()
    assert opened.tried.result is Tried.KEY_FILE_DAMAGED
    open_vault(kept.path, "새로 정한 말이에요", Job()).close()
    with pytest.raises(AccessProblem, match="VLT-001"):
        open_vault(kept.path, PASSPHRASE, Job())
    again = open_with_kit(kept.path, [kept.words], Job())
    again.vault.close()
    assert again.tried.result is Tried.RIGHT


def test_opening_with_a_kit_says_why_it_does_not(
    kept: Kept, vault: OpenVault, tmp_path: Path
) -> None:
    other = create_vault(tmp_path / "other", PASSPHRASE, Job(), argon2=FLOOR)
    other.close()
    with pytest.raises(AccessProblem, match="VLT-027"):
        open_with_kit(other.path, [kept.file], Job())
    retire_other_kits(vault, make_kit(vault, Job(), "en"))
    vault.close()
    with pytest.raises(AccessProblem, match="VLT-030"):
        open_with_kit(kept.path, [kept.file], Job())


def test_a_new_passphrase_that_is_too_short_leaves_the_vault_closed(kept: Kept) -> None:
    with pytest.raises(InputProblem, match="VLT-011"):
        open_with_kit(kept.path, [kept.file], Job(), new_passphrase="short")
    open_vault(kept.path, PASSPHRASE, Job()).close()
