"""The frozen app: what is in it, that it is the same each time, and that it does its job."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PIL import ImageGrab

from tests.machine.contents import patterns
from tests.machine.x11 import Window, screen

pytestmark = [pytest.mark.long, pytest.mark.timeout(3000)]
PATIENCE_S = 120
SHOWN_S = 60


def files_of(app: Path) -> dict[str, Path]:
    """All files and links by their path in the app."""
    found = (one for one in app.rglob("*") if one.is_file() or one.is_symlink())
    return {one.relative_to(app).as_posix(): one for one in found}


def test_nothing_is_in_it_that_is_not_on_the_list(app: Path) -> None:
    known = list(patterns())
    other = [name for name in files_of(app) if not any(one.fullmatch(name) for one in known)]
    assert sorted(other) == []


def test_everything_that_must_be_in_it_is_there(app: Path) -> None:
    names = list(files_of(app))
    wanted = [one for one, must in patterns().items() if must]
    assert [one.pattern for one in wanted if not any(map(one.fullmatch, names))] == []


def test_links_lead_to_files_inside(app: Path) -> None:
    links = [one for one in files_of(app).values() if one.is_symlink()]
    assert [one for one in links if not one.resolve(strict=True).is_relative_to(app)] == []


def test_no_file_names_a_folder_of_the_machine_it_was_made_on(app: Path, repo_root: Path) -> None:
    folders = {str(repo_root), str(Path.home()), str(app), sys.prefix}
    told = [folder.encode() for folder in folders if len(Path(folder).parts) > 2]
    assert told
    naming = [
        name
        for name, path in files_of(app).items()
        if not path.is_symlink() and any(folder in path.read_bytes() for folder in told)
    ]
    assert naming == []


def test_each_library_in_it_has_its_licence(app: Path) -> None:
    place = app / "_internal" / "licences"
    there = {one.name.lower().replace("_", "-") for one in place.iterdir()}
    inside = {one.split("/")[1].lower() for one in files_of(app) if one.count("/") > 1}
    libraries = {"av", "cryptography", "fonttools", "numpy", "typst", "msgspec", "pypdfium2"}
    assert libraries <= inside & there
    assert {"pyside6-essentials", "pillow", "apsw-sqlite3mc", "python", "pyinstaller"} <= there
    bare = [one.name for one in place.iterdir() if one.is_dir() and not any(one.iterdir())]
    assert bare == []


def test_two_builds_are_equal_byte_by_byte(app: Path, build, tmp_path: Path) -> None:
    if "ONGI_FROZEN" in os.environ and "ONGI_FROZEN_AGAIN" not in os.environ:
        pytest.skip("one that was made before is looked at; name a second one, or none")
    given = os.environ.get("ONGI_FROZEN_AGAIN")
    again = Path(given) if given else build(tmp_path)
    sums = [
        {
            name: hashlib.sha256(path.read_bytes()).hexdigest()
            for name, path in files_of(one).items()
        }
        for one in (app, again)
    ]
    assert sums[0] == sums[1]


def test_the_entry_for_menus_is_the_one_of_the_sources(app: Path, repo_root: Path) -> None:
    entry = app / "share" / "applications" / "ongi.desktop"
    assert entry.read_bytes() == (repo_root / "resources/desktop/ongi.desktop").read_bytes()


def alone(folder: Path) -> dict[str, str]:
    """An environment with nothing of this one: no Python, no libraries, no home."""
    return {"PATH": "/usr/bin:/bin", "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8"}


def without_network() -> list[str]:
    """What starts a program where there is no network, if this system allows that."""
    words = ["unshare", "--map-root-user", "--net"]
    if not shutil.which("unshare"):
        return []
    tried = subprocess.run([*words, "true"], capture_output=True, check=False)
    return words if tried.returncode == 0 else []


def test_it_tries_itself_without_a_network(app: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [*without_network(), str(app / "ongi-cli"), "selftest", "--json", "--lang", "en"],
        cwd="/",
        env=alone(tmp_path),
        capture_output=True,
        timeout=600,
        check=False,
    )
    told: Any = json.loads(done.stdout)
    assert [one for one in told["checks"] if one["state"] != "passed"] == []
    assert [one["id"] for one in told["checks"]] == list(range(1, 24))
    assert (done.returncode, told["result"]) == (0, "passed")
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


def test_a_file_that_was_changed_is_noticed(app: Path, tmp_path: Path) -> None:
    copy = tmp_path / "ongi"
    shutil.copytree(app, copy, symlinks=True)
    changed = copy / "_internal" / "resources" / "recipients" / "kr.toml"
    changed.write_bytes(changed.read_bytes() + b"\n")
    words = [str(copy / "ongi-cli"), "selftest", "--only", "files", "--json", "--lang", "en"]
    done = subprocess.run(words, env=alone(tmp_path), capture_output=True, check=False)
    told: Any = json.loads(done.stdout)
    assert (done.returncode, told["checks"][0]["state"]) == (1, "failed")
    assert "kr.toml" in told["checks"][0]["why"]


@contextmanager
def x_server() -> Iterator[str]:
    """An X server that shows nothing; gives its name."""
    read, write = os.pipe()
    words = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(words, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def first_window(name: str) -> Window:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        with screen(name) as seen:
            large = [one for one in seen.windows() if one.width > 600]
        if large:
            return large[0]
        time.sleep(0.05)
    raise AssertionError("no window came")


def is_painted(name: str) -> bool:
    """Whether there is more on the screen than one colour."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        colours = ImageGrab.grab(xdisplay=name).convert("RGB").getcolors(1 << 20) or []
        if len(colours) > 50:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(not shutil.which("Xvfb"), reason="needs an X server")
def test_its_window_shows_tells_nothing_and_closes(app: Path, tmp_path: Path) -> None:
    with x_server() as name:
        begun = time.monotonic()
        env = {**alone(tmp_path), "DISPLAY": name, "LANG": "ko_KR.UTF-8", "ONGI_LANGUAGE": "ko"}
        with subprocess.Popen([str(app / "ongi")], env=env, stderr=subprocess.PIPE) as program:
            try:
                window = first_window(name)
                took = time.monotonic() - begun
                assert window.title == "온기"
                assert (window.instance, window.name) == ("ongi", "Ongi")
                assert is_painted(name)
                with screen(name) as seen:
                    seen.ask_to_close(window)
                assert program.wait(PATIENCE_S) == 0
            finally:
                program.kill()
        assert took < SHOWN_S
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


def test_without_a_screen_the_window_says_so(app: Path, tmp_path: Path) -> None:
    done = subprocess.run([app / "ongi"], env=alone(tmp_path), capture_output=True, check=False)
    assert done.returncode == 2
    assert re.search(rb"\S", done.stderr)
    assert b"Traceback" not in done.stderr
