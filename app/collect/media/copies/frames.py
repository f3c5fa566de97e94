"""Finds one picture of a film by its time. Runs in the worker only.

Times are milliseconds from the film's first moment, rounded; films that begin at another number
than nought are counted from there, as players do.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import av
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PIL import Image

from app.collect.media.pictures import TooLarge

MOST_PIXELS = 40_000_000
AT, AFTER, BEFORE = "at", "after", "before"
_BACK_MS = 2_000
"""How much earlier is looked again for a frame before one that begins a group."""


class NoFrameError(Exception):
    """The film has no picture at that time."""


class ChangingError(Exception):
    """The film's pictures are not all of one size and turn."""


def picture_stream(movie: InputContainer) -> VideoStream:
    """The film's pictures. Raises `NoFrameError`, `TooLarge`."""
    if not movie.streams.video:
        raise NoFrameError
    stream = movie.streams.video[0]
    context = stream.codec_context
    if context.width * context.height > MOST_PIXELS:
        raise TooLarge
    context.thread_count = 1
    return stream


def origin(movie: InputContainer) -> Fraction:
    """The second at which the recording begins, by its own count."""
    return Fraction(movie.start_time or 0, av.time_base)


def moment_ms(frame: VideoFrame, begin: Fraction) -> int:
    """When a frame is shown. `begin` is the recording's `origin`."""
    if frame.pts is None or frame.time_base is None:
        return 0
    return round((frame.pts * frame.time_base - begin) * 1000)


def length_ms(movie: InputContainer) -> int | None:
    """How long it lasts, by its own word."""
    duration = movie.duration
    return None if duration is None or duration < 0 else round(duration / av.time_base * 1000)


def upright(frame: VideoFrame) -> Image.Image:
    """A frame as a picture in RGB, turned as the film asks. Raises `TooLarge`."""
    if frame.width * frame.height > MOST_PIXELS:
        raise TooLarge
    picture: Image.Image = frame.to_image()  # type: ignore[no-untyped-call]
    turn = frame.rotation % 360
    return picture.rotate(turn, expand=True) if turn else picture


def find(movie: InputContainer, stream: VideoStream, at_ms: int, which: str) -> VideoFrame:
    """The frame shown at a time (the first, where none is yet), the next after, the last before.

    Raises `NoFrameError`, av.FFmpegError.
    """
    frame = _from(movie, stream, at_ms, which, at_ms)
    if frame is None and which != AFTER and at_ms > 0:
        frame = _from(movie, stream, at_ms, which, max(0, at_ms - _BACK_MS))
        if frame is None:
            frame = _from(movie, stream, at_ms, which, 0)
    if frame is None and which == AT:
        frame = _from(movie, stream, -1, AFTER, 0)
    if frame is None:
        raise NoFrameError
    return frame


def _from(
    movie: InputContainer, stream: VideoStream, at_ms: int, which: str, seek_ms: int
) -> VideoFrame | None:
    found: VideoFrame | None = None
    begin = origin(movie)
    for frame in decoded(movie, stream, seek_ms):
        moment = moment_ms(frame, begin)
        if which == AFTER and moment > at_ms:
            return frame
        if moment > at_ms or (which == BEFORE and moment >= at_ms):
            return found
        found = frame
    return None if which == AFTER else found


def decoded(movie: InputContainer, stream: VideoStream, seek_ms: int) -> Iterator[VideoFrame]:
    """Frames from the last one that can stand alone before a time on. Raises av.FFmpegError."""
    base = stream.time_base
    if base is not None:
        offset = int((Fraction(seek_ms, 1000) + origin(movie)) / base)
        movie.seek(offset, stream=stream, backward=True)
    yield from movie.decode(stream)
