"""A sitting at a real window on an X server, driven by real keys; run by `test_real_window`.

Prints what it saw as one JSON object. Arguments: the vault's folder, a file to drop.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.items.evidence import list_items
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import settle
from ui.application import make_application
from ui.building import Desk, build_desk
from ui.locking import IdleLock
from ui.widgets.drop_area import DropArea

PASSPHRASE = "quiet words for a test"
PATIENCE_S = 20
NO_KEY = Qt.KeyboardModifier.NoModifier


def wait(until: Callable[[], object]) -> bool:
    """Let the window live until something is so; False where it never becomes so."""
    end = time.monotonic() + PATIENCE_S
    while not until():
        QApplication.processEvents()
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


def press(desk: Desk, key: Qt.Key, held: Qt.KeyboardModifier = NO_KEY) -> None:
    """Press a key at the window of the X server, which finds its own way to widget or shortcut."""
    QTest.keyClick(desk.window.windowHandle(), key, held)


def unlock(desk: Desk) -> bool:
    """Type the passphrase where the focus is; gives whether the vault opened."""
    desk.window.activateWindow()
    wait(lambda: QApplication.activeWindow() is desk.window)
    for sign in PASSPHRASE:
        QTest.keyClick(desk.window.windowHandle(), sign)
    press(desk, Qt.Key.Key_Return)
    return wait(lambda: desk.context.session.is_open)


def drop(area: DropArea, file: Path) -> bool:
    """Carry a file over the drop area and let go; gives whether the area took it."""
    load = QMimeData()
    load.setUrls([QUrl.fromLocalFile(str(file))])
    shape = (Qt.DropAction.CopyAction, load, Qt.MouseButton.LeftButton)
    middle = area.rect().center()
    enter = QDragEnterEvent(middle, *shape, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(area, enter)
    let_go = QDropEvent(QPointF(middle), *shape, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(area, let_go)
    return enter.isAccepted() and let_go.isAccepted()


def main(folder: Path, file: Path) -> None:
    """Open, drop a file, lock by keys, open again by typing, lock by doing nothing."""
    application = make_application([])
    made = create_vault(folder, PASSPHRASE, Job(), argon2=FLOOR)
    case = add_case(made, "아무도 모를 이름")
    made.close()
    desk = build_desk(application, "ko")
    session, pages = desk.context.session, desk.window.frame.pages()
    idle = IdleLock(application, session, minutes=1.0 / 60)
    seen: dict[str, object] = {"platform": application.platformName()}
    desk.window.show()
    seen["shown"] = wait(desk.window.windowHandle().isExposed)
    desk.window.frame.go("unlock")
    pages["unlock"].take_folder(folder)
    seen["unlocked"] = unlock(desk)
    session.choose(case)
    desk.window.frame.go("evidence")
    settle(desk)
    seen["title"] = [desk.window.windowHandle().title(), application.applicationDisplayName()]
    seen["dropped"] = drop(pages["evidence"]._drop, file)
    settle(desk)
    pages["before"]._take.click()
    settle(desk)
    seen["items"] = [row.item.name for row in list_items(session.vault, case.id)]
    press(desk, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    seen["locked_by_keys"] = wait(lambda: not session.is_open)
    settle(desk)
    seen["page"] = desk.window.frame.page is pages["unlock"]
    seen["unlocked_again"] = unlock(desk)
    seen["locked_by_idleness"] = wait(lambda: not session.is_open)
    settle(desk)
    application.removeEventFilter(idle)
    desk.context.lanes.close()
    desk.window.close()
    print(json.dumps(seen))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
