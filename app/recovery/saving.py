"""A kit saved where the person says: a text file and a page a sheet, readable by them alone.

All files or none. Names say nothing of what they are for. Must not overwrite anything.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.bundle.place import durable_file, durable_folder, settle, translated
from app.domain.times.times import iso_kst
from app.recovery.kit import Kit
from app.recovery.kit_file import sheet_file
from app.recovery.kit_page import sheet_page


@dataclass(frozen=True)
class SavedSheet:
    """Where a sheet lies: its number from 1, the text file and the page."""

    number: int
    text: Path
    page: Path


def save_sheets(kit: Kit, folder: Path) -> tuple[SavedSheet, ...]:
    """Write all sheets of a kit into a folder, which is made where it is not there.

    Raises EnvironmentProblem (ENV-001, ENV-004, ENV-005, ENV-008), FormatProblem RPT-002; nothing
    of the kit stays then.
    """
    pages = [sheet_page(kit, sheet) for sheet in kit.sheets]
    begun: list[Path] = []
    saved: list[SavedSheet] = []
    try:
        with translated(folder):
            durable_folder(folder)
            stem = _free_stem(folder, kit)
            for sheet, page in zip(kit.sheets, pages, strict=True):
                tail = "" if kit.shape is None else f"-{sheet.number}"
                named = SavedSheet(
                    sheet.number, folder / f"{stem}{tail}.txt", folder / f"{stem}{tail}.pdf"
                )
                _write(named.text, sheet_file(kit, sheet), begun)
                _write(named.page, page, begun)
                saved.append(named)
            settle(folder)
    except BaseException:
        for path in begun:
            with suppress(OSError):
                path.unlink()
        raise
    return tuple(saved)


def _write(path: Path, data: bytes, begun: list[Path]) -> None:
    with durable_file(path) as out:
        begun.append(path)
        out.write(data)


def _free_stem(folder: Path, kit: Kit) -> str:
    """`words-20261123`, or that with a letter where something is named so already."""
    day = iso_kst(kit.made_ms)[:10].replace("-", "")
    taken = {entry.name for entry in folder.iterdir()}
    for letter in ("", *"bcdefghijklmnopqrstuvwxyz"):
        stem = f"words-{day}{letter}"
        if not any(name.startswith((f"{stem}.", f"{stem}-")) for name in taken):
            return stem
    return f"words-{kit.made_ms}"
