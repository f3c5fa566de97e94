"""The frame: rail, banner and a stack of pages; goes from page to page. No business."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.context import Context
from ui.messages import Notice
from ui.pages.care.pause import PauseCard
from ui.pages.guide.panel import HelpPanel
from ui.pages.page import Page
from ui.places import HELP, NEEDS_NO_CASE, NEEDS_NO_VAULT, PLACES
from ui.reading_order import bring_into_sight, next_in_reading_order
from ui.session import Changed
from ui.widgets.banner import Banner
from ui.widgets.rail import Rail

GUIDE = "guide"
_RAIL = frozenset(place.page for place in PLACES)


class Frame(QWidget):
    """Shows one page at a time. Pages are added once, by name, and made when first asked for.

    `shown` carries the name of a page that is shown now, and what it was asked to show.
    """

    shown = Signal(str, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("desk")
        self._context = context
        self._makers: dict[str, Callable[[], Page]] = {}
        self._pages: dict[str, Page] = {}
        self._case: str | None = None
        self._left = False
        self._said_meanwhile: Notice | None = None
        self._name, self._begun_at, self._lit = "", "", ""
        self._subject: object = None
        self._last_subjects: dict[str, object] = {}
        self._begun_with: object = None
        self.rail = Rail(context)
        self.banner = Banner()
        self._stack = QStackedWidget()
        main = QVBoxLayout()
        main.setSpacing(0)
        main.addWidget(self.banner)
        main.addWidget(self._stack, 1)
        self.pause = PauseCard(context)
        self.pause.rest.connect(lambda: self.go("rest"))
        self.pause.leave_to_others.connect(lambda: self.go("looks"))
        context.session.opened_count.enough.connect(self._offer_pause)
        main.addWidget(self.pause)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.rail)
        self._row.addLayout(main, 1)
        self.help = HelpPanel(context, self)
        self.help.closed.connect(self._lay_help)
        context.ways.explain.connect(self.explain)
        context.ways.back.connect(self.go_back)
        self.rail.chosen.connect(self.go)
        self.rail.lock.connect(lambda: context.session.lock(stop_work=True))
        context.ways.go.connect(self.go)
        context.messages.said.connect(self._say)
        context.messages.cleared.connect(self.banner.hide)
        context.session.opened.connect(self._opened)
        context.session.locked.connect(self._locked)
        context.session.changed.connect(self._changed)
        context.language.changed.connect(self.retext)
        self._allow()

    def add(self, name: str, make: Callable[[], Page]) -> None:
        """Tell how a page is made."""
        self._makers[name] = make

    @property
    def page(self) -> Page:
        """The page that is shown."""
        shown = self._stack.currentWidget()
        if not isinstance(shown, Page):
            raise TypeError("the frame has no page yet")
        return shown

    def page_called(self, name: str) -> Page:
        """A page by its name, made now if it was not asked for before."""
        page = self._pages.get(name)
        if page is None:
            page = self._pages[name] = self._makers[name]()
            self._stack.addWidget(page)
        return page

    def pages(self) -> dict[str, Page]:
        """All pages by name."""
        return {name: self.page_called(name) for name in self._makers}

    def go(self, name: str, subject: object = None) -> None:
        """Show a page, or the one that must come before it: unlocking, choosing a case.

        While the window is left, nothing else is shown.
        """
        if self._left:
            return
        session = self._context.session
        if not session.is_open and name not in NEEDS_NO_VAULT:
            name = "unlock" if session.last_path else "welcome"
        elif session.case is None and name not in NEEDS_NO_CASE:
            name = "cases"
        self._show(name, subject)

    def _show(self, name: str, subject: object = None) -> None:
        page = self.page_called(name)
        self._remember(page.place or name)
        self._subject = subject
        self._turn_to(name, page)
        if subject is not None and subject != self._last_subjects.get(name):
            self._last_subjects[name] = subject
            page.to_top()
        self.shown.emit(name, subject)
        page.refresh(subject)

    def _turn_to(self, name: str, page: Page) -> None:
        self._name = name
        self.banner.hide()
        self.pause.hide()
        self.rail.setVisible(not page.bare)
        self._stack.setCurrentWidget(page)
        self._light(name, page.place or name)
        page.setFocus()
        self._help_follows(page)

    def _light(self, name: str, place: str) -> None:
        """Mark the place on the rail; one where a guide is read beside the work stays marked."""
        if name != GUIDE or self._lit not in _RAIL:
            self._lit = place
        self.rail.show_here(self._lit)

    def _remember(self, place: str) -> None:
        """Where help was asked for, so that one comes back to the same place."""
        if not self._name or place != HELP.page:
            self._begun_at, self._begun_with = "", None
        elif (self.page.place or self._name) != HELP.page:
            self._begun_at, self._begun_with = self._name, self._subject
        self._context.ways.can_go_back = bool(self._begun_at)

    def go_back(self) -> None:
        """Show the page on which help was asked for, as it was left: it is not read anew.

        But one that lets go of what it shows is asked to show the same again.
        """
        name, self._begun_at = self._begun_at, ""
        subject, self._begun_with = self._begun_with, None
        if not name or self._left:
            return
        page = self.page_called(name)
        if page.lets_go:
            self._show(name, subject)
        else:
            self._subject = subject
            self._turn_to(name, page)

    def explain(self) -> None:
        """Open the help of the page that is shown, or put it away."""
        if self.help.is_open:
            self.help.close_panel()
        elif not self.page.bare:
            self.help.open_for(self.page.help_topic or self._name)
            self._lay_help()

    def _help_follows(self, page: Page) -> None:
        """Beside the next page it tells of that one; over it, or beside none, it is put away."""
        beside = self.help.room_beside(self.width(), self.rail.width())
        if page.bare or not beside:
            self.help.close_panel()
        else:
            self.help.turn_to(page.help_topic or self._name)

    def _lay_help(self) -> None:
        beside = self.help.room_beside(self.width(), self.rail.width())
        self._row.setContentsMargins(0, 0, beside, 0)
        self.help.lay(self.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel of help keeps to the right side."""
        super().resizeEvent(event)
        self._lay_help()

    def look_left(self, *, left: bool) -> None:
        """Show the neutral page and nothing else, or the way in again."""
        if left:
            self._left = True
            self._show("left")
            return
        self._left = False
        self.go("unlock" if self._context.session.last_path else "welcome")
        if self._said_meanwhile is not None:
            self._say(self._said_meanwhile)
            self._said_meanwhile = None

    def clear_all(self) -> None:
        """Let every page go of what it holds."""
        for page in self._pages.values():
            page.clear()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as the window is read: through the page, then along the rail, and round."""
        target = next_in_reading_order(self, self.focusWidget(), forward=forward)
        if target is None:
            return False
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        target.setFocus(reason)
        bring_into_sight(target)
        return True

    def retext(self) -> None:
        """Read all texts anew."""
        self.rail.retext()
        self.banner.hide()
        self.help.retext()
        self.pause.retext()
        for page in self._pages.values():
            page.retext()

    def repaint_icons(self) -> None:
        """Draw everything that is no style sheet's in the colours in use now."""
        self.rail.repaint_icons()
        self.help.repaint_icons()
        for page in self._pages.values():
            page.repaint_icons()
            if not page.bare:
                page.help_button.repaint_icon()

    def _say(self, notice: Notice) -> None:
        if self._left:
            self._said_meanwhile = notice
            return
        self.banner.put_away.say(self._context.tr("Close this notice"))
        self.banner.show_notice(notice)

    def _offer_pause(self) -> None:
        if not self.page.bare:
            self.pause.offer()

    def _allow(self) -> None:
        session = self._context.session
        self.rail.allow(with_vault=session.is_open, with_case=session.case is not None)

    def _opened(self) -> None:
        self._allow()
        self.go("cases")

    def _locked(self) -> None:
        self._case, self._begun_at = None, ""
        self._subject = self._begun_with = None
        self._last_subjects.clear()
        self.help.close_panel()
        self.clear_all()
        self._allow()
        self.go("unlock")

    def _changed(self, what: Changed) -> None:
        self._allow()
        case = self._context.session.case
        if what is Changed.CASE and (case.id if case else None) != self._case:
            self._case = case.id if case else None
            for page in self._pages.values():
                page.leave_case()
        if self._stack.currentWidget() is not None:
            self.page.on_changed(what)
