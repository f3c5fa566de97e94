"""The hand-written list of pages.

A page's module is loaded and the page made when it is first shown, so that the window is there
fast; a frozen program has to be told of the package `ui.pages`.
"""

from __future__ import annotations

import importlib
from functools import partial
from typing import NamedTuple

from ui.context import Context
from ui.frame import Frame
from ui.pages.page import Page


class Listed(NamedTuple):
    """Where a page lies: the module in `ui.pages`, and the name of its class."""

    module: str
    name: str

    def make(self, context: Context) -> Page:
        """The page itself."""
        page: Page = getattr(importlib.import_module(f"ui.pages.{self.module}"), self.name)(context)
        return page


PAGES: dict[str, Listed] = {
    "welcome": Listed("first.page", "WelcomePage"),
    "unlock": Listed("unlock", "UnlockPage"),
    "cases": Listed("cases", "CasesPage"),
    "check_up": Listed("check_up", "CheckUpPage"),
    "safety": Listed("safety", "SafetyPage"),
    "copy": Listed("copy", "CopyPage"),
    "ending": Listed("ending", "EndingPage"),
    "removed": Listed("removed", "RemovedPage"),
    "waiting": Listed("waiting", "WaitingPage"),
    "rescue": Listed("rescue", "RescuePage"),
    "keys": Listed("keys", "KeysPage"),
    "kit": Listed("kit", "KitPage"),
    "work": Listed("desk.work", "WorkPage"),
    "case_file": Listed("desk.case_file", "CaseFilePage"),
    "facts": Listed("desk.facts", "FactsPage"),
    "case_out": Listed("exchange.out", "CaseOutPage"),
    "case_in": Listed("exchange.coming", "CaseInPage"),
    "conflicts": Listed("exchange.conflicts", "ConflictsPage"),
    "case": Listed("home", "HomePage"),
    "minor": Listed("minor", "MinorPage"),
    "five_minutes": Listed("five_minutes", "FiveMinutesPage"),
    "evidence": Listed("evidence", "EvidencePage"),
    "traces": Listed("traces", "TracesPage"),
    "excerpt": Listed("excerpt", "ExcerptPage"),
    "watch": Listed("watch", "WatchPage"),
    "before": Listed("before", "BeforePage"),
    "intake": Listed("intake", "IntakePage"),
    "item": Listed("item", "ItemPage"),
    "view": Listed("viewing.page", "ViewPage"),
    "alike": Listed("alike", "AlikePage"),
    "redact": Listed("redact", "RedactPage"),
    "retell": Listed("retell", "RetellPage"),
    "search": Listed("search", "SearchPage"),
    "timeline": Listed("timeline", "TimelinePage"),
    "incidents": Listed("incidents", "IncidentsPage"),
    "people": Listed("people", "PeoplePage"),
    "payments": Listed("payments", "PaymentsPage"),
    "parts": Listed("parts", "PartsPage"),
    "rooms": Listed("rooms", "RoomsPage"),
    "chat": Listed("chat.page", "ChatPage"),
    "saved_page": Listed("saved_page.page", "SavedPage"),
    "room_life": Listed("room_life", "RoomLifePage"),
    "account": Listed("account", "AccountPage"),
    "links": Listed("links", "LinksPage"),
    "marks": Listed("marks", "MarksPage"),
    "reports": Listed("reports", "ReportsPage"),
    "interview": Listed("interview.page", "InterviewPage"),
    "form": Listed("form", "FormPage"),
    "beside": Listed("desk.beside", "BesidePage"),
    "as_document": Listed("as_document", "AsDocumentPage"),
    "narrative": Listed("narrative.page", "NarrativePage"),
    "checklist": Listed("checklist", "ChecklistPage"),
    "ledger": Listed("ledger.page", "LedgerPage"),
    "filing": Listed("ledger.filing", "FilingPage"),
    "fates": Listed("ledger.fates", "FatesPage"),
    "came_back": Listed("came_back.page", "CameBackPage"),
    "figures": Listed("ledger.figures", "FiguresPage"),
    "consents": Listed("consents.page", "ConsentsPage"),
    "hand_over": Listed("hand_over", "HandOverPage"),
    "verify": Listed("verify", "VerifyPage"),
    "recipient_keys": Listed("recipient_keys.page", "RecipientKeysPage"),
    "own_key": Listed("recipient_keys.own", "OwnKeyPage"),
    "help": Listed("help", "HelpPage"),
    "display": Listed("display.page", "DisplayPage"),
    "directory": Listed("directory.page", "DirectoryPage"),
    "law": Listed("directory.law", "LawPage"),
    "guide": Listed("guide.page", "GuidePage"),
    "limits": Listed("guide.limits", "LimitsPage"),
    "left": Listed("care.left", "LeftPage"),
    "care": Listed("care.settings", "CarePage"),
    "rest": Listed("care.resting", "RestingPage"),
    "looks": Listed("care.looks", "LooksPage"),
}


def add_pages(frame: Frame, context: Context) -> None:
    """Tell the frame of every page, by its name."""
    for name, listed in PAGES.items():
        frame.add(name, partial(listed.make, context))
