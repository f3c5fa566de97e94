"""Taking files in at the door, without opening the vault: sealed at once, seen after opening."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.domain.text.textsafe import visible_name
from app.error_texts import TEXTS
from app.errors import OngiError
from ui.pages.page import Page
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.drop_area import DropArea
from ui.widgets.progress import ProgressPanel
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.intake.dropping import DropReport

MOST_SHOWN = 20
NAME_LENGTH = 80


class TakingIn(DropArea):
    """A quiet area to drop files on, or to choose them by; and what came of it.

    `folder` gives the vault's folder as the page knows it, None where none is named.
    """

    def __init__(self, page: Page, folder: Callable[[], Path | None]) -> None:
        super().__init__()
        self._context = page.context
        self._folder = folder
        self._report: DropReport | None = None
        tr = self._context.tr
        page.say(
            self.words.say,
            lambda: tr(
                "Files can also be put in without opening: drop them here. They are sealed at "
                "once, and can be seen after opening. The originals stay where they are."
            ),
        )
        self._button = Button("", SECONDARY)
        self._button.clicked.connect(self._choose)
        page.say(self._button.say, lambda: tr("Choose files"))
        self._progress = ProgressPanel(self._context)
        self._end = Card("good", spacing=6)
        self._problem = Words("", "care")
        self.inside.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        for widget in (self._problem, self._progress, self._end):
            self.inside.addWidget(widget)
        page.say(lambda _text: self._show(), lambda: "")
        self.dropped.connect(self.take)
        self.clear()

    def clear(self) -> None:
        """Forget what came of it."""
        self._report = None
        self._end.empty()
        self._end.hide()
        self.show_problem("")

    def show_problem(self, text: str) -> None:
        """What stands against it."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileNames(self, self._context.tr("Choose files"))
        self.take([Path(name) for name in chosen])

    def take(self, paths: Sequence[Path]) -> None:
        """Seal files and folders for the vault that is named on the page."""
        from app.usecases.intake.dropping import drop

        folder, given = self._folder(), list(paths)
        if not given:
            return
        self.clear()
        if folder is None:
            self.show_problem(self._context.tr("Choose the folder of the vault first."))
            return
        self._allow(allowed=False)
        ticket = self._context.without_vault(
            lambda job: drop(folder, given, job),
            self._taken,
            owner=self,
            place=self,
            failed=self._failed,
        )
        self._progress.follow(ticket)

    def _allow(self, *, allowed: bool) -> None:
        self.setAcceptDrops(allowed)
        self._button.setEnabled(allowed)

    def _failed(self, _error: OngiError) -> bool:
        self._allow(allowed=True)
        return False

    def _taken(self, report: DropReport) -> None:
        self._allow(allowed=True)
        self._report = report
        self._show()

    def _show(self) -> None:
        tr, ntr, report = self._context.tr, self._context.ntr, self._report
        if report is None:
            return
        self._end.empty()
        self._end.add(
            Words(
                ntr(
                    "{count} file is sealed in the vault. It can be seen after unlocking.",
                    "{count} files are sealed in the vault. They can be seen after unlocking.",
                    len(report.taken),
                ),
                "strong",
            )
        )
        for one in report.refused[:MOST_SHOWN]:
            name = visible_name(one.path, NAME_LENGTH)
            why = tr(TEXTS.get(one.code, TEXTS["BUG-001"]).sentence).replace("{name}", "…")
            self._end.add(Words(f"{name}: {why}", "care"))
        self._end.show()
