"""By what way the recipient was told the signing key's fingerprint: one of five, "not yet" first.

What is chosen goes into the bundle as what the sender says; nothing here checks it.
"""

from __future__ import annotations

from app.domain.bundles.signer_told import WORDS, SignerTold
from app.i18n import N_
from ui.context import Context
from ui.widgets.card import Card
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.words import Words

_LEAD = N_("How the recipient was told your key's fingerprint")
_HINT = N_("It stands in the bundle as what you say; the recipient still compares it.")


class SignerToldChoice(Card):
    """A box that unfolds, and what comes of it."""

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=8)
        self._context = context
        self._lead, self._hint = Words("", "quiet"), Words("", "soft")
        self.box = ChoiceBox()
        self.box.currentIndexChanged.connect(self._fit)
        self.add(self._lead, self.box, self._hint)
        self.retext()

    def retext(self) -> None:
        """All words, in the language in use now; what was chosen stays."""
        tr, way = self._context.tr, self.way()
        self._lead.say(tr(_LEAD))
        self._hint.say(tr(_HINT))
        self.box.setAccessibleName(tr(_LEAD))
        self.box.clear()
        for one, words in WORDS.items():
            self.box.addItem(tr(words), str(one))
        self.box.setCurrentIndex(max(0, self.box.findData(str(way))))
        self._fit()

    def put_away(self) -> None:
        """Back to what is said of nobody."""
        self.box.setCurrentIndex(0)

    def way(self) -> SignerTold:
        """What was chosen."""
        return SignerTold(self.box.currentData() or SignerTold.NOT_YET)

    def _fit(self) -> None:
        self._hint.setVisible(self.way() is not SignerTold.NOT_YET)
