"""The second screen: where it is kept. A folder is proposed; any other can be named."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from ui.pages.first.step import Step
from ui.pages.path_rows import FolderRow
from ui.widgets.words import Words


def documents() -> Path | None:
    """The folder that the system keeps documents in, where it names one."""
    named = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(named) if named else None


class PlaceStep(Step):
    """`folder` is what was named; `propose` fills it where nothing was typed yet."""

    def title(self) -> str:
        """What is asked."""
        return self.context.tr("Where it is kept")

    def build(self) -> None:
        """A line with the proposal."""
        tr = self.context.tr
        self._proposed = ""
        self.words(
            "soft",
            lambda: tr(
                "All of it lies in one folder. Looking into the folder shows nothing of what is "
                "in it. This one is proposed:"
            ),
        )
        row = FolderRow(
            self.page,
            name=lambda: tr("Folder of the vault"),
            hint=lambda: tr("Choose it, or paste where it is"),
            dialog=lambda: tr("Choose a new or empty folder"),
        )
        self.line = row.line
        self.line.returnPressed.connect(self._go_on)
        self.line.textEdited.connect(lambda _text: self.show_problem(""))
        self.card.add(row)
        self._problem = Words("", "care")
        self._problem.hide()
        self.card.add(self._problem)
        self.words(
            "quiet",
            lambda: tr(
                "A new folder on a USB stick is fine, too. The computer keeps no list of vaults: "
                "at the next start the usual places are looked at, and one that lies elsewhere is "
                "opened by choosing its folder."
            ),
        )
        self.next = self.go_on(lambda: tr("Next"), self.back_button())
        self.next.clicked.connect(self._go_on)
        self.then(lambda: tr("Next: a passphrase that only you know."))

    def begin(self) -> None:
        """The proposal is good as it is."""
        self.next.setFocus()

    def clear(self) -> None:
        """Forget the folder."""
        self.line.clear()
        self.show_problem("")

    def folder(self) -> Path | None:
        """The folder that was named."""
        return self.line.folder()

    def propose(self, folder: Path) -> None:
        """Fill in a folder, where nothing but an earlier proposal stands."""
        if self.line.text() in ("", self._proposed):
            self.line.take(folder)
            self._proposed = self.line.text()

    def show_problem(self, text: str) -> None:
        """A sentence below the line; empty takes it away."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def _go_on(self) -> None:
        if self.folder() is None:
            self.show_problem(self.context.tr("Choose a folder first."))
            return
        self.done.emit()
