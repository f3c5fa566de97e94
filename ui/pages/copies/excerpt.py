"""A part of a kept chat as a working copy: from when to when. The chat itself stays whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.text.textsafe import visible_name
from ui.context import Context
from ui.pages.page import Page
from ui.session import Changed
from ui.widgets.card import Card
from ui.widgets.progress import ProgressPanel
from ui.widgets.span_lines import SpanLines
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.intake.adding import Added

NAME_LENGTH = 48


class ExcerptPage(Page):
    """Two lines and one button."""

    place = "evidence"

    def __init__(self, context: Context) -> None:
        self._item: str | None = None
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """What it does, the two lines."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("A part of this chat"))
        self.head_button(
            lambda: tr("Back to the item"),
            lambda: self.context.go("item", self._item),
            filled=False,
        )
        self._make = self.head_button(lambda: tr("Make this copy"), self._cut, filled=True)
        self._progress = ProgressPanel(self.context)
        card = Card()
        what, hint = Words("", "soft"), Words("", "quiet")
        self.say(
            what.say,
            lambda: tr(
                "The copy holds only the messages between these times, in the chat's own words, "
                "each with its place in it. The chat itself stays whole, and the copy names it."
            ),
        )
        self.say(
            hint.say,
            lambda: tr("A day alone means the whole day. One of the two may stay empty."),
        )
        self._lines = SpanLines(self.context)
        self._lines.changed.connect(self._allow)
        card.add(what, self._lines, hint)
        self.desk.addWidget(self._progress)
        self.desk.addWidget(card)
        self.clear()

    def refresh(self, subject: object = None) -> None:
        """Begin with a chat, by its item's identifier; without one, go on as it is."""
        if isinstance(subject, str) and subject != self._item:
            self.clear()
            self._item = subject
        self._allow()

    def on_changed(self, what: Changed) -> None:
        """What is typed here does not change by it."""

    def retext(self) -> None:
        """The lines too."""
        super().retext()
        self._lines.retext()

    def clear(self) -> None:
        """Let go of what was typed."""
        self._item = None
        self._lines.clear()
        self._allow()

    def _allow(self) -> None:
        self._make.setEnabled(self._item is not None and self._lines.span() is not None)

    def _cut(self) -> None:
        from app.usecases.copies.excerpting import cut_excerpt

        case, item, span = self.context.session.case, self._item, self._lines.span()
        if case is None or item is None or span is None:
            return
        self._make.setEnabled(False)
        ticket = self.context.with_vault(
            lambda vault, job: cut_excerpt(vault, case.id, item, job, span=span),
            self._made,
            owner=self,
            failed=lambda _error: self._allow(),
        )
        self._progress.follow(ticket)

    def _made(self, added: Added) -> None:
        tr = self.context.tr
        self.clear()
        self.context.session.tell(Changed.EVIDENCE)
        name = visible_name(added.item.name, NAME_LENGTH)
        self.context.messages.good(
            tr("{name} was made. The whole chat stays as it is.", name=name), ""
        )
        self.context.go("item", added.item.id)
