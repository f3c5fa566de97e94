"""The hashes of one opened picture or film, made in the worker with its preview or on request.

PDQ is made of the stored rows, as the reference does; the parts of the picture as a viewer sees it,
upright. A picture of more than `FULL_PIXELS` is made smaller first (a large JPEG is decoded smaller
already), and the version says so.
"""

from __future__ import annotations

from typing import Any, BinaryIO

import msgspec
import numpy as np
from PIL import Image

from app.collect.media import picture_parts
from app.collect.media.allowance import PAGES
from app.collect.media.inspection import PREVIEW_EDGE
from app.collect.media.pdq import VERSION, pdq
from app.collect.media.pictures import FORMATS, open_picture, plain_picture
from app.collect.media.protocol import Question
from app.collect.media.tasks import Tell
from app.domain.evidence.likeness import PARTS, PARTS_VERSION, PDQ, PictureHash, parts_value

FULL_PIXELS = 2_000_000
_LONGEST = 16_384
_FRAME_PLACES = 5


def answer(question: Question, source: BinaryIO, tell: Tell) -> None:
    """The task `hashes`: the list as JSON; with `full`, PDQ of all pixels."""
    if question.media_type in PAGES:
        from app.collect.media.page_pictures import page_hashes

        found = page_hashes(source, question.media_type, question.size)
    elif question.media_type in FORMATS:
        picture = open_picture(source, question.media_type, question.size)
        found = picture_hashes(picture, full=bool(question.details.get("full")))
    else:
        from app.collect.media import movies

        with movies.open_movie(source, question.media_type) as movie:
            found = film_hashes(movie)
    tell(b"A", msgspec.json.encode(found))


def picture_hashes(picture: Image.Image, *, full: bool = False) -> list[PictureHash]:
    """PDQ and parts of an opened picture. Raises what Pillow raises for broken bytes.

    Leaves the picture small: whoever wants its pixels takes them before. Without `full`, a large
    JPEG is decoded at a fraction of its size, the one that a preview takes as well.
    """
    whole = picture.size
    if not full:
        picture.draft("RGB" if picture.mode == "YCbCr" else picture.mode, (2 * PREVIEW_EDGE,) * 2)
    picture.load()
    found = []
    rows, is_reduced = _rows(picture, full=full)
    made = pdq(rows)
    if made is not None:
        version = VERSION if not is_reduced and picture.size == whole else f"{VERSION}-reduced"
        found.append(PictureHash(PDQ, version, made.quality, b"".join(made.hashes)))
    grey = picture_parts.grey_picture(plain_picture(picture, (PREVIEW_EDGE, PREVIEW_EDGE)))
    parts, quality = picture_parts.parts(grey)
    found.append(PictureHash(PARTS, PARTS_VERSION, quality, parts_value(parts)))
    return found


def film_hashes(movie: Any) -> list[PictureHash]:
    """Parts of some frames along an opened film; none without a picture."""
    from app.collect.media.movies import frames_along

    greys = [picture_parts.grey_picture(frame) for frame in frames_along(movie, _FRAME_PLACES)]
    if not greys:
        return []
    parts, quality = picture_parts.frames(greys)
    return [PictureHash(PARTS, PARTS_VERSION, quality, parts_value(parts))]


def _rows(picture: Image.Image, *, full: bool) -> tuple[Any, bool]:
    """Rows of pixels, grey or red, green, blue; and whether the picture was made smaller."""
    most = _LONGEST * _LONGEST if full else FULL_PIXELS
    part = max((picture.width * picture.height / most) ** 0.5, max(picture.size) / _LONGEST)
    if picture.mode.startswith("I") or picture.mode == "F":
        plain = plain_picture(picture, picture.size)
    elif picture.mode in ("L", "1", "LA"):
        plain = picture.convert("L")
    else:
        plain = picture.convert("RGB")
    if part > 1:
        factor = int(part) + 1
        plain = plain.reduce(factor)
    return np.array(plain), part > 1
