"""Files before they are taken: what each is and says of itself, and why one would stay out.

Nothing is stored while this page is shown. What the person decides here goes to the page of what is
collected, which takes it in. No picture is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLineEdit

from app.domain.evidence.excerpts import Span
from app.domain.evidence.found_words import fact_in_words, fact_value_in_words
from app.domain.evidence.items import ItemKind
from app.domain.text.textsafe import visible_name
from app.error_texts import TEXTS
from ui.context import Context
from ui.models.paged import ROW, PagedModel, Said
from ui.pages.page import Page
from ui.session import Changed
from ui.widgets.card import Card, fact
from ui.widgets.progress import ProgressPanel, size_text
from ui.widgets.rows_view import RowsView, row_height
from ui.widgets.span_lines import SpanLines
from ui.widgets.tick import Tick
from ui.widgets.words import Words
from ui.wording import KINDS, clock

if TYPE_CHECKING:
    from app.domain.evidence.ahead import Ahead
    from app.errors import OngiError

NAME_LENGTH = 90
VALUE_LENGTH = 200
SHORT_VALUE = 48
WHY_LENGTH = 500
SHOWING = (ItemKind.PICTURE, ItemKind.VIDEO)
FACTS_SHOWN = 5
ROWS_AT_LEAST = 3
TELLING = (
    "exif.make", "exif.model", "exif.date_time_original", "gps.position", "media.creation_time",
    "media.model", "media.location", "office.author", "office.last_saved_by", "office.title",
    "pdf.author", "pdf.title", "mail.from", "mail.subject", "page.title", "page.url",
    "exif.software", "xmp.creator_tool", "text.parameters", "duration_seconds",
    "pages", "office.pages",
)  # fmt: skip
"""What is told first of a file, in one line."""


@dataclass(frozen=True)
class Offer:
    """Files and folders to be looked at before they are taken."""

    paths: tuple[Path, ...]


@dataclass(frozen=True)
class Taking:
    """What the person decided to take. `sure`: no sexual image can be seen in it (minor mode).

    `why` is their word on why pictures or films are needed, if they said it; `span` is the part of
    chats that is taken in place of the whole.
    """

    paths: tuple[Path, ...]
    sure: bool = False
    why: str = ""
    span: Span | None = None


class BeforePage(Page):
    """A list, the words of the file that is chosen in it, and one button that takes all of it."""

    place = "evidence"

    def __init__(self, context: Context) -> None:
        self._offer: Offer | None = None
        self._rows: tuple[Ahead, ...] = ()
        self._chosen: Ahead | None = None
        super().__init__(context, scrolled=False)

    def build(self) -> None:
        """The list above, the words of one file below."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Before it is taken in"))
        self.head_button(lambda: tr("Later"), self._later, filled=False)
        self._take = self.head_button(lambda: tr("Take these in"), self._take_in, filled=True)
        self._progress = ProgressPanel(self.context)
        self._sure = Tick()
        self.say(self._sure.say, lambda: tr("No sexual image can be seen in what I add now"))
        self._sure.clicked.connect(self._look)
        self._why = QLineEdit()
        self._why.setMaxLength(WHY_LENGTH)
        self._why_note = Words("", "quiet")
        self.say(
            self._why.setPlaceholderText,
            lambda: tr("Why pictures or films are needed, if you like: police request, deletion"),
        )
        self.say(
            self._why_note.say,
            lambda: tr("It can help later to have written why. The custody log keeps it."),
        )
        self.say(self._why.setAccessibleName, self._why.placeholderText)
        self._card = Card()
        self._sum = Words("", "strong")
        calm = Words("", "soft")
        self.say(
            calm.say,
            lambda: tr(
                "Nothing is in the vault yet. This is what the files say of themselves; "
                "what you know stays apart from it. The originals stay where they are."
            ),
        )
        self._model = PagedModel(self._words_of, self)
        self._list = RowsView()
        self._list.setModel(self._model)
        self._list.setMinimumHeight(ROWS_AT_LEAST * row_height())
        self._list.opened.connect(self._open)
        self.say(self._list.setAccessibleName, lambda: tr("Files before they are taken in"))
        self._card.add(self._sum, calm)
        self._card.inside.addWidget(self._list, 1)
        self._card.add(self._why, self._why_note)
        self._one = Card("fact", spacing=6)
        self._build_part()
        self.desk.addWidget(self._progress)
        self.desk.addWidget(self._sure)
        self.desk.addWidget(self._card, 3)
        self.desk.addWidget(self._one)
        self.desk.addWidget(self._part)
        self.clear()

    def _build_part(self) -> None:
        """A part of a chat in place of the whole, and what is lost by that."""
        tr = self.context.tr
        self._part = Card(spacing=8)
        self._only, self._span, lost = Tick(), SpanLines(self.context), Words("", "soft")
        self.say(self._only.say, lambda: tr("Only a part of the chat"))
        self.say(
            lost.say,
            lambda: tr(
                "Then the whole chat is not kept. What was cut out can't be compared with it "
                "later, unless you keep the file yourself; its check value is written down. "
                "A part can also be cut out afterwards, with the whole kept. The database of a "
                "chat program itself always comes in whole."
            ),
        )
        self._only.toggled.connect(self._allow)
        self._only.clicked.connect(self._close_one)
        self._span.changed.connect(self._allow)
        self._only.toggled.connect(self._span.setVisible)
        self._only.toggled.connect(lost.setVisible)
        self._part.add(self._only, self._span, lost)
        self._span.hide()
        lost.hide()

    def refresh(self, subject: object = None) -> None:
        """Look at what is offered."""
        case = self.context.session.case
        if isinstance(subject, Offer):
            self.clear()
            self._offer = subject
            self._sure.setVisible(case is not None and case.minor_mode)
            self._look()
        elif self._offer is None:
            self._show(())

    def on_changed(self, what: Changed) -> None:
        """What lies on the disk does not follow from what is in the vault."""

    def retext(self) -> None:
        """Rows, sums and the words of one file too."""
        super().retext()
        self._model.reword()
        self._span.retext()
        self._word_sum()
        self._show_one()

    def clear(self) -> None:
        """Let go of everything."""
        self._offer, self._rows, self._chosen = None, (), None
        self._model.clear()
        self._sure.setChecked(False)
        self._sure.hide()
        self._why.clear()
        self._ask_why()
        self._only.setChecked(False)
        self._span.clear()
        self._part.hide()
        self._allow()
        self._word_sum()
        self._show_one()

    def _allow(self) -> None:
        ready = not self._only.isChecked() or self._span.span() is not None
        self._take.setEnabled(ready and any(not row.code for row in self._rows))

    def _look(self) -> None:
        from app.usecases.intake.foreseeing import look_first

        case, offer = self.context.session.case, self._offer
        if case is None or offer is None:
            return
        sure = case.minor_mode and self._sure.isChecked()
        ticket = self.context.with_vault(
            lambda vault, job: look_first(
                vault, case.id, offer.paths, job, screens_without_image=sure
            ),
            lambda rows: self._show(rows) if self._offer is offer else None,
            owner=self,
            failed=self._failed,
        )
        self._progress.follow(ticket)

    def _failed(self, _error: OngiError) -> bool:
        self._word_sum()
        return False

    def _show(self, rows: Sequence[Ahead]) -> None:
        self._rows, self._chosen = tuple(rows), None
        self._model.clear()
        self._model.add(self._rows, complete=True)
        self._part.setVisible(any(row.chat for row in rows))
        self._allow()
        self._ask_why()
        self._word_sum()
        self._show_one()

    def _ask_why(self) -> None:
        """Only beside what shows somebody, and never needed."""
        showing = any(not row.code and row.kind in SHOWING for row in self._rows)
        for widget in (self._why, self._why_note):
            widget.setVisible(showing)

    def _word_sum(self) -> None:
        taken = [row for row in self._rows if not row.code]
        out = len(self._rows) - len(taken)
        parts = [self.context.ntr("{count} file", "{count} files", len(taken))]
        parts.append(size_text(sum(row.size for row in taken)))
        if out:
            parts.append(self.context.ntr("{count} stays out", "{count} stay out", out))
        self._sum.say(" · ".join(parts) if self._rows else "")

    def _words_of(self, row: Ahead) -> Said:
        tr, texts = self.context.tr, self.context.language.texts
        name = visible_name(row.place, NAME_LENGTH)
        if row.code:
            why = tr(TEXTS.get(row.code, TEXTS["BUG-001"]).sentence)
            return name, why.replace("{name}", "…"), ""
        told = [tr(KINDS[row.kind]), size_text(row.size)]
        told += [
            fact_value_in_words(key, row.facts[key], SHORT_VALUE, texts)
            for key in TELLING
            if key in row.facts
        ]
        at_ms = row.modified.at_ms if row.modified is not None else None
        return name, " · ".join(told), "" if at_ms is None else clock(at_ms)

    def _open(self, index: QModelIndex) -> None:
        self._chosen = index.data(ROW)
        self._show_one()

    def _close_one(self) -> None:
        """There is room for the words of one file, or for what a part of a chat means."""
        self._chosen = None
        self._show_one()

    def _show_one(self) -> None:
        tr, texts, row = self.context.tr, self.context.language.texts, self._chosen
        self._one.empty()
        self._one.setVisible(row is not None)
        if row is None:
            return
        self._one.add(Words(tr("What the file says of itself"), "strong"))
        facts = sorted(row.facts.items(), key=lambda one: _order(one[0]))
        for name, value in facts[:FACTS_SHOWN]:
            said = fact_value_in_words(name, value, VALUE_LENGTH, texts)
            self._one.add(fact(fact_in_words(name, texts), said))
        if len(facts) > FACTS_SHOWN:
            self._one.add(Words(tr("The rest is on its page once it is taken in."), "quiet"))
        if not facts:
            self._one.add(Words(tr("It says nothing of itself that is known here."), "soft"))

    def _take_in(self) -> None:
        offer = self._offer
        if offer is not None:
            sure, why = self._sure.isChecked(), self._why.text()
            span = self._span.span() if self._only.isChecked() else None
            self.clear()
            self.context.go("evidence", Taking(offer.paths, sure, why, span))

    def _later(self) -> None:
        self.clear()
        self.context.go("evidence")


def _order(name: str) -> tuple[int, str]:
    return (TELLING.index(name) if name in TELLING else len(TELLING), name)
