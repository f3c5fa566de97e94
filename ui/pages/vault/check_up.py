"""A check-up of the vault: everything is read back and compared; nothing is changed by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from app.domain.text.textsafe import visible, visible_name
from app.error_texts import TEXTS
from app.errors import OngiError
from app.i18n import N_
from ui.context import Context
from ui.pages.page import Page
from ui.widgets.buttons import PRIMARY, Button
from ui.widgets.card import Card
from ui.widgets.checks import STATES
from ui.widgets.pill import FAILED, PASSED, Pill
from ui.widgets.progress import ProgressPanel
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.vault.vaults import CheckResult, Damage

MOST_SHOWN = 200
NAME_LENGTH = 80
LINES = (
    ("items", N_("Every file is whole and as it came in")),
    ("index", N_("The list of what is kept is whole")),
    ("log", N_("The custody log is unbroken")),
    ("head", N_("The custody log ends where it should")),
)


class CheckUpPage(Page):
    """One button, the course of the work, and what was found."""

    place = "case"

    def __init__(self, context: Context) -> None:
        self._result: CheckResult | None = None
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """What it does, a button, progress, the result."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Check what is kept"))
        self.head_button(lambda: tr("All cases"), lambda: self.context.go("cases"), filled=False)
        card = Card()
        what = Words("", "soft")
        self.say(
            what.say,
            lambda: tr(
                "Everything in the vault is read once and compared with how it came in. "
                "Nothing is changed. With many files it takes a while; you can stop at any time."
            ),
        )
        self._button = Button("", PRIMARY)
        self._button.clicked.connect(self._check)
        self.say(self._button.say, lambda: tr("Check now"))
        card.add(what)
        card.add_row(self._button)
        self._progress = ProgressPanel(self.context)
        self._verdict, self._found = Words("", "lead"), Card(spacing=8)
        for widget in (card, self._progress, self._verdict, self._found):
            self.desk.addWidget(widget)
        self.clear()

    def retext(self) -> None:
        """The result too."""
        super().retext()
        if self._result is not None:
            self._show(self._result)

    def leave_case(self) -> None:
        """Nothing here belongs to one case."""

    def clear(self) -> None:
        """Let go of the result."""
        self._result = None
        self._button.setEnabled(True)
        self._verdict.hide()
        self._found.empty()
        self._found.hide()

    def _check(self) -> None:
        from app.usecases.vault.vaults import check_vault

        self.clear()
        self._button.setEnabled(False)
        ticket = self.context.with_vault(check_vault, self._show, owner=self, failed=self._failed)
        self._progress.follow(ticket)

    def _failed(self, _error: OngiError) -> bool:
        self._button.setEnabled(True)
        return False

    def _show(self, result: CheckResult) -> None:
        tr = self.context.tr
        self._result = result
        self._button.setEnabled(True)
        self._verdict.say(
            tr("Everything is as it came in.")
            if result.clean
            else tr("Something is no longer as it was. Nothing was changed or deleted.")
        )
        self._verdict.show()
        self._found.empty()
        items = self.context.ntr("{count} file read", "{count} files read", result.items)
        whole = {
            "items": not any(damage.id for damage in result.damaged) and result.index_ok,
            "index": result.index_ok,
            "log": result.log_ok,
            "head": result.head_ok,
        }
        for key, name in LINES:
            self._add_line(tr(name), items if key == "items" else "", passed=whole[key])
        for damage in result.damaged[:MOST_SHOWN]:
            self._found.add(Words(self._damage_in_words(damage), "care"))
        if result.damaged:
            self._found.add(
                Words(
                    tr("Keep this folder as it is, and take an older copy of it if you have one."),
                    "soft",
                )
            )
        if result.unexplained:
            self._found.add(Words(tr("Files in the folder that the vault does not know"), "quiet"))
            shown = result.unexplained[:MOST_SHOWN]
            self._found.add(*(Words(visible(name, NAME_LENGTH), "soft") for name in shown))
        self._found.show()

    def _add_line(self, name: str, detail: str, *, passed: bool) -> None:
        state = PASSED if passed else FAILED
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(Words(f"{name} · {detail}" if detail else name), 1)
        pill = Pill(state, self.context.tr(STATES[state]))
        line.addWidget(pill, 0, Qt.AlignmentFlag.AlignTop)
        self._found.inside.addLayout(line)

    def _damage_in_words(self, damage: Damage) -> str:
        where = visible(damage.where, NAME_LENGTH)
        said = self.context.tr(
            TEXTS[damage.code].sentence,
            id=damage.id,
            name=where,
            number=where.removeprefix("log "),
        )
        name = visible_name(damage.name, NAME_LENGTH) if damage.name else ""
        return f"{name}: {said}" if name else said
