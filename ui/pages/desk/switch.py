"""The one switch of counsellor mode, with a sentence on what it changes."""

from __future__ import annotations

from collections.abc import Callable

from ui.context import Context
from ui.widgets.card import Card
from ui.widgets.tick import Tick
from ui.widgets.words import Words


class CounsellingSwitch(Card):
    """A box to tick. `changed` is called after the vault keeps it."""

    def __init__(self, context: Context, changed: Callable[[], object]) -> None:
        super().__init__("plain", spacing=4)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self._context, self._changed = context, changed
        self.tick, self._about = Tick(), Words("", "quiet")
        self.tick.clicked.connect(self._turn)
        self.add(self.tick, self._about)
        self.retext()

    def retext(self) -> None:
        """Its words, in the language in use now."""
        tr = self._context.tr
        self.tick.say(tr("Use it as a counsellor"))
        self._about.say(
            tr("Cases get numbers and states, and one list says what comes next in all of them.")
        )

    def show_state(self, *, on: bool) -> None:
        """Show how it is."""
        self.tick.setChecked(on)

    def clear(self) -> None:
        """Off, as where nothing is known."""
        self.tick.setChecked(False)

    def _turn(self, on: bool) -> None:
        from app.usecases.case.case_file import set_counselling

        self._context.with_vault(
            lambda vault, _job: set_counselling(vault, on=on),
            lambda _done: self._changed(),
            owner=self,
            must_finish=True,
        )
