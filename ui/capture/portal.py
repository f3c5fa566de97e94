"""The screen by the desktop's portal, the only way on Wayland (org.freedesktop.portal.Screenshot).

The desktop asks the person, takes the picture and writes it into a file of its own; there is no
way around that file. It is read at once and removed, and the page says so; where it can't be
removed, the picture is kept all the same and the place of the file is told. Whatever path comes is
not trusted: only a plain file that is no link is read, and only that one removed.
"""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path
from typing import Any

from PySide6.QtCore import SLOT, QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from app.errors import EnvironmentProblem, OngiError

_PORTAL = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_SCREENSHOT = "org.freedesktop.portal.Screenshot"
_REQUEST = "org.freedesktop.portal.Request"
_GRANTED = 0
_DECLINED = 1
PATIENCE_MS = 120_000
"""The desktop may ask the person first."""
LARGEST = 512 * 1024 * 1024


def _slot(signature: str) -> Any:
    return SLOT(signature)  # a text; the binding says that it wants bytes, and refuses them


class Portal(QObject):
    """Asks for one picture at a time. One of the first three signals comes for each `ask`.

    `left_behind` comes besides, before or after it, where the desktop's file could not be removed:
    it carries the error ENV-042, which names the file.
    """

    taken = Signal(bytes)
    declined = Signal()
    failed = Signal(object)
    left_behind = Signal(object)

    def __init__(
        self, parent: QObject | None = None, *, session: QDBusConnection | None = None
    ) -> None:
        super().__init__(parent)
        self._bus = session or QDBusConnection.sessionBus()
        self._request = ""
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(PATIENCE_MS)
        self._late.timeout.connect(self._give_up)

    def ask(self) -> None:
        """Ask the desktop for the whole screen."""
        token = f"ongi{secrets.token_hex(8)}"
        sender = self._bus.baseService().removeprefix(":").replace(".", "_")
        # The answer may come before the call's own: so the place of it is listened to first.
        self._listen(f"{_PATH}/request/{sender}/{token}")
        call = QDBusMessage.createMethodCall(_PORTAL, _PATH, _SCREENSHOT, "Screenshot")
        call.setArguments(["", {"handle_token": token, "interactive": False, "modal": False}])
        self._late.start()
        if not self._bus.isConnected() or not self._bus.callWithCallback(
            call, self, _slot("_asked(QDBusMessage)"), _slot("_refused()"), PATIENCE_MS
        ):
            QTimer.singleShot(0, self._give_up)

    def stop(self) -> None:
        """Wait no more; a picture that still comes is removed unread."""
        self._late.stop()

    def _listen(self, path: str) -> None:
        if path == self._request:
            return
        self._unlisten()
        self._request = path
        self._bus.connect(
            "", path, _REQUEST, "Response", self, _slot("_answered(uint,QVariantMap)")
        )

    def _unlisten(self) -> None:
        if self._request:
            self._bus.disconnect(
                "", self._request, _REQUEST, "Response", self, _slot("_answered(uint,QVariantMap)")
            )
            self._request = ""

    @Slot(QDBusMessage)
    def _asked(self, answer: QDBusMessage) -> None:
        if answer.type() == QDBusMessage.MessageType.ErrorMessage:
            self._give_up()
            return
        given = answer.arguments()
        handle = getattr(given[0], "path", lambda: given[0])() if given else ""
        if isinstance(handle, str) and handle and self._request:
            self._listen(handle)  # older portals name the place by themselves

    @Slot()
    def _refused(self) -> None:
        self._give_up()

    @Slot("uint", "QVariantMap")
    def _answered(self, code: int, results: dict[str, Any]) -> None:
        awaited = self._late.isActive()
        self._late.stop()
        self._unlisten()
        uri = results.get("uri")
        if code == _DECLINED:
            self.declined.emit()
        elif code != _GRANTED or not isinstance(uri, str):
            self.failed.emit(EnvironmentProblem("ENV-041"))
        else:
            self._read(Path(QUrl(uri).toLocalFile()), awaited=awaited)

    def _read(self, path: Path, *, awaited: bool) -> None:
        try:
            data = read_picture(path)
        except OngiError as error:
            self.failed.emit(error)
            if _is_plain(path):
                self.left_behind.emit(EnvironmentProblem("ENV-042", name=str(path)))
            return
        try:
            path.unlink()
        except OSError:
            self.left_behind.emit(EnvironmentProblem("ENV-042", name=str(path)))
        if awaited:
            self.taken.emit(data)

    def _give_up(self) -> None:
        """Wait no more, and listen still: a picture that comes too late is removed."""
        self._late.stop()
        self.failed.emit(EnvironmentProblem("ENV-041"))


def read_picture(path: Path) -> bytes:
    """The bytes of the file that another program wrote.

    Raises EnvironmentProblem ENV-041 where it is no plain file, too large, or can't be read.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        with open(os.open(path, flags), "rb") as file:  # noqa: PTH123 - by its own handle
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
                raise EnvironmentProblem("ENV-041")
            return file.read(LARGEST)
    except (OSError, ValueError):
        raise EnvironmentProblem("ENV-041") from None


def _is_plain(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False
