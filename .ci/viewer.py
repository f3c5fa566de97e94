"""Make `OPEN.html`, the offline page that opens a bundle: one file, the same bytes each time.

Its own sources lie in `resources/viewer/page`; typage and noble come from the locked npm packages
and go in by esbuild, their licence texts beside it and inside it. The words of checks, acts and
kinds are the program's own, out of its catalogues. The page's policy names its script and its style
by their SHA-256 and allows nothing else. Part of set-up (`.ci/assets.py`); no part of the program.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "resources" / "viewer" / "page"
WORDS = ROOT / "resources" / "locale" / "ko" / "LC_MESSAGES"
CODES = tuple(
    ROOT / "app" / name
    for name in ("report/parts/wording.py", "report/parts/fill.py", "domain/custody.py")
)
PAGE = "OPEN.html"

INSIDE = (
    "age-encryption",
    "@noble/ciphers",
    "@noble/curves",
    "@noble/hashes",
    "@noble/post-quantum",
    "@scure/base",
)
"""What esbuild puts into the page, and whose licence therefore goes along."""

NEEDED = ("esbuild", "@esbuild", "age-encryption", "@noble", "@scure")
"""The folders of `node_modules` that making the page takes."""
PROGRAM = Path("esbuild") / "bin" / "esbuild"

_BUILD = (
    "--bundle",
    # No module: from a file, browsers start a thread from a blob for plain scripts only.
    "--format=iife",
    "--global-name=ongi",
    "--minify",
    "--charset=utf8",
    "--legal-comments=none",
    "--target=chrome111,edge111,firefox115,safari16.4",
    "--log-level=warning",
)


def sources() -> list[Path]:
    """Every file that the page is made of, packages aside."""
    return [*sorted(SOURCES.iterdir()), *sorted(WORDS.glob("*.po")), *CODES, Path(__file__)]


def make(packages: Path, node: Path, fresh: Path) -> None:
    """Write the page and the licences of what is in it to the folder `fresh`.

    `packages` is npm's `node_modules`, or the part of it that is needed, `node` the program.
    Raises OSError and subprocess.CalledProcessError.
    """
    words = packages / "check-words"
    words.mkdir(exist_ok=True)
    codes, parts = _code_words()
    korean = _korean({*codes.values(), *parts.values()})
    made = {"CODES": codes, "PARTS": parts, "KOREAN": korean}
    lines = [f"export const {name} = {_spelled(value)};\n" for name, value in made.items()]
    (words / "index.js").write_text("".join(lines), "utf-8")
    script = _bundled(packages, node)
    style = (SOURCES / "page.css").read_text("utf-8")
    licences = _licences(packages)
    page = (SOURCES / PAGE).read_text("utf-8")
    for mark, text in {
        "@SCRIPT-SUM@": _sum(script),
        "@STYLE-SUM@": _sum(style),
        "@LICENCES@": html.escape(licences),
        "@STYLE@": style,
        "@SCRIPT@": script,
    }.items():
        page = page.replace(mark, text)
    (fresh / PAGE).write_text(page, "utf-8", newline="\n")
    (fresh / "LICENCES.txt").write_text(licences, "utf-8", newline="\n")


def _bundled(packages: Path, node: Path) -> str:
    program = packages / PROGRAM
    # The page's sources lie elsewhere: NODE_PATH is where esbuild looks for packages then.
    run = subprocess.run(
        [node, program, SOURCES / "main.js", *_BUILD],
        cwd=SOURCES,
        env={**os.environ, "NODE_PATH": str(packages)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=True,
    )
    script = run.stdout.decode("utf-8")
    if "</script" in script.lower() or "<!--" in script or "\r" in script:
        raise OSError("the page's script would end before its end")
    return script


def _code_words() -> tuple[dict[str, str], dict[str, str]]:
    """The English words of codes in logs, timelines and links, and of the parts of answers."""
    sys.path.insert(0, str(ROOT))
    from app.domain.case.timeline import EntryKind
    from app.domain.chats.chats import LinkStanding
    from app.domain.custody import Act
    from app.domain.times.times import Certainty
    from app.i18n import texts
    from app.report.parts.fill import PARTS
    from app.report.parts.wording import answer_certainty, word

    english = texts("en")
    codes = {
        str(code): word(code, english) for kind in (Act, EntryKind, LinkStanding) for code in kind
    }
    sure = {str(one): answer_certainty(str(one), english) for one in (*Certainty, "learned")}
    return codes, {**PARTS, **{code: text for code, text in sure.items() if text}}


def _korean(wanted: set[str]) -> dict[str, str]:
    """The Korean of every message id that stands in the page's code or is the word of a code."""
    from babel.messages.pofile import read_po

    code = "".join(path.read_text("utf-8") for path in sorted(SOURCES.glob("*.js")))
    pairs: dict[str, str] = {}
    for path in sorted(WORDS.glob("*.po")):
        with path.open("rb") as file:
            for one in read_po(file, locale="ko"):
                text = str(one.id)
                if text and one.string and (text in wanted or _spelled(text) in code):
                    pairs[text] = str(one.string)
    return pairs


def _spelled(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _licences(packages: Path) -> str:
    texts = []
    for name in INSIDE:
        version = json.loads((packages / name / "package.json").read_text("utf-8"))["version"]
        text = (packages / name / "LICENSE").read_text("utf-8").replace("\r\n", "\n").strip()
        texts.append(f"{name} {version}\n\n{text}\n")
    return f"\n{'-' * 60}\n\n".join(texts)


def _sum(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


if __name__ == "__main__":
    make(*(Path(word) for word in sys.argv[1:4]))
