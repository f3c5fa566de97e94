"""Chromium without a window, driven through its DevTools protocol over a pair of pipes.

Standard library only. Its profile lies in a folder of its own that is removed at the end. Knows
nothing of what is shown.
"""

from __future__ import annotations

import base64
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

from tests.browsers.processes import cpu_seconds, peak_mib, reset_peaks

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_ARGUMENTS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
)
# The protocol is spoken on descriptors 3 and 4. They are put there by a process in between.
_LAUNCH = (
    "import fcntl, os, sys; r, w = (fcntl.fcntl(int(n), fcntl.F_DUPFD, 10) for n in sys.argv[1:3]);"
    "os.dup2(r, 3); os.dup2(w, 4); os.execv(sys.argv[3], sys.argv[3:])"
)


def chromium() -> str:
    """Where the program is; empty where there is none."""
    return next(filter(None, map(shutil.which, _NAMES)), "") if os.name == "posix" else ""


class PageFault(RuntimeError):
    """The page's own script, or the browser, gave an error."""


class Chromium:
    """One browser with one page. To be used with `with`."""

    name = "Chromium"

    def __init__(self, *, size: tuple[int, int] = (1100, 900)) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="ongi-chromium-"))
        self.downloads = self._folder / "downloads"
        self.downloads.mkdir()
        self.events: list[dict[str, Any]] = []
        self._number, self._rest, self._session = 0, b"", ""
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        more = ["--no-sandbox"] if os.geteuid() == 0 else []
        self._process = subprocess.Popen(
            [
                sys.executable, "-I", "-c", _LAUNCH, str(theirs_in), str(theirs_out), chromium(),
                *_ARGUMENTS, *more, f"--user-data-dir={self._folder / 'profile'}",
                f"--window-size={size[0]},{size[1]}", "about:blank",
            ],
            pass_fds=(theirs_in, theirs_out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        os.close(theirs_in)
        os.close(theirs_out)
        self._attach()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _attach(self) -> None:
        page = self.send("Target.createTarget", url="about:blank")["targetId"]
        attached = self.send("Target.attachToTarget", targetId=page, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log", "Accessibility"):
            self.send(f"{domain}.enable")
        self.send("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(self.downloads))

    @property
    def version(self) -> str:
        """Product and version, as the browser names itself."""
        return str(self.send("Browser.getVersion")["product"]).removeprefix("Headless")

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One command of the protocol; its result. Events that come meanwhile are kept."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session and not method.startswith(("Target.", "Browser.")):
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._out, data) :]
        while True:
            got = self._message()
            if got.get("id") == self._number:
                if "error" in got:
                    raise PageFault(f"{method}: {got['error']}")
                result: dict[str, Any] = got["result"]
                return result
            self.events.append(got)

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            data = os.read(self._in, 1 << 16)
            if not data:
                raise PageFault("the browser ended")
            self._rest += data
        one, self._rest = self._rest.split(b"\0", 1)
        message: dict[str, Any] = json.loads(one)
        return message

    def open(self, page: Path) -> None:
        """Show a file, and wait until it is loaded."""
        self.send("Page.navigate", url=page.as_uri())
        self.until("document.readyState === 'complete' && location.protocol === 'file:'")

    def run(self, script: str, seconds: float = 60) -> Any:
        """The value of an expression in the page, waited for; PageFault if it throws."""
        got = self.send(
            "Runtime.evaluate",
            expression=script,
            awaitPromise=True,
            returnByValue=True,
            userGesture=True,
            timeout=seconds * 1000,
        )
        if "exceptionDetails" in got:
            raise PageFault(json.dumps(got["exceptionDetails"])[:2000])
        return got["result"].get("value")

    def until(self, condition: str, seconds: float = 60) -> None:
        """Wait until an expression in the page holds; PageFault where it does not in time."""
        end = time.monotonic() + seconds
        while not self.run(f"Boolean({condition})"):
            if time.monotonic() > end:
                raise PageFault(f"not in time: {condition}; {self.run('document.body.innerText')}")
            time.sleep(0.02)

    def choose(self, selector: str, files: Sequence[Path]) -> None:
        """Choose files in a field for them, as a person does."""
        found = self.send("Runtime.evaluate", expression=f"document.querySelector({selector!r})")
        self.send(
            "DOM.setFileInputFiles",
            files=[str(one) for one in files],
            objectId=found["result"]["objectId"],
        )

    def drop(self, files: Sequence[Path]) -> None:
        """Drop files or folders onto the page, as a person does."""
        data = {"items": [], "files": [str(one) for one in files], "dragOperationsMask": 1}
        for kind in ("dragEnter", "dragOver", "drop"):
            self.send("Input.dispatchDragEvent", type=kind, x=300, y=250, data=data)

    def press(self, key: str, *, shift: bool = False) -> None:
        """Press and let go of one key: `Tab`, `Enter`, `Space`, or a letter."""
        codes = {"Tab": 9, "Enter": 13, "Space": 32, "Escape": 27}
        text = {"Enter": "\r", "Space": " "}.get(key, key if len(key) == 1 else "")
        common: dict[str, Any] = {
            "key": {"Space": " "}.get(key, key),
            "code": key,
            "windowsVirtualKeyCode": codes.get(key, ord(key[0].upper())),
            "modifiers": 8 if shift else 0,
        }
        down = {"type": "keyDown", "text": text} if text else {"type": "rawKeyDown"}
        self.send("Input.dispatchKeyEvent", **common, **down)
        self.send("Input.dispatchKeyEvent", **common, type="keyUp")

    def write(self, text: str) -> None:
        """Write text where the keyboard is."""
        self.send("Input.insertText", text=text)

    def look(self, *, dark: bool = False, width: int = 1100, zoom: float = 1) -> None:
        """Light or dark, a window's width, and how far it is zoomed in."""
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.send("Emulation.setEmulatedMedia", features=scheme)
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=round(width / zoom),
            height=round(900 / zoom),
            deviceScaleFactor=zoom,
            mobile=False,
        )

    def picture(self, target: Path) -> None:
        """The whole page as PNG."""
        size = self.send("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        got = self.send(
            "Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True
        )
        target.write_bytes(base64.b64decode(got["data"]))

    def requests(self) -> list[str]:
        """The addresses that were asked for so far, but what the page's policy stopped."""
        self.send("Runtime.evaluate", expression="0")  # what is on the way has come then
        stopped = {
            one["params"]["requestId"]
            for one in self.events
            if one.get("method") == "Network.loadingFailed"
            and one["params"].get("blockedReason") == "csp"
        }
        return [
            one["params"]["request"]["url"]
            for one in self.events
            if one.get("method") == "Network.requestWillBeSent"
            and one["params"]["requestId"] not in stopped
        ]

    def forget_peak(self) -> None:
        """Measure the memory from here on."""
        self.send("HeapProfiler.collectGarbage")
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
            self.send("Browser.close")
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for end in (self._in, self._out):
            os.close(end)
        shutil.rmtree(self._folder, ignore_errors=True)
