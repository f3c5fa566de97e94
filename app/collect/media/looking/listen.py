"""The task `listen`: a piece of a sound as samples, or as peaks to be drawn. Worker only.

The answer is the length of a JSON text (four bytes, big-endian), that text (`domain.sights.Heard`)
and the samples or peaks. The sound stays open for a sitting, twice: what is played and what is
drawn stand at different places.
"""

from __future__ import annotations

import array
import struct
import sys
from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from typing import BinaryIO

import av
import msgspec
from av.audio.frame import AudioFrame

from app.collect.media import movies
from app.collect.media.copies.frames import length_ms, origin
from app.collect.media.looking.kept import kept
from app.collect.media.protocol import Question
from app.collect.media.tasks import Tell
from app.domain.evidence.sights import PEAK_MS, SAMPLES_PER_SECOND, Heard, Hearing

LONGEST_PIECE_MS = 120_000
_DRAWN_RATE = 8_000
_LONGEST_LEAD_S = 30
"""A place that was sought and lies further off than this is taken as it is found."""
_WIDTH = 2


def answer(question: Question, source: BinaryIO, tell: Tell) -> None:
    """Tell one piece."""
    asked = msgspec.convert(question.details, Hearing)
    rate = _DRAWN_RATE if asked.peaks else SAMPLES_PER_SECOND
    name = "peaks" if asked.peaks else "samples"
    sound = kept(asked.sight, name, partial(Sound, source, question.media_type, rate), Sound)
    length = max(PEAK_MS, min(LONGEST_PIECE_MS, asked.length_ms))
    samples, heard = sound.piece(max(0, asked.from_ms), length)
    data = peaks(samples) if asked.peaks else loud(samples, asked.volume)
    head = msgspec.json.encode(heard)
    tell(b"A", struct.pack(">I", len(head)) + head)
    tell(b"A", data)


class Sound:
    """A sound that is read on from where it was left, or from another place."""

    def __init__(self, source: BinaryIO, media_type: str, rate: int) -> None:
        """Raises IndexError where there is no sound in it, av.FFmpegError."""
        self._movie = movies.open_movie(source, media_type)
        self._stream = self._movie.streams.audio[0]
        self._stream.codec_context.thread_count = 1
        self._rate = rate
        self._frames: Iterator[AudioFrame] = iter(())
        self._mixer: av.AudioResampler | None = None
        self._left = bytearray()
        self._at_ms = -1
        self._is_over = False
        self._first_s: Fraction | None = None

    def piece(self, from_ms: int, piece_ms: int) -> tuple[array.array[int], Heard]:
        """So much sound from a place on, less at the end."""
        if from_ms != self._at_ms:
            self._seek(from_ms)
        wanted = piece_ms * self._rate // 1000 * _WIDTH
        while len(self._left) < wanted and not self._is_over:
            self._decode()
        taken = array.array("h", bytes(self._left[:wanted]))
        if sys.byteorder == "big":
            taken.byteswap()
        del self._left[:wanted]
        is_end = self._is_over and not self._left
        self._at_ms = from_ms + len(taken) * 1000 // self._rate
        return taken, Heard(from_ms, self._at_ms, length_ms(self._movie), is_end)

    def _seek(self, from_ms: int) -> None:
        self._left.clear()
        self._is_over = False
        self._mixer = av.AudioResampler(format="s16", layout="mono", rate=self._rate)
        begin, base = origin(self._movie), self._stream.time_base
        if base:
            offset = int((begin + from_ms / 1000) / base)
            self._movie.seek(offset, stream=self._stream, backward=True)
        self._frames = self._movie.decode(self._stream)
        self._decode()
        if self._first_s is not None:
            lead = from_ms / 1000 - float(self._first_s - begin)
            if 0 < lead <= _LONGEST_LEAD_S:
                wanted = int(lead * self._rate) * _WIDTH
                while len(self._left) < wanted and not self._is_over:
                    self._decode()
                del self._left[:wanted]

    def _decode(self) -> None:
        """One frame more. `_first_s` is when the newest begins, by its own word."""
        frame = next(self._frames, None)
        if frame is None:
            self._is_over = True
        else:
            pts, base = frame.pts, frame.time_base
            self._first_s = None if pts is None or base is None else pts * base
        if self._mixer is not None:
            for mixed in self._mixer.resample(frame):
                self._left += bytes(mixed.planes[0])[: mixed.samples * _WIDTH]


def peaks(samples: array.array[int]) -> bytes:
    """The loudest moment of each step of time, as one byte."""
    step = _DRAWN_RATE * PEAK_MS // 1000
    told = bytearray()
    for begin in range(0, len(samples), step):
        part = samples[begin : begin + step]
        highest, deepest = max(part), -min(part)
        told.append(min(255, max(highest, deepest) >> 7))
    return bytes(told)


def loud(samples: array.array[int], volume: int) -> bytes:
    """The samples at so many percent, little-endian."""
    share = max(0, min(100, volume))
    told = samples if share == 100 else array.array("h", (one * share // 100 for one in samples))
    if sys.byteorder == "big":
        told.byteswap()
    return told.tobytes()
