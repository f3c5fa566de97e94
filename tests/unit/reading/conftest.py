"""Pictures with words in them, as a screen shows them."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFont

from app.paths import fonts, reading_data
from tests.unit.collect.intake.conftest import person  # noqa: F401
from tests.unit.vault.conftest import closed_vault, fresh_vault, vault  # noqa: F401

LINES = ("사진을 다 보낼 거야", "Send 300000 won by Friday", "신한은행 계좌로 보내")


def picture(lines: tuple[str, ...] = LINES, *, dark: bool = False, size: int = 28) -> bytes:
    """A PNG with these lines, in the font that comes along."""
    paper, ink = ("#202024", "#eeeeee") if dark else ("#ffffff", "#101010")
    made = Image.new("RGB", (26 * size, (2 * len(lines) + 1) * size), paper)
    font = ImageFont.truetype(str(fonts() / "NotoSansKR_400Regular.ttf"), size)
    draw = ImageDraw.Draw(made)
    for place, line in enumerate(lines):
        draw.text((size, size + 2 * size * place), line, font=font, fill=ink)
    out = io.BytesIO()
    made.save(out, "PNG")
    return out.getvalue()


needs_data = pytest.mark.skipif(
    not (reading_data() / "kor.traineddata").is_file(), reason="set-up did not fetch the data"
)
