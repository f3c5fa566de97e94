"""Frames of a film, one after the other or by their time. Runs in the worker only.

The film stays open for a sitting, so that the next frame costs its own decoding and nothing else.
Nothing of the sound is decoded.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import BinaryIO

from av.video.frame import VideoFrame
from PIL import Image

from app.collect.media import movies
from app.collect.media.copies.frames import (
    AFTER,
    MOST_PIXELS,
    NoFrameError,
    decoded,
    find,
    length_ms,
    moment_ms,
    origin,
    picture_stream,
    upright,
)
from app.collect.media.pictures import TooLarge
from app.collect.media.protocol import Question
from app.domain.evidence.copies import Facing
from app.domain.evidence.sights import WHOLE, Wish

_PATIENCE_S = 0.12
"""So long frames are left out at most before one is given, even if it comes late."""


class Film:
    """A film whose frames are asked for."""

    def __init__(self, source: BinaryIO, question: Question) -> None:
        self._movie = movies.open_movie(source, question.media_type)
        self._stream = picture_stream(self._movie)
        self._begin = origin(self._movie)
        self._rest: Iterator[VideoFrame] | None = None
        self._at_ms = -1

    @property
    def facing(self) -> Facing:
        """Its size as its header tells, and how long it is by its own word."""
        context = self._stream.codec_context
        return Facing(context.width, context.height, at_ms=0, length_ms=length_ms(self._movie))

    def part(self, wish: Wish) -> tuple[Image.Image, Facing]:
        """A frame, or a part of it. Raises `NoFrameError`, `TooLarge`, av.FFmpegError."""
        if wish.which == AFTER:
            frame = self._after(wish.at_ms, wish.not_before_ms)
        else:
            self._rest = None
            frame = find(self._movie, self._stream, wish.at_ms, wish.which)
        self._at_ms = moment_ms(frame, self._begin)
        turn = frame.rotation % 360
        width, height = frame.width, frame.height
        if turn in (90, 270):
            width, height = height, width
        facing = Facing(width, height, at_ms=self._at_ms, length_ms=length_ms(self._movie))
        return _small(frame, turn, wish), facing

    def _after(self, at_ms: int, not_before_ms: int) -> VideoFrame:
        if self._rest is None or at_ms != self._at_ms:
            self._rest = decoded(self._movie, self._stream, at_ms)
        found, until = None, time.monotonic() + _PATIENCE_S
        for frame in self._rest:
            moment = moment_ms(frame, self._begin)
            if moment <= at_ms:
                continue
            found = frame
            if moment >= not_before_ms or time.monotonic() > until:
                return found
        self._rest = None
        if found is None:
            raise NoFrameError
        return found


def _small(frame: VideoFrame, turn: int, wish: Wish) -> Image.Image:
    if frame.width * frame.height > MOST_PIXELS:
        raise TooLarge
    mode = "L" if wish.in_grey else "RGB"
    if wish.box != WHOLE:
        whole = upright(frame)
        left, top, right, bottom = (
            round(share * edge) for share, edge in zip(wish.box, whole.size * 2, strict=True)
        )
        part = whole.crop((left, top, max(right, left + 1), max(bottom, top + 1)))
        part.thumbnail((wish.width, wish.height), reducing_gap=2.0)
        return part.convert(mode)
    most = (wish.height, wish.width) if turn in (90, 270) else (wish.width, wish.height)
    share = min(1.0, most[0] / frame.width, most[1] / frame.height)
    width, height = max(1, int(frame.width * share)), max(1, int(frame.height * share))
    picture: Image.Image = frame.to_image(  # type: ignore[no-untyped-call]
        width=width, height=height
    )
    return (picture.rotate(turn, expand=True) if turn else picture).convert(mode)
