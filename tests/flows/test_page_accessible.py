"""OPEN.html for everybody, in Chromium: axe finds nothing, the keyboard alone opens a bundle.

Light and dark, Korean and English, zoomed to 200 % and in a narrow window. axe-core is fetched by
`npm ci` in `tests/browsers`; skipped without it, or without Chromium. Long: a browser starts.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.paths import viewer_page
from tests.browsers.chromium import Chromium, chromium
from tests.browsers.page import OpenPage

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "bundle"))

import making

AXE = Path(__file__).parents[1] / "browsers/node_modules/axe-core/axe.min.js"
VIEWS = ("checks", "report", "exhibits", "timeline", "links", "log", "allFiles")
LOOKS = [(language, dark) for language in ("ko", "en") for dark in (False, True)]

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not viewer_page().is_file(), reason="set-up has not made the page"),
    pytest.mark.skipif(not chromium(), reason="Chromium is not installed"),
]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    return making.make(tmp_path_factory.mktemp("out"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with Chromium() as one:
        yield one


@pytest.fixture(autouse=True)
def _usual_look(browser):
    browser.look()


def faults(browser: Chromium) -> list[str]:
    """What axe finds, rule and place."""
    if not browser.run("'axe' in window"):
        browser.run(f"{AXE.read_text('utf-8')};0")
    found: list[str] = browser.run(
        "axe.run(document, { resultTypes: ['violations'] }).then((said) => said.violations"
        ".flatMap((rule) => rule.nodes.map((node) => rule.id + ' ' + node.html.slice(0, 120))))"
    )
    return found


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not fetched: ./test long brings it")
@pytest.mark.parametrize(("language", "dark"), LOOKS)
def test_axe_finds_nothing(browser, bundle, language, dark):
    browser.look(dark=dark)
    page = OpenPage(browser, bundle.path / "OPEN.html", language)
    browser.run("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    assert faults(browser) == []
    page.choose(bundle.path)
    page.submit(bundle.passphrase)
    assert page.checked() == ("passed", [])
    for view in VIEWS:
        page.go(view)
        if view == "exhibits":
            browser.run("document.querySelector('.exhibit button').click()")
        assert faults(browser) == [], view


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not fetched: ./test long brings it")
def test_axe_would_find_something(browser, bundle):
    """So that a judge who sees nothing is told from one who is asleep."""
    OpenPage(browser, bundle.path / "OPEN.html")
    browser.run("document.querySelector('label[for=passphrase]').remove()")
    assert any(one.startswith("label") for one in faults(browser))


def focused(browser: Chromium) -> str:
    return str(
        browser.run("document.activeElement.id || document.activeElement.dataset.view || ''")
    )


def tab_to(browser: Chromium, wanted: str) -> None:
    """Press Tab until something is reached; every stop on the way shows where one is."""
    for _ in range(40):
        browser.press("Tab")
        ring = browser.run(
            "{const look = getComputedStyle(document.activeElement);"
            " document.activeElement === document.body || look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2}"
        )
        assert ring, browser.run("document.activeElement.outerHTML.slice(0, 200)")
        if focused(browser) == wanted:
            return
    raise AssertionError(f"{wanted} is not reached by Tab")


def test_keyboard_alone_opens_a_bundle_and_moves_in_it(browser, bundle):
    page = OpenPage(browser, bundle.path / "OPEN.html")
    browser.run("document.activeElement.blur()")
    tab_to(browser, "files")
    page.choose(bundle.path)  # the system's own dialog
    assert focused(browser) == "passphrase", "the page goes on by itself to what comes next"
    browser.write(bundle.passphrase)
    browser.press("Enter")
    assert page.checked() == ("passed", [])
    browser.run("document.activeElement.blur()")
    tab_to(browser, "exhibits")
    browser.press("Enter")
    browser.until("document.querySelector('.exhibit')")
    assert focused(browser) == "view-title"
    browser.press("Tab")
    browser.press("Space")
    browser.until("document.querySelector('.exhibit button').ariaExpanded === 'true'")


def test_what_happens_is_told_in_the_live_region(browser, bundle):
    page = OpenPage(browser, bundle.path / "OPEN.html")
    browser.run(
        "{globalThis.told = []; const status = document.querySelector('[role=status]');"
        " new MutationObserver(() => told.push(status.textContent))"
        ".observe(status, { childList: true })}"
    )
    page.choose(bundle.path)
    page.submit(bundle.passphrase)
    page.checked()
    assert browser.run("told.filter(Boolean)") == [
        "Opening. This can take some seconds.",
        "It is open.",
        "Every check that can be made fits.",
    ]


@pytest.mark.parametrize(("width", "zoom"), [(1100, 2), (360, 1), (1280, 4)])
def test_nothing_lies_beyond_the_edge(browser, bundle, width, zoom):
    browser.look(width=width, zoom=zoom)
    page = OpenPage(browser, bundle.path / "OPEN.html", "ko")
    beyond = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert browser.run(beyond) == 0
    page.choose(bundle.path)
    page.submit(bundle.passphrase)
    page.checked()
    for view in VIEWS:
        page.go(view)
        assert browser.run(beyond) == 0, view
