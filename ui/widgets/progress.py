"""Long work under way: what is being done, how far, and a way to stop.

Appears only after half a second.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from app.domain.phases import PHASES
from app.jobs import Progress
from ui.context import Context
from ui.lanes import Ticket
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.words import Words

APPEARS_AFTER_MS = 500
STEPS = 1000
_UNITS = {"B": 1, "kB": 1000, "MB": 1000**2, "GB": 1000**3}


class ProgressPanel(Card):
    """Follows one ticket until it is finished."""

    def __init__(self, context: Context) -> None:
        super().__init__("fact")
        self._context = context
        self._ticket: Ticket | None = None
        self._phase = Words("", "strong")
        self._subject = Words("", "quiet")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._stop = Button("", SECONDARY)
        self._stop.clicked.connect(self._ask_to_stop)
        self._appear = QTimer(self)
        self._appear.setSingleShot(True)
        self._appear.setInterval(APPEARS_AFTER_MS)
        self._appear.timeout.connect(self._show_if_running)
        line = QHBoxLayout()
        line.addWidget(self._phase, 1)
        line.addWidget(self._stop)
        self.inside.addLayout(line)
        self.add(self._bar, self._subject)
        context.lanes.pulse.connect(self._pull)
        self.hide()

    def follow(self, ticket: Ticket) -> None:
        """Show this ticket's progress once it takes longer than a moment."""
        self._ticket = ticket
        self._stop.setEnabled(True)
        self._stop.say(self._context.tr("Stop"))
        self._appear.start()
        self._pull()

    def _ask_to_stop(self) -> None:
        if self._ticket is not None:
            self._ticket.job.cancel()
            self._stop.setEnabled(False)
            self._phase.say(self._context.tr("Stopping where it is safe"))

    def _show_if_running(self) -> None:
        if self._ticket is not None and not self._ticket.finished:
            self.show()

    def _pull(self) -> None:
        ticket = self._ticket
        if ticket is None:
            return
        if ticket.finished:
            self._ticket = None
            self._appear.stop()
            self.hide()
            return
        self.show_progress(ticket.job.progress, stopping=ticket.job.cancelled)

    def show_progress(self, progress: Progress, *, stopping: bool = False) -> None:
        """Show one state of the work."""
        tr = self._context.tr
        phase = PHASES.get(progress.phase)
        if not stopping:
            self._phase.say(tr(phase) if phase else tr("Working"))
        self._bar.setAccessibleName(self._phase.accessibleName())
        if progress.total:
            self._bar.setRange(0, STEPS)
            self._bar.setValue(min(STEPS, progress.done * STEPS // progress.total))
        else:
            self._bar.setRange(0, 0)
        parts = [progress.subject, amount(progress)]
        self._subject.say(" · ".join(part for part in parts if part))


def amount(progress: Progress) -> str:
    """How far, in numbers: `12 / 40`, `1.2 MB / 3.0 GB`, or empty where nothing was counted yet."""
    if not progress.done and not progress.total:
        return ""
    word = size_text if progress.unit == "bytes" else "{:,}".format
    done = word(progress.done)
    return f"{done} / {word(progress.total)}" if progress.total else done


def size_text(size: int) -> str:
    """A size in decimal units: `812 B`, `4.1 MB`."""
    name = next((unit for unit in reversed(_UNITS) if size >= _UNITS[unit]), "B")
    return f"{size} B" if name == "B" else f"{size / _UNITS[name]:.1f} {name}"


def exact_size(size: int) -> str:
    """A size to the byte, and shorter where that is long: `812 B`, `4.1 MB (4,101,230 B)`."""
    short, exact = size_text(size), f"{size:,} B"
    return exact if short.endswith(" B") else f"{short} ({exact})"
