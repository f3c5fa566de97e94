"""A process that tells of sleep and locked screens as logind and the desktops do, on a given bus.

Its own protocol: a line on standard input is what to tell; it prints what became of it.
"""

import os
import sys

from PySide6.QtCore import ClassInfo, Property, QCoreApplication, QObject, QSocketNotifier, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor

PATH = "/org/freedesktop/login1"


UPOWER = "/org/freedesktop/UPower"


def _changed(path, interface, closed):
    """A change of properties, and what the lid is from then on."""
    properties = "org.freedesktop.DBus.Properties"
    return (path, properties, "PropertiesChanged", [interface, {"Lid": closed}, []], closed)


TELL = {
    "sleep": (PATH, "org.freedesktop.login1.Manager", "PrepareForSleep", [True]),
    "wake": (PATH, "org.freedesktop.login1.Manager", "PrepareForSleep", [False]),
    "lock": (f"{PATH}/session/_32", "org.freedesktop.login1.Session", "Lock", []),
    "lock-other": (f"{PATH}/session/c9", "org.freedesktop.login1.Session", "Lock", []),
    "lid": _changed(PATH, "org.freedesktop.login1.Manager", True),
    "lid-open": _changed(PATH, "org.freedesktop.login1.Manager", False),
    "lid-upower": _changed(UPOWER, "org.freedesktop.UPower", True),
    "on-battery": _changed(UPOWER, "org.freedesktop.UPower", False),
    "cover": ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [True]),
    "uncover": ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [False]),
}


@ClassInfo({"D-Bus Interface": "org.freedesktop.login1.Manager"})
class Manager(QObject):
    """The one call of logind that is used, and its lid."""

    reading = -1
    closed = False

    @Property(bool)
    def LidClosed(self):
        return self.closed

    @Slot(str, str, str, str, result=QDBusUnixFileDescriptor)
    def Inhibit(self, what, who, why, mode):
        self.reading, writing = os.pipe()
        os.set_blocking(self.reading, False)
        given = QDBusUnixFileDescriptor(writing)
        os.close(writing)
        print("asked", what, mode, flush=True)
        return given


@ClassInfo({"D-Bus Interface": "org.freedesktop.UPower"})
class Power(QObject):
    """The lid as UPower tells it."""

    closed = False

    @Property(bool)
    def LidIsClosed(self):
        return self.closed


def main(address):
    application = QCoreApplication(sys.argv)
    bus = QDBusConnection.connectToBus(address, "service")
    manager, power = Manager(), Power()
    options = QDBusConnection.RegisterOption
    bus.registerObject(PATH, manager, options.ExportAllSlots | options.ExportAllProperties)
    bus.registerObject(UPOWER, power, options.ExportAllProperties)
    assert bus.registerService("org.freedesktop.login1")
    assert bus.registerService("org.freedesktop.UPower")

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
            path, interface, name, values, *closed = TELL[line]
            if closed:
                (manager if path == PATH else power).closed = closed[0]
            message = QDBusMessage.createSignal(path, interface, name)
            message.setArguments(values)
            print("sent", bus.send(message), flush=True)

    notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
    notifier.activated.connect(told)
    print("ready", flush=True)
    application.exec()


main(sys.argv[1])
