"""The hand-written list of pages."""

from __future__ import annotations

from ui.context import Context
from ui.frame import Frame
from ui.pages.cases import CasesPage
from ui.pages.check_up import CheckUpPage
from ui.pages.evidence import EvidencePage
from ui.pages.form import FormPage
from ui.pages.hand_over import HandOverPage
from ui.pages.help import HelpPage
from ui.pages.home import HomePage
from ui.pages.intake import IntakePage
from ui.pages.item import ItemPage
from ui.pages.page import Page
from ui.pages.reports import ReportsPage
from ui.pages.rooms import RoomPage, RoomsPage
from ui.pages.search import SearchPage
from ui.pages.timeline import TimelinePage
from ui.pages.unlock import UnlockPage
from ui.pages.verify import VerifyPage
from ui.pages.welcome import WelcomePage

PAGES: dict[str, type[Page]] = {
    "welcome": WelcomePage,
    "unlock": UnlockPage,
    "cases": CasesPage,
    "check_up": CheckUpPage,
    "case": HomePage,
    "evidence": EvidencePage,
    "intake": IntakePage,
    "item": ItemPage,
    "search": SearchPage,
    "timeline": TimelinePage,
    "rooms": RoomsPage,
    "room": RoomPage,
    "reports": ReportsPage,
    "form": FormPage,
    "hand_over": HandOverPage,
    "verify": VerifyPage,
    "help": HelpPage,
}


def add_pages(frame: Frame, context: Context) -> None:
    """Put every page into the frame, by its name."""
    for name, page in PAGES.items():
        frame.add(name, page(context))
