"""The reports of a case: those begun, and those that can be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.context import Context
from ui.pages.page import Page
from ui.pages.to_reports import to_reports
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.domain.reports import Report
    from app.usecases.cases import CaseSummary
    from app.usecases.reporting import TemplateInfo


class ReportsPage(Page):
    """A card for each template, with the reports that were begun from it."""

    place = "reports"

    def __init__(self, context: Context) -> None:
        self._templates: tuple[TemplateInfo, ...] = ()
        self._reports: tuple[Report, ...] = ()
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """An introduction; the cards come with the data."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Reports"))
        intro = Words("", "soft")
        self.say(
            intro.say,
            lambda: tr("A report can be handed in with blanks, and without any evidence."),
        )
        self._column = Card()
        self._column.setProperty("kind", "plain")
        self._column.inside.setContentsMargins(0, 0, 0, 0)
        self._column.inside.setSpacing(16)
        self.desk.addWidget(intro)
        self.desk.addWidget(self._column)
        self.desk.addWidget(to_reports(self))

    def refresh(self, subject: object = None) -> None:
        """Read what was begun."""
        from app.usecases.cases import list_cases

        case = self.context.session.case
        if case is None:
            return

        def show(cases: tuple[CaseSummary, ...]) -> None:
            self._reports = next((one.reports for one in cases if one.case.id == case.id), ())
            self._read_templates()

        self.context.with_vault(lambda vault, _job: list_cases(vault), show, owner=self)

    def retext(self) -> None:
        """Templates have words of their own."""
        super().retext()
        if self._templates:
            self._read_templates()

    def clear(self) -> None:
        """Let go of the reports."""
        self._reports = ()
        self._column.empty()

    def _read_templates(self) -> None:
        from app.usecases.reporting import template_list

        language = self.context.language.texts.language
        self.context.without_vault(lambda _job: template_list(language), self._show, owner=self)

    def _show(self, templates: tuple[TemplateInfo, ...]) -> None:
        if not self.context.session.is_open:
            return
        self._templates = templates
        self._column.empty()
        for template in templates:
            self._column.add(self._card(template))

    def _card(self, template: TemplateInfo) -> Card:
        tr = self.context.tr
        card = Card()
        card.add(
            Words(template.title, "lead"),
            Words(template.purpose, "soft"),
            Words(tr("As of {date}", date=template.as_of.isoformat()), "quiet"),
        )
        for report in self._reports:
            if report.template == template.id:
                go_on = Button("", SECONDARY)
                go_on.say(tr("Go on"))
                go_on.clicked.connect(lambda _on, known=report: self.context.go("form", known))
                saved = Words(tr("Saved {when}", when=clock(report.saved_ms)), "quiet", wrap=False)
                card.add_row(go_on, saved)
        if not any(report.template == template.id for report in self._reports):
            write = Button("", SECONDARY)
            write.say(tr("Write"))
            write.clicked.connect(lambda _on: self.context.go("form", template.id))
            card.add_row(write)
        return card
