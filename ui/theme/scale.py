"""How large texts are drawn: 100, 125 or 150 %. No Qt here.

Everything that holds text asks `scaled` for its pixels when it paints or is asked for its size, so
that a new size is in force at once. Pictures, icons and spaces keep their size.
"""

from __future__ import annotations

SIZES = (100, 125, 150)

_current = [100]


def text_size() -> int:
    """How large texts are drawn now, in percent."""
    return _current[0]


def use_text_size(percent: int) -> None:
    """Draw texts in this size from now on. Raises ValueError where it is none of `SIZES`."""
    if percent not in SIZES:
        raise ValueError(percent)
    _current[0] = percent


def scaled(pixels: int) -> int:
    """So many pixels of text, or of what holds it, in the size in use now."""
    return round(pixels * _current[0] / 100)
