"""Pictures, pages, films and sounds, and what the worker's tasks tell of them in this process."""

import array
import io
import math
import struct

import msgspec
import pytest

from app.collect.media.looking import kept, listen, look
from app.collect.media.protocol import Question
from app.domain.evidence.sights import Heard, Hearing, Told, Wish
from tests.unit.collect.copies.conftest import case, take  # noqa: F401
from tests.unit.vault.conftest import closed_vault, fresh_vault, vault  # noqa: F401

_HEAD = struct.Struct(">I")


@pytest.fixture(autouse=True)
def nothing_kept():
    """What one test opened is not there in the next."""
    yield
    kept.let_go()


def told(task, data, media_type, details):
    """The whole answer of a task."""
    pieces = []
    question = Question(media_type, len(data), "look", msgspec.to_builtins(details))
    task.answer(question, io.BytesIO(data), lambda letter, body: pieces.append((letter, body)))
    assert {letter for letter, _ in pieces} == {b"A"}
    return b"".join(body for _, body in pieces)


def seen(data, media_type, **wish):
    """What is told of the pixels, and the pixels; None where there is no such frame."""
    answer = told(look, data, media_type, Wish(**wish))
    (length,) = _HEAD.unpack_from(answer)
    if not length:
        return None
    head = msgspec.json.decode(answer[4 : 4 + length], type=Told)
    pixels = answer[4 + length :]
    assert len(pixels) == head.width * head.height * (1 if head.in_grey else 3)
    return head, pixels


def heard(data, media_type, **hearing):
    """What is told of a piece, and its samples or peaks."""
    answer = told(listen, data, media_type, Hearing(**hearing))
    (length,) = _HEAD.unpack_from(answer)
    return msgspec.json.decode(answer[4 : 4 + length], type=Heard), answer[4 + length :]


def sound(seconds=3.0, form="wav", codec="pcm_s16le", rate=16_000):
    """Silence for a second, then a tone."""
    import av

    out = io.BytesIO()
    with av.open(out, "w", format=form) as packed:
        stream = packed.add_stream(codec, rate=rate, layout="mono")
        wave = array.array("h", (
            0 if n < rate else int(16_000 * math.sin(math.tau * 440 * n / rate))
            for n in range(int(seconds * rate))
        ))  # fmt: skip
        size = stream.codec_context.frame_size or 1024
        for begin in range(0, len(wave), size):
            part = wave[begin : begin + size]
            frame = av.AudioFrame(format="s16", layout="mono", samples=len(part))
            frame.sample_rate, frame.pts = rate, begin
            frame.planes[0].update(part.tobytes())
            packed.mux(stream.encode(frame))
        packed.mux(stream.encode(None))
    return out.getvalue()


def encoded(form, codec, rate):
    """The same sound in a codec that wants frames of its own shape."""
    import av

    out = io.BytesIO()
    with (
        av.open(io.BytesIO(sound(rate=rate)), "r", format="wav") as plain,
        av.open(out, "w", format=form) as packed,
    ):
        stream = packed.add_stream(codec, rate=rate, layout="mono")
        for frame in plain.decode(audio=0):
            packed.mux(stream.encode(frame))
        packed.mux(stream.encode(None))
    return out.getvalue()
