"""Covered pictures for documents: grey and so coarse that nothing can be made out, in memory only.

The small picture is shrunk to a few grey dots before it is drawn large again, so that no sharpening
brings anything back. Gives nothing rather than an uncovered picture when the bytes can't be read.
"""

from __future__ import annotations

import io

_DOTS = 5
_COARSE_DOTS = 14
_SIZE = 120
_READ = 48
"""A JPEG is decoded no larger than this asks for: its dots are means of far larger places."""
_MAX_BYTES = 2 * 1024 * 1024
_MAX_PIXELS = 4_000_000


def covered(preview: bytes) -> bytes | None:
    """A covered JPEG of a JPEG preview; None where the preview can't be read or is too large."""
    return _shrunk(preview, _DOTS)


def coarse(preview: bytes) -> bytes | None:
    """A grey, coarse JPEG of a redacted copy: its layout and covered places, no words or faces."""
    return _shrunk(preview, _COARSE_DOTS)


def _shrunk(preview: bytes, dots_across: int) -> bytes | None:
    if len(preview) > _MAX_BYTES:
        return None
    # Here, since most of what leads to this module makes no document.
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(preview), formats=("JPEG",)) as picture:
            if picture.width * picture.height > _MAX_PIXELS:
                return None
            picture.draft("L", (_READ, _READ))
            wide = picture.width >= picture.height
            share = min(picture.size) / max(picture.size)
            short = max(1, round(dots_across * share))
            dots = (dots_across, short) if wide else (short, dots_across)
            grey = picture.convert("L").resize(dots, Image.Resampling.BOX)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None
    long_side = max(24, round(_SIZE * share))
    size = (_SIZE, long_side) if wide else (long_side, _SIZE)
    soft = grey.resize(size, Image.Resampling.BICUBIC)
    out = io.BytesIO()
    soft.point(lambda tone: 96 + tone * 2 // 5).save(out, "JPEG", quality=70)
    return out.getvalue()
