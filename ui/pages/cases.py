"""The cases of a vault, and a new one. A title is welcome and never needed.

Counsellor mode, off unless asked for, lists them with number and state too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from app.domain.case.minors import Under19
from ui.context import Context
from ui.models.paged import ROW, PagedModel, Said
from ui.pages.desk.case_list import CaseList
from ui.pages.desk.switch import CounsellingSwitch
from ui.pages.page import Page
from ui.pages.vault.news import NewsCards
from ui.session import Changed
from ui.widgets.buttons import PRIMARY, QUIET, Button
from ui.widgets.card import Card, row_of
from ui.widgets.questions.under_19 import Under19Question
from ui.widgets.rows_view import RowsView, row_height
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.domain.evidence.items import Case
    from app.usecases.case.cases import CaseSummary
    from app.usecases.case.work_list import CaseRow
    from app.usecases.vault.vaults import OpenVault


@dataclass(frozen=True)
class Listed:
    """The cases as they are listed: `rows` in counsellor mode, else None; if some are set aside."""

    cases: tuple[CaseSummary, ...]
    rows: tuple[CaseRow, ...] | None
    some_aside: bool


def look(vault: OpenVault, language: str) -> Listed:
    """Read them in one go on the vault lane."""
    from app.usecases.case.case_file import is_counselling
    from app.usecases.case.cases import list_cases
    from app.usecases.case.removing_cases import list_cases_aside
    from app.usecases.case.work_list import desk_cases

    some_aside = bool(list_cases_aside(vault))
    if is_counselling(vault):
        return Listed((), desk_cases(vault, language), some_aside)
    return Listed(list_cases(vault), None, some_aside)


class CasesPage(Page):
    """Choose a case, or begin one."""

    place = "case"

    def __init__(self, context: Context) -> None:
        super().__init__(context, scrolled=True, narrow=True)

    def build(self) -> None:
        """A list of cases and a card to begin another."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Cases"))
        self.head_button(lambda: tr("Ways to open"), lambda: self.context.go("keys"), filled=False)
        self.head_button(
            lambda: tr("Backup and safekeeping"), lambda: self.context.go("safety"), filled=False
        )
        self.head_button(
            lambda: tr("Check what is kept"), lambda: self.context.go("check_up"), filled=False
        )
        self._news = NewsCards(self.context)
        self.desk.addWidget(self._news)
        self._model = PagedModel(self._words_of, self)
        self._list_card = Card()
        self._list = RowsView()
        self._list.setModel(self._model)
        self._list.opened.connect(lambda index: self._choose(index.data(ROW).case))
        self.say(self._list.setAccessibleName, lambda: tr("Cases"))
        self._list_card.add(self._list)
        self._list_card.hide()
        self._cases = CaseList(self.context)
        self._cases.chosen.connect(self._choose)
        self._cases.hide()
        self.desk.addWidget(self._list_card)
        self.desk.addWidget(self._cases)
        self._aside = Button("", QUIET)
        self._aside.clicked.connect(lambda *_: self.context.go("removed"))
        self.say(self._aside.say, lambda: tr("What is set aside"))
        self._aside.hide()
        self.desk.addLayout(row_of(self._aside))
        self._build_new()
        self._switch = CounsellingSwitch(self.context, self.refresh)
        self.desk.addWidget(self._switch)

    def _build_new(self) -> None:
        from ui.pages.all_pages import PAGES

        tr = self.context.tr
        card = Card()
        lead, what = Words("", "lead"), Words("", "soft")
        self.say(lead.say, lambda: tr("Begin a case"))
        self.say(
            what.say,
            lambda: tr(
                "A case holds what belongs together. It needs no name; one you recognise is enough."
            ),
        )
        self._name = QLineEdit()
        self._name.setMaxLength(200)
        self._name.returnPressed.connect(self._add)
        self.say(self._name.setAccessibleName, lambda: tr("Name of the case"))
        self.say(self._name.setPlaceholderText, lambda: tr("Name, if you want one"))
        self._under_19 = Under19Question(self.context)
        self._under_19.retext()
        self._add_button = Button("", PRIMARY)
        self._add_button.clicked.connect(self._add)
        self.say(self._add_button.say, lambda: tr("Begin"))
        card.add(lead, what, self._name, self._under_19)
        below = [self._add_button]
        if "case_in" in PAGES:
            taken = Button("", QUIET)
            taken.clicked.connect(lambda *_: self.context.go("case_in"))
            self.say(taken.say, lambda: tr("Take a case in"))
            below.append(taken)
        card.inside.addLayout(row_of(*below))
        self.desk.addWidget(card)

    def _words_of(self, summary: CaseSummary) -> Said:
        from app.domain.text.textsafe import visible_name

        title = visible_name(summary.case.title) or self.context.tr("Case without a name")
        items = self.context.ntr("{count} item", "{count} items", summary.items)
        messages = self.context.ntr("{count} message", "{count} messages", summary.messages)
        return title, f"{items} · {messages}", clock(summary.case.created_ms)

    def refresh(self, subject: object = None) -> None:
        """Read the cases."""
        language = self.context.language.texts.language
        self.context.with_vault(lambda vault, _job: look(vault, language), self._show, owner=self)
        self._news.refresh()

    def on_changed(self, what: Changed) -> None:
        """Nothing here follows a choice made elsewhere; only which cases there are matters."""
        if what is Changed.CASES:
            self.refresh()

    def retext(self) -> None:
        """The rows too."""
        super().retext()
        self._under_19.retext()
        self._model.reword()
        self._cases.retext()
        self._switch.retext()
        self._news.retext()

    def leave_case(self) -> None:
        """Nothing here belongs to one case."""

    def clear(self) -> None:
        """Let go of the cases."""
        self._model.clear()
        self._news.clear()
        self._cases.clear()
        self._switch.clear()
        for widget in (self._list_card, self._cases, self._aside):
            widget.hide()
        self._name.clear()
        self._under_19.choose(Under19.NOT_SAID)

    def _show(self, found: Listed) -> None:
        self._model.clear()
        self._model.add(found.cases, complete=True)
        self._list_card.setVisible(bool(found.cases))
        self._list.setFixedHeight(min(6, len(found.cases)) * row_height() + 2)
        self._cases.show_cases(found.rows or ())
        self._cases.setVisible(bool(found.rows))
        self._aside.setVisible(found.some_aside)
        self._switch.show_state(on=found.rows is not None)

    def _add(self) -> None:
        from app.usecases.case.cases import add_case

        title, asked = self._name.text(), self._under_19
        answer, school = asked.answer(), asked.school()
        self.context.with_vault(
            lambda vault, _job: add_case(vault, title, under_19=answer, school=school),
            self._begun,
            owner=self,
        )

    def _begun(self, case: Case) -> None:
        """What stays out, and what to do instead, is told where it is so."""
        self._choose(case)
        if case.minor_mode:
            self.context.go("minor")

    def _choose(self, case: Case) -> None:
        self._name.clear()
        self._under_19.choose(Under19.NOT_SAID)
        self.context.session.choose(case)
        self.context.go("case")
