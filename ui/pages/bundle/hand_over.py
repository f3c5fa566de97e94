"""Make the bundle of a report: what goes in, how it is made, then what came of it.

What came of it is the bundle's passphrase, the way onto a stick, and the checks that its recipient
will see.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QScrollArea

from app.domain.reports.reports import Report
from app.i18n import N_
from ui.context import Context
from ui.pages.bundle.signer_told_choice import SignerToldChoice
from ui.pages.carrying.carry_card import CarryCard
from ui.pages.carrying.parts_choice import PartsChoice, size_for
from ui.pages.consents.staying_card import StayingCard
from ui.pages.page import Page
from ui.pages.recipient_keys.openers import OpenersCard, key_lines
from ui.pages.reports.fit_card import FitCard
from ui.pages.stamps.stamp_card import StampCard
from ui.widgets.buttons import PRIMARY, QUIET, SECONDARY, Button
from ui.widgets.card import Card, pair, row_of
from ui.widgets.checks import ChecksCard
from ui.widgets.columns import Columns
from ui.widgets.empty import EmptyNote
from ui.widgets.filing_offer import FilingOffer
from ui.widgets.progress import ProgressPanel, size_text
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.bundles.bundling import BundleMade
    from app.usecases.case.cases import CaseSummary


class HandOverPage(Page):
    """What goes in beside what can be chosen; below, the button and all that follows from it."""

    place = "hand_over"

    def __init__(self, context: Context) -> None:
        self._summary: CaseSummary | None = None
        self._report: Report | None = None
        self._made: dict[str, BundleMade] = {}
        super().__init__(context)

    def build(self) -> None:
        """Two columns, or the empty page."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Hand over"))
        self._inside, self._secret = Card(spacing=8), Card()
        self._checks = ChecksCard(self.context, N_("The checks your recipient will see"))
        self._button, self._verify = Button("", PRIMARY), Button("", QUIET)
        self._button.clicked.connect(self._choose_folder)
        self._verify.clicked.connect(self._check_one)
        self.say(self._button.say, lambda: tr("Put into a folder"))
        self.say(self._verify.say, lambda: tr("Check a bundle"))
        self._progress = ProgressPanel(self.context)
        self._offer = FilingOffer(self.context)
        self._staying = StayingCard(self.context)
        self._fit = FitCard(self.context)
        self._openers = OpenersCard(self.context)
        self._stamps = StampCard(self.context)
        self._told = SignerToldChoice(self.context)
        self._parts, self._carry = PartsChoice(self.context), CarryCard(self.context)
        self._empty = EmptyNote("hand_over")
        self.say(
            self._empty.sentence.say,
            lambda: tr("Write a report first; blanks are fine. Then it can be handed over here."),
        )
        write, check = Button("", SECONDARY), Button("", QUIET)
        write.clicked.connect(lambda *_: self.context.go("reports"))
        check.clicked.connect(self._check_one)
        self.say(write.say, lambda: tr("To the reports"))
        self.say(check.say, lambda: tr("Check a bundle"))
        self._empty.offer(check)
        self._empty.offer(write)  # above it
        beside = Columns(17, 15)
        told = (self._inside, self._staying, self._fit, self._stamps)
        settings = (self._openers, self._parts, self._told)
        for column, cards in zip(beside.columns, (told, settings), strict=True):
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
        self.desk.addWidget(self._empty)
        self.desk.addLayout(beside)
        self.desk.addLayout(row_of(self._button, self._verify))
        for widget in (self._progress, self._secret, self._carry, self._offer, self._checks):
            self.desk.addWidget(widget)
        self._secret.hide()
        self._checks.hide()

    def repaint_icons(self) -> None:
        """The empty page's icon."""
        self._empty.repaint_icon()

    def refresh(self, subject: object = None) -> None:
        """Read what would go in; `subject` is the report to hand over, else the one saved last."""
        from app.usecases.case.cases import list_cases

        case = self.context.session.case
        if case is None:
            return
        if isinstance(subject, Report):
            self._report = subject
            self._made.pop(case.id, None)
        self._hide_bundle()

        def show(cases: tuple[CaseSummary, ...]) -> None:
            self._summary = next((one for one in cases if one.case.id == case.id), None)
            self._show()

        self.context.with_vault(lambda vault, _job: list_cases(vault), show, owner=self)

    def retext(self) -> None:
        """Everything that came from the vault too."""
        super().retext()
        self._offer.retext()
        self._staying.retext()
        self._fit.retext()
        self._openers.retext()
        self._stamps.retext()
        self._told.retext()
        self._parts.retext()
        self._carry.retext()
        if self._summary is not None:
            self._show()

    def clear(self) -> None:
        """Let go of everything, the passphrase first."""
        self._made = {}
        self.leave_case()

    def leave_case(self) -> None:
        """A bundle that was made waits for its case to be shown again."""
        self._hide_bundle()
        self._summary = self._report = None
        self._inside.empty()
        self._fit.put_away()
        self._openers.put_away()
        self._stamps.put_away()
        self._told.put_away()
        self._parts.put_away()
        self._button.setEnabled(True)

    def _hide_bundle(self) -> None:
        self._button.become(PRIMARY)
        self._offer.put_away()
        self._carry.put_away()
        self._staying.put_away()
        self._secret.empty()
        self._secret.hide()
        self._checks.empty()
        self._checks.hide()

    def _show(self) -> None:
        summary = self._summary
        if summary is None:
            return
        reports = {report.id: report for report in summary.reports}
        if self._report is None or self._report.id not in reports:
            newest = max(summary.reports, key=lambda report: report.saved_ms, default=None)
            self._report = newest
        ready = self._report is not None
        self._empty.setVisible(not ready)
        self._verify.setVisible(ready)
        self._inside.setVisible(ready)
        self._button.setVisible(ready)
        self._show_inside(summary)
        self._staying.read(self._report)
        self._fit.read(self._report)
        self._openers.setVisible(ready)
        self._stamps.setVisible(ready)
        self._told.setVisible(ready)
        self._stamps.read(summary.case.id)
        self._told.read(summary.case.id)
        self._parts.setVisible(ready)
        self._parts.read(self._report)
        self._openers.read()
        made = self._made.get(summary.case.id)
        if made is not None:
            self._show_made(made)

    def _show_inside(self, summary: CaseSummary) -> None:
        tr, ntr = self.context.tr, self.context.ntr
        self._inside.empty()
        self._inside.add(Words(tr("What goes in"), "quiet"))
        if self._takes_items():
            self._inside.add(
                pair(tr("The report and the list of evidence"), "PDF"),
                pair(
                    ntr("{count} item", "{count} items", summary.items),
                    tr("unchanged, each with a check value"),
                ),
            )
        else:
            self._inside.add(pair(tr("The report"), "PDF"))
        self._inside.add(
            pair(tr("Links, rooms and accounts"), tr("as tables")),
            pair(tr("Custody log"), tr("a change would show; only this case")),
            pair(tr("Resident registration numbers"), tr("covered in documents only")),
            pair(tr("What stays out"), tr("other cases")),
        )

    def _takes_items(self) -> bool:
        """Whether items go along with the report at all; where none is chosen, they would."""
        from app.usecases.reports.reporting import form

        return self._report is None or form(self._report.template).takes_items

    def _choose_folder(self) -> None:
        title = self.context.tr("Choose a folder or a USB stick")
        chosen = QFileDialog.getExistingDirectory(self, title)
        if chosen:
            self.make(Path(chosen))

    def make(self, out: Path) -> None:
        """Make the bundle in this folder, with progress and a way to stop."""
        from app.usecases.bundles.bundling import make_bundle

        case, report = self.context.session.case, self._report
        if case is None or report is None:
            return
        self._made.pop(case.id, None)
        self._hide_bundle()
        self._button.setEnabled(False)
        keys, words = self._openers.chosen()
        stamps, told = self._stamps.wish(), self._told.way()
        way, typed = self._parts.way(), self._parts.line.text()

        def made(bundle: BundleMade) -> None:
            self._made[case.id] = bundle
            self._stamps.switch_off()
            shown = self.context.session.case
            if shown is not None and shown.id == case.id:
                self._show_made(bundle)
                QTimer.singleShot(0, self._bring_into_view)

        ticket = self.context.with_vault(
            lambda vault, job: make_bundle(
                vault,
                case.id,
                report.id,
                out,
                job,
                recipients=keys,
                passphrase=words,
                part_size=size_for(way, typed, vault, case.id, report.id),
                stamps=stamps,
                signer_told=told,
            ),
            made,
            owner=self,
            place=self._parts,
            failed=lambda _error: self._button.setEnabled(True),
        )
        self._progress.follow(ticket)

    def _bring_into_view(self) -> None:
        """What came of it stands below all that was chosen, and is what is looked for now."""
        area = self.findChild(QScrollArea)
        if isinstance(area, QScrollArea) and self._secret.isVisible():
            area.ensureWidgetVisible(self._carry)
            area.ensureWidgetVisible(self._secret)

    def _show_made(self, made: BundleMade) -> None:
        tr = self.context.tr
        self._button.setEnabled(True)
        self._button.become(SECONDARY)  # the one filled button is now the way onto a stick
        self._secret.empty()
        told = {"name": made.path.name, "size": size_text(made.size)}
        if made.passphrase:
            self._secret.add(
                Words(tr("Passphrase (tell it separately, by phone)"), "quiet"),
                Words(made.passphrase, "secret").selectable(),
                Words(
                    tr("It opens this bundle only. It is not the passphrase of your vault."), "soft"
                ),
                Words(
                    tr(
                        "The bundle {name} ({size}) is made and was checked. "
                        "The passphrase also stands in a file beside it; keep that file back.",
                        **told,
                    ),
                    "quiet",
                ),
            )
        else:
            whole = tr("The bundle {name} ({size}) is made and was checked.", **told)
            self._secret.add(Words(whole, "quiet"))
        for words in key_lines(made.keys, self.context):
            self._secret.add(Words(words, "soft"))
        self._secret.show()
        self._carry.offer(made.path)
        self._checks.show_checks(made.checks)
        self._checks.show()
        if self._report is not None:
            self._offer.offer(self._report.id)

    def _check_one(self) -> None:
        case = self.context.session.case
        made = self._made.get(case.id) if case is not None else None
        self.context.go("verify", made.path if made is not None else None)
