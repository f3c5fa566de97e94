"""A quiet card above a form: what to know about this recipient; calm sentences when asked for."""

from __future__ import annotations

from ui.context import Context
from ui.widgets.buttons import QUIET, Button
from ui.widgets.card import Card
from ui.widgets.words import Words


class KnowCard(Card):
    """Sentences only. The calm ones that hold for any report open with a button."""

    def __init__(self, context: Context, template_id: str) -> None:
        from app.usecases.reports.knowing import good_to_know

        super().__init__(spacing=6)
        tr = context.tr
        known = good_to_know(template_id, context.language.texts.language)
        for sentence in known.recipient:
            self.add(Words(sentence, "soft"))
        said = tr("Checked on {date}", date=known.checked)
        self.add(Words(f"{said} · {tr('may have changed')}" if known.stale else said, "quiet"))
        self._calm = [Words(sentence, "soft") for sentence in known.calm]
        for words in self._calm:
            words.hide()
        self.more = Button("", QUIET)
        self.more.say(tr("Good to know"))
        self.more.clicked.connect(self._open)
        self.add_row(self.more)
        self.add(*self._calm)
        self.more.setVisible(bool(self._calm))

    def _open(self) -> None:
        shown = not self._calm[0].isVisible()
        for words in self._calm:
            words.setVisible(shown)
