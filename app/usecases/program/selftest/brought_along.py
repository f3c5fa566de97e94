"""Whether what comes along is there and whole: the program's files, its texts, its libraries."""

from __future__ import annotations

import hashlib
import importlib
import sys
import tomllib
from pathlib import Path

from app.bundle.verify.checks import CheckFailed, NotChecked, Passed
from app.i18n import AREAS, LANGUAGES, N_, texts
from app.paths import fonts, resources, viewer_page
from app.usecases.program.selftest.trial import Trial

SUMS = "contents.sha256"
"""The list of its files that a frozen program has: what `sha256sum` writes."""
LIBRARIES = (
    "PIL.Image", "apsw", "av", "c2pa", "cryptography.hazmat.primitives.ciphers.aead",
    "fontTools.ttLib", "ijson", "keyring", "msgspec", "numpy", "olefile", "oxmsg", "pi_heif",
    "pypdfium2", "requests", "rfc3161_client", "rich", "selectolax.lexbor", "shamir_mnemonic",
    "socks", "tesserocr", "typst", "xlsxwriter", "zlib_ng.zlib_ng", "zxingcpp",
)  # fmt: skip
_TRUETYPE = b"\0\1\0\0"


def program_files(_trial: Trial) -> Passed:
    """In a frozen program: every file has the hash that its list names, and none is beside it."""
    base = getattr(sys, "_MEIPASS", None)
    if not isinstance(base, str):
        raise NotChecked(
            N_("This is the checkout; only the finished program has a list of its files."),
            optional=True,
        )
    inside, top = Path(base), Path(sys.executable).parent
    listed: dict[str, str] = {}
    for line in (inside / SUMS).read_text("utf-8").splitlines():
        digest, _, name = line.partition("  ")
        listed[name] = digest
    there = {
        one.relative_to(top).as_posix(): one
        for one in top.rglob("*")
        if one.is_file() and not one.is_symlink() and one != inside / SUMS
    }
    other = sorted(set(listed) ^ set(there))
    other += [
        name for name in sorted(set(listed) & set(there)) if _sum(there[name]) != listed[name]
    ]
    if other:
        raise CheckFailed(N_("Different from the list: {name}."), name=other[0])
    return Passed(N_("Files: {count}."), {"count": len(there)})


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def data_files(_trial: Trial) -> Passed:
    """Every text, form, list, font and page that comes along is read by what uses it."""
    for area in AREAS:
        for language in set(LANGUAGES) - {"en"}:
            path = resources() / "locale" / language / "LC_MESSAGES" / f"{area}.mo"
            _there(path)
    said = texts("ko")
    if said.tr("Ongi") == "Ongi":
        raise CheckFailed(N_("Not as it should be: {name}."), name="locale")
    count = sum(_parsed(path) for path in sorted(resources().rglob("*.toml")))
    count += _read_by_their_users()
    if not (resources() / "docs" / "FORMAT.md").is_file():
        raise CheckFailed(N_("Missing: {name}."), name="FORMAT.md")
    for font in sorted(fonts().glob("*.ttf")) or [fonts() / "*.ttf"]:
        _there(font)
        if font.read_bytes()[:4] != _TRUETYPE:
            raise CheckFailed(N_("Not as it should be: {name}."), name=font.name)
    _there(viewer_page())
    if b"<script" not in viewer_page().read_bytes():
        raise CheckFailed(N_("Not as it should be: {name}."), name=viewer_page().name)
    return Passed(N_("Forms, lists and tables read: {count}."), {"count": count})


def _there(path: Path) -> None:
    if not path.is_file() or not path.stat().st_size:
        raise CheckFailed(N_("Missing: {name}."), name=path.name)


def _parsed(path: Path) -> int:
    try:
        tomllib.loads(path.read_text("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise CheckFailed(N_("Not as it should be: {name}."), name=path.name) from None
    return 1


def _read_by_their_users() -> int:
    """The strict readers, each over all that it reads; gives how many forms there are."""
    from app.bundle.verify.authorities import authorities
    from app.bundle.wordlist import wordlist
    from app.collect.roomlife.words import room_words
    from app.recovery.lists import part_words, whole_words
    from app.report.data.checklist import checklist_points
    from app.report.data.interview import stages
    from app.report.data.law import deadline_rules, harms, provisions
    from app.report.data.recipients import directory
    from app.report.data.templates import all_templates, closed_template
    from app.report.data.what_next import all_follows

    forms = all_templates()
    for name in forms:
        closed_template(name)
    readers = (
        authorities, wordlist, room_words, checklist_points, stages, deadline_rules, harms,
        provisions, directory, all_follows, lambda: whole_words("ko"), lambda: part_words("en"),
    )  # fmt: skip
    for read in readers:
        if not read():
            raise CheckFailed(N_("Missing: {name}."), name="resources")
    return len(forms)


def libraries(_trial: Trial) -> Passed:
    """Each library is loaded, and the encrypted index has its cipher."""
    for name in LIBRARIES:
        importlib.import_module(name)
    return Passed(N_("Libraries: {count}."), {"count": len(LIBRARIES)})
