"""The numbered checks of a bundle, each with its state as a word and a shape.

Not checked never looks like passed.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from app.i18n import N_
from ui.context import Context
from ui.theme.scale import scaled
from ui.widgets.card import Card
from ui.widgets.pill import FAILED, NOT_CHECKED, PASSED, UNKNOWABLE, Pill
from ui.widgets.words import Words

STATES = {
    PASSED: N_("Checked"),
    NOT_CHECKED: N_("Not checked"),
    UNKNOWABLE: N_("This app can't know"),
    FAILED: N_("Does not match"),
}
FIGURE, BESIDE = 24, 10
"""How wide the number of a check is, and how far its words stand from it."""
SUNK = 3
"""So much lower small letters stand, to share a line with larger ones."""
WHO_SIGNED = 13
"""The number of the check that nobody can make from the bundle alone (FORMAT.md, Checks)."""


class ChecksCard(Card):
    """Shows the checks of one verification."""

    def __init__(self, context: Context, heading: str) -> None:
        super().__init__(spacing=8)
        self._context = context
        self._heading = heading

    def show_checks(self, checks: tuple[Any, ...]) -> None:
        """Each check on its line; the reason below where it is not passed."""
        tr = self._context.tr
        self.empty()
        self.add(Words(tr(self._heading), "strong"))
        for check in checks:
            state = self.state_of(check)
            line = QHBoxLayout()
            line.setSpacing(BESIDE)
            figure = Words(str(check.id), "number", wrap=False)
            figure.setFixedWidth(scaled(FIGURE))
            figure.setContentsMargins(0, scaled(SUNK), 0, 0)
            line.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Words(check.name_in(self._context.language.texts)), 1)
            line.addWidget(Pill(state, tr(STATES[state])), 0, Qt.AlignmentFlag.AlignTop)
            self.inside.addLayout(line)
            if check.why and state != PASSED:
                role = "care" if state == FAILED else "quiet"
                why = Words(check.why_in(self._context.language.texts), role)
                why.setContentsMargins(scaled(FIGURE) + BESIDE, 0, 0, 0)
                self.add(why)
        self.add(
            Words(
                tr(
                    "This supports that the files have not changed since they entered the vault. "
                    "It does not prove what was before, and it is no judgement of a court."
                ),
                "quiet",
            )
        )

    @staticmethod
    def state_of(check: Any) -> str:
        """The state to show; who signed can't be known by this app."""
        if check.state == NOT_CHECKED and check.id == WHO_SIGNED:
            return UNKNOWABLE
        return str(check.state)
