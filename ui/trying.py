"""The window's part of the selftest: shows each page, in both languages, light and dark, and locks.

`app.usecases.program.selftest.window` starts it as a process of its own, tells it on standard input
what to open, and judges the one line of JSON that it answers. It shows nothing on a screen, and
decides nothing: what is right is said there.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import msgspec
from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from app.jobs import Job
from app.usecases.case.cases import CaseSummary, list_cases
from app.usecases.chats.rooms import list_accounts, list_rooms
from app.usecases.items.evidence import list_items
from app.usecases.program.selftest.window import Asked, Told
from app.usecases.vault.vaults import open_vault
from ui.application import make_application
from ui.building import Desk, build_desk
from ui.pages.all_pages import PAGES
from ui.pages.chat.place import ChatPlace
from ui.pages.viewing.stage import Stage
from ui.theme.tokens import DARK, LIGHT
from ui.widgets.pictures.area_board import AreaBoard
from ui.widgets.pictures.covered_picture import CoveredPicture

COVERED: tuple[type[CoveredPicture | Stage | AreaBoard], ...] = (CoveredPicture, Stage, AreaBoard)
"""What can show a picture of the evidence, each with `is_shown`."""
_PATIENCE_S = 60
_PAUSE_S = 0.001


class _Trying:
    """One run: the desk, and what was found so far. A page that raised is named once."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.told = Told(0, 0, [], [], [], [])
        self._page = ""
        sys.excepthook = self._raised
        desk.context.lanes.broken.connect(lambda _error: self._is_broken())

    def _raised(
        self, _kind: type[BaseException], _error: BaseException, _trace: TracebackType | None
    ) -> None:
        self._is_broken()

    def _is_broken(self) -> None:
        if self._page not in self.told.broken:
            self.told.broken.append(self._page)

    def settle(self) -> None:
        """Let what was begun come to its end, and be painted."""
        end = time.monotonic() + _PATIENCE_S
        QCoreApplication.processEvents()
        while self.desk.context.lanes.busy:
            QCoreApplication.processEvents()
            time.sleep(_PAUSE_S)
            if time.monotonic() > end:
                self._is_broken()
                return
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def show_all(self, summary: CaseSummary) -> None:
        """Show each page once, painted; take note of titles, and of pictures that can be seen."""
        window, subjects = self.desk.window, _subjects(self.desk, summary)
        for name in PAGES:
            self._page = name
            window.frame.go(name, subjects.get(name))
            self.settle()
            if window.grab().isNull():
                self._is_broken()
            self.told.shown += 1
            if any(one.is_shown for kind in COVERED for one in window.findChildren(kind)):
                self.told.uncovered.append(name)
            title = window.windowTitle()
            if title not in self.told.titles:
                self.told.titles.append(title)

    def lock(self, secrets: list[str]) -> None:
        """Lock, and name each page that still holds one of some words."""
        self._page = "unlock"
        self.desk.context.session.lock(stop_work=True)
        self.settle()
        for name in PAGES:
            said = "\n".join(_said(self.desk.window.frame.page_called(name)))
            if any(word in said for word in secrets):
                self.told.left.append(name)


def _subjects(desk: Desk, summary: CaseSummary) -> dict[str, object]:
    """What is shown on the pages that show one thing. Nothing else works on the vault just now."""
    vault, case = desk.context.session.vault, summary.case.id
    rooms, people = list_rooms(vault, case), list_accounts(vault, case)
    pictures = [row.item.id for row in list_items(vault, case) if row.has_preview]
    found: dict[str, object] = {name: pictures[0] for name in ("item", "view") if pictures}
    if rooms:
        found |= {"chat": ChatPlace(room_id=rooms[0].room.id), "room_life": rooms[0].room.id}
    if people:
        found["account"] = people[0].id
    if summary.reports:
        found |= {"form": summary.reports[0], "as_document": summary.reports[0]}
    return found


def _said(page: QWidget) -> Iterator[str]:
    """All that a person could read or hear of a page, shown or not."""
    for one in page.findChildren(QWidget):
        yield from (one.accessibleName(), one.accessibleDescription(), one.toolTip())
        if isinstance(one, QLabel | QAbstractButton | QLineEdit):
            yield one.text()
        elif isinstance(one, QPlainTextEdit):
            yield one.toPlainText()
    for model in page.findChildren(QAbstractItemModel):
        for row in range(model.rowCount()):
            yield str(model.index(row, 0).data(Qt.ItemDataRole.DisplayRole))


def _secrets(desk: Desk, summary: CaseSummary, marks: list[str]) -> list[str]:
    vault, case = desk.context.session.vault, summary.case.id
    names = [row.item.name for row in list_items(vault, case)]
    titles = [row.room.title for row in list_rooms(vault, case)]
    return [word for word in (*marks, *names, *titles) if word]


def try_windows(arguments: list[str]) -> int:
    """Read what is asked from standard input, answer on standard output; 0 when it could answer."""
    # By their numbers: a program without a console may have no standard streams of Python's.
    with os.fdopen(0, "rb", closefd=False) as told, os.fdopen(os.dup(1), "wb") as answer:
        answer.write(msgspec.json.encode(_tried(arguments, told.read())) + b"\n")
    return 0


def _tried(arguments: list[str], question: bytes) -> Told:
    asked = msgspec.json.decode(question, type=Asked)
    application = make_application(arguments[:1])
    desk = build_desk(application, "ko")
    trying = _Trying(desk)
    desk.window.show()
    vault = open_vault(Path(asked.vault), asked.passphrase, Job())
    desk.context.session.open(vault)
    trying.settle()
    summary = max(list_cases(vault), key=lambda one: one.items)
    desk.context.session.choose(summary.case)
    trying.settle()
    secrets = _secrets(desk, summary, asked.marks)
    for language in ("ko", "en"):
        desk.context.language.set(language)
        for scheme in (LIGHT, DARK):
            desk.theme.fix(scheme)
            trying.show_all(summary)
    trying.told.pages = len(PAGES)
    trying.told.titles.append(QApplication.applicationDisplayName())
    trying.lock(secrets)
    desk.context.lanes.close()
    return trying.told
