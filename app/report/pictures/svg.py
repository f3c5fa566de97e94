"""A drawing of the report tree as SVG: shapes and texts only, no script, no link, nothing fetched.

Evidence text is given as text: written out where it can't be drawn, and escaped. The same drawing
gives the same SVG.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from app.report.pictures.drawing import Dot, Frame, Label, Sign, Stroke, Tone
from app.report.tree import Drawing
from app.report.writers.glyphs import drawable

COLOURS = {
    Tone.INK: "#2A2825",
    Tone.QUIET: "#5E5A53",
    Tone.ACCENT: "#2F6B5E",
    Tone.TINT: "#F1F5F3",
    Tone.RULE: "#DDD7CC",
}
_FONTS = "'Noto Sans KR', 'Noto Emoji'"


def svg_of(drawing: Drawing, *, labels: bool = True) -> str:
    """The SVG, sized in millimetres; `labels` False for who sets the texts itself, over it.

    Raises `EnvironmentProblem` ENV-008 without the fonts.
    """
    size = f"{drawing.width:g}", f"{drawing.height:g}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}mm" height="{size[1]}mm" '
        f'viewBox="0 0 {size[0]} {size[1]}" font-family="{_FONTS}">'
    )
    parts = [head]
    for mark in drawing.marks:
        match mark:
            case Stroke():
                parts.append(_stroke(mark))
            case Sign():
                parts.append(_sign(mark))
            case Frame():
                parts.append(_frame(mark))
            case Label() if labels:
                parts.append(_label(mark))
    return "".join([*parts, "</svg>"])


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _stroke(line: Stroke) -> str:
    dashes = ' stroke-dasharray="1.4 1"' if line.dashed else ""
    found = (
        f'<line x1="{_n(line.x1)}" y1="{_n(line.y1)}" x2="{_n(line.x2)}" y2="{_n(line.y2)}" '
        f'stroke="{COLOURS[line.tone]}" stroke-width="{_n(line.width)}"{dashes}/>'
    )
    return found + _head(line) if line.arrow else found


def _head(line: Stroke) -> str:
    """The tip of an arrow, by hand: markers are not drawn alike everywhere."""
    wide, high = line.x2 - line.x1, line.y2 - line.y1
    length = max((wide * wide + high * high) ** 0.5, 0.01)
    ax, ay = wide / length, high / length
    back_x, back_y = line.x2 - 2.2 * ax, line.y2 - 2.2 * ay
    points = (
        (line.x2, line.y2),
        (back_x - 0.9 * ay, back_y + 0.9 * ax),
        (back_x + 0.9 * ay, back_y - 0.9 * ax),
    )
    return _polygon(points, COLOURS[line.tone])


def _polygon(points: tuple[tuple[float, float], ...], colour: str) -> str:
    corners = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    return f'<polygon points="{corners}" fill="{colour}"/>'


def _sign(sign: Sign) -> str:
    colour, half = COLOURS[sign.tone], sign.size / 2
    x, y = sign.x, sign.y
    if sign.shape in (Dot.CIRCLE, Dot.RING):
        paint = (
            f'fill="{colour}"'
            if sign.shape is Dot.CIRCLE
            else f'fill="#FFFFFF" stroke="{colour}" stroke-width="0.4"'
        )
        return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(half)}" {paint}/>'
    if sign.shape is Dot.SQUARE:
        side = _n(sign.size * 0.9)
        left, top = _n(x - half * 0.9), _n(y - half * 0.9)
        return f'<rect x="{left}" y="{top}" width="{side}" height="{side}" fill="{colour}"/>'
    if sign.shape is Dot.TRIANGLE:
        return _polygon(((x, y - half), (x + half, y + half), (x - half, y + half)), colour)
    wide = half * 1.2
    return _polygon(((x, y - wide), (x + wide, y), (x, y + wide), (x - wide, y)), colour)


def _frame(frame: Frame) -> str:
    return (
        f'<rect x="{_n(frame.x)}" y="{_n(frame.y)}" width="{_n(frame.width)}" '
        f'height="{_n(frame.height)}" rx="1" fill="{COLOURS[frame.tone]}"/>'
    )


def _label(label: Label) -> str:
    weight = ' font-weight="600"' if label.strong else ""
    text = escape(drawable(label.text.replace("\n", " ")))
    return (
        f'<text x="{_n(label.x)}" y="{_n(label.y)}" font-size="{_n(label.size)}" '
        f'fill="{COLOURS[label.tone]}"{weight}>{text}</text>'
    )
