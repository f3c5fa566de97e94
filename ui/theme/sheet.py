"""The style sheet.

Files of `resources/style`, one a family of widgets, with `@token` for each colour. No Qt here.
"""

from __future__ import annotations

import re
from dataclasses import asdict
from functools import cache

from app.paths import resources
from ui.theme.tokens import Tokens

FAMILIES = ("base", "frame", "buttons", "fields", "lists", "states")

_TOKEN = re.compile(r"@([a-z_0-9]+)")


@cache
def style_sheet(tokens: Tokens) -> str:
    """The whole sheet in one set of colours. An unknown token in a file raises KeyError."""
    colours = {name: value for name, value in asdict(tokens).items() if name != "dark"}
    folder = resources() / "style"
    whole = "\n".join((folder / f"{family}.qss").read_text("utf-8") for family in FAMILIES)
    return _TOKEN.sub(lambda found: colours[found[1]], whole)
