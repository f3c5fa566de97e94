"""What a new passphrase is worth, said below its field while it is typed."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from app.i18n import N_
from app.jobs import Job
from ui.pages.page import Page
from ui.widgets.passphrase import PassphraseField
from ui.widgets.strength import StrengthMeter

WORTH = {
    "too_short": (0, N_("Eight letters or more can be used; several words are good.")),
    "a_day": (1, N_("Somebody who tries could find it within a day. More words help.")),
    "a_year": (2, N_("Somebody who tries hard could find it within a year.")),
    "a_century": (3, N_("Finding it would take years, even for somebody with many computers.")),
    "longer": (4, N_("This is very hard to guess.")),
}
"""By `app.usecases.ways_in.passphrases.Lasts`."""
ASK_AFTER_MS = 120


class PassphraseWorth(StrengthMeter):
    """Follows one field; hidden while nothing stands there. It judges and refuses nothing."""

    def __init__(self, page: Page, field: PassphraseField) -> None:
        super().__init__()
        self._context, self._field = page.context, field
        self._ask_soon = QTimer(self)
        self._ask_soon.setSingleShot(True)
        self._ask_soon.setInterval(ASK_AFTER_MS)
        self._ask_soon.timeout.connect(self.weigh)
        field.field.textChanged.connect(self._changed)
        page.say(lambda _text: self.weigh(), str)

    def weigh(self) -> None:
        """Say what stands in the field is worth."""
        text = self._field.text()
        self._ask_soon.stop()
        if not text:
            self.show_worth(0, "")
            self.hide()
            return

        def work(_job: Job) -> str:
            from app.usecases.ways_in.passphrases import how_strong

            return how_strong(text).lasts.value

        self._context.without_vault(work, lambda lasts: self._show(text, lasts), owner=self)

    def _changed(self, text: str) -> None:
        if text:
            self._ask_soon.start()
        else:
            self.weigh()

    def _show(self, text: str, lasts: str) -> None:
        """Only of what still stands there, and where it is seen."""
        if text == self._field.text():
            filled, sentence = WORTH[lasts]
            self.show_worth(filled, self._context.tr(sentence))
            self.setVisible(not self._field.isHidden())
