"""Where in a file something stands, in the reader's language.

What is stored stays as the reading counted it (`part 2, line 7`); only showing uses this.
"""

from __future__ import annotations

import re

from app.i18n import N_, Texts

_COUNTED = re.compile(r"(part|line|link|record) ([0-9][0-9.]*)")
_WORDS = {
    "part": N_("part {number}"),
    "line": N_("line {number}"),
    "link": N_("link {number}"),
    "record": N_("record {number}"),
}


def place_in_words(position: str, texts: Texts) -> str:
    """A position in words; steps of it that are no count (a name, a path) stay as they are."""
    return ", ".join(_step(one, texts) for one in position.split(", "))


def _step(step: str, texts: Texts) -> str:
    found = _COUNTED.fullmatch(step)
    return texts.tr(_WORDS[found[1]], number=found[2]) if found else step
