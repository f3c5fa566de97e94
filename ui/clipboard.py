"""What is copied in the window: the one place that writes to the clipboard, and clears it again.

A copied text leaves the clipboard after `SECONDS`, on a lock and when the program ends, and only if
it is still ours. It carries the marks by which clipboard histories know what not to keep. Nothing
is read from the clipboard but to tell whether it is still ours. THREATS.md, "Traces".
"""

from __future__ import annotations

import hashlib
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QPlainTextEdit

from app.domain.text.rrn import mask_rrn
from ui.session import Session
from ui.widgets.words import as_it_is

SECONDS = 45

_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
MARKS = {
    "x-kde-passwordManagerHint": b"secret",
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"\0\0\0\0",
    _WINDOWS.format("CanIncludeInClipboardHistory"): b"\0\0\0\0",
    _WINDOWS.format("CanUploadToCloudClipboard"): b"\0\0\0\0",
}
"""What histories look for: KDE's (others follow it), and those of Windows (a number, 0 for no)."""

_LINE_END = "\u2029"


@runtime_checkable
class SaysWhatToCopy(Protocol):
    """A widget whose copied text is not just what is marked in it."""

    def text_to_copy(self) -> str:
        """What a copy should give; empty for nothing."""


class Clipboard(QObject):
    """Copies for all widgets of the program. `copied` comes after each copy."""

    copied = Signal()

    def __init__(
        self,
        application: QApplication,
        session: Session,
        seconds: float = SECONDS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent or application)
        self._system = QGuiApplication.clipboard()
        self._held: bytes | None = None
        self._putting = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(seconds * 1000))
        self._timer.timeout.connect(self.forget)
        self._system.dataChanged.connect(self._changed)
        session.locked.connect(self.forget)
        application.aboutToQuit.connect(self.forget)
        application.installEventFilter(self)

    def put(self, text: str) -> None:
        """Copy a text for a while, resident registration numbers in it covered."""
        text = mask_rrn(text)
        data = QMimeData()
        data.setText(text)
        for name, value in MARKS.items():
            data.setData(name, value)
        self._held = _digest(text)
        self._putting = True
        try:
            self._system.setMimeData(data)
        finally:
            self._putting = False
        self._timer.start()
        self.copied.emit()

    def forget(self) -> None:
        """Clear the clipboard, and the marked text of X11, where they hold what came from here."""
        if self._system.supportsSelection() and self._system.ownsSelection():
            self._system.clear(QClipboard.Mode.Selection)
        if self._held is None:
            return
        self._timer.stop()
        if self._system.ownsClipboard() or _digest(self._system.text()) == self._held:
            self._system.clear()
        self._held = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Copy and cut by keys in place of the widgets, which would leave out the marks."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        cut = event.matches(QKeySequence.StandardKey.Cut)
        if not (cut or event.matches(QKeySequence.StandardKey.Copy)):
            return False
        text = _marked(watched)
        if not text:
            return False
        if cut and not _cut(watched):
            return False
        self.put(text)
        return True

    def _changed(self) -> None:
        """A menu copied, or another program did: ours gets its marks, another's is left alone."""
        if self._putting:
            return
        if self._system.ownsClipboard() and self._system.text():
            self.put(as_it_is(self._system.text()))
        elif self._held is not None and _digest(self._system.text()) != self._held:
            self._held = None
            self._timer.stop()


def _digest(text: str) -> bytes:
    """Enough to know a text again without keeping it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _marked(widget: QObject) -> str:
    """What a copy would give, with plain line ends and without joiners of ours."""
    if isinstance(widget, SaysWhatToCopy):
        return widget.text_to_copy()
    if isinstance(widget, QLabel):
        return as_it_is(widget.selectedText().replace(_LINE_END, "\n"))
    if isinstance(widget, QLineEdit) and widget.echoMode() == QLineEdit.EchoMode.Normal:
        return widget.selectedText()
    if isinstance(widget, QPlainTextEdit):
        return widget.textCursor().selectedText().replace(_LINE_END, "\n")
    if isinstance(widget, QAbstractItemView) and widget.currentIndex().isValid():
        return str(widget.currentIndex().data() or "")
    return ""


def _cut(widget: QObject) -> bool:
    """Take the marked text out; False where nothing can be cut."""
    if isinstance(widget, QLineEdit) and not widget.isReadOnly():
        widget.del_()
    elif isinstance(widget, QPlainTextEdit) and not widget.isReadOnly():
        widget.textCursor().removeSelectedText()
    else:
        return False
    return True
