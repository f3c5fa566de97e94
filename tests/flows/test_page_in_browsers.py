"""OPEN.html in real browsers, from a file, as a recipient uses it: Chromium and Firefox.

Skipped where one is not installed. Long, because a browser takes seconds to start.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from app.bundle import BundlePlan, entry_of
from app.bundle.verify import verify
from app.bundle.verify.outer import BUNDLE
from app.bundle.verify.parts import part_name, write_part_list
from app.jobs import Job
from app.paths import viewer_page
from app.usecases.bundles.identity_files import make_key
from crypto.age import X25519Recipient, encrypt
from tests.browsers.chromium import Chromium, chromium
from tests.browsers.firefox import Firefox, firefox
from tests.browsers.page import OpenPage

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "bundle"))

import making
from changing import apply

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not viewer_page().is_file(), reason="set-up has not made the page"),
]

VECTORS = Path(__file__).parents[1] / "vectors" / "bundle"
SOME = ("bag_exhibit_changed", "outer_middle_chunk_flipped", "zip_escape", "log_entry_dropped")
EVIL = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>\u202e"


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (90, 60), (40, 90, 160)).save(out, "PNG")
    return out.getvalue()


def report() -> bytes:
    told = {
        "made_at": "2026-11-23T01:00:00Z",
        "language": "ko",
        "fields": [{"id": "a", "label": EVIL, "answer": {EVIL: [EVIL, True, None]}}],
        "exhibits": [],
        "links": [{"number": 1, "original": "javascript:document.title='run'", "standing": EVIL}],
        "timeline": {"entries": [{"order_at": EVIL, "kind": EVIL, "label": EVIL}]},
    }
    return json.dumps(told).encode()


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    contents = (picture(), b"x" * 700_001, EVIL.encode())
    items = [replace(one, original_name=EVIL) for one in making.exhibits(contents)]
    items[0] = replace(items[0], media_type="image/png")
    items[2] = replace(items[2], media_type="text/html")
    entries = making.log_for(items)
    documents = [entry_of("report.json", report(), "application/json")]
    plan = BundlePlan(
        making.CASE, [*documents, *items], lambda: iter(entries), frozenset({making.REPORT})
    )
    return making.make(tmp_path_factory.mktemp("out"), plan)


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def browser(request: pytest.FixtureRequest) -> Iterator[Any]:
    if not {"chromium": chromium, "firefox": firefox}[request.param]():
        pytest.skip(f"{request.param} is not installed")
    with {"chromium": Chromium, "firefox": Firefox}[request.param]() as one:
        yield one


def opened(browser: Any, made: Any, **secret: str) -> OpenPage:
    page = OpenPage(browser, made.path / "OPEN.html")
    page.choose(made.path)
    page.submit(**(secret or {"passphrase": made.passphrase}))
    return page


def test_bundle_opens_and_its_checks_are_those_of_the_command_line(browser, bundle):
    page = opened(browser, bundle)
    assert page.checked() == ("passed", [])
    theirs = verify(bundle.path, passphrase=bundle.passphrase)
    assert page.states() == [str(check.state) for check in theirs.checks]
    assert not browser.run("document.getElementById('passphrase').value")
    assert browser.run("ongi.threads()"), "no threads from a file in this browser"


@pytest.mark.parametrize("name", SOME)
def test_bad_bundles_fail_by_the_same_numbers(browser, bundle, tmp_path, name):
    vector = tomllib.loads((VECTORS / f"{name}.toml").read_text("utf-8"))
    original = making.make(tmp_path)
    apply(original, vector.get("step", []))
    page = opened(browser, original)
    assert page.checked() == (vector["result"], vector["failed"])


def test_wrong_words_are_told_and_can_be_typed_again(browser, bundle):
    page = opened(browser, bundle, passphrase="not-the-words")
    browser.until("document.getElementById('status').textContent.includes('does not open')")
    assert browser.run("!document.getElementById('opener').hidden")
    page.submit(bundle.passphrase)
    assert page.checked() == ("passed", [])


def in_parts(made: Any, folder: Path, size: int) -> Path:
    shutil.copytree(made.path, folder)
    data = (folder / BUNDLE).read_bytes()
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    for number, part in enumerate(parts, 1):
        (folder / part_name(number)).write_bytes(part)
    sums = [hashlib.sha256(part).hexdigest() for part in parts]
    (folder / "parts.sha256").write_bytes(write_part_list(sums))
    (folder / BUNDLE).unlink()
    return folder


def test_parts_are_opened_as_one(browser, bundle, tmp_path):
    folder = in_parts(bundle, tmp_path / "parts", 200_000)
    assert opened(browser, replace(bundle, path=folder)).checked() == ("passed", [])


def test_folder_of_many_parts_is_dropped_as_a_whole(browser, bundle, tmp_path):
    """More files than a browser tells at a time."""
    if not isinstance(browser, Chromium):
        pytest.skip("only Chromium's protocol drops files")
    folder = in_parts(bundle, tmp_path / "stick", 5000)
    assert len(list(folder.iterdir())) > 120
    page = OpenPage(browser, bundle.path / "OPEN.html")
    browser.drop([folder])
    browser.until("document.getElementById('chosen').textContent")
    page.submit(bundle.passphrase)
    assert page.checked() == ("passed", [])


def test_text_of_evidence_stays_text(browser, bundle):
    page = opened(browser, bundle)
    page.checked()
    for view in ("report", "exhibits", "timeline", "links", "log", "allFiles"):
        page.go(view)
        inside = browser.run("document.getElementById('view').innerHTML.toLowerCase()")
        assert "<script" not in inside
        assert "<img" not in inside
        assert "href=" not in inside
    assert browser.run("document.title") == "Open a bundle"


def test_exhibit_is_covered_until_it_is_asked_for_and_again_afterwards(browser, bundle):
    page = opened(browser, bundle)
    page.checked()
    page.go("exhibits")
    shown = "document.querySelectorAll('#view img, #view video').length"
    assert browser.run(shown) == 0
    browser.run("document.querySelector('.exhibit button').click()")
    browser.until("document.querySelector('#view img')?.naturalWidth === 90")
    browser.run("document.querySelector('.exhibit button').click()")
    browser.until(f"{shown} === 0")
    browser.run("document.querySelectorAll('.exhibit')[2].querySelector('button').click()")
    browser.until("document.querySelectorAll('.exhibit')[2].innerText.includes('Save it and open')")
    assert browser.run("document.querySelectorAll('#view iframe, #view object').length") == 0


def test_saved_file_has_its_exact_bytes(browser, bundle):
    page = opened(browser, bundle)
    page.checked()
    page.go("exhibits")
    # Without a person, nobody answers the save dialog: as in a browser that has none.
    browser.run("{globalThis.showSaveFilePicker = undefined}")
    browser.run("document.querySelectorAll('.exhibit')[1].querySelectorAll('button')[1].click()")
    browser.until("document.getElementById('status').textContent.includes('is saved')")
    target = browser.downloads / "E002.jpg"
    end = 200
    while end and not (target.exists() and target.stat().st_size == 700_001):
        browser.run("new Promise((done) => setTimeout(done, 50))")
        end -= 1
    assert target.read_bytes() == b"x" * 700_001


def test_save_by_stream_gives_the_exact_bytes_in_order(browser, bundle):
    if not browser.run("'showSaveFilePicker' in window"):
        pytest.skip("this browser has no save dialog for streams")
    page = opened(browser, bundle)
    page.checked()
    page.go("exhibits")
    browser.run(
        "{globalThis.got = []; globalThis.showSaveFilePicker = async () => ({ createWritable:"
        " async () => ({ write: async (piece) => got.push(piece.slice()), close: async () =>"
        " got.push(null) }) })}"
    )
    browser.run("document.querySelectorAll('.exhibit')[1].querySelectorAll('button')[1].click()")
    browser.until("globalThis.got.at(-1) === null")
    assert browser.run("new Blob(got.slice(0, -1)).text().then((text) => text.length)") == 700_001
    assert browser.run("new Blob(got.slice(0, -1)).text().then((text) => /^x+$/.test(text))")


def test_no_connection_is_possible_from_the_page(browser, bundle):
    opened(browser, bundle).checked()
    tried = browser.run(
        "(async () => { const told = []; document.addEventListener('securitypolicyviolation',"
        " (event) => told.push(event.effectiveDirective));"
        " const far = 'https://example.invalid/';"
        " await fetch(far).catch(() => {}); try { new WebSocket('wss://example.invalid') } catch {}"
        " navigator.sendBeacon(far); const one = new Image(); one.src = far; document.body.append("
        "Object.assign(document.createElement('script'), { src: far }), Object.assign("
        "document.createElement('iframe'), { src: far }), Object.assign("
        "document.createElement('link'), { rel: 'stylesheet', href: far }));"
        " try { new Worker(far) } catch {}"
        " await new Promise((done) => setTimeout(done, 400)); return told.sort().join(' '); })()"
    )
    for kind in ("connect-src", "img-src", "script-src-elem", "frame-src", "style-src-elem"):
        assert kind in tried, tried
    if isinstance(browser, Chromium):
        own = ("file:", "blob:", "data:")
        assert not [one for one in browser.requests() if not one.startswith(own)]


def test_closed_key_file_of_an_office_opens_it(browser, bundle, tmp_path):
    folder = tmp_path / "for-office"
    shutil.copytree(bundle.path, folder)
    office = tmp_path / "office.key"
    own = make_key(office, "Our own Words", Job(), work_factor=4)
    with (folder / "key-office.age").open("wb") as file:
        encrypt(
            io.BytesIO(str(making.identity_of(bundle)).encode()),
            file,
            [X25519Recipient.parse(own.public_key)],
        )
    page = OpenPage(browser, folder / "OPEN.html")
    page.choose(folder, without=["key-passphrase.age"])
    browser.choose("#key-file", [office])
    page.submit()
    browser.until("document.getElementById('status').textContent.includes('is closed')")
    browser.run("{document.getElementById('key-words').value = 'our own words'}")
    page.submit()
    browser.until("document.getElementById('status').textContent.includes('does not fit')")
    browser.run("{document.getElementById('key-words').value = 'Our own Words'}")
    page.submit()
    assert page.checked() == ("passed", [])
    assert "key-office.age" in browser.run("document.querySelector('.why').textContent")


def test_files_that_go_away_meanwhile_leave_no_check_passed(browser, bundle, tmp_path):
    folder = tmp_path / "stick"
    shutil.copytree(bundle.path, folder)
    page = OpenPage(browser, folder / "OPEN.html")
    page.choose(folder)
    shutil.rmtree(folder)
    page.submit(bundle.passphrase)
    browser.until("document.getElementById('status').textContent.includes('be read')")
    assert "passed" not in page.states()
    assert not browser.run("document.getElementById('open').disabled")


@pytest.mark.timeout(900)
def test_two_gibibytes_open_and_are_checked_in_flat_memory(tmp_path):
    """Thirty films of 64 MiB and one of 128 MiB, all of them summed up by the page itself."""
    if not chromium():
        pytest.skip("Chromium is not installed")
    items = []
    for number, mib in enumerate((*[64] * 30, 128)):
        sparse = tmp_path / f"film-{mib}.mp4"
        with sparse.open("wb") as file:
            file.truncate(mib << 20)
        data = bytes(mib << 20)
        made = making.exhibits((data,))[0]
        items.append(
            replace(
                made,
                name=f"exhibits/E{number + 1:03d}.mp4",
                open=lambda sparse=sparse: sparse.open("rb"),
                item_id=f"i-{number:012d}",
                media_type="video/mp4",
            )
        )
        del data
    entries = making.log_for(items)
    plan = BundlePlan(making.CASE, items, lambda: iter(entries), frozenset({making.REPORT}))
    made = making.make(tmp_path / "out", plan)
    assert (made.path / BUNDLE).stat().st_size > 2 << 30
    with Chromium() as browser:
        page = OpenPage(browser, made.path / "OPEN.html")
        page.choose(made.path)
        browser.forget_peak()
        page.submit(made.passphrase)
        assert page.checked(600) == ("passed", [])
        assert browser.peak_mib() < 300  # little more than for a small one: nothing grows with it


def test_what_is_no_key_is_told_before_anything_is_opened(browser, bundle):
    opened(browser, bundle, identity="AGE-SECRET-KEY-1" + "B" * 58)
    browser.until("document.getElementById('status').textContent.includes('read as a key')")
    assert browser.run("document.getElementById('inside').hidden")


STUBBORN = {"toString": 0, "valueOf": None, "toJSON": 1, "constructor": 2}


def stubborn_report() -> bytes:
    """A report whose values refuse to become texts, at every place that is shown."""
    time = {"utc": STUBBORN, "original": STUBBORN}
    told = {
        "made_at": STUBBORN,
        "language": STUBBORN,
        "fields": [
            {"id": STUBBORN, "label": STUBBORN, "answer": STUBBORN},
            {"id": "a", "answer": {"from": time, "certainty": STUBBORN, "text": STUBBORN}},
            {"id": "b", "answer": {"answer": True, "text": [STUBBORN]}},
        ],
        "exhibits": [{"file": STUBBORN, "item": STUBBORN, "number": STUBBORN}],
        "links": [
            {"number": STUBBORN, "original": STUBBORN, "state": STUBBORN, "first_read_at": time}
        ],
        "timeline": {
            "entries": [
                {"order_at": time, "kind": STUBBORN, "label": STUBBORN, "subject": STUBBORN},
                {"order_at": "9999-12-31T23:59:59Z", "kind": "constructor", "count": STUBBORN},
            ]
        },
    }
    return json.dumps(told).encode()


def test_values_that_refuse_to_be_text_keep_no_view_from_opening(browser, tmp_path):
    plan = making.plan_of((b"first",))
    plan.entries[0] = entry_of("report.json", stubborn_report(), "application/json")
    page = opened(browser, making.make(tmp_path, plan))
    assert page.checked() == ("passed", [])
    views = ("report", "exhibits", "timeline", "links", "log", "allFiles")
    # A view that does not open leaves the one before it.
    assert len({page.go(view) for view in views}) == len(views)
