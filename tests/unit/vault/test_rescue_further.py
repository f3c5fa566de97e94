"""A rescue takes along what waits, and works by a kit alone when both key files are gone."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from app.i18n import texts
from app.jobs import Job
from app.usecases.intake.dropping import drop
from app.usecases.vault.rescuing import RescueState, rescue_vault
from app.usecases.vault.vaults import open_vault
from app.usecases.ways_in.recovery import make_kit, read_kit_texts, save_kit
from app.vault import Vault
from tests.unit.vault.filling import PASSPHRASE, add_case, add_item, flip


def test_what_waits_is_copied_out_too(fresh_vault: Path, tmp_path: Path) -> None:
    path = Path(shutil.copytree(fresh_vault, tmp_path / "vault"))
    given = tmp_path / "화면.png"
    given.write_bytes(b"seen while locked" * 9000)
    Vault.open(path, PASSPHRASE).close()
    drop(path, [given], Job())
    (path / "index.db").unlink()
    result = rescue_vault(path, PASSPHRASE, tmp_path / "out", Job(), texts("en"))
    (waited,) = [item for item in result.items if item.file.startswith("waiting/")]
    assert (waited.name, waited.state) == ("화면.png", RescueState.WHOLE)
    assert (tmp_path / "out" / waited.file).read_bytes() == given.read_bytes()


def test_what_waits_and_is_damaged_is_never_called_whole(fresh_vault: Path, tmp_path: Path) -> None:
    path = Path(shutil.copytree(fresh_vault, tmp_path / "vault"))
    given = tmp_path / "long.bin"
    given.write_bytes(bytes(range(256)) * 2000)
    Vault.open(path, PASSPHRASE).close()
    drop(path, [given], Job())
    (waiting,) = (path / "drop").iterdir()
    flip(waiting, waiting.stat().st_size // 2)
    result = rescue_vault(path, PASSPHRASE, tmp_path / "out", Job(), texts("en"))
    (waited,) = [item for item in result.items if item.file.startswith("waiting/")]
    assert waited.state is RescueState.DAMAGED
    assert waited.unreadable > 0


def test_a_kit_alone_rescues_when_both_key_files_and_the_index_are_gone(
    fresh_vault: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copytree(fresh_vault, tmp_path / "vault"))
    with open_vault(path, PASSPHRASE, Job()) as vault:
        item = add_item(vault, add_case(vault, "사건"), b"kept" * 1000, "a.bin")
        kit = make_kit(vault, Job(), "ko")
        saved = save_kit(vault, kit, tmp_path / "kit")
    for name in ("slots-a", "slots-b", "index.db"):
        (path / name).unlink()
    text = next(one for one in (tmp_path / "kit").rglob("*.txt")).read_text("utf-8")
    assert saved
    key = read_kit_texts([text])
    result = rescue_vault(path, key, tmp_path / "out", Job(), texts("ko"))
    (found,) = [one for one in result.items if one.id == item.id]
    assert found.state is RescueState.WHOLE
    content = (tmp_path / "out" / found.file).read_bytes()
    assert hashlib.sha256(content).hexdigest() == item.sha256
