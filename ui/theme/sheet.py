"""The style sheet.

Files of `resources/style`, one a family of widgets, with `@token` for each colour. No Qt here.
"""

from __future__ import annotations

import re
from dataclasses import asdict
from functools import cache

from app.paths import resources
from ui.theme.scale import SIZES
from ui.theme.tokens import Tokens

FAMILIES = ("base", "frame", "buttons", "fields", "lists", "states")

_TOKEN = re.compile(r"@([a-z_0-9]+)")
_HOLDS_TEXT = re.compile(
    r"((?:font-size|(?:min|max)-(?:height|width)|border-radius):\s*)([0-9]{2,})px"
)


@cache
def style_sheet(tokens: Tokens, percent: int = SIZES[0]) -> str:
    """The whole sheet in one set of colours, with texts and what holds them in a size.

    An unknown token in a file raises KeyError.
    """
    colours = {name: value for name, value in asdict(tokens).items() if name != "dark"}
    folder = resources() / "style"
    whole = "\n".join((folder / f"{family}.qss").read_text("utf-8") for family in FAMILIES)
    coloured = _TOKEN.sub(lambda found: colours[found[1]], whole)
    return _HOLDS_TEXT.sub(lambda found: f"{found[1]}{int(found[2]) * percent // 100}px", coloured)
