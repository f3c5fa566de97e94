"""What was agreed to for one recipient: a box each, ticked and taken back by the same click."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from app.domain.reports.consent_words import HOW_WORDS, KIND_LAW, KIND_WORDS
from app.domain.reports.consents import Consent, ConsentKind
from app.domain.text.textsafe import one_line
from ui.context import Context
from ui.widgets.buttons import QUIET, Button
from ui.widgets.card import Card
from ui.widgets.tick import Tick
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.usecases.reports.consenting import RecipientConsents

LAST = 5


class RecipientCard(Card):
    """`turned` gets a box and the consent that holds for all items, or None to give it."""

    def __init__(
        self,
        context: Context,
        row: RecipientConsents,
        *,
        turned: Callable[[str, ConsentKind, Consent | None], None],
        single: Callable[[str], None],
    ) -> None:
        super().__init__(spacing=8)
        self._context = context
        self.recipient = row.recipient
        self.ticks: dict[ConsentKind, Tick] = {}
        tr = context.tr
        name = one_line(row.name, 120) if row.recipient else tr("All recipients")
        self.add(Words(name, "lead"), Words(self._goes(row), "soft"))
        for kind in ConsentKind:
            if kind is not ConsentKind.ABROAD or row.abroad:
                self._add_box(row, kind, name, turned)
        self.single = Button(tr("Single items"), QUIET)
        self.single.setAccessibleName(f"{name}: {tr('Single items')}")
        self.single.clicked.connect(lambda *_: single(row.recipient))
        self.add_row(self.single)
        for one in sorted(row.consents, key=_newest, reverse=True)[:LAST]:
            self.add(Words(self._line(one), "quiet"))

    def _add_box(
        self,
        row: RecipientConsents,
        kind: ConsentKind,
        name: str,
        turned: Callable[[str, ConsentKind, Consent | None], None],
    ) -> None:
        tr = self._context.tr
        held = next(
            (one for one in row.consents if one.kind is kind and one.item is None and one.holds),
            None,
        )
        tick = self.ticks[kind] = Tick()
        tick.say(tr(KIND_WORDS[kind]))
        tick.setAccessibleName(f"{name}: {tr(KIND_WORDS[kind])}")
        tick.setChecked(held is not None)
        tick.clicked.connect(lambda *_: turned(row.recipient, kind, held))
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(tick)
        line.addWidget(Words(tr(KIND_LAW[kind]), "quiet"), 1)
        self.inside.addLayout(line)

    def _goes(self, row: RecipientConsents) -> str:
        tr, ntr = self._context.tr, self._context.language.texts.ntr
        if row.by_choice:
            return tr("What you choose for a report goes.")
        if not row.goes:
            return tr("Files stay here. A report can be sent without any.")
        return ntr(
            "{count} item may go, if it is chosen.",
            "{count} items may go, if they are chosen.",
            row.goes,
        )

    def _line(self, consent: Consent) -> str:
        tr = self._context.tr
        ended = consent.withdrawn_ms
        refused = ended == consent.given_ms
        told = (
            tr("Single item") if consent.item else "",
            tr(KIND_WORDS[consent.kind]),
            "" if refused else tr(HOW_WORDS[consent.how]),
            one_line(consent.witness, 60),
            tr("text {version}", version=consent.text_version) if consent.text_version else "",
            "" if refused else clock(consent.given_ms),
            "" if ended is None else tr("taken back {time}", time=clock(ended)),
        )
        return " · ".join(one for one in told if one)


def _newest(consent: Consent) -> int:
    return max(consent.given_ms, consent.withdrawn_ms or 0)
