"""A process that tells of sleep and locked screens as logind and the desktops do, on a given bus.

Its own protocol: a line on standard input is what to tell; it prints what became of it.
"""

import os
import sys

from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, QSocketNotifier, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor

PATH = "/org/freedesktop/login1"
TELL = {
    "sleep": (PATH, "org.freedesktop.login1.Manager", "PrepareForSleep", [True]),
    "wake": (PATH, "org.freedesktop.login1.Manager", "PrepareForSleep", [False]),
    "lock": (f"{PATH}/session/_32", "org.freedesktop.login1.Session", "Lock", []),
    "lock-other": (f"{PATH}/session/c9", "org.freedesktop.login1.Session", "Lock", []),
    "cover": ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [True]),
    "uncover": ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [False]),
}


@ClassInfo({"D-Bus Interface": "org.freedesktop.login1.Manager"})
class Manager(QObject):
    """The one call of logind that is used."""

    reading = -1

    @Slot(str, str, str, str, result=QDBusUnixFileDescriptor)
    def Inhibit(self, what, who, why, mode):
        self.reading, writing = os.pipe()
        os.set_blocking(self.reading, False)
        given = QDBusUnixFileDescriptor(writing)
        os.close(writing)
        print("asked", what, mode, flush=True)
        return given


def main(address):
    application = QCoreApplication(sys.argv)
    bus = QDBusConnection.connectToBus(address, "service")
    manager = Manager()
    bus.registerObject(PATH, manager, QDBusConnection.RegisterOption.ExportAllSlots)
    assert bus.registerService("org.freedesktop.login1")

    def told():
        line = sys.stdin.readline().strip()
        if not line:
            application.quit()
        elif line == "held":
            try:
                print("let go" if os.read(manager.reading, 1) == b"" else "?", flush=True)
            except BlockingIOError:
                print("held", flush=True)
        else:
            path, interface, name, values = TELL[line]
            message = QDBusMessage.createSignal(path, interface, name)
            message.setArguments(values)
            print("sent", bus.send(message), flush=True)

    notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
    notifier.activated.connect(told)
    print("ready", flush=True)
    application.exec()


main(sys.argv[1])
