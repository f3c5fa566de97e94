"""After a bundle was made: the way onto a stick, and as one file for a portal. Each can wait.

What is written is read back there before anything is called done.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from ui.context import Context
from ui.widgets.buttons import PRIMARY, QUIET, Button
from ui.widgets.card import Card
from ui.widgets.progress import ProgressPanel
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.bundles.carrying import Carried


class CarryCard(Card):
    """Shown with a bundle; put away with it."""

    def __init__(self, context: Context) -> None:
        super().__init__("fact", spacing=8)
        self._context = context
        self._bundle: Path | None = None
        self._done: tuple[Path, int] | None = None
        self._lead, self._about, self._said = Words("", "strong"), Words("", "soft"), Words()
        self.stick, self.zip = Button("", PRIMARY), Button("", QUIET)
        self.stick.clicked.connect(lambda *_: self._ask(zipped=False))
        self.zip.clicked.connect(lambda *_: self._ask(zipped=True))
        self._progress = ProgressPanel(context)
        self.add(self._lead, self._about)
        self.add_row(self.stick, self.zip)
        self.add(self._progress, self._said)
        self.hide()
        self.retext()

    def retext(self) -> None:
        """All words, in the language in use now."""
        tr = self._context.tr
        self._lead.say(tr("To take it along"))
        self._about.say(
            tr(
                "A copy is read back from the stick before it is called done. If it is pulled out "
                "or full, press again: it goes on where it stopped."
            )
        )
        self.stick.say(tr("Copy to a USB stick"))
        self.zip.say(tr("As one file (ZIP)"))
        self._tell()

    def offer(self, bundle: Path) -> None:
        """Show it for a bundle that was made."""
        if bundle != self._bundle:
            self._bundle, self._done = bundle, None
        self._tell()
        self.show()

    def put_away(self) -> None:
        """Hide it, and let go of the bundle."""
        self._bundle = self._done = None
        self._tell()
        self.hide()

    def _ask(self, *, zipped: bool) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, self._context.tr("Choose a folder or a USB stick")
        )
        if chosen:
            self.carry(Path(chosen), zipped=zipped)

    def carry(self, to: Path, *, zipped: bool = False) -> None:
        """Copy the bundle there, or go on with a copy that was broken off."""
        from app.usecases.bundles.carrying import carry_bundle, zip_bundle

        bundle = self._bundle
        if bundle is None:
            return
        self._done = None
        self._tell()
        self._enable(on=False)

        def carried(done: Carried | Path) -> None:
            self._enable(on=True)
            if self._bundle == bundle:
                self._done = (done, 1) if isinstance(done, Path) else (done.path, done.parts)
                self._tell()

        ticket = self._context.without_vault(
            lambda job: zip_bundle(bundle, to, job) if zipped else carry_bundle(bundle, to, job),
            carried,
            owner=self,
            failed=lambda _error: self._enable(on=True),
        )
        self._progress.follow(ticket)

    def _enable(self, *, on: bool) -> None:
        self.stick.setEnabled(on)
        self.zip.setEnabled(on)

    def _tell(self) -> None:
        tr = self._context.tr
        self._said.setVisible(self._done is not None)
        if self._done is None:
            self._said.say("")
            return
        path, parts = self._done
        said = tr("Written, read back and found right: {path}", path=path)
        if parts > 1:
            said += " " + tr("It is in {count} parts; hand over all of them.", count=parts)
        self._said.say(said)
