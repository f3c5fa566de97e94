"""Draws the mark as icons of all sizes: PNG for Linux, .ico for Windows, .icns for macOS.

One source, `resources/icons/mark.svg`, on a plain round ground; the same bytes each time. It gives
nothing away: no name, no picture.
"""

from __future__ import annotations

import io
from pathlib import Path

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
INK, GROUND = "#2f5d56", "#eef3f1"
_EDGE = 24


def drawn(mark: str) -> str:
    """The mark on its ground, as an SVG that needs no colour from outside."""
    inside = mark[mark.index(">") + 1 :].replace("</svg>", "")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_EDGE} {_EDGE}">'
        f'<rect width="{_EDGE}" height="{_EDGE}" rx="5.5" fill="{GROUND}"/>'
        f'<g fill="none" stroke="{INK}" stroke-width="1.7" stroke-linecap="round">'
        f"{inside}</g></svg>\n"
    )


def png(svg: str, size: int) -> bytes:
    """One picture of it as a PNG of `size` pixels."""
    from PIL import Image
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_RGBA8888)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    stride = image.bytesPerLine()
    raw = Image.frombuffer("RGBA", (size, size), bytes(image.constBits()), "raw", "RGBA", stride, 1)
    out = io.BytesIO()
    raw.save(out, "PNG")
    return out.getvalue()


def make(mark: Path, folder: Path) -> None:
    """Write `share/icons/hicolor/...`, `ongi.ico` and `ongi.icns` into a folder."""
    from PIL import Image

    svg = drawn(mark.read_text("utf-8"))
    theme = folder / "share" / "icons" / "hicolor"
    for size in SIZES:
        place = theme / f"{size}x{size}" / "apps"
        place.mkdir(parents=True)
        (place / "ongi.png").write_bytes(png(svg, size))
    place = theme / "scalable" / "apps"
    place.mkdir(parents=True)
    (place / "ongi.svg").write_text(svg, "utf-8", newline="\n")
    large = Image.open(io.BytesIO(png(svg, SIZES[-1])))
    large.save(folder / "ongi.ico", sizes=[(size, size) for size in SIZES if size <= 256])
    large.save(folder / "ongi.icns")
