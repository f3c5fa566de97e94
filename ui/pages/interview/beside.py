"""What stands below some questions: numbers to call, provisions, what an age means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from ui.context import Context
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card, pair
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.reports.reports import Answer
    from app.usecases.reports.interviewing import Step

NUMBERS = 5
PROVISIONS = 8


class BesideCard(Card):
    """One tinted card; hidden where a question needs none."""

    def __init__(self, context: Context) -> None:
        super().__init__("care", spacing=10)
        self._context = context
        self.hide()

    def show_step(self, step: Step, answers: Mapping[str, Answer]) -> None:
        """Fill the card for a step and the answers so far."""
        from app.usecases.reports.interviewing import AGE, EVIDENCE, HARM, SAFETY, STORY, WHO

        self.empty()
        self.setProperty("kind", "card" if step.id in (HARM, STORY) else "care")
        self.style().unpolish(self)
        self.style().polish(self)
        fill: dict[str, Callable[[], None]] = {
            SAFETY: self._safety,
            AGE: partial(self._age, answers),
            HARM: partial(self._provisions, answers),
            STORY: self._story,
            WHO: partial(self._consent, answers),
            EVIDENCE: partial(self._consent, answers),
        }
        fill.get(step.id, self.hide)()
        self.setVisible(self.inside.count() > 0)

    def _safety(self) -> None:
        from app.usecases.reports.helping import where_to_turn
        from app.usecases.reports.interviewing import SAFETY_WORDS, calm_words

        tr, language = self._context.tr, self._context.language.texts.language
        for words in calm_words(SAFETY_WORDS, language):
            self.add(Words(words))
        for body in [one for one in where_to_turn() if one.urgent][:NUMBERS]:
            if body.contacts:
                self.add(pair(body.name.in_language(language), body.contacts[0].value))
        self._button(tr("Where to find help"), "help")

    def _age(self, answers: Mapping[str, Answer]) -> None:
        from app.usecases.reports.interviewing import AGE, UNDER_19

        tr, answer = self._context.tr, answers.get(AGE)
        if answer in UNDER_19:
            self.add(
                Words(
                    tr(
                        "From the next question on, pictures, video and sound stay out of this "
                        "case. Links, words and accounts are enough for a report."
                    )
                ),
                Words(tr("What is there already stays as it is, covered."), "soft"),
                Words(
                    tr("Other laws protect people under 19, and other places help as well."), "soft"
                ),
            )
            self._duty(answers)
        elif answer == "unknown":
            self.add(Words(tr("If a school has to do with it, pictures can be kept out as well.")))
            self._button(tr("See what that means"), "minor")

    def _duty(self, answers: Mapping[str, Answer]) -> None:
        """Counsellors have a duty to report; the page on minor mode records that it was read."""
        from app.usecases.case.protecting import duty_words
        from app.usecases.reports.interviewing import who_fills

        if who_fills(answers) == "counsellor":
            self.add(Words(duty_words(self._context.language.texts.language), "soft"))
            self._button(self._context.tr("See what that means"), "minor")

    def _consent(self, answers: Mapping[str, Answer]) -> None:
        """Where somebody else writes, an item goes along by a consent that was written down."""
        from app.usecases.reports.interviewing import who_fills

        tr = self._context.tr
        if who_fills(answers) in ("counsellor", "agent"):
            self.add(
                Words(
                    tr(
                        "Where somebody else fills it in, only what there is a written-down "
                        "consent for goes along."
                    )
                )
            )
            self._button(tr("Write down consent"), "consents")

    def _story(self) -> None:
        tr = self._context.tr
        self.add(
            Words(tr("It can be drafted from what is in the vault, and then changed at will."))
        )
        self._button(tr("Draft the account"), "narrative")

    def _provisions(self, answers: Mapping[str, Answer]) -> None:
        from app.usecases.reports.interviewing import legal_items

        tr, language = self._context.tr, self._context.language.texts.language
        items = legal_items(answers)[:PROVISIONS]
        if not items:
            return
        self.add(Words(tr("Provisions that may apply"), "strong"))
        for one in items:
            lines = QVBoxLayout()  # what belongs together stands closer than two provisions do
            lines.setSpacing(0)
            lines.addWidget(Words(one.title(language)))
            lines.addWidget(Words(one.content.in_language(language), "quiet"))
            self.inside.addLayout(lines)
        self.add(
            Words(
                tr("For reading only: the police decide the charge. This is not legal advice."),
                "quiet",
            )
        )

    def _button(self, said: str, page: str) -> None:
        button = Button("", SECONDARY)
        button.say(said)
        button.clicked.connect(lambda *_: self._context.go(page))
        self.add_row(button)
