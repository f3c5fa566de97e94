"""Makes text of evidence safe to show and to write: the invisible becomes visible, nothing runs.

For screens, documents and tables only. What is stored is never changed, and nothing here decides
what a text means.
"""

from __future__ import annotations

import re
import unicodedata

from app.domain.evidence.exhibit_names import exhibit_name
from app.domain.text.rrn import Span, find_rrn, mask_rrn

__all__ = [
    "CELL_LIMIT",
    "LINES",
    "Span",
    "exhibit_name",
    "find_rrn",
    "formula_guard",
    "mask_rrn",
    "one_line",
    "search_form",
    "spreadsheet_cell",
    "visible",
    "visible_name",
]

CELL_LIMIT = 32_767
"""Characters that a spreadsheet's cell holds."""
LINES = "\n\t"
"""What `visible` keeps in text of several lines."""

_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Drawn as nothing although their category says letter, mark or symbol.
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
_ZWJ = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_KEYCAP = "\u20e3"
_PLAIN = re.compile(r"[ -~\u00b7\u2013\u2014\u2018-\u201d\u2026\uac00-\ud7a3]*")
"""What most texts are made of: nothing in it is unseen, joined or laid over another letter."""
_MARKS_IN_A_ROW = 4
_CUT = "…"
_FORMULA = re.compile(
    r"[\s\x00-\x1f\ufeff\u200b-\u200f]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212]|[\t\r\n]"
)


def visible(text: str, limit: int | None = None, *, keep: str = "") -> str:
    """The text with control, bidi, zero-width, private and unassigned characters as `[U+202E]`.

    Characters in `keep` stay: pass `LINES` for text of several lines. Joiners and style marks stay
    inside emoji, where they are part of the picture. More than four combining marks on one letter
    are written out, so that they can't cover other lines. With `limit` (1 or more) the result is at
    most that long, ending in `…` if it was cut; no more of the text is read than needed.
    """
    if _PLAIN.fullmatch(text.replace("\n", "") if "\n" in keep else text):
        return text if limit is None or len(text) <= limit else text[: limit - 1] + _CUT
    pieces: list[str] = []
    used = 0
    marks = 0
    for place, letter in enumerate(text):
        marks = marks + 1 if unicodedata.category(letter) in ("Mn", "Me") else 0
        shown = letter
        if letter not in keep and (marks > _MARKS_IN_A_ROW or _is_hidden(text, place)):
            shown = f"[U+{ord(letter):04X}]"
        pieces.append(shown)
        used += len(shown)
        if limit is not None and used > limit:
            return _cut(pieces, used, limit)
    return "".join(pieces)


def one_line(text: str, limit: int) -> str:
    """The visible text with runs of spaces and line breaks as one space, at most `limit` long."""
    head = text[: 4 * limit + 64]  # spaces fold away, but a flood of them is not worth reading
    folded = " ".join(re.split(r"[ \t\r\n\f\v\x85\u2028\u2029]+", head)).strip(" ")
    if len(head) < len(text):
        folded += _CUT
    return visible(folded, limit)


def visible_name(name: str, limit: int = 120) -> str:
    """A file's name to show: letters composed (macOS writes them apart), nothing hidden.

    A long one is cut in its middle: at the end stands what shows a program dressed up as a picture.
    """
    shown = visible(unicodedata.normalize("NFC", name))
    if len(shown) <= limit:
        return shown
    tail = limit // 3
    return shown[: limit - tail - 1] + _CUT + shown[-tail:]


def formula_guard(text: str) -> str:
    """The text with `'` before it if a spreadsheet could take it for a formula."""
    return "'" + text if _FORMULA.match(text) else text


def spreadsheet_cell(text: str, limit: int = CELL_LIMIT) -> str:
    """What goes into one cell of a table: visible, on one line, cut to `limit`, never a formula."""
    return formula_guard(one_line(text, limit - 1))


def search_form(text: str) -> str:
    """The form texts are compared in: NFC, letters of one case, nothing invisible; never stored."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    if folded.isascii():
        return folded
    return unicodedata.normalize("NFC", "".join(filter(_is_seen, folded)))


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) != "Cf" and letter not in _BLANKS


def _is_hidden(text: str, place: int) -> bool:
    letter = text[place]
    if letter == _ZWJ:
        return not (_is_emoji(text, place - 1) and _is_symbol(text, place + 1))
    if "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef":
        keycap = text[place + 1 : place + 2] == _KEYCAP
        return letter != _EMOJI_STYLE or not (_is_symbol(text, place - 1) or keycap)
    return letter in _BLANKS or unicodedata.category(letter) in _HIDDEN_CATEGORIES


def _is_emoji(text: str, place: int) -> bool:
    """Whether the character, or the one before it when this is a style mark, is a picture."""
    if place > 0 and text[place] == _EMOJI_STYLE:
        place -= 1
    return _is_symbol(text, place)


def _is_symbol(text: str, place: int) -> bool:
    """Whether a character can be an emoji: a symbol or skin tone outside ASCII, never a blank."""
    if not 0 <= place < len(text):
        return False
    letter = text[place]
    if letter in "\u203c\u2049":
        return True
    symbol = unicodedata.category(letter) in ("So", "Sm", "Sk")
    return symbol and letter > "\xa8" and letter not in _BLANKS


def _cut(pieces: list[str], used: int, limit: int) -> str:
    """Whole pieces only, without a joiner or mark left hanging, and the sign that more followed."""
    while pieces and (used > limit - 1 or pieces[-1] == _ZWJ):
        used -= len(pieces.pop())
    return "".join(pieces) + _CUT
