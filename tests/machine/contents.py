"""Reads the list of what may be in the frozen app (`frozen-contents.txt`)."""

from __future__ import annotations

import re
from pathlib import Path

LIST = Path(__file__).with_name("frozen-contents.txt")


def patterns() -> dict[re.Pattern[str], bool]:
    """Each pattern, and whether something like that has to be there."""
    lines = LIST.read_text("utf-8").splitlines()
    told = [line for line in lines if line and not line.startswith("#")]
    return {_pattern(line.removeprefix("+ ")): line.startswith("+ ") for line in told}


def _pattern(words: str) -> re.Pattern[str]:
    parts = (re.escape(part).replace(r"\*", "[^/]*") for part in words.split("**"))
    return re.compile(".*".join(parts))
