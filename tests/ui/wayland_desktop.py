"""A real Wayland desktop without a screen: sway, its portal, the portals' front, a bus of its own.

Everything lies in one folder that is removed at the end. sway refuses to be root, so root lends it
another user; whoever runs the tests is the one who captures.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

LIBEXEC = Path("/usr/libexec")
FRONT, WLR, GTK = (
    LIBEXEC / f"xdg-desktop-portal{end}" for end in ("", "-wlr", "-gtk")
)  # fmt: skip
SERVICES = Path("/usr/share/dbus-1/services")
STORE = "org.freedesktop.impl.portal.PermissionStore.service"
LEFT, RIGHT = "0c82fa", "f0285a"
PATIENCE_S = 20
_NOBODY = 65534
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
 <type>session</type>
 <listen>unix:path={folder}/bus</listen>
 <servicedir>{folder}/services</servicedir>
 <policy context="default">
  <allow send_destination="*" eavesdrop="true"/>
  <allow eavesdrop="true"/>
  <allow own="*"/>
 </policy>
</busconfig>
"""
_SWAY = f"""xwayland disable
default_border none
focus_follows_mouse no
for_window [title="^left$"] move container to output HEADLESS-1
for_window [title="^right$"] move container to output HEADLESS-2
for_window [title="^own$"] floating enable, move position 300 200
for_window [title="^ $"] fullscreen enable
output HEADLESS-1 mode 800x600 position 0 0 scale 1 bg #{LEFT} solid_color
output HEADLESS-2 mode 800x600 position 800 0 scale 2 bg #{RIGHT} solid_color
"""


def missing() -> list[str]:
    """What the machine lacks, by its Debian package."""
    wanted = {
        "sway": shutil.which("sway"),
        "swaybg": shutil.which("swaybg"),
        "grim": shutil.which("grim"),
        "pipewire": shutil.which("pipewire"),
        "dbus-daemon": shutil.which("dbus-daemon"),
        "xdg-desktop-portal": FRONT.exists() and (SERVICES / STORE).exists(),
        "xdg-desktop-portal-wlr": WLR.exists(),
        "xdg-desktop-portal-gtk": GTK.exists(),
    }
    return [name for name, there in wanted.items() if not there]


@dataclass
class Desktop:
    """Processes that run, and what a program needs to be one of this desktop."""

    folder: Path
    environment: dict[str, str]
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(
        self, *command: object, settings: Mapping[str, str] | None = None, lent: bool = False
    ) -> subprocess.Popen[bytes]:
        """A process of the desktop, in a session of its own; `lent`: not as root."""
        as_other = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if lent else {}
        with (self.folder / "said.txt").open("ab") as said:
            process = subprocess.Popen(
                [str(part) for part in command],
                env=self.environment | dict(settings or {}),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
                **as_other,
            )  # type: ignore[call-overload]
        self.running.append(process)
        return process

    def end(self) -> None:
        """Whatever was started is over, with what it started."""
        for process in reversed(self.running):
            for sign in (signal.SIGCONT, signal.SIGTERM):
                _tell(process, sign)
        for process in reversed(self.running):
            with suppress(subprocess.TimeoutExpired):
                process.wait(5)
            _tell(process, signal.SIGKILL)
            process.wait(5)

    @property
    def said(self) -> str:
        """The end of what the processes said, for whoever looks why something failed."""
        return (self.folder / "said.txt").read_text("utf-8", "replace")[-4000:]

    def wait(self, until: Callable[[], object]) -> None:
        """Until something is so. Raises TimeoutError with what was said."""
        end = time.monotonic() + PATIENCE_S
        while not until():
            if time.monotonic() > end:
                raise TimeoutError(self.said)
            time.sleep(0.05)

    def owns(self, name: str) -> bool:
        """Whether a name on the bus has an owner."""
        asked = subprocess.run(
            [
                "dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus",
                "/org/freedesktop/DBus", "org.freedesktop.DBus.NameHasOwner", f"string:{name}",
            ],
            env=self.environment, capture_output=True, text=True, check=False, timeout=10,
        )  # fmt: skip
        return "boolean true" in asked.stdout


def _tell(process: subprocess.Popen[bytes], sign: signal.Signals) -> None:
    try:
        os.killpg(process.pid, sign)
    except ProcessLookupError:
        return


@contextmanager
def desktop(screens: int) -> Iterator[Desktop]:
    """A desktop with one screen, or with two of which the second has a scale of two."""
    with ExitStack() as after, tempfile.TemporaryDirectory(prefix="wl") as made:
        folder = Path(made)
        lent = os.getuid() == 0
        for name in ("home", "run", "sway", "services"):
            (folder / name).mkdir(mode=0o700)
        if lent:
            folder.chmod(0o711)
            os.chown(folder / "sway", _NOBODY, _NOBODY)
        (folder / "services" / STORE).symlink_to(SERVICES / STORE)
        (folder / "bus.conf").write_text(BUS.format(folder=folder))
        (folder / "sway.conf").write_text(_SWAY)
        (folder / "sway.conf").chmod(0o644)
        bare = {
            key: value
            for key, value in os.environ.items()
            if key not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
        }
        shown = Desktop(
            folder,
            bare | {
                "HOME": f"{folder}/home",
                "XDG_RUNTIME_DIR": f"{folder}/run",
                "XDG_CURRENT_DESKTOP": "sway",
                "XDG_SESSION_TYPE": "wayland",
                "DBUS_SESSION_BUS_ADDRESS": f"unix:path={folder}/bus",
            },
        )  # fmt: skip
        after.callback(shown.end)
        headless = {
            "XDG_RUNTIME_DIR": f"{folder}/sway",
            "WLR_BACKENDS": "headless",
            "WLR_HEADLESS_OUTPUTS": str(screens),
            "WLR_LIBINPUT_NO_DEVICES": "1",
            "WLR_RENDERER": "pixman",
        }
        shown.start("sway", "-c", folder / "sway.conf", settings=headless, lent=lent)
        shown.start("pipewire")
        shown.start("dbus-daemon", "--nofork", f"--config-file={folder}/bus.conf")
        shown.wait(lambda: [*(folder / "sway").glob("wayland-?")] and (folder / "bus").exists())
        display = next((folder / "sway").glob("wayland-?"))
        shown.environment["WAYLAND_DISPLAY"] = str(display)
        shown.wait((folder / "run" / "pipewire-0").exists)
        yield shown


def with_portals(shown: Desktop, *, path: str = "") -> subprocess.Popen[bytes]:
    """Start the portals; the one that takes pictures, which finds its tools in `path`, is given."""
    settings = {"PATH": path} if path else {}
    taking = shown.start(WLR, settings=settings)
    shown.start(GTK)
    shown.wait(lambda: shown.owns("org.freedesktop.impl.portal.desktop.wlr"))
    shown.wait(lambda: shown.owns("org.freedesktop.impl.portal.desktop.gtk"))
    shown.start(FRONT)
    shown.wait(lambda: shown.owns("org.freedesktop.portal.Desktop"))
    return taking
