"""How wide a line of text is in a drawing, about, and how much of it fits."""

from __future__ import annotations


def text_width(text: str, size: float) -> float:
    """About how wide a line is, in the unit of `size`: Hangul is as wide as high."""
    return sum(size * (0.58 if letter < "\u1100" else 0.94) for letter in text)


def fitting(text: str, width: float, size: float) -> str:
    """The text, or as much of it as fits, with a sign that more followed."""
    if text_width(text, size) <= width:
        return text
    kept = text
    while kept and text_width(kept + "…", size) > width:
        kept = kept[:-1]
    return kept + "…"
