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
    "unlock": Listed("ways_in.unlock", "UnlockPage"),
    "cases": Listed("cases", "CasesPage"),
    "check_up": Listed("vault.check_up", "CheckUpPage"),
    "safety": Listed("vault.safety", "SafetyPage"),
    "copy": Listed("vault.backup_copy", "CopyPage"),
    "ending": Listed("vault.ending", "EndingPage"),
    "removed": Listed("evidence.removed", "RemovedPage"),
    "waiting": Listed("intake.waiting", "WaitingPage"),
    "rescue": Listed("vault.rescue", "RescuePage"),
    "keys": Listed("ways_in.keys", "KeysPage"),
    "kit": Listed("ways_in.kit", "KitPage"),
    "work": Listed("desk.work", "WorkPage"),
    "case_file": Listed("desk.case_file", "CaseFilePage"),
    "facts": Listed("desk.facts", "FactsPage"),
    "case_out": Listed("exchange.out", "CaseOutPage"),
    "case_in": Listed("exchange.coming", "CaseInPage"),
    "conflicts": Listed("exchange.conflicts", "ConflictsPage"),
    "case": Listed("home.page", "HomePage"),
    "minor": Listed("minor", "MinorPage"),
    "five_minutes": Listed("hurry.five_minutes", "FiveMinutesPage"),
    "evidence": Listed("evidence.page", "EvidencePage"),
    "traces": Listed("item.traces", "TracesPage"),
    "excerpt": Listed("copies.excerpt", "ExcerptPage"),
    "watch": Listed("intake.watch", "WatchPage"),
    "before": Listed("intake.before", "BeforePage"),
    "intake": Listed("intake.page", "IntakePage"),
    "item": Listed("item.page", "ItemPage"),
    "view": Listed("viewing.page", "ViewPage"),
    "alike": Listed("evidence.alike", "AlikePage"),
    "redact": Listed("copies.redact", "RedactPage"),
    "retell": Listed("copies.retell", "RetellPage"),
    "search": Listed("search.page", "SearchPage"),
    "timeline": Listed("timeline.page", "TimelinePage"),
    "incidents": Listed("told.incidents", "IncidentsPage"),
    "people": Listed("told.people", "PeoplePage"),
    "payments": Listed("told.payments", "PaymentsPage"),
    "parts": Listed("item.parts", "PartsPage"),
    "rooms": Listed("rooms.rooms", "RoomsPage"),
    "chat": Listed("chat.page", "ChatPage"),
    "saved_page": Listed("saved_page.page", "SavedPage"),
    "room_life": Listed("rooms.room_life", "RoomLifePage"),
    "account": Listed("rooms.account", "AccountPage"),
    "links": Listed("evidence.links", "LinksPage"),
    "marks": Listed("rooms.marks", "MarksPage"),
    "reports": Listed("reports.reports", "ReportsPage"),
    "interview": Listed("interview.page", "InterviewPage"),
    "form": Listed("reports.form", "FormPage"),
    "beside": Listed("desk.beside", "BesidePage"),
    "as_document": Listed("reports.as_document", "AsDocumentPage"),
    "narrative": Listed("narrative.page", "NarrativePage"),
    "checklist": Listed("reports.checklist", "ChecklistPage"),
    "ledger": Listed("ledger.page", "LedgerPage"),
    "filing": Listed("ledger.filing", "FilingPage"),
    "fates": Listed("ledger.fates", "FatesPage"),
    "came_back": Listed("came_back.page", "CameBackPage"),
    "figures": Listed("ledger.figures", "FiguresPage"),
    "consents": Listed("consents.page", "ConsentsPage"),
    "hand_over": Listed("bundle.hand_over", "HandOverPage"),
    "verify": Listed("bundle.verify", "VerifyPage"),
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
