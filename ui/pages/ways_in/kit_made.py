"""A kit that was just made: its words, covered until asked for, and where it is kept.

The words are nowhere but here and where the person saves them. See `app.usecases.ways_in.recovery`.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QFileDialog, QWidget

from app.i18n import N_
from ui.pages.page import Page
from ui.widgets.buttons import CHOICE, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.word_sheet import WordSheet
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.jobs import Job
    from app.usecases.vault.vaults import OpenVault
    from app.usecases.ways_in.recovery import Kit, SavedSheet

MOST_SHEETS = 5
SHEET_NAME = N_("Sheet {number}")


def _may_be_seen(vault: OpenVault, _job: Job) -> bool:
    """Whether the person said that others may look at the computer, or was not sure."""
    from app.usecases.vault.first_minutes import Device, device_said

    return device_said(vault) in (Device.SHARED, Device.UNSURE)


class MadeCard(Card):
    """Shows a kit. `kit` is None where there is none; `was_seen` whether anybody could have it."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.context = page.context
        tr = self.context.tr
        self.kit: Kit | None = None
        self.was_seen = False
        self._at = 0
        lead, what = Words("", "strong"), Words("", "soft")
        page.say(lead.say, lambda: tr("The words"))
        page.say(
            what.say,
            lambda: tr(
                "Write them down by hand, or save them as a page and a file. They are shown only "
                "here and only now."
            ),
        )
        self.sheet = WordSheet()
        self.show_it, save = Button("", SECONDARY), Button("", SECONDARY)
        self.show_it.setCheckable(True)
        self.show_it.toggled.connect(self._toggle)
        save.clicked.connect(self._choose)
        page.say(lambda _text: self._name_button(), lambda: "")
        page.say(save.say, lambda: tr("Save page and file"))
        self.saved = Words("", "quiet").selectable()
        plain = Words("", "quiet")
        page.say(
            plain.say,
            lambda: tr(
                "What is saved is not encrypted: put it on paper or on a stick, away from this "
                "computer."
            ),
        )
        self.add(lead, what, self._sheet_choices(page), self.sheet)
        self.add_row(self.show_it, save)
        self._shared = Words("", "care")
        page.say(
            self._shared.say,
            lambda: tr(
                "You said that somebody may look at this computer. Writing the words down by hand "
                "leaves nothing on it."
            ),
        )
        self.add(self._shared, self.saved, plain)
        self.clear()

    def _sheet_choices(self, page: Page) -> QWidget:
        tr = self.context.tr
        self._holder = QWidget()
        flow, group = Flow(self._holder), QButtonGroup(self)
        self.choices: list[Button] = []
        for number in range(MOST_SHEETS):
            button = Button("", CHOICE)
            button.setCheckable(True)
            button.clicked.connect(partial(self._show_sheet, number))
            page.say(button.say, partial(tr, SHEET_NAME, number=number + 1))
            group.addButton(button)
            flow.addWidget(button)
            self.choices.append(button)
        return self._holder

    def take(self, kit: Kit) -> None:
        """Hold this kit, covered."""
        self.kit, self.was_seen = kit, False
        for number, button in enumerate(self.choices):
            button.setVisible(number < len(kit.sheets))
        self._holder.setVisible(len(kit.sheets) > 1)
        self._show_sheet(0)
        self.show()
        self.context.with_vault(_may_be_seen, self._shared.setVisible, owner=self)

    def clear(self) -> None:
        """Let go of the kit."""
        self.kit, self.was_seen = None, False
        self.sheet.clear()
        self.show_it.setChecked(False)
        self.saved.say("")
        self.saved.hide()
        self._shared.hide()
        self.hide()

    def cover(self) -> None:
        """Cover the words again."""
        self.show_it.setChecked(False)

    def save(self, folder: Path) -> None:
        """Save all sheets into a folder."""
        from app.usecases.ways_in.recovery import save_kit

        kit = self.kit
        if kit is None:
            return
        self.context.with_vault(
            lambda vault, _job: save_kit(vault, kit, folder), self._saved, owner=self
        )

    def _show_sheet(self, number: int, _on: bool = True) -> None:
        if self.kit is None:
            return
        self.choices[number].setChecked(True)
        self.sheet.put(self.kit.sheets[number].words)
        self.sheet.show_words(shown=self.show_it.isChecked())

    def _toggle(self, shown: bool) -> None:
        self.was_seen = self.was_seen or (shown and self.kit is not None)
        self.sheet.show_words(shown=shown)
        self._name_button()

    def _name_button(self) -> None:
        tr = self.context.tr
        shown = self.show_it.isChecked()
        self.show_it.say(tr("Cover the words") if shown else tr("Show the words"))

    def _choose(self) -> None:
        title = self.context.tr("Choose a folder or a USB stick")
        chosen = QFileDialog.getExistingDirectory(self, title)
        if chosen:
            self.save(Path(chosen))

    def _saved(self, sheets: tuple[SavedSheet, ...]) -> None:
        if self.kit is None:
            return
        self.was_seen = True
        first = sheets[0]
        names = ", ".join(f"{sheet.page.name}, {sheet.text.name}" for sheet in sheets)
        self.saved.say(
            self.context.tr("Saved in {folder}: {names}", folder=first.page.parent, names=names)
        )
        self.saved.show()
