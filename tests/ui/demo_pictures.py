"""The three pictures of the README, from the demonstration's sample data in real windows.

`python -m tests.ui.demo_pictures OUT`. Written with few colours, so that they stay small.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtWidgets import QApplication

from app.domain.evidence.copies import Area
from app.jobs import Job
from app.paths import resources
from app.usecases.case.cases import add_case
from app.usecases.intake.collecting import collect
from app.usecases.items.evidence import list_items
from app.usecases.program.demonstrating_told import read_told
from app.usecases.reports.reporting import read_answers_file, save_report
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import settle
from ui.building import Desk, build_desk
from ui.theme.fonts import load_fonts
from ui.theme.theme import Theme
from ui.theme.tokens import DARK, LIGHT, Tokens

STATEMENT = "kr.police.statement"
COLOURS = 200
TALL = 1900


def open_window(application: QApplication, folder: Path, colours: Tokens) -> Desk:
    """A window on a fresh vault that holds the demonstration's case."""
    samples, job = resources() / "samples", Job()
    vault = create_vault(folder / "vault", "quiet words for a picture", job, argon2=FLOOR)
    case = add_case(vault, "2024년 8월")
    collect(vault, case.id, [samples / "telegram"], job)
    collect(vault, case.id, [samples / "screenshots", samples / "kakaotalk"], job)
    save_report(vault, case.id, STATEMENT, read_answers_file(samples / "answers.toml", STATEMENT))
    desk = build_desk(application, "ko", Theme(application, scheme=colours))
    desk.window.show()
    desk.context.session.open(vault)
    settle(desk)
    desk.context.session.choose(case)
    settle(desk)
    return desk


def save(desk: Desk, path: Path) -> None:
    """What the window shows, with few colours, and no ring around anything."""
    focused = desk.window.focusWidget()
    if focused is not None:
        focused.clearFocus()
    settle(desk)
    whole = path.with_suffix(".whole.png")
    desk.window.grab().save(str(whole))
    with Image.open(whole) as picture:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    whole.unlink()


def cover_a_place(desk: Desk) -> None:
    """The page of covered copies, with a place on a sample screenshot."""
    session, frame = desk.context.session, desk.window.frame
    rows = list_items(session.vault, session.case.id)
    told = read_told(resources() / "samples" / "told.toml").covered
    frame.go("redact", next(row.item.id for row in rows if row.item.name == told.name))
    settle(desk)
    page = frame.page_called("redact")
    page._marks.add(Area(told.left, told.top, told.width, told.height))
    page._side.show_it.setChecked(True)
    page._show_marks()
    settle(desk)


def close(desk: Desk) -> None:
    """Lock, and close the window."""
    desk.context.session.lock(stop_work=True)
    settle(desk)
    desk.context.lanes.close()
    desk.window.close()


def main(out: Path) -> None:
    """Write `case-ko.png`, `cover-ko.png` and `hand-over-ko.png`."""
    application = QApplication([])
    application.setFont(load_fonts())
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "light").mkdir()
        desk = open_window(application, folder / "light", LIGHT)
        desk.window.frame.go("case")
        settle(desk)
        save(desk, out / "case-ko.png")
        cover_a_place(desk)
        save(desk, out / "cover-ko.png")
        close(desk)
        (folder / "dark" / "out").mkdir(parents=True)
        desk = open_window(application, folder / "dark", DARK)
        desk.window.frame.go("hand_over")
        settle(desk)
        desk.window.frame.page_called("hand_over").make(folder / "dark" / "out")
        settle(desk)
        desk.window.resize(1280, TALL)  # all of it, from what goes in to what will be checked
        settle(desk)
        save(desk, out / "hand-over-ko.png")
        close(desk)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
