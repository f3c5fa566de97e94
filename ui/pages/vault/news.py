"""What a person should know after opening: what waits, what stopped part-way, what is amiss.

Calm lines above the list of cases, each with its next step and a way to leave it. Nothing is said
where there is nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.text.textsafe import visible_name
from app.error_texts import TEXTS
from app.errors import OngiError
from app.i18n import N_
from ui.coming_back import can_go_on, go_there
from ui.context import Context
from ui.session import Changed
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.progress import ProgressPanel
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.domain.evidence.intake import IntakeReport
    from app.domain.evidence.items import Case
    from app.jobs import Job
    from app.usecases.settings.leaving_off import LeftOff
    from app.usecases.vault.unfinished import StoppedWork
    from app.usecases.vault.vaults import OpenVault

NAME_LENGTH = 60
LEFT = {"narrative": N_("Account of events"), "five_minutes": N_("The room is about to vanish")}
"""Pages without a report, as they are called."""
Does = tuple[str, Callable[[], object]]
"""The word of a button, and what it does."""


@dataclass(frozen=True)
class News:
    """What there is to say."""

    waiting: int
    stopped: tuple[StoppedWork, ...]
    notices: tuple[str, ...]
    due_ms: int | None
    left: LeftOff | None = None


def look(vault: OpenVault, _job: Job) -> News:
    """Read it in one go on the vault lane; what waits is only counted."""
    from app.usecases.intake.dropping import lying_here
    from app.usecases.settings.leaving_off import left_off
    from app.usecases.vault.ending import vault_due
    from app.usecases.vault.telling import what_to_tell
    from app.usecases.vault.unfinished import stopped_work

    left = left_off(vault)
    return News(
        len(lying_here(vault.path)),
        stopped_work(vault),
        what_to_tell(vault),
        vault_due(vault),
        left if can_go_on(left) else None,
    )


class NewsCards(QWidget):
    """The lines, and the course of work that goes on."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._news: News | None = None
        self._put_away: set[str] = set()
        self._busy = False
        self._lines = QVBoxLayout()
        self._lines.setSpacing(12)
        self._progress = ProgressPanel(context)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addLayout(self._lines)
        inside.addWidget(self._progress)
        self.hide()

    def refresh(self) -> None:
        """Read what there is to say."""
        self._context.with_vault(look, self._show, owner=self)

    def retext(self) -> None:
        """Say it in the language in use now."""
        if self._news is not None:
            self._show(self._news)

    def clear(self) -> None:
        """Let go of everything; the next opening says it anew."""
        self._news = None
        self._put_away = set()
        self._busy = False
        clear_layout(self._lines)
        self.hide()

    def _show(self, news: News) -> None:
        tr, ntr = self._context.tr, self._context.ntr
        self._news = news
        clear_layout(self._lines)
        if news.due_ms is not None:
            self._add(
                "care",
                tr("This vault is set aside."),
                tr("It works as before. Nothing is destroyed by itself."),
                (tr("Keep it or destroy it"), lambda: self._context.go("ending")),
            )
        if news.left is not None and "left" not in self._put_away:
            self._add_left(news.left)
        for work in news.stopped:
            self._add_stopped(work)
        if news.waiting and "waiting" not in self._put_away:
            self._add(
                "fact",
                ntr("{count} file waits", "{count} files wait", news.waiting),
                tr("It came in while the vault was locked and has no case yet."),
                (tr("See what waits"), lambda: self._context.go("waiting")),
                (tr("Later"), lambda: self._away("waiting")),
            )
        for code in news.notices:
            if code not in self._put_away:
                self._add(
                    "care",
                    tr(TEXTS[code].sentence),
                    tr(TEXTS[code].next_step),
                    (tr("Close this notice"), partial(self._away, code)),
                )
        self.setVisible(self._lines.count() > 0 or self._busy)

    def _add(self, kind: str, lead: str, then: str, *ways: Does) -> None:
        card = Card(kind, spacing=6)
        card.add(Words(lead, "strong"), Words(then))
        buttons = []
        for number, (text, press) in enumerate(ways):
            button = Button(text, SECONDARY if number == 0 else QUIET)
            button.say(text)
            button.setEnabled(not self._busy)
            button.clicked.connect(lambda _on, do=press: do())
            buttons.append(button)
        card.add_row(*buttons)
        self._lines.addWidget(card)

    def _add_left(self, left: LeftOff) -> None:
        """Where something was left half done, with the way back to it."""
        tr = self._context.tr
        language = self._context.language.texts.language
        what = left.title.in_language(language) if left.title else tr(LEFT.get(left.page, ""))
        case = visible_name(left.case.title, NAME_LENGTH) or tr("Case without a name")
        self._add(
            "fact",
            tr("You can go on where you left off"),
            " · ".join(one for one in (what, case, clock(left.at_ms)) if one),
            (tr("Go on"), lambda: go_there(self._context, left)),
            (tr("Later"), lambda: self._away("left")),
        )

    def _add_stopped(self, work: StoppedWork) -> None:
        tr = self._context.tr
        if work.kind == "place":
            lead = tr("Putting what waited into a case stopped part-way.")
        else:
            first = PurePath(work.given[0]).name if work.given else ""
            more = " …" if len(work.given) > 1 else ""
            name = visible_name(first, NAME_LENGTH) + more
            lead = tr("Taking in stopped part-way: {name}", name=name)
        self._add(
            "fact",
            lead,
            tr("Begun {when}. What came in is kept.", when=clock(work.begun_ms)),
            (tr("Go on with it"), lambda: self._go_on(work)),
            (tr("Leave it"), lambda: self._leave(work)),
        )

    def _away(self, what: str) -> None:
        from app.usecases.vault.telling import put_away

        self._put_away.add(what)
        if what in TEXTS:
            self._context.with_vault(
                lambda vault, _job: put_away(vault, what), lambda _none: None, owner=self
            )
        self.retext()

    def _leave(self, work: StoppedWork) -> None:
        from app.usecases.vault.unfinished import leave_work

        self._context.with_vault(
            lambda vault, _job: leave_work(vault, work.number),
            lambda _none: self.refresh(),
            owner=self,
        )

    def _go_on(self, work: StoppedWork) -> None:
        from app.usecases.case.cases import list_cases
        from app.usecases.vault.unfinished import resume_work

        def resume(vault: OpenVault, job: Job) -> tuple[IntakeReport, Case]:
            case = next(one.case for one in list_cases(vault) if one.case.id == work.case)
            return resume_work(vault, work.number, job), case

        self._set_busy(busy=True)
        ticket = self._context.with_vault(resume, self._ended, owner=self, failed=self._stopped)
        self._progress.follow(ticket)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.retext()

    def _stopped(self, _error: OngiError) -> bool:
        self._set_busy(busy=False)
        self.refresh()
        return False

    def _ended(self, end: tuple[IntakeReport, Case]) -> None:
        report, case = end
        self._set_busy(busy=False)
        self._context.session.choose(case)
        self._context.session.tell(Changed.EVIDENCE)
        self._context.go("intake", report)
