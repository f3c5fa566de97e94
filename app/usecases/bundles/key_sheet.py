"""A page to print with one's own public key, for an office to hand out to senders.

One page in both languages, since an office does not know who will hold it. It holds the public half
alone and opens nothing; it says neither what is sent nor why, for it may lie on a table at home.
"""

from __future__ import annotations

from pathlib import Path

from app.bundle.codes import qr_svg
from app.bundle.place import durable_file, translated
from app.domain.text.textsafe import one_line
from app.domain.times.times import iso_kst
from app.errors import InputProblem
from app.i18n import N_, texts
from app.report.writers.glyphs import drawable
from app.report.writers.one_page import one_page
from app.vault.parts import system_clock
from crypto.age import spoken_text

LONGEST_WHOSE = 80
LONGEST_PRINTED = 100
"""A key that can be copied by hand is printed as text too; a post-quantum one is its code alone."""

TITLE = N_("Public key")
WHOSE = N_("Owner of this key")
MADE_ON = N_("Made on")
NUMBERS = N_("Its numbers")
WHAT = N_("What is sealed with this key can be opened only by whoever keeps the key that fits it.")
PUBLIC = N_("This sheet is no secret: it opens nothing, and it may be shown and copied.")
HOW = N_("In the program, go to Keys of recipients and choose a photo of this code.")
HOW_TEXT = N_(
    "In the program, go to Keys of recipients and choose a photo of this code, or type the text"
    " below it."
)
COMPARE = N_(
    "Then call on a number you know from elsewhere, not one that came with this sheet, and compare"
    " the numbers."
)
CODE = N_("QR code of the public key")


def key_sheet(public_key: str, whose: str, made_ms: int) -> bytes:
    """The page as PDF. `whose` stands on it; where it is empty there is a line to write on.

    Raises EnvironmentProblem ENV-008 (no fonts), FormatProblem RPT-002.
    """
    short = len(public_key) <= LONGEST_PRINTED
    data = {
        "code": qr_svg(public_key),
        "key": public_key if short else "",
        "numbers": spoken_text(public_key).split(" "),
        "whose": drawable(one_line(whose.strip(), LONGEST_WHOSE)),
        "made": iso_kst(made_ms)[:10],
        "languages": [
            _in_language(language, HOW_TEXT if short else HOW) for language in ("ko", "en")
        ],
    }
    return one_page("key.typ", data, made_ms)


def _in_language(language: str, how: str) -> dict[str, object]:
    tr = texts(language).tr
    return {
        "language": language,
        "title": tr(TITLE),
        "whose": tr(WHOSE),
        "made": tr(MADE_ON),
        "numbers": tr(NUMBERS),
        "code": tr(CODE),
        "lines": [tr(line) for line in (WHAT, how, COMPARE, PUBLIC)],
    }


def save_key_sheet(public_key: str, whose: str, out: Path) -> Path:
    """Write the page where the person says. Nothing that is there is overwritten.

    Raises InputProblem INP-016 (a file is there), EnvironmentProblem (ENV-001, ENV-004, ENV-005,
    ENV-008), FormatProblem RPT-002.
    """
    page = key_sheet(public_key, whose, system_clock())
    if out.exists() or out.is_symlink():
        raise InputProblem("INP-016", name=str(out))
    with translated(out.parent), durable_file(out) as file:
        file.write(page)
    return out
