"""The single file `ongi-verify.pyz`: the verifier's own modules, unchanged, and their Korean.

A Python zip application: what `app.bundle.alone` imports, and no more. Stored, sorted and dated
alike, so that the same sources give the same bytes on every machine. Needs the sources; a frozen
program has none.
"""

from __future__ import annotations

import ast
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import app
from app.bundle.alone import KOREAN
from app.errors import EnvironmentProblem
from app.i18n import texts

ENTRY = "app.bundle.alone"
LEFT_OUT = frozenset({"app.bundle"})
"""Packages without their `__init__`, which would bring in what packs bundles."""

_ROOT = Path(app.__file__).resolve().parent.parent
_OURS = ("app", "crypto")
_SHEBANG = b"#!/usr/bin/env python3\n"
_WHEN = (1980, 1, 1, 0, 0, 0)
_MAIN = """\
import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Python 3.11 이상이 필요합니다.\\nPython 3.11 or later is needed."
    )
try:
    import cryptography.hazmat.primitives.hpke
except ImportError:
    sys.exit(
        "Python의 cryptography 라이브러리(50 이상)가 필요합니다.\\n"
        "Python's library cryptography (50 or later) is needed.\\n"
        "    python -m pip install cryptography"
    )
from app.bundle.alone import main

sys.exit(main())
"""


def single_file() -> bytes:
    """The bytes of the single file.

    Raises EnvironmentProblem BND-065 where the sources are not there.
    """
    if not (_ROOT / "app" / "bundle" / "alone.py").is_file():
        raise EnvironmentProblem("BND-065")
    files = {path.relative_to(_ROOT).as_posix(): path.read_bytes() for path in modules()}
    files[f"app/{KOREAN}"] = _korean(files)
    # A package without `__init__` is found in a ZIP only where its folder is an entry of its own.
    files |= {f"{name.replace('.', '/')}/": b"" for name in LEFT_OUT}
    files["__main__.py"] = _MAIN.encode("utf-8")
    licence = _ROOT / "LICENSE"
    if licence.is_file():
        files["LICENSE"] = licence.read_bytes()
    out = io.BytesIO()
    out.write(_SHEBANG)
    with zipfile.ZipFile(out, "a") as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _WHEN)
            info.create_system = 3
            info.external_attr = (0o040755 if info.is_dir() else 0o100644) << 16
            archive.writestr(info, files[name])
    return out.getvalue()


def modules() -> list[Path]:
    """The sources of the entry and of all of ours that it imports, directly or not."""
    found: dict[str, Path] = {}
    waiting = [ENTRY]
    while waiting:
        name = waiting.pop()
        path = _source(name)
        if name in found or name in LEFT_OUT or path is None:
            continue
        found[name] = path
        waiting += _imported(path)
        parts = name.split(".")
        waiting += [".".join(parts[:count]) for count in range(1, len(parts))]
    return sorted(found.values())


def _source(name: str) -> Path | None:
    place = _ROOT.joinpath(*name.split("."))
    for path in (place / "__init__.py", place.with_suffix(".py")):
        if path.is_file():
            return path
    return None


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
        yield from (name for name in names if name.split(".")[0] in _OURS)


def _korean(files: dict[str, bytes]) -> bytes:
    """The Korean of every text in these sources that the catalogues know."""
    korean, found = texts("ko"), {}
    for name, source in files.items():
        if name.endswith(".py"):
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
                    found[node.value] = korean.tr(node.value)
    known = {text: said for text, said in found.items() if said != text}
    return json.dumps(known, ensure_ascii=False, sort_keys=True, indent=0).encode("utf-8")
