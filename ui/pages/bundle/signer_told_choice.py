"""The signing key of the case, to be read aloud, and by what way the recipient was told it.

What is chosen goes into the bundle as what the sender says, "not yet" first; nothing here checks
it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.bundles.signer_told import WORDS, SignerTold
from app.i18n import N_
from ui.context import Context
from ui.widgets.card import Card
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.bundles.signing_key import KeyOfCase

_KEY = N_("The fingerprint of your signing key")
_LEAD = N_("How the recipient was told your key's fingerprint")
_HINT = N_("It stands in the bundle as what you say; the recipient still compares it.")


class SignerToldChoice(Card):
    """A fingerprint and whose it is; a box that unfolds, and what comes of it."""

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=8)
        self._context = context
        self._case = ""
        self._key: KeyOfCase | None = None
        self._title, self._whose = Words("", "quiet"), Words("", "soft")
        self.fingerprint = Words("", "code").selectable()
        self._lead, self._hint = Words("", "quiet"), Words("", "soft")
        self.box = ChoiceBox()
        self.box.currentIndexChanged.connect(self._fit)
        self.add(self._title, self.fingerprint, self._whose, self._lead, self.box, self._hint)
        self.retext()

    def retext(self) -> None:
        """All words, in the language in use now; what was chosen stays."""
        tr, way = self._context.tr, self.way()
        self._title.say(tr(_KEY))
        self._show(self._key)
        self._lead.say(tr(_LEAD))
        self._hint.say(tr(_HINT))
        self.box.setAccessibleName(tr(_LEAD))
        self.box.clear()
        for one, words in WORDS.items():
            self.box.addItem(tr(words), str(one))
        self.box.setCurrentIndex(max(0, self.box.findData(str(way))))
        self._fit()

    def read(self, case_id: str) -> None:
        """Learn which key signs what leaves of this case."""
        from app.usecases.bundles.signing_key import signing_key

        def came(key: KeyOfCase) -> None:
            if self._case == case_id:
                self._show(key)

        self._case = case_id
        self._context.with_vault(lambda vault, _job: signing_key(vault, case_id), came, owner=self)

    def put_away(self) -> None:
        """Back to what is said of nobody, and of no case."""
        self._case = ""
        self._show(None)
        self.box.setCurrentIndex(0)

    def way(self) -> SignerTold:
        """What was chosen."""
        return SignerTold(self.box.currentData() or SignerTold.NOT_YET)

    def _show(self, key: KeyOfCase | None) -> None:
        self._key = key
        self.fingerprint.say("" if key is None else key.fingerprint)
        self._whose.say("" if key is None else self._context.tr(key.whose))
        for one in (self._title, self.fingerprint, self._whose):
            one.setVisible(key is not None)

    def _fit(self) -> None:
        self._hint.setVisible(self.way() is not SignerTold.NOT_YET)
