"""Types into the interview and dies: `python -m tests.ui.typing_child VAULT PASSPHRASE WORDS`.

The process kills itself as soon as the window has heard that a draft was kept, with nothing closed.
Ends with 3 where that never comes.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.jobs import Job
from app.usecases.case.cases import list_cases
from app.usecases.vault.vaults import open_vault
from tests.ui.gallery import settle
from ui.building import build_desk
from ui.theme.fonts import load_fonts
from ui.theme.theme import Theme
from ui.theme.tokens import LIGHT

PATIENCE_MS = 20_000


def main(path: Path, passphrase: str, words: str) -> int:
    """Open, go to the question, type, die."""
    application = QApplication([])
    application.setFont(load_fonts())
    desk = build_desk(application, "ko", Theme(application, scheme=LIGHT))
    desk.window.show()
    vault = open_vault(path, passphrase, Job())
    desk.context.session.open(vault)
    settle(desk)
    desk.context.session.choose(list_cases(vault)[0].case)
    desk.window.frame.go("interview", "kr.police.statement")
    settle(desk)
    page = desk.window.frame.page_called("interview")
    page._show("event.narrative")
    page._keeper.kept.connect(lambda _report: os.kill(os.getpid(), signal.SIGKILL))
    QTest.keyClicks(page._field.box, words)
    QTimer.singleShot(PATIENCE_MS, lambda: application.exit(3))
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
