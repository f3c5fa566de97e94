"""Who can open a bundle: its passphrase, and recipients' keys of the address book."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.domain.bundles.key_words import CHECKED, NOT_EVERYWHERE
from app.domain.text.textsafe import one_line
from app.error_texts import sentence
from ui.context import Context
from ui.widgets.buttons import QUIET, Button
from ui.widgets.card import Card
from ui.widgets.tick import Tick
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.bundles.recipient_keys import RecipientKey
    from app.usecases.bundles.bundling import KeyMade


def key_lines(keys: Sequence[KeyMade], context: Context) -> list[str]:
    """A line a recipient's key of a bundle that was made: it opens it, or why not."""
    tr = context.tr
    lines = [
        tr("The key {name} opens it.", name=one.name)
        if one.problem is None
        else tr(
            "The key {name} does not open it: {why}",
            name=one.name,
            why=sentence(one.problem, context.language.texts),
        )
        for one in keys
    ]
    if any(one.post_quantum for one in keys):
        lines.append(tr(NOT_EVERYWHERE))
    return lines


class OpenersCard(Card):
    """Boxes to tick, the passphrase to begin with. What is chosen stays over a refresh."""

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=6)
        self._context = context
        self._keys: tuple[RecipientKey, ...] = ()
        self._ticks: dict[str, Tick] = {}
        self._chosen: set[str] = set()
        self._passphrase = True

    def read(self) -> None:
        """Ask for the address book."""
        from app.usecases.bundles.recipient_keys import list_keys

        self._context.with_vault(lambda vault, _job: list_keys(vault), self._came, owner=self)

    def put_away(self) -> None:
        """Let go of what came from the vault, and of what was chosen."""
        self._chosen, self._passphrase = set(), True
        self._came(())

    def retext(self) -> None:
        """The same in another language."""
        self._came(self._keys)

    def chosen(self) -> tuple[tuple[str, ...], bool]:
        """The names of the keys, and whether there is a passphrase too."""
        names = tuple(key.name for key in self._keys if key.name in self._chosen)
        return names, self._passphrase or not names

    def _came(self, keys: tuple[RecipientKey, ...]) -> None:
        tr = self._context.tr
        self._keys = keys
        self._chosen &= {key.name for key in keys}
        self.empty()
        self._ticks = {}
        self.add(Words(tr("What opens it"), "quiet"))
        if keys:
            self._add("", tr("A passphrase, told by phone"), ticked=self._passphrase)
            for key in keys:
                whose = one_line(key.recipient, 24) or key.name
                told = f"{whose} ({tr(CHECKED[key.checked_how])})"
                self._add(key.name, told, ticked=key.name in self._chosen)
        else:
            self.add(Words(tr("A passphrase, told by phone"), "soft"))
        button = Button(tr("Keys of recipients"), QUIET)
        button.clicked.connect(lambda *_: self._context.go("recipient_keys"))
        self.add_row(button)

    def _add(self, name: str, words: str, *, ticked: bool) -> None:
        tick = self._ticks[name] = Tick()
        tick.say(words)
        tick.setChecked(ticked)
        tick.toggled.connect(lambda on: self._choose(name, on=on))
        self.add(tick)

    def _choose(self, name: str, *, on: bool) -> None:
        if not name:
            self._passphrase = on
        elif on:
            self._chosen.add(name)
        else:
            self._chosen.discard(name)
        if not self._passphrase and not self._chosen:
            # Without any key the passphrase is what opens it.
            self._passphrase = True
            self._ticks[""].setChecked(True)
