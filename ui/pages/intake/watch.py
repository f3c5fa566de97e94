"""Folders that a person named, and phones: what is new there is offered, never taken by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.text.textsafe import visible
from app.errors import InputProblem
from ui.context import Context
from ui.pages.intake.before import Offer
from ui.pages.page import Page
from ui.pages.path_rows import FolderRow
from ui.session import Changed
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.progress import ProgressPanel
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.jobs import Job
    from app.usecases.intake.watching import Watched
    from app.usecases.vault.vaults import OpenVault

PLACE_LENGTH = 90


@dataclass(frozen=True)
class Looked:
    """A folder with what is new in it; None where it can't be reached now."""

    watched: Watched
    new: tuple[Path, ...] | None


@dataclass(frozen=True)
class Found:
    """All folders, and phones that are connected."""

    folders: tuple[Looked, ...]
    phones: tuple[Path, ...]


def look(vault: OpenVault, job: Job) -> Found:
    """Read it on the vault lane."""
    from app.usecases.intake.watching import phone_folders, watched_folders, what_is_new

    folders = []
    for one in watched_folders(vault):
        try:
            folders.append(Looked(one, what_is_new(vault, one.folder, job)))
        except InputProblem:
            folders.append(Looked(one, None))
    named = {one.watched.folder for one in folders}
    return Found(tuple(folders), tuple(one for one in phone_folders() if one not in named))


class WatchPage(Page):
    """A card a folder, a card a phone, a line for another folder."""

    place = "evidence"

    def __init__(self, context: Context) -> None:
        self._found: Found | None = None
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """The line above, the folders below."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("From a folder or a phone"))
        self.head_button(
            lambda: tr("How to bring it from a phone"),
            lambda: self.context.go("guide", "second_device"),
            filled=False,
        )
        self.head_button(
            lambda: tr("Back to what is collected"),
            lambda: self.context.go("evidence"),
            filled=False,
        )
        self._progress = ProgressPanel(self.context)
        card = Card()
        what = Words("", "soft")
        self.say(
            what.say,
            lambda: tr(
                "Name a folder where screenshots or pictures of your phone arrive. When you come "
                "here, what is new in it is offered. Nothing is taken in by itself, and only the "
                "vault knows of the folder."
            ),
        )
        self._row = FolderRow(
            self,
            name=lambda: tr("A folder to look through"),
            hint=lambda: tr("Choose, or paste its place"),
            dialog=lambda: tr("A folder to look through"),
        )
        self._add = Button("", SECONDARY)
        self._add.clicked.connect(self._watch)
        self.say(self._add.say, lambda: tr("Offer what is new there"))
        card.add(what, self._row)
        card.add_row(self._add)
        self._folders = Card("fact", spacing=16)
        for widget in (self._progress, card, self._folders):
            self.desk.addWidget(widget)
        self.clear()

    def refresh(self, subject: object = None) -> None:
        """Look through the folders now."""
        self._progress.follow(self.context.with_vault(look, self._show, owner=self))

    def on_changed(self, what: Changed) -> None:
        """Folders do not change by what is in the vault."""

    def retext(self) -> None:
        """The folders too."""
        super().retext()
        if self._found is not None:
            self._show(self._found)

    def clear(self) -> None:
        """Let go of everything."""
        self._found = None
        self._row.line.clear()
        clear_layout(self._folders.inside)
        self._folders.hide()

    def _show(self, found: Found) -> None:
        self._found = found
        self._folders.empty()
        for one in found.folders:
            self._one_folder(one)
        for phone in found.phones:
            self._one_phone(phone)
        self._folders.setVisible(bool(found.folders or found.phones))

    def _one_folder(self, one: Looked) -> None:
        tr = self.context.tr
        folder, new = one.watched.folder, one.new
        look, over, leave = Button("", SECONDARY), Button("", QUIET), Button("", QUIET)
        look.say(tr("Look at these"))
        over.say(tr("Not these"))
        leave.say(tr("Leave this folder"))
        look.clicked.connect(lambda: self.context.go("before", Offer(new or ())))
        over.clicked.connect(lambda: self._pass_over(new or ()))
        leave.clicked.connect(lambda: self._leave(folder))
        look.setEnabled(bool(new))
        over.setEnabled(bool(new))
        self._folders.add(
            Words(visible(str(folder), PLACE_LENGTH), "strong"), Words(self._said(one), "soft")
        )
        self._folders.add_row(look, over, leave)

    def _said(self, one: Looked) -> str:
        tr, ntr, since = self.context.tr, self.context.ntr, one.watched.since_ms
        if one.new is None:
            return tr("This folder can't be reached now.")
        if not one.new:
            return tr("Nothing new there.")
        said = ntr("{count} new picture or film", "{count} new pictures or films", len(one.new))
        if since is None:
            return said
        last = tr("since")
        return f"{said} · {last} {clock(since)}"

    def _one_phone(self, phone: Path) -> None:
        look = Button("", SECONDARY)
        look.say(self.context.tr("Offer what is new there"))
        look.clicked.connect(lambda: self._watch_this(phone))
        self._folders.add(
            Words(self.context.tr("A phone or camera is connected"), "strong"),
            Words(visible(str(phone), PLACE_LENGTH), "soft"),
        )
        self._folders.add_row(look)

    def _watch(self) -> None:
        folder = self._row.line.folder()
        if folder is not None:
            self._watch_this(folder)

    def _watch_this(self, folder: Path) -> None:
        from app.usecases.intake.watching import watch_folder

        self.context.with_vault(
            lambda vault, _job: watch_folder(vault, folder), lambda _one: self._again(), owner=self
        )

    def _pass_over(self, paths: Sequence[Path]) -> None:
        from app.usecases.intake.watching import pass_over

        self.context.with_vault(
            lambda vault, _job: pass_over(vault, paths), lambda _none: self._again(), owner=self
        )

    def _leave(self, folder: Path) -> None:
        from app.usecases.intake.watching import leave_folder

        self.context.with_vault(
            lambda vault, _job: leave_folder(vault, folder), lambda _none: self._again(), owner=self
        )

    def _again(self) -> None:
        self._row.line.clear()
        self.refresh()
