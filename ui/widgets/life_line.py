"""The life of something as a line of steps, each followed by an arrow; heard as one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.flow import Flow
from ui.widgets.words import Words


class LifeLine(QWidget):
    """Steps beside each other, the last one strong; it goes on in the next row."""

    def __init__(self, steps: Sequence[str]) -> None:
        super().__init__()
        flow = Flow(self, spacing=6)
        for place, step in enumerate(steps):
            last = place == len(steps) - 1
            flow.addWidget(Words(step, "strong" if last else "soft", wrap=False))
            if not last:
                flow.addWidget(Words("→", "quiet", wrap=False))
        self.setAccessibleName(", ".join(steps))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
