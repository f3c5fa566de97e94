"""Collects the licence of everything that others made and the frozen app has in it.

What is in it is read from PyInstaller's own lists, and whose it is from the libraries' lists of
files, so nothing is forgotten: a file that belongs to nobody ends the build. System libraries that
go along are told by the packages of Debian; elsewhere they come with Python and Qt themselves.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

_LICENCE = re.compile(
    r"(?:^|/)(?:LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/]*$|\.dist-info/licenses/", re.IGNORECASE
)
_BINARIES = {".so", ".pyd", ".dll", ".dylib"}
_CODE = _BINARIES | {".py", ".pyc"}
ALWAYS = ("pyinstaller",)
"""Its starter is in each program (GPL with an exception that lets it be there)."""
_SYSTEM = Path("/usr/share/doc")


_READ_ME = """\
What others made and this program has in it, a folder each, with the licence texts as they came.
ABOUT.txt has the name, the version and the licence that the library itself names.

Where a library brought no text: PySide6 and shiboken6 (Qt for Python, and Qt itself) go along under
GPL-3.0-only, whose text is LICENSE; under LGPL-3.0-only they can be replaced, being files of their
own. The text of the Apache License 2.0 lies in cryptography/. `system` has the copyright notices of
the system libraries that go along.
"""


class UnknownOwner(SystemExit):
    """Something goes along of which nobody knows the licence."""


def _owners() -> dict[Path, str]:
    """Each installed file, followed through links, and the name of its library."""
    found: dict[Path, str] = {}
    for one in metadata.distributions():
        for file in one.files or ():
            found[Path(str(one.locate_file(file))).resolve()] = one.name
    return found


def collect(sources: Iterable[str], out: Path) -> dict[str, str]:
    """Copy all licences for these source files into folders below `out`; gives name and version.

    Raises UnknownOwner where a library has none or a file belongs to nobody.
    """
    owners, site = _owners(), Path(sysconfig.get_path("purelib")).resolve()
    names, system = set(ALWAYS), set()
    for source in sorted(set(sources)):
        path = Path(source).resolve()
        if path in owners:
            names.add(owners[path])
        elif path.is_relative_to(site):
            raise UnknownOwner(f"{path.relative_to(site)} belongs to no library")
        elif path.suffix in _BINARIES or ".so." in path.name:
            system.add(path)
    told = {name: _of_library(name, out) for name in sorted(names)}
    told["Python"] = _of_python(out)
    (out / "READ-ME.txt").write_text(_READ_ME, "utf-8", newline="\n")
    _of_system(system, out)
    return told


def _of_library(name: str, out: Path) -> str:
    one = metadata.distribution(name)
    place = out / one.name
    texts = [file for file in one.files or () if _LICENCE.search(str(file))]
    place.mkdir(parents=True)
    for file in texts:
        source = Path(str(one.locate_file(file)))
        if source.is_file() and source.suffix not in _CODE:
            flat = str(file).split(".dist-info/", 1)[-1].replace("../", "").replace("/", "-")
            shutil.copyfile(source, place / flat)
    said = [
        f"{key}: {value}\n"
        for key, value in one.metadata.items()
        if key
        in (
            "Name",
            "Version",
            "License",
            "License-Expression",
            "Author",
            "Author-email",
            "Home-page",
            "Project-URL",
        )
        or (key == "Classifier" and value.startswith("License"))
    ]
    (place / "ABOUT.txt").write_text("".join(said), "utf-8", newline="\n")
    if not texts and not any(line.startswith(("License", "Classifier")) for line in said):
        raise UnknownOwner(f"{name} tells no licence")
    return one.version


def _of_python(out: Path) -> str:
    version = sysconfig.get_python_version()
    stdlib = Path(sysconfig.get_path("stdlib"))
    places = (stdlib / "LICENSE.txt", stdlib.parent.parent / "LICENSE.txt",
              _SYSTEM / f"python{version}" / "copyright")  # fmt: skip
    text = next((one for one in places if one.is_file()), None)
    if text is None:
        raise UnknownOwner("Python's own licence is not where it should be")
    (out / "Python").mkdir(parents=True)
    shutil.copyfile(text, out / "Python" / "LICENSE.txt")
    return version


def _of_system(files: Iterable[Path], out: Path) -> None:
    """The copyright of the packages that brought these files, where Debian's list tells them."""
    if not shutil.which("dpkg-query"):
        return
    own = [Path(sysconfig.get_path("stdlib")).resolve()]
    if sys.base_prefix != "/usr":  # a Python that lies by itself, its libraries with it
        own.append(Path(sys.base_prefix).resolve())
    place = out / "system"
    place.mkdir(parents=True)
    for file in sorted(files):
        if any(file.is_relative_to(one) for one in own):
            continue
        package = _package_of(file)
        text = _SYSTEM / package / "copyright"
        if not package or not text.is_file():
            raise UnknownOwner(f"{file} belongs to no package")
        shutil.copyfile(text, place / f"{package}.txt")


def _package_of(file: Path) -> str:
    # Debian's libraries may be listed below /lib, which is a link to /usr/lib today.
    for path in (str(file), str(file).removeprefix("/usr")):
        done = subprocess.run(
            ["dpkg-query", "-S", path], capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            return done.stdout.split(":", 1)[0].split(",")[0]
    return ""
