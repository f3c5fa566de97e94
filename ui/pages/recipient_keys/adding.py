"""The form that adds a public key to the address book: its text, a file, or its code's picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from app.errors import OngiError
from app.i18n import N_
from ui.capture.pasting import pasted_picture
from ui.pages.page import Page
from ui.widgets.buttons import PRIMARY, QUIET, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.told_form import Asked, ToldForm
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.bundles.recipient_keys import RecipientKey

ASKED = (
    Asked("recipient", N_("Whose key it is")),
    Asked("name", N_("Short name, seen on the bundle"), hint=N_("a to z, digits and dashes")),
    Asked("key", N_("Public key, or the path of its file or picture"), hint="age1…", long=True),
)


class AddingCard(Card):
    """Fields and three ways to fill them; `done` is called with each key that was added."""

    def __init__(self, page: Page, done: Callable[[RecipientKey], None]) -> None:
        super().__init__()
        self._context, self._done = page.context, done
        tr = self._context.tr
        lead, about = Words("", "strong"), Words("", "soft")
        page.say(lead.say, lambda: tr("Add a key"))
        page.say(
            about.say,
            lambda: tr(
                "An office or counsellor can give you a public key, so that only they can open "
                "the bundle. It comes as a text, a file or a QR code."
            ),
        )
        self.form = ToldForm(self._context, ASKED)
        self._problem = Words("", "care")
        self._problem.hide()
        self.keep, choose, paste = Button("", PRIMARY), Button("", SECONDARY), Button("", QUIET)
        self.keep.clicked.connect(self.save)
        choose.clicked.connect(self._choose)
        paste.clicked.connect(self.paste)
        page.say(self.keep.say, lambda: tr("Add this key"))
        page.say(choose.say, lambda: tr("Choose a file"))
        page.say(paste.say, lambda: tr("Paste a picture of the code"))
        self.add(lead, about, self.form, self._problem)
        self.add_row(self.keep, choose, paste)

    def retext(self) -> None:
        """The form too."""
        self.form.retext()

    def suggest(self, name: str) -> None:
        """Begin anew, with a short name that is free."""
        self.form.show_values({"name": name})
        self.show_problem("")

    def show_problem(self, text: str) -> None:
        """A sentence beside the form; empty takes it away."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def save(self) -> None:
        """Add what the fields say."""
        from app.usecases.bundles.key_reading import read_public_key
        from app.usecases.bundles.recipient_keys import add_key

        said = self.form.values()
        self.show_problem("")
        self.keep.setEnabled(False)

        def done(key: RecipientKey) -> None:
            self.keep.setEnabled(True)
            self._done(key)

        def failed(_error: OngiError) -> None:
            self.keep.setEnabled(True)

        self._context.with_vault(
            lambda vault, _job: add_key(
                vault, read_public_key(said["key"]), said["name"], recipient=said["recipient"]
            ),
            done,
            owner=self,
            place=self,
            failed=failed,
        )

    def paste(self) -> None:
        """Read the code in a picture from the clipboard; it is asked for by this button alone."""
        from app.usecases.bundles.key_reading import public_key_in_picture

        try:
            picture = pasted_picture()
        except OngiError as error:
            self._context.errors.show(error, self)
            return
        name = self._context.tr("the clipboard")
        self._context.without_vault(
            lambda _job: public_key_in_picture(picture, name), self._take, owner=self, place=self
        )

    def _choose(self) -> None:
        title = self._context.tr("Choose the file or picture of a public key")
        chosen, _kind = QFileDialog.getOpenFileName(self, title)
        if chosen:
            self._take(chosen)

    def _take(self, key: str) -> None:
        self.form.show_values({**self.form.values(), "key": key})
