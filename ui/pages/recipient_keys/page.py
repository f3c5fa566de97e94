"""The address book: whose public keys bundles can be sealed for, with numbers to compare."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.domain.bundles.recipient_keys import CheckedHow
from ui.context import Context
from ui.pages.page import Page
from ui.pages.recipient_keys.adding import AddingCard
from ui.pages.recipient_keys.key_card import KeyCard
from ui.pages.recipient_keys.later import LaterCard
from ui.widgets.card import Card
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.bundles.recipient_keys import RecipientKey
    from app.usecases.vault.vaults import OpenVault

Shown = tuple[tuple["RecipientKey", str], ...]


class RecipientKeysPage(Page):
    """A card for each key, and the form for another one."""

    place = "hand_over"

    def __init__(self, context: Context) -> None:
        self._keys: Shown = ()
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """Keys above, the form below."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Keys of recipients"))
        self.head_button(
            lambda: tr("A key of my own"), lambda: self.context.go("own_key"), filled=False
        )
        self._none = Words("", "soft")
        self.say(
            self._none.say,
            lambda: tr("No key is here yet. Without one, a bundle opens with its passphrase."),
        )
        self._column = Card("plain", spacing=16)
        self._column.inside.setContentsMargins(0, 0, 0, 0)
        self._adding = AddingCard(self, lambda _key: self.refresh())
        self._later = LaterCard(self)
        for widget in (self._none, self._later, self._column, self._adding):
            self.desk.addWidget(widget)

    def refresh(self, subject: object = None) -> None:
        """Read the address book."""
        self.context.with_vault(lambda vault, _job: _read(vault), self._came, owner=self)

    def retext(self) -> None:
        """Keys and form too."""
        super().retext()
        self._adding.retext()
        self._later.retext()
        self._show(self._keys)

    def clear(self) -> None:
        """Let go of the keys and of what was typed."""
        self._adding.suggest("")
        self._later.put_away()
        self._show(())

    def leave_case(self) -> None:
        """Nothing here belongs to one case."""

    def _came(self, found: tuple[Shown, str]) -> None:
        self._adding.suggest(found[1])
        self._show(found[0])

    def _show(self, keys: Shown) -> None:
        self._keys = keys
        self._none.setVisible(not keys)
        self._column.setVisible(bool(keys))
        self._column.empty()
        for key, numbers in keys:
            card = KeyCard(self.context, key, numbers)
            card.compared.connect(partial(self._compared, card))
            card.out.connect(self._take_out)
            card.later.connect(self._later.begin)
            self._column.add(card)

    def _compared(self, card: KeyCard, name: str, how: str, typed: str) -> None:
        from app.usecases.bundles.recipient_keys import check_key

        self.context.with_vault(
            lambda vault, _job: check_key(vault, name, CheckedHow(how), typed=typed),
            lambda _key: self.refresh(),
            owner=self,
            place=card,
        )

    def _take_out(self, name: str) -> None:
        from app.usecases.bundles.recipient_keys import remove_key

        self.context.with_vault(
            lambda vault, _job: remove_key(vault, name), lambda _key: self.refresh(), owner=self
        )


def _read(vault: OpenVault) -> tuple[Shown, str]:
    from app.usecases.bundles.recipient_keys import free_key_name, list_keys, numbers_of

    keys = tuple((key, numbers_of(key.public_key)) for key in list_keys(vault))
    return keys, free_key_name(vault)
