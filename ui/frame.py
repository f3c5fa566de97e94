"""The frame: rail, banner and a stack of pages; goes from page to page. No business."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.context import Context
from ui.messages import Notice
from ui.pages.page import Page
from ui.places import NEEDS_NO_CASE, NEEDS_NO_VAULT
from ui.session import Changed
from ui.widgets.banner import Banner
from ui.widgets.rail import Rail


class Frame(QWidget):
    """Shows one page at a time. Pages are added once, by name, and made when first asked for."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("desk")
        self._context = context
        self._makers: dict[str, Callable[[], Page]] = {}
        self._pages: dict[str, Page] = {}
        self._case: str | None = None
        self._left = False
        self._said_meanwhile: Notice | None = None
        self.rail = Rail(context)
        self.banner = Banner()
        self._stack = QStackedWidget()
        main = QVBoxLayout()
        main.setSpacing(0)
        main.addWidget(self.banner)
        main.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(main, 1)
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
        self.banner.hide()
        self.rail.setVisible(not page.bare)
        self._stack.setCurrentWidget(page)
        self.rail.show_here(page.place or name)
        page.setFocus()
        page.refresh(subject)

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

    def retext(self) -> None:
        """Read all texts anew."""
        self.rail.retext()
        self.banner.hide()
        for page in self._pages.values():
            page.retext()

    def repaint_icons(self) -> None:
        """Draw everything that is no style sheet's in the colours in use now."""
        self.rail.repaint_icons()
        for page in self._pages.values():
            page.repaint_icons()

    def _say(self, notice: Notice) -> None:
        if self._left:
            self._said_meanwhile = notice
            return
        self.banner.put_away.say(self._context.tr("Close this notice"))
        self.banner.show_notice(notice)

    def _allow(self) -> None:
        session = self._context.session
        self.rail.allow(with_vault=session.is_open, with_case=session.case is not None)

    def _opened(self) -> None:
        self._allow()
        self.go("cases")

    def _locked(self) -> None:
        self._case = None
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
