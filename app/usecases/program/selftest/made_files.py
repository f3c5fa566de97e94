"""Small files of each kind that is decoded, made in memory, with nothing on them.

They only show that every decoder that comes along can be used; nothing is decoded here.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from app.domain.evidence.items import ItemKind

_EDGE = 96
_FRAMES = 6
_ELSEWHERE = {"image/heic"}
"""Decoded by a library that can't write it."""
_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 96 96]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def made_files() -> Iterator[tuple[ItemKind, str, bytes]]:
    """Kind, media type and bytes, one after the other."""
    from PIL import Image

    from app.collect.media.pictures import FORMATS

    picture = Image.linear_gradient("L").resize((_EDGE, _EDGE)).convert("RGB")
    for media_type, name in FORMATS.items():
        if media_type not in _ELSEWHERE:
            out = io.BytesIO()
            picture.save(out, name)
            yield ItemKind.PICTURE, media_type, out.getvalue()
    yield ItemKind.DOCUMENT, "application/pdf", _PDF
    yield ItemKind.VIDEO, "video/mp4", _film(picture)


def _film(picture: object) -> bytes:
    import av

    frames: Any = av.VideoFrame
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as film:
        stream = film.add_stream("mpeg4", rate=5)
        stream.width = stream.height = _EDGE
        stream.pix_fmt = "yuv420p"
        for _ in range(_FRAMES):
            film.mux(stream.encode(frames.from_image(picture)))
        film.mux(stream.encode())
    return out.getvalue()
