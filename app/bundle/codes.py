"""A public key as a QR code: a PNG to show, or lines to print. Only public texts come here."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import zxingcpp

_SCALE = 6


def _code(text: str) -> zxingcpp.Barcode:
    """The code of up to 2,900 ASCII characters.

    The least error correction: a hybrid key of 1,959 characters then has 149 modules a side.
    """
    import zxingcpp

    return zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="L")


def qr_png(text: str) -> bytes:
    """The picture of a text, black on white with its quiet zone."""
    from PIL import Image

    drawn = _code(text).to_image(scale=_SCALE, add_quiet_zones=True)
    height, width = drawn.shape
    pixels = memoryview(drawn).tobytes()  # type: ignore[arg-type]  # it is a buffer all the same
    out = io.BytesIO()
    Image.frombytes("L", (width, height), pixels).convert("1").save(out, "PNG")
    return out.getvalue()


def qr_svg(text: str) -> str:
    """The same code as an SVG, sharp at any size on paper."""
    return str(_code(text).to_svg(scale=1, add_quiet_zones=True))
