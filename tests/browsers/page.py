"""OPEN.html as a person uses it, in whichever browser: choose, open, look, save."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol


class Browser(Protocol):
    """What the browsers here have in common."""

    downloads: Path

    def open(self, page: Path) -> None: ...
    def run(self, script: str, seconds: float = 60) -> Any: ...
    def until(self, condition: str, seconds: float = 60) -> None: ...
    def choose(self, selector: str, files: Sequence[Path]) -> None: ...


class OpenPage:
    """The page of a bundle, shown in a browser."""

    def __init__(self, browser: Browser, page: Path, language: str = "en") -> None:
        self.browser = browser
        browser.open(page)
        browser.run(f"document.querySelector('[data-language={language}]').click()")

    def choose(self, folder: Path, *, without: Sequence[str] = ()) -> None:
        """Choose what lies in a folder, as far as a recipient would."""
        files = [one for one in sorted(folder.iterdir()) if one.name not in without]
        self.browser.choose("#files", files)

    def submit(self, passphrase: str = "", identity: str = "") -> None:
        """Type the words or the key and press the button."""
        for field, text in (("passphrase", passphrase), ("identity", identity)):
            self.browser.run(
                f"{{const f = document.getElementById('{field}'); f.value = {json.dumps(text)};}}"
            )
        self.browser.run("document.getElementById('form').requestSubmit()")

    def checked(self, seconds: float = 60) -> tuple[str, list[int]]:
        """Wait for the checks; how the whole ended, and the numbers that failed."""
        self.browser.until("document.documentElement.dataset.result", seconds)
        self.go("checks")
        failed = self.browser.run(
            "[...document.querySelectorAll('.checks li')].filter((row) =>"
            " row.querySelector('.failed')).map((row) => +row.querySelector('.id').textContent)"
        )
        return self.browser.run("document.documentElement.dataset.result"), failed

    def states(self) -> list[str]:
        """The state of each check, in order."""
        found: list[str] = self.browser.run(
            "[...document.querySelectorAll('.checks .badge')].map((one) =>"
            " one.className.split(' ')[1])"
        )
        return found

    def go(self, view: str) -> str:
        """Change to a view; its text."""
        self.browser.run(f"document.querySelector('[data-view={view}]').click()")
        self.browser.until(f"document.querySelector('[data-view={view}][aria-current]')")
        self.browser.until("!document.getElementById('view').hasAttribute('aria-busy')")
        return str(self.browser.run("document.getElementById('view').innerText"))

    def said(self) -> str:
        """What the page last said."""
        return str(self.browser.run("document.getElementById('status').textContent"))
