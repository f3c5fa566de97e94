"""A person with a case, and real pictures, documents and films to make copies of."""

import array
import io
import math
from fractions import Fraction

import msgspec
import pytest
from PIL import Image, ImageDraw

from app.collect.media.copies import redact as task
from app.collect.media.protocol import Question
from app.domain.evidence.copies import Area, Covering, Sound
from app.domain.evidence.items import ItemKind, Method
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.copies.copying import redact
from app.usecases.intake.adding import add_bytes
from tests.unit.vault.conftest import closed_vault, fresh_vault, vault  # noqa: F401

UNDER = (60, 40, 100, 80)
"""What differs between two originals: left, top, right, bottom."""
LEFT, TOP, RIGHT, BOTTOM = UNDER
PDF, MP4 = "application/pdf", "video/mp4"


@pytest.fixture
def case(vault):  # noqa: F811
    return add_case(vault, "Case").id


@pytest.fixture
def take(vault, case):  # noqa: F811
    """Take bytes in as an item."""

    def taken(data, name="found.bin", kind=ItemKind.PICTURE, **more):
        return add_bytes(
            vault, case, data, Job(), name=name, kind=kind, method=Method.FILE, **more
        ).item

    return taken


@pytest.fixture
def content(vault):  # noqa: F811
    """The bytes of an item."""

    def read(item):
        with vault.items.open(item.id) as src:
            return src.read()

    return read


@pytest.fixture
def twin(vault, case, take, content):  # noqa: F811
    """The twin of an original, and its bytes."""

    def made(data, *areas, kind=ItemKind.PICTURE, **more):
        item = take(data, kind=kind)
        added = redact(vault, case, item.id, areas or (place(),), Job(), **more)
        return item, added.item, content(added.item)

    return made


def picture(colour="red", size=(200, 160), under=UNDER, mode="RGB"):
    """A scene whose one place has a colour of its own."""
    made = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(made)
    for step in range(0, size[0], 10):
        draw.line((step, 0, size[0] - step, size[1]), fill=(step % 256, 90, 160))
    left, top, right, bottom = under
    draw.rectangle((left, top, right - 1, bottom - 1), fill=colour)
    draw.line((left, top, right - 1, bottom - 1), fill="yellow")
    return made.convert(mode)


def saved(made, form, **options):
    out = io.BytesIO()
    made.save(out, form, **options)
    return out.getvalue()


def document(words, pages=3):
    """A PDF with real words in it: those asked for above, and others below, by the page."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for number in range(1, pages + 1):
        drawn = f"BT /F 24 Tf 50 300 Td ({words}) Tj 0 -250 Td (SHOWN{number}) Tj ET".encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents %d 0 R /Resources "
            b"<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, b" ".join(kids))
    objects.append(b"<< /Title (TITLEMARK) /Author (AUTHORMARK) >>")
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, one) for n, one in enumerate(objects, 1))
    return b"%%PDF-1.4\n%strailer\n<< /Root 1 0 R /Info %d 0 R >>\n%%%%EOF\n" % (
        body,
        len(objects),
    )


def film(
    colour="red", frames=20, size=(320, 240), under=UNDER, turned=0, tone=440, container="mp4"
):
    """A film of ten frames a second with a tone, a title and a second track."""
    import av

    out = io.BytesIO()
    with av.open(out, "w", format=container) as movie:
        movie.metadata.update({"title": "TITLEMARK", "comment": "COMMENTMARK"})
        pictures = movie.add_stream("libx264", rate=Fraction(10), options={"crf": "10"})
        pictures.width, pictures.height, pictures.pix_fmt = *size, "yuv420p"
        heard = movie.add_stream("aac", rate=44_100, layout="mono")
        for number in range(frames):
            made = picture(colour, size, under)
            ImageDraw.Draw(made).rectangle((200, 200, 200 + number, 210), fill="black")
            movie.mux(pictures.encode(av.VideoFrame.from_image(made)))
        movie.mux(pictures.encode())
        for begin in range(0, frames * 4_410, 1024):
            wave = array.array(
                "f", (0.5 * math.sin(math.tau * tone * (begin + n) / 44_100) for n in range(1024))
            )
            frame = av.AudioFrame(format="fltp", layout="mono", samples=1024)
            frame.sample_rate, frame.pts = 44_100, begin
            frame.planes[0].update(wave.tobytes())
            movie.mux(heard.encode(frame))
        movie.mux(heard.encode())
    return out.getvalue()


def place(how=Covering.FILL, **more):
    return Area(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP, how, **more)


def made_of(data, media_type, *areas, sound=Sound.KEPT):
    """The bytes that the worker's task makes, told in this process."""
    told = []
    details = msgspec.to_builtins({"areas": areas or (place(),), "sound": sound})
    question = Question(media_type, len(data), "redact", details)
    task.answer(question, io.BytesIO(data), lambda letter, body: told.append((letter, body)))
    assert {letter for letter, _ in told} == {b"A"}, told
    return b"".join(body for _, body in told)
