"""A public key as a QR code: a PNG to print or to show. Only public texts come here."""

from __future__ import annotations

import io

_SCALE = 6


def qr_png(text: str) -> bytes:
    """The picture of a text of up to 2,900 ASCII characters, black on white with its quiet zone.

    The least error correction: a hybrid key of 1,959 characters then has 149 modules a side.
    """
    import zxingcpp
    from PIL import Image

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="L")
    drawn = code.to_image(scale=_SCALE, add_quiet_zones=True)
    height, width = drawn.shape
    pixels = memoryview(drawn).tobytes()  # type: ignore[arg-type]  # it is a buffer all the same
    out = io.BytesIO()
    Image.frombytes("L", (width, height), pixels).convert("1").save(out, "PNG")
    return out.getvalue()
