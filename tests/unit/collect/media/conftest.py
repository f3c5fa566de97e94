"""Real pictures, films and documents, made as the tests need them."""

import io
from fractions import Fraction

import pytest
from PIL import Image, ImageDraw

from app.collect.kinds import sniff_kind
from app.collect.media import MediaWorker


@pytest.fixture(scope="module")
def worker():
    with MediaWorker() as running:
        yield running


@pytest.fixture
def look(worker):
    def inspect(data):
        return worker.inspect(io.BytesIO(data), *sniff_kind(data[:65536], "x"))

    return inspect


def saved(picture, form, **options):
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def halves(size=(400, 200), mode="RGB", left="red", right="blue"):
    """A picture whose left and right half differ."""
    picture = Image.new(mode, size, left)
    ImageDraw.Draw(picture).rectangle((size[0] // 2, 0, *size), fill=right)
    return picture


def film(container="mp4", codec="libx264", frames=5, metadata=None):
    import av

    out = io.BytesIO()
    with av.open(out, "w", format=container) as movie:
        movie.metadata.update(metadata or {})
        stream = movie.add_stream(codec, rate=Fraction(10))
        stream.width, stream.height, stream.pix_fmt = 640, 360, "yuv420p"
        for _ in range(frames):
            movie.mux(stream.encode(av.VideoFrame.from_image(halves((640, 360)))))
        movie.mux(stream.encode())
    return out.getvalue()
