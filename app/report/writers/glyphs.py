"""Text that the bundled fonts can draw; all else, and all that is unseen, becomes `[U+XXXX]`.

In PDF/A one character without a glyph stops the whole document, and evidence is written by somebody
who may want just that. Floods of line breaks are folded, with a sign that says so.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from app.domain.text.textsafe import visible
from app.errors import EnvironmentProblem
from app.paths import fonts

TEXT_FONT = "NotoSansKR_400Regular.ttf"
STRONG_FONT = "NotoSansKR_600SemiBold.ttf"
EMOJI_FONT = "NotoEmoji_400Regular.ttf"

_MOST_BREAKS = 3
_FLOOD = re.compile(rf"\n{{{_MOST_BREAKS + 1},}}")
_PIECE = 6  # fits the narrowest column that evidence text can stand in
_BREAKS = re.compile(r"\r\n?")
_RUN = re.compile(r"[^\s\uac00-\ud7a3\u3040-\u30ff\u3400-\u9fff]{21,}")


def font_files() -> tuple[Path, ...]:
    """The fonts of documents. `EnvironmentProblem` ENV-008 where set-up has not fetched them."""
    files = tuple(fonts() / name for name in (TEXT_FONT, STRONG_FONT, EMOJI_FONT))
    if not all(file.is_file() for file in files):
        raise EnvironmentProblem("ENV-008")
    return files


def drawable(text: str) -> str:
    """The text with every character drawn or written out; line breaks stay, tabs are spaces."""
    plain = visible(_BREAKS.sub("\n", text).replace("\t", " "), keep="\n")
    plain = _FLOOD.sub(_fold, plain)
    if plain.isascii():
        return plain
    known = _known()
    if known.issuperset(plain):
        return plain
    return "".join(letter if letter in known else f"[U+{ord(letter):04X}]" for letter in plain)


def pieces(line: str) -> list[str]:
    """A line cut where it may wrap though it has no place to: long runs every six characters.

    Put together again the pieces are the line. Korean, Chinese and Japanese wrap by themselves.
    """
    found: list[str] = []
    done = 0
    for run in _RUN.finditer(line):
        start, end = run.span()
        found += [line[done:start], *_cut(line[start:end])]
        done = end
    return [piece for piece in [*found, line[done:]] if piece]


def _cut(run: str) -> list[str]:
    """Six at a time, but never before a mark or joiner that belongs to the letter before it."""
    cuts = [0]
    for place in range(_PIECE, len(run)):
        if place - cuts[-1] >= _PIECE and not _belongs_to_former(run, place):
            cuts.append(place)
    return [run[start:end] for start, end in zip(cuts, [*cuts[1:], len(run)], strict=True)]


def _belongs_to_former(run: str, place: int) -> bool:
    letter = run[place]
    mark = letter > "\u02ff" and not letter.isalnum()
    return mark or run[place - 1] == "\u200d"


def _fold(flood: re.Match[str]) -> str:
    return f"\n\n[U+000A × {len(flood[0]):,}]\n"


@cache
def _known() -> frozenset[str]:
    """Every character that some bundled font draws; read once."""
    # Asked for by documents only; whoever just verifies or unlocks need not wait for it.
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    found: set[int] = set()
    for file in font_files():
        with TTFont(file, lazy=True) as font:
            found |= set(font.getBestCmap())
    return frozenset(map(chr, (found | {0x0A}) - {0x0D}))
