"""For the sender: a receipt of what was opened, and questions on it, each saved as a small file.

Nothing is sent. What was typed is let go of with the page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from app.domain.text.textsafe import one_line
from app.i18n import N_
from ui.context import Context
from ui.pages.item.row import row
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.told_form import Asked, ToldForm
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.bundles.bundling import VerifyResult

WHO = (Asked("who", N_("Your name or office, if you want it in there")),)
ASK = (
    Asked("exhibit", N_("About which exhibit"), choices=(("", ""),)),
    Asked("text", N_("Your question"), long=True),
)
LONGEST = 160


class ReplyCard(Card):
    """Two ways to answer a bundle that was opened."""

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=12)
        self._context = context
        self._result: VerifyResult | None = None
        self._asked: list[tuple[str, str]] = []
        self._lead, self._about = Words("", "lead"), Words("", "soft")
        self._who, self._form = ToldForm(context, WHO), ToldForm(context, ASK)
        self._receipt, self._more = Button("", SECONDARY), Button("", QUIET)
        self._add, self._save = Button("", QUIET), Button("", SECONDARY)
        self._list, self._asking = Card("plain", spacing=4), Card("plain", spacing=8)
        for card in (self._list, self._asking):
            card.inside.setContentsMargins(0, 0, 0, 0)
        self._said = Words("", "strong")
        self._problem = Words("", "care")
        self._receipt.clicked.connect(lambda *_: self._choose(self.save_receipt, "receipt.txt"))
        self._more.clicked.connect(lambda *_: self._unfold())
        self._add.clicked.connect(lambda *_: self.add_question())
        self._save.clicked.connect(lambda *_: self._choose(self.save_questions, "questions.txt"))
        self._asking.add(self._form)
        self._asking.add_row(self._add)
        self._asking.add(self._list)
        self._asking.add_row(self._save)
        self.add(self._lead, self._about, self._who)
        self.add_row(self._receipt, self._more)
        self.add(self._asking, self._said, self._problem)
        self.clear()
        self.retext()

    def retext(self) -> None:
        """All words, in the language in use now; what was typed stays."""
        tr = self._context.tr
        self._lead.say(tr("For the sender"))
        self._about.say(
            tr(
                "A receipt says what was opened, when, and which checks passed. Nothing is sent: "
                "you hand the file back as you like."
            )
        )
        self._receipt.say(tr("Save a receipt"))
        self._more.say(tr("Ask something"))
        self._add.say(tr("Put it on the list"))
        self._save.say(tr("Save the questions"))
        self._who.retext()
        self._form.retext()
        self._offer()
        self._draw()

    def show_result(self, result: VerifyResult) -> None:
        """Offer both for what was opened; hidden where nothing could be read."""
        if result is not self._result:
            self.clear()
        self._result = result
        self._offer()
        self.setVisible(result.opened is not None)

    def clear(self) -> None:
        """Let go of everything."""
        self._result = None
        self._asked = []
        self._form.show_values({})
        self._who.show_values({})
        self._asking.hide()
        self.show_problem("")
        self._tell("")
        self.hide()
        self._draw()

    def show_problem(self, text: str) -> None:
        """A sentence below."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def add_question(self) -> None:
        """Put what is typed on the list; the fields are empty then."""
        said = self._form.values()
        if said["text"].strip():
            self._asked.append((said["exhibit"], said["text"].strip()))
            self._form.show_values({"exhibit": said["exhibit"]})
        self._draw()

    def save_receipt(self, path: Path) -> None:
        """Write a receipt where the person chose."""
        from app.usecases.bundles.replying import make_receipt

        result, who = self._result, self._who.values()["who"]
        if result is not None:
            self._write(lambda: make_receipt(result, path, who=who).path)

    def save_questions(self, path: Path) -> None:
        """Write the questions on the list, and the one that is being typed."""
        from app.usecases.bundles.replying import make_questions

        self.add_question()
        result, who, asked = self._result, self._who.values()["who"], tuple(self._asked)
        if result is not None:
            self._write(lambda: make_questions(result, asked, path, who=who).path)

    def _write(self, work: Callable[[], Path]) -> None:
        tr = self._context.tr
        self.show_problem("")
        self._tell("")
        self._context.without_vault(
            lambda _job: work(),
            lambda path: self._tell(tr("Saved as {name}. Nothing was sent.", name=path.name)),
            owner=self,
            place=self,
        )

    def _tell(self, text: str) -> None:
        self._said.say(text)
        self._said.setVisible(bool(text))

    def _choose(self, save: Callable[[Path], None], name: str) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, self._context.tr("Where to save it"), name
        )
        if chosen:
            save(Path(chosen))

    def _unfold(self) -> None:
        self._asking.show()
        self._form.field("text").setFocus()

    def _offer(self) -> None:
        from app.usecases.bundles.replying import exhibit_names

        whole = self._context.tr("On the whole")
        names = exhibit_names(self._result) if self._result is not None else ()
        self._form.offer("exhibit", (("", whole), *((name, name) for name in names)))

    def _draw(self) -> None:
        tr = self._context.tr
        self._list.empty()
        for number, (exhibit, text) in enumerate(self._asked):
            said = f"{exhibit or tr('On the whole')} · {one_line(text, LONGEST)}"
            self._list.add(row(said, tr("Take it out"), partial(self._drop, number)))
        self._list.setVisible(bool(self._asked))

    def _drop(self, number: int) -> None:
        del self._asked[number]
        self._draw()
