"""The recovery kit: what it is, made, kept, tried. Offered after making a vault; never urged."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QWidget

from app.i18n import N_
from ui.context import Context
from ui.pages.page import Page
from ui.pages.ways_in.kit_made import MadeCard
from ui.pages.ways_in.kit_try import TryCard
from ui.widgets.buttons import CHOICE, PRIMARY, QUIET, Button
from ui.widgets.card import Card, row_of
from ui.widgets.flow import Flow
from ui.widgets.progress import ProgressPanel
from ui.widgets.tick import Tick
from ui.widgets.words import Words
from ui.wording import kst

if TYPE_CHECKING:
    from app.usecases.ways_in.keys import KeySlot
    from app.usecases.ways_in.recovery import Kit, WordLanguage

FIRST = "first"
"""What the page is asked to show right after a vault was made."""

LANGUAGES = (("ko", "한국어"), ("en", "English"))
SHAPES = (
    ("whole", N_("Whole"), N_("One sheet with thirteen words. Keep it in one safe place.")),
    (
        "2of3",
        N_("2 of 3"),
        N_(
            "Three sheets, any two of which open the vault; one alone tells nothing. For "
            "instance: one at home, one with somebody you trust, one with a counsellor."
        ),
    ),
    (
        "3of5",
        N_("3 of 5"),
        N_(
            "Five sheets, any three of which open the vault. For instance: two places of your "
            "own and three people who don't know of each other."
        ),
    ),
)


class KitPage(Page):
    """Choices and the one filled button above; the words once they are made; trying below."""

    place = "case"

    def __init__(self, context: Context) -> None:
        self._kits: tuple[KeySlot, ...] = ()
        self._tried_ms: int | None = None
        self._language = ""
        self._shape = "whole"
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """Choices, words, buttons, trying."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Recovery kit"))
        self._later = self.head_button(
            lambda: tr("Later"), lambda: self.context.go("welcome", "evidence"), filled=False
        )
        self._on = self.head_button(
            lambda: tr("Next"), lambda: self.context.go("welcome", "evidence"), filled=False
        )
        self._back = self.head_button(
            lambda: tr("Ways to open this vault"), lambda: self.context.go("keys"), filled=False
        )
        self._later.hide()
        self._on.hide()
        self._choices = self._choices_card()
        self._made = MadeCard(self)
        self._old = Tick()
        self.say(self._old.say, lambda: tr("Kits made before should open it no more"))
        self._button, self._drop = Button("", PRIMARY), Button("", QUIET)
        self._button.clicked.connect(self._press)
        self._drop.clicked.connect(self._ask_to_drop)
        self.say(self._drop.say, lambda: tr("Not these words"))
        self._progress = ProgressPanel(self.context)
        self._try = TryCard(self, lambda _tried: self.refresh())
        self.desk.addWidget(self._choices)
        self.desk.addWidget(self._made)
        self.desk.addWidget(self._old)
        self.desk.addLayout(row_of(self._button, self._drop))
        self.desk.addWidget(self._progress)
        self.desk.addWidget(self._try)
        self.context.session.about_to_lock.connect(self._before_lock)
        self.clear()

    def _choices_card(self) -> Card:
        tr = self.context.tr
        card = Card()
        what, who = Words("", "lead"), Words("", "soft")
        self.say(
            what.say,
            lambda: tr("If the passphrase is forgotten, the words of this kit open the vault."),
        )
        self.say(
            who.say,
            lambda: tr(
                "Whoever has them can open it too, so they belong where only you can reach them. "
                "Without a kit nobody can help when the passphrase is forgotten; you can make one "
                "at any time."
            ),
        )
        self._facts = Words("", "quiet")
        names = Words("", "strong"), Words("", "strong")
        self.say(names[0].say, lambda: tr("Language of the words"))
        self.say(names[1].say, lambda: tr("On one sheet or several"))
        self._shape_said = Words("", "soft")
        self._language_choice = self._row({code: partial(str, name) for code, name in LANGUAGES})
        self._shape_choice = self._row({name: partial(tr, text) for name, text, _ in SHAPES})
        for code, button in self._language_choice[1].items():
            button.clicked.connect(partial(self._choose_language, code))
        for name, button in self._shape_choice[1].items():
            button.clicked.connect(partial(self._choose_shape, name))
        card.add(what, who, self._facts, names[0], self._language_choice[0])
        card.add(names[1], self._shape_choice[0], self._shape_said)
        return card

    def _row(self, texts: dict[str, partial[str]]) -> tuple[QWidget, dict[str, Button]]:
        holder = QWidget()
        flow, group = Flow(holder), QButtonGroup(self)
        buttons: dict[str, Button] = {}
        for name, text in texts.items():
            button = Button("", CHOICE)
            button.setCheckable(True)
            self.say(button.say, text)
            group.addButton(button)
            flow.addWidget(button)
            buttons[name] = button
        return holder, buttons

    def refresh(self, subject: object = None) -> None:
        """Read which kits there are; `subject` FIRST offers to do it later."""
        from app.usecases.ways_in.recovery import kit_tried_ms, kits_of

        if subject is not None:
            self._later.setVisible(subject == FIRST)
            self._on.hide()
            self._back.setVisible(subject != FIRST)
        self.context.with_vault(
            lambda vault, _job: (kits_of(vault), kit_tried_ms(vault)), self._show, owner=self
        )

    def retext(self) -> None:
        """What was read too."""
        super().retext()
        self._show_choice()
        self._show((self._kits, self._tried_ms))

    def leave_case(self) -> None:
        """Nothing here belongs to one case."""

    def clear(self) -> None:
        """Let go of the kit and of what was typed."""
        self._kits, self._tried_ms = (), None
        self._shape, self._language = "whole", self.context.language.texts.language
        self._later.hide()
        self._on.hide()
        self._back.show()
        self._old.setChecked(False)
        self._button.setEnabled(True)
        self._facts.hide()
        self._made.clear()
        self._try.clear()
        self._show_choice()
        self._show_state()

    def _show(self, found: tuple[tuple[KeySlot, ...], int | None]) -> None:
        tr = self.context.tr
        self._kits, self._tried_ms = found
        facts = [
            tr("A kit of {day} opens this vault.", day=f"{kst(kit.added_ms):%Y-%m-%d}")
            for kit in self._kits
            if kit.added_ms is not None and not self._is_new(kit)
        ]
        if facts and self._tried_ms is not None:
            facts.append(tr("A kit was tried on {day}.", day=f"{kst(self._tried_ms):%Y-%m-%d}"))
        self._facts.say(" ".join(facts))
        self._facts.setVisible(bool(facts))
        self._show_state()

    def _is_new(self, kit: KeySlot) -> bool:
        return self._made.kit is not None and self._made.kit.place == kit.place

    def _show_choice(self) -> None:
        self._language_choice[1][self._language or "ko"].setChecked(True)
        self._shape_choice[1][self._shape].setChecked(True)
        said = next(said for name, _text, said in SHAPES if name == self._shape)
        self._shape_said.say(self.context.tr(said))

    def _show_state(self) -> None:
        """Before and after the words are made."""
        tr = self.context.tr
        made = self._made.kit is not None
        self._choices.setVisible(not made)
        self._drop.setVisible(made)
        self._old.setVisible(made and any(not self._is_new(kit) for kit in self._kits))
        self._button.say(tr("I have kept them") if made else tr("Make the words"))
        self._try.setVisible(made or bool(self._kits))

    def _choose_language(self, code: str, _on: bool = True) -> None:
        self._language = code
        self._show_choice()

    def _choose_shape(self, name: str, _on: bool = True) -> None:
        self._shape = name
        self._show_choice()

    def _press(self) -> None:
        if self._made.kit is None:
            self._make()
        else:
            self._kept()

    def _make(self) -> None:
        from app.usecases.ways_in.recovery import SHAPES as BY_NAME
        from app.usecases.ways_in.recovery import make_kit

        language: WordLanguage = "en" if self._language == "en" else "ko"
        shape = BY_NAME.get(self._shape)
        self._button.setEnabled(False)
        ticket = self.context.with_vault(
            lambda vault, job: make_kit(vault, job, language, shape),
            self._take,
            owner=self,
            failed=lambda _error: self._button.setEnabled(True),
        )
        self._progress.follow(ticket)

    def _take(self, kit: Kit) -> None:
        self._button.setEnabled(True)
        self._made.take(kit)
        self.refresh()

    def _kept(self) -> None:
        """The person has the words: older kits go where that was wished, and the words go."""
        from app.usecases.ways_in.recovery import retire_other_kits

        kit, tr = self._made.kit, self.context.tr
        if kit is None:
            return
        if not self._made.was_seen:
            self.context.messages.info(
                tr("Nobody has seen these words yet."), tr("Show them or save them first.")
            )
            return
        if self._old.isChecked():
            self.context.with_vault(
                lambda vault, _job: retire_other_kits(vault, kit), self._told_kept, owner=self
            )
        else:
            self._told_kept()

    def _told_kept(self, _gone: object = None) -> None:
        tr = self.context.tr
        self._made.clear()
        self._old.setChecked(False)
        self._on.setVisible(not self._later.isHidden())
        self._back.setVisible(self._later.isHidden())
        self._later.hide()
        self.context.messages.good(
            tr("The kit is made. It opens the vault when the passphrase is forgotten."),
            tr("You can try it below, now or another day."),
        )
        self.refresh()

    def _ask_to_drop(self) -> None:
        tr = self.context.tr
        self.context.messages.confirm(
            tr("Let these words go?"),
            tr("They open nothing then. You can make others at any time."),
            tr("Let them go"),
            tr("Not now"),
            self._drop_kit,
        )

    def _drop_kit(self) -> None:
        from app.usecases.ways_in.recovery import withdraw_kit

        kit = self._made.kit
        if kit is None or not self.context.session.is_open:
            return
        self._made.clear()
        self.context.with_vault(
            lambda vault, _job: withdraw_kit(vault, kit), lambda _none: self.refresh(), owner=self
        )
        self._show_state()

    def _before_lock(self) -> None:
        """Words that nobody has seen or saved would be a way in that nobody holds."""
        from app.usecases.ways_in.recovery import withdraw_kit

        kit = self._made.kit
        if kit is None or self._made.was_seen:
            return
        self.context.with_vault(
            lambda vault, _job: withdraw_kit(vault, kit),
            lambda _none: None,
            owner=self,
            must_finish=True,
        )
