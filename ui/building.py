"""Puts the window together from its parts; the composition root and the tests use the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from ui.care_words import COPY_ON_SHARED
from ui.clipboard import SECONDS, Clipboard
from ui.coming_back import ComingBack
from ui.context import Context, Ways
from ui.errors import ErrorPresenter
from ui.lanes import Lanes
from ui.language import Language
from ui.leaving import Leaving
from ui.locking import IdleLock
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.pages.all_pages import add_pages
from ui.session import Session
from ui.showing import Showing
from ui.sleep_lock import SleepLock
from ui.system.hiding import Hiding
from ui.theme.scale import SIZES
from ui.theme.theme import Theme


@dataclass(frozen=True)
class Desk:
    """The made window and what belongs to it."""

    context: Context
    theme: Theme
    window: MainWindow


def build_desk(application: QApplication, language: str, theme: Theme | None = None) -> Desk:
    """A window with all its pages, on the welcome page, not shown yet."""
    colours = theme or Theme(application)
    words = Language(language)
    lanes = Lanes()
    messages = Messages()
    session = Session(lanes)
    errors = ErrorPresenter(words, messages)
    lanes.failed.connect(errors.show)
    lanes.broken.connect(errors.show_bug)
    showing = Showing(colours, lanes)
    context = Context(words, lanes, session, messages, errors, Ways(), showing)
    showing.attach(context)
    window = MainWindow(context, colours)
    _text_size_by_keys(window, showing)
    IdleLock(application, session, parent=window)
    SleepLock(application, session, lanes, window)
    ComingBack(context, window.frame)
    hiding = Hiding(application, window)
    session.cared.connect(lambda care: hiding.set(hide=care.hide))
    clipboard = Clipboard(application, session, parent=window)
    context.ways.copy.connect(clipboard.put)
    context.ways.forget.connect(clipboard.forget)
    Leaving(application, context, window)
    _tell_of_copies(clipboard, context)
    session.left_at_work.connect(partial(_tell_of_work, context))
    add_pages(window.frame, context)
    window.frame.go("welcome")
    return Desk(context, colours, window)


def _text_size_by_keys(window: MainWindow, showing: Showing) -> None:
    """Larger, smaller and as it was, by the keys that browsers use."""
    for keys, steps in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1), ("Ctrl+0", -len(SIZES))):
        key = QShortcut(QKeySequence(keys), window)
        key.activated.connect(partial(showing.step_text_size, steps))


def _tell_of_copies(clipboard: Clipboard, context: Context) -> None:
    """Say at each copy how long it stays."""

    def tell() -> None:
        stays = context.tr(
            "It leaves the clipboard after {seconds} seconds, and when you lock or close.",
            seconds=SECONDS,
        )
        if context.session.first_time("copy"):
            stays = f"{stays} {context.tr(COPY_ON_SHARED)}"
        context.messages.info(context.tr("Copied."), stays)

    clipboard.copied.connect(tell)


def _tell_of_work(context: Context, stops: bool) -> None:
    """Say after a lock what becomes of what was under way."""
    if stops:
        context.messages.info(
            context.tr("Locked. What was under way stops where it is safe."),
            context.tr(
                "What is kept already stays. An import can go on once the vault is open again."
            ),
        )
    else:
        context.messages.info(
            context.tr("Locked. What is under way comes to its end, then the vault is closed.")
        )
