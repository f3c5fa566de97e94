"""Makes the QApplication: fonts, colours, the hook for bugs. Nothing about pages."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

from ui.theme.fonts import load_fonts


def has_display() -> bool:
    """Whether a window can be opened; asked before Qt is, which would abort."""
    if sys.platform in ("win32", "darwin"):
        return True
    if os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal", "vnc")):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def remember_nothing() -> None:
    """Let Qt write no settings: its file dialog would keep the folders that were visited."""
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, os.devnull)


def make_application(arguments: list[str]) -> QApplication:
    """The one QApplication, with the bundled fonts. Its names give nothing away."""
    remember_nothing()
    # The system's own dialogs write what is chosen in them to the system's list of recent files.
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    # The first argument becomes the window's class on X11: no path, no name of a module.
    application = QApplication(["ongi", *arguments[1:]])
    application.setApplicationName("Ongi")
    application.setApplicationDisplayName("")
    application.setDesktopFileName("ongi")
    application.setFont(load_fonts())
    return application
