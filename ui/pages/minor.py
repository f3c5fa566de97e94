"""Minor mode of the case: what stays out and what to do instead, on and off, the duty to report."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from app.i18n import N_
from ui.context import Context
from ui.pages.page import Page
from ui.session import Changed
from ui.widgets.buttons import PRIMARY, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.usecases.case.protecting import Protection

REASON_LENGTH = 500
INSTEAD = (
    N_("Write down the link, the room, the accounts, the times and what was said."),
    N_(
        "Take only screens in which the sexual image never appears: the profile, the list of "
        "rooms, the threat. Scroll it away first, and turn off loading media by itself."
    ),
    N_("Export a chat without media. What lies in an export stays out, and is listed by name."),
    N_(
        "If it lies on a phone or computer already: don't copy, send or delete it. "
        "112 or 1366 say how to hand it over, at any hour."
    ),
)


class MinorPage(Page):
    """Two cards: the protection, and what a counsellor has to know."""

    place = "case"

    def __init__(self, context: Context) -> None:
        self._stands: Protection | None = None
        self._asked = False
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """The cards."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("When someone under 19 is shown"))
        self.head_button(
            lambda: tr("Back to the case"), lambda: self.context.go("case"), filled=False
        )
        self._card = Card()
        self._lead, self._before = Words("", "lead"), Words("", "care")
        self._on, self._off = Button("", PRIMARY), Button("", SECONDARY)
        self._on.clicked.connect(self._turn_on)
        self._off.clicked.connect(self._turn_off)
        self._reason = QLineEdit()
        self._reason.setMaxLength(REASON_LENGTH)
        self._reason.textChanged.connect(self._allow)
        self._ask = Words("", "soft")
        self.say(
            self._ask.say,
            lambda: tr(
                "To turn it off, write why. It is kept in the custody log, "
                "which goes along with a bundle."
            ),
        )
        self.say(self._reason.setAccessibleName, lambda: tr("Why it can be turned off"))
        self.say(self._on.say, lambda: tr("Turn it on"))
        self.say(self._off.say, lambda: tr("Turn it off"))
        self._card.add(self._lead)
        for said in INSTEAD:
            line = Words("")
            self.say(line.say, partial(tr, said))
            self._card.add(line)
        self._card.add(self._before, self._ask, self._reason)
        self._card.add_row(self._on, self._off)
        self.desk.addWidget(self._card)
        self._build_duty()
        self.clear()

    def _build_duty(self) -> None:
        tr = self.context.tr
        self._duty = Card("fact", spacing=8)
        lead = Words("", "strong")
        self.say(lead.say, lambda: tr("For counsellors"))
        self._notice, self._seen = Words(""), Words("", "quiet")
        see = Button("", SECONDARY)
        see.clicked.connect(self._see)
        self.say(see.say, lambda: tr("I have read this"))
        self._duty.add(lead, self._notice, self._seen)
        self._duty.add_row(see)
        self.desk.addWidget(self._duty)

    def refresh(self, subject: object = None) -> None:
        """Read how it stands."""
        from app.usecases.case.protecting import protection

        case = self.context.session.case
        if case is not None:
            self.context.with_vault(
                lambda vault, _job: protection(vault, case.id), self._show, owner=self
            )

    def on_changed(self, what: Changed) -> None:
        """Only another case matters here."""
        if what is Changed.CASE:
            self.refresh()

    def retext(self) -> None:
        """What was read, too."""
        super().retext()
        if self._stands is not None:
            self._show(self._stands)

    def leave_case(self) -> None:
        """Let go of how it stood."""
        self.clear()

    def clear(self) -> None:
        """Let go of everything."""
        self._stands, self._asked = None, False
        self._reason.clear()
        self._card.hide()
        self._duty.hide()

    def _show(self, stands: Protection) -> None:
        from app.usecases.case.protecting import duty_words

        tr, is_on = self.context.tr, stands.case.minor_mode
        self._stands = stands
        self._lead.say(
            tr("Pictures, video and sound stay out of this case.")
            if is_on
            else tr("If so, pictures, video and sound can be kept out of this case.")
        )
        self._before.say(tr("What came in before stays as it is, and covered."))
        self._before.setVisible(is_on and stands.held_back > 0)
        self._on.setVisible(not is_on)
        self._off.setVisible(is_on)
        for widget in (self._ask, self._reason):
            widget.setVisible(is_on and self._asked)
        self._notice.say(duty_words(self.context.language.texts.language))
        at_ms = stands.duty_seen_ms
        self._seen.say("" if at_ms is None else tr("Read: {when}", when=clock(at_ms)))
        self._seen.setVisible(at_ms is not None)
        self._card.show()
        self._duty.setVisible(is_on)
        self._allow()

    def _allow(self) -> None:
        self._off.setEnabled(not self._asked or bool(self._reason.text().strip()))

    def _turn_on(self) -> None:
        from app.usecases.case.protecting import protect

        case = self.context.session.case
        if case is not None:
            self.context.with_vault(
                lambda vault, _job: protect(vault, case.id), self._changed, owner=self
            )

    def _turn_off(self) -> None:
        """Ask for the reason first; with one, turn it off."""
        from app.usecases.case.protecting import unprotect

        if not self._asked and self._stands is not None:
            self._asked = True
            self._show(self._stands)
            self._reason.setFocus()
            return
        case, reason = self.context.session.case, self._reason.text()
        if case is not None:
            self.context.with_vault(
                lambda vault, _job: unprotect(vault, case.id, reason), self._changed, owner=self
            )

    def _changed(self, stands: Protection) -> None:
        self._asked = False
        self._reason.clear()
        self._show(stands)
        self.context.session.choose(stands.case)

    def _see(self) -> None:
        from app.usecases.case.protecting import duty_seen

        case = self.context.session.case
        if case is not None:
            self.context.with_vault(
                lambda vault, _job: duty_seen(vault, case.id),
                lambda _at: self.refresh(),
                owner=self,
            )
