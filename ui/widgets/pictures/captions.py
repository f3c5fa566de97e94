"""What stands below a picture, in as many lines as it needs: nothing it says is lost in dots."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics

MOST_LINES = 3
"""Of a tile's caption, its name included."""
BETWEEN = " · "


def in_lines(said: str, metrics: QFontMetrics, width: int, most: int) -> tuple[str, ...]:
    """A caption broken where its parts meet, each line no wider than `width` pixels if it can be.

    A part that is wider than that stands whole on a line of its own: who draws it cuts it. What is
    more than `most` lines goes on in the last.
    """
    lines: list[str] = []
    for part in said.split(BETWEEN):
        longer = f"{lines[-1]}{BETWEEN}{part}" if lines else part
        fits = metrics.horizontalAdvance(longer) <= width
        if lines and (fits or len(lines) == most):
            lines[-1] = longer
        else:
            lines.append(part)
    return tuple(lines)
