"""A process that answers as a desktop's screenshot portal does, on a given bus.

Arguments: the bus, the file of the picture to hand out, and how: `grant`, `decline`, `elsewhere`
(answers at a place that it names by itself, as older portals do). Quits at the end of its input.
"""

import sys
from pathlib import Path

from PySide6.QtCore import (
    ClassInfo,
    QCoreApplication,
    QObject,
    QSocketNotifier,
    QTimer,
    QUrl,
    Signal,
    Slot,
)
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusObjectPath

PATH = "/org/freedesktop/portal/desktop"


@ClassInfo({"D-Bus Interface": "org.freedesktop.portal.Screenshot"})
class Screenshot(QObject):
    """The one call that is used."""

    def __init__(self, bus, picture, how):
        super().__init__()
        self.bus = bus
        self.picture = picture
        self.how = how

    @Slot(str, "QVariantMap", QDBusMessage, result=QDBusObjectPath)
    def Screenshot(self, _parent, options, call):
        sender = call.service().removeprefix(":").replace(".", "_")
        token = "other" if self.how == "elsewhere" else options["handle_token"]
        path = f"{PATH}/request/{sender}/{token}"
        QTimer.singleShot(200, lambda: self.answer(path))
        return QDBusObjectPath(path)

    def answer(self, path):
        request = Request(self)
        self.bus.registerObject(path, request, QDBusConnection.RegisterOption.ExportAllSignals)
        if self.how == "decline":
            request.Response.emit(1, {})
        else:
            request.Response.emit(0, {"uri": QUrl.fromLocalFile(str(self.picture)).toString()})


@ClassInfo({"D-Bus Interface": "org.freedesktop.portal.Request"})
class Request(QObject):
    """Where the answer comes from, in the types that portals use."""

    Response = Signal("uint", "QVariantMap")


def main(address, picture, how):
    application = QCoreApplication(sys.argv)
    bus = QDBusConnection.connectToBus(address, "portal")
    portal = Screenshot(bus, Path(picture), how)
    bus.registerObject(PATH, portal, QDBusConnection.RegisterOption.ExportAllSlots)
    assert bus.registerService("org.freedesktop.portal.Desktop")
    notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
    notifier.activated.connect(application.quit)
    print("ready", flush=True)
    application.exec()


main(*sys.argv[1:])
