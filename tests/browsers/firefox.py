"""Firefox without a window, driven by its own remote protocol, Marionette.

Standard library only. A child process carries the bytes between two pipes and the browser's port on
this machine, since tests themselves reach no network at all. Its profile is removed at the end.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from tests.browsers.chromium import PageFault
from tests.browsers.processes import cpu_seconds, peak_mib, reset_peaks

_NAMES = ("firefox-esr", "firefox")
_CARRIER = """
import socket, sys, threading, os
link = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
def back():
    while data := link.recv(1 << 16):
        sys.stdout.buffer.write(data); sys.stdout.buffer.flush()
    os._exit(0)
threading.Thread(target=back, daemon=True).start()
while data := os.read(0, 1 << 16):
    link.sendall(data)
"""
_WISHES = {
    "marionette.port": 0,
    "browser.shell.checkDefaultBrowser": False,
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
    "browser.download.alwaysOpenPanel": False,
    "browser.helperApps.neverAsk.saveToDisk": "application/octet-stream",
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "app.normandy.enabled": False,
}
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


def firefox() -> str:
    """Where the program is; empty where there is none."""
    return next(filter(None, map(shutil.which, _NAMES)), "") if os.name == "posix" else ""


class Firefox:
    """One browser with one page. To be used with `with`."""

    name = "Firefox"

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="ongi-firefox-"))
        self.downloads = self._folder / "downloads"
        profile = self._folder / "profile"
        for folder in (self.downloads, profile):
            folder.mkdir()
        wishes = {**_WISHES, "browser.download.dir": str(self.downloads)}
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in wishes.items()]
        (profile / "user.js").write_text("\n".join(lines), "utf-8")
        self._number, self._rest = 0, b""
        self._process = subprocess.Popen(
            [firefox(), "--headless", "--marionette", "--no-remote", "--profile", str(profile)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(self._folder)},
            start_new_session=True,
        )
        self._carrier = subprocess.Popen(
            [sys.executable, "-I", "-c", _CARRIER, str(self._port(profile))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._message()  # who it is
        session = self.send("WebDriver:NewSession", {"acceptInsecureCerts": False})
        self.version = f"Firefox/{session['capabilities']['browserVersion']}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _port(self, profile: Path) -> int:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with contextlib.suppress(OSError, ValueError):
                return int((profile / "MarionetteActivePort").read_text("ascii"))
            time.sleep(0.05)
        self._process.kill()
        raise PageFault("the browser told no port")

    def send(self, command: str, parameters: dict[str, Any] | None = None) -> Any:
        """One command of the protocol; its result."""
        self._number += 1
        data = json.dumps([0, self._number, command, parameters or {}]).encode()
        assert self._carrier.stdin is not None
        self._carrier.stdin.write(str(len(data)).encode() + b":" + data)
        self._carrier.stdin.flush()
        _kind, _number, error, result = self._message()
        if error:
            raise PageFault(f"{command}: {error}")
        return result

    def _message(self) -> Any:
        assert self._carrier.stdout is not None
        source = self._carrier.stdout.fileno()
        while True:
            length, colon, rest = self._rest.partition(b":")
            if colon and len(rest) >= int(length):
                self._rest = rest[int(length) :]
                return json.loads(rest[: int(length)])
            data = os.read(source, 1 << 16)
            if not data:
                raise PageFault("the browser ended")
            self._rest += data

    def open(self, page: Path) -> None:
        """Show a file, and wait until it is loaded."""
        self.send("WebDriver:Navigate", {"url": page.as_uri()})

    def run(self, script: str, seconds: float = 60) -> Any:
        """The value of an expression in the page, waited for; PageFault if it throws."""
        self.send("WebDriver:SetTimeouts", {"script": int(seconds * 1000)})
        # The page's policy has no eval: the browser takes the script as a function of its own.
        body = f"return {script}" if not script.startswith("{") else script
        return self.send("WebDriver:ExecuteScript", {"script": body, "args": []})["value"]

    def until(self, condition: str, seconds: float = 60) -> None:
        """Wait until an expression in the page holds; PageFault where it does not in time."""
        end = time.monotonic() + seconds
        while not self.run(f"Boolean({condition})"):
            if time.monotonic() > end:
                raise PageFault(f"not in time: {condition}; {self.run('document.body.innerText')}")
            time.sleep(0.05)

    def choose(self, selector: str, files: Sequence[Path]) -> None:
        """Choose files in a field for them, as a person does."""
        found = self.send("WebDriver:FindElement", {"using": "css selector", "value": selector})
        words = "\n".join(map(str, files))
        self.send("WebDriver:ElementSendKeys", {"id": found["value"][_ELEMENT], "text": words})

    def forget_peak(self) -> None:
        """Measure the memory from here on."""
        reset_peaks(self._process.pid)

    def peak_mib(self) -> float:
        """The most memory that any one of its processes held at a time."""
        return peak_mib(self._process.pid)

    def cpu_s(self) -> float:
        """Processor seconds of all its processes so far."""
        return cpu_seconds(self._process.pid)

    def close(self) -> None:
        """End it, and remove all it wrote."""
        with contextlib.suppress(PageFault, OSError):
            self.send("Marionette:Quit", {"flags": ["eForceQuit"]})
        for process in (self._process, self._carrier):
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for stream in (self._carrier.stdin, self._carrier.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        shutil.rmtree(self._folder, ignore_errors=True)
