"""What is chosen for the frozen app, its icons and its entry for menus, without building it."""

from __future__ import annotations

import ast
import configparser
import importlib.util
import io
import re
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image

from tests.machine.contents import patterns

JUDGE = shutil.which("desktop-file-validate") or ""
SITE = "/somewhere/site-packages/"


@pytest.fixture(scope="module")
def room(repo_root: Path):
    """Gives a script of `.ci` as a module."""

    def loaded(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(
            f"ci_{name}", repo_root / ".ci" / f"{name}.py"
        )
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return loaded


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/plugins/imageformats/libqtiff.so", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", True),
        ("PySide6/Qt/translations/qtbase_ko.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/Qt/translations/qt_help_ko.qm", False),
        ("selectolax/lexbor.c", False),
        ("keyring-25.7.0.dist-info/entry_points.txt", True),
        ("keyring-25.7.0.dist-info/RECORD", False),
        ("keyring-25.7.0.dist-info/direct_url.json", False),
        ("resources/viewer/verify.py", True),
    ],
)
def test_only_what_is_used_is_chosen(room, name: str, stays: bool) -> None:
    chosen = room("freezing").chosen([(name, SITE + name, "DATA")])
    assert [entry[0] for entry in chosen] == ([name] if stays else [])


def test_a_library_that_nothing_loads_any_more_stays_out(room, monkeypatch) -> None:
    loads = {
        "/s/_a.so": {("libb.so.1", "/s/libb.so.1")},
        "/s/libb.so.1": {("libc.so.2", "/s/libc.so.2")},
    }
    bindepend = importlib.import_module("PyInstaller.depend.bindepend")
    monkeypatch.setattr(bindepend, "get_imports", lambda source: loads.get(source, set()))
    names = (
        "libb.so.1",
        "libc.so.2",
        "libgtk-3.so.0",
        "a.libs/libx.so",
        "PySide6/Qt/lib/libQt6Qml.so.6",
    )
    entries = [(name, f"/s/{name}", "BINARY") for name in names]
    chosen = room("freezing").chosen([*entries, ("a/_a.so", "/s/_a.so", "EXTENSION")])
    assert [entry[0] for entry in chosen] == ["a/_a.so", "libb.so.1", "libc.so.2"]


def test_what_is_chosen_does_not_hang_on_the_order_in_which_it_was_found(room) -> None:
    entries = [(f"resources/{name}", f"/s/{name}", "DATA") for name in "cab"]
    freezing = room("freezing")
    assert (
        freezing.chosen(entries)
        == freezing.chosen(reversed([*entries, *entries]))
        == sorted(entries)
    )


def test_nothing_that_the_program_imports_is_left_out(room, repo_root: Path) -> None:
    freezing = room("freezing")
    out = {*freezing.WITHOUT, *freezing.pictures_left_out(Path(Image.__file__).parent)}
    imported = set()
    for package in ("app", "ui", "crypto"):
        for path in (repo_root / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_bytes())):
                if isinstance(node, ast.Import):
                    imported |= {one.name for one in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    imported |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    assert {"PIL.IptcImagePlugin", "PySide6.QtWidgets"} <= imported
    assert (
        sorted(one for one in imported if any(f"{one}.".startswith(f"{name}.") for name in out))
        == []
    )


def test_a_build_that_would_differ_is_refused(room, monkeypatch) -> None:
    freezing = room("freezing")
    for name, value in freezing.EPOCH.items():
        monkeypatch.setenv(name, value)
    freezing.refuse_unequal_builds()
    monkeypatch.setenv("PYTHONHASHSEED", "random")
    with pytest.raises(SystemExit):
        freezing.refuse_unequal_builds()


def test_icons_are_the_same_bytes_each_time_and_have_every_size(room, repo_root, tmp_path) -> None:
    icons, mark = room("icons"), repo_root / "resources" / "icons" / "mark.svg"
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        icons.make(mark, tmp_path / name)
        files = sorted(one for one in (tmp_path / name).rglob("*") if one.is_file())
        made.append([(one.relative_to(tmp_path / name), one.read_bytes()) for one in files])
    assert made[0] == made[1]
    found = dict(made[0])
    large = Image.open(io.BytesIO(found[Path("share/icons/hicolor/256x256/apps/ongi.png")]))
    assert large.size == (256, 256)
    assert len(large.convert("RGBA").getcolors(1 << 20) or []) > 10
    assert (16, 16) in Image.open(io.BytesIO(found[Path("ongi.ico")])).ico.sizes()
    assert found[Path("ongi.icns")][:4] == b"icns"


def test_the_entry_for_menus_gives_nothing_away(repo_root: Path) -> None:
    entry = configparser.RawConfigParser()
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(repo_root / "resources" / "desktop" / "ongi.desktop", "utf-8")
    told = dict(entry["Desktop Entry"])
    assert (told["Name"], told["Name[ko]"]) == ("Ongi", "온기")
    assert (told["Exec"], told["Icon"], told["Categories"]) == ("ongi", "ongi", "Office;")
    assert not {key.partition("[")[0] for key in told} & {
        "Comment",
        "GenericName",
        "Keywords",
        "MimeType",
    }


@pytest.mark.skipif(not JUDGE, reason="desktop-file-utils is not installed here")
def test_the_entry_for_menus_is_valid(repo_root: Path) -> None:
    entry = repo_root / "resources" / "desktop" / "ongi.desktop"
    done = subprocess.run([JUDGE, str(entry)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    "name",
    [
        "_internal/pip/__init__.py", "_internal/lxml/etree.so", "_internal/tests/a.txt", "notes.txt",
        "_internal/libs/x/libgtk.so", "_internal/PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "_internal/PySide6/Qt/lib/libQt6Network.so.6", "_internal/resources/desktop/ongi.desktop",
        "_internal/keyring.dist-info/RECORD", "_internal/resources/locale/ko/LC_MESSAGES/ui.po",
    ],
)  # fmt: skip
def test_the_list_of_contents_does_not_let_everything_in(name: str) -> None:
    assert [one.pattern for one in patterns() if one.fullmatch(name)] == []


def test_a_compiled_catalogue_bears_no_time_of_day(room, tmp_path: Path) -> None:
    source = tmp_path / "ko" / "LC_MESSAGES" / "a.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid ""\nmsgstr ""\n"Language: ko\\n"\n\nmsgid "a"\nmsgstr "가"\n', "utf-8")
    room("assets").make_catalogue(source)
    dates = re.findall(rb"Date: (.*)", source.with_suffix(".mo").read_bytes())
    assert dates == [b"2026-01-01 00:00+0000"] * 2
