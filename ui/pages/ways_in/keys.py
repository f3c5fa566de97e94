"""The ways to open the vault: seen, added, changed, removed. The last one always stays."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.text.textsafe import visible
from app.i18n import N_
from ui.context import Context
from ui.pages.page import Page
from ui.pages.ways_in.keys_forms import FoldedCard, LetterCard, PassphraseCard
from ui.widgets.buttons import QUIET, Button
from ui.widgets.card import Card
from ui.widgets.words import Words
from ui.wording import kst

if TYPE_CHECKING:
    from app.usecases.ways_in.keys import KeySlot

KINDS = {
    "passphrase": N_("Passphrase"),
    "recovery": N_("Recovery kit"),
    "keyring": N_("Keyring of a computer"),
    "counsellor": N_("Counsellor's letter"),
}
HELD = frozenset(("passphrase", "recovery"))
"""Kinds that a person holds: one of them always stays."""

LABEL_LENGTH = 60


class KeysPage(Page):
    """A row for each way in, and a card for each thing that can be done."""

    place = "case"

    def __init__(self, context: Context) -> None:
        self._keys: tuple[KeySlot, ...] = ()
        self._keyring_on = False
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """The list, the kit, the passphrase, the keyring, the counsellor."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Ways to open this vault"))
        self.head_button(lambda: tr("All cases"), lambda: self.context.go("cases"), filled=False)
        self._rows = Card(spacing=14)
        self._rows.hide()
        kit = FoldedCard(
            self,
            N_("Recovery kit"),
            N_("Words kept on paper open the vault when the passphrase is forgotten."),
        )
        kit.add_row(kit.button(N_("Make or try a kit"), lambda: self.context.go("kit")))
        self._passphrase = PassphraseCard(self, self.refresh)
        self._letter = LetterCard(self, self.refresh)
        self.desk.addWidget(self._rows)
        self._keyring = self._keyring_card()
        for card in (kit, self._passphrase, self._keyring, self._letter):
            self.desk.addWidget(card)

    def _keyring_card(self) -> Card:
        card = FoldedCard(
            self,
            N_("This computer's keyring"),
            N_(
                "It can open the vault without typing. Then anyone who uses your account on this "
                "computer can open it too."
            ),
        )
        self._keyring_button = card.button(N_("Switch on"), self._switch_keyring)
        card.add_row(self._keyring_button)
        return card

    def refresh(self, subject: object = None) -> None:
        """Read the keys. Carried along on a stick, no computer's keyring is offered."""
        from app.usecases.program.carrying_along import is_portable
        from app.usecases.ways_in.keys import keyring_in_use, list_keys

        self._keyring.setVisible(not is_portable())
        self.context.with_vault(
            lambda vault, _job: (list_keys(vault), keyring_in_use(vault)), self._show, owner=self
        )

    def retext(self) -> None:
        """The rows too."""
        super().retext()
        if self._keys:
            self._show((self._keys, self._keyring_on))

    def leave_case(self) -> None:
        """Nothing here belongs to one case."""

    def clear(self) -> None:
        """Let go of the keys and of what was typed."""
        self._keys = ()
        self._rows.empty()
        self._rows.hide()
        self._keyring_button.setEnabled(True)
        self._passphrase.clear()
        self._letter.clear()

    def _show(self, found: tuple[tuple[KeySlot, ...], bool]) -> None:
        self._keys, self._keyring_on = found
        held = sum(key.kind in HELD for key in self._keys)
        self._rows.empty()
        for key in self._keys:
            self._add_row(key, stays=key.kind in HELD and held == 1)
        self._rows.show()
        self._keyring_button.say(
            self.context.tr("Switch off") if self._keyring_on else self.context.tr("Switch on")
        )

    def _add_row(self, key: KeySlot, *, stays: bool) -> None:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(Words(self._name(key)))
        facts = self._facts(key, stays=stays)
        if facts:
            column.addWidget(Words(facts, "quiet"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(column, 1)
        if not stays:
            remove = Button(self.context.tr("Remove"), QUIET)
            remove.setAccessibleName(f"{self._name(key)}: {self.context.tr('Remove')}")
            remove.clicked.connect(partial(self._ask_to_remove, key))
            row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        self._rows.inside.addLayout(row)

    def _name(self, key: KeySlot) -> str:
        tr = self.context.tr
        words = [tr(KINDS[key.kind])]
        needed, slash, made = key.label.partition("/")
        if key.kind == "recovery" and slash:
            words.append(tr("any {needed} of {made} sheets", needed=needed, made=made))
        elif key.label:
            words.append(visible(key.label, LABEL_LENGTH))
        return " · ".join(words)

    def _facts(self, key: KeySlot, *, stays: bool) -> str:
        tr = self.context.tr
        facts = []
        if key.added_ms is not None:
            facts.append(tr("since {day}", day=f"{kst(key.added_ms):%Y-%m-%d}"))
        if key.fingerprint:
            facts.append(tr("for the key {key}", key=visible(key.fingerprint, LABEL_LENGTH)))
        if stays:
            facts.append(tr("It stays, so that you can always get in."))
        return " · ".join(facts)

    def _ask_to_remove(self, key: KeySlot) -> None:
        tr = self.context.tr
        self.context.messages.confirm(
            tr("Remove this way in? {name}", name=self._name(key)),
            tr(
                "It opens the vault no more. What somebody copied earlier, vault and key "
                "together, still opens."
            ),
            tr("Remove"),
            tr("Not now"),
            lambda: self._remove(key.place),
        )

    def _remove(self, place: int) -> None:
        from app.usecases.ways_in.keys import remove_key

        if not self.context.session.is_open:
            return
        self.context.with_vault(
            lambda vault, _job: remove_key(vault, place), lambda _key: self.refresh(), owner=self
        )

    def _switch_keyring(self) -> None:
        from app.usecases.ways_in.keys import forget_keyring, use_keyring

        self._keyring_button.setEnabled(False)
        turn_off = self._keyring_on

        def ended(_key: object) -> None:
            self._keyring_button.setEnabled(True)
            self.refresh()

        self.context.with_vault(
            lambda vault, job: forget_keyring(vault) if turn_off else use_keyring(vault, job),
            ended,
            owner=self,
            failed=lambda _error: self._keyring_button.setEnabled(True),
        )
