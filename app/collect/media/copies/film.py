"""A covered twin of a film: decoded, covered, encoded anew, picture by picture. In the worker only.

H.264 and AAC in a fragmented MP4, which can be told while it is made. Streams of other kinds
(subtitles, data, attachments, further tracks), chapters, tags and side data do not go along. One
thread and no clock: the same work gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import BinaryIO

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import Colorspace
from av.video.stream import VideoStream
from PIL import Image

from app.collect.media import movies
from app.collect.media.copies.covering import box_of, cover
from app.collect.media.copies.frames import (
    MOST_PIXELS,
    ChangingError,
    moment_ms,
    origin,
    picture_stream,
)
from app.collect.media.copies.telling import ToldFile
from app.collect.media.pictures import TooLarge
from app.domain.evidence.copies import Area, Sound

_CONTAINER = {"movflags": "+frag_keyframe+delay_moov+default_base_moof", "fflags": "+bitexact"}
_PICTURES = {
    "preset": "veryfast", "crf": "20", "threads": "1", "a53cc": "0", "udu_sei": "0",
    "bf": "0", "flags": "+bitexact",
}  # fmt: skip
"""No pictures told before their turn: some players pass over the list that sets them right."""
_RATE = 48_000
_USUAL_RATE = Fraction(30)
_MOST_RATE = 240


def redact_film(
    source: BinaryIO, media_type: str, areas: Sequence[Area], sound: Sound, out: ToldFile
) -> None:
    """Write the twin.

    Raises `ChangingError`, `NoFrameError`, `OutsideError`, `TooLarge`, av.FFmpegError.
    """
    with (
        movies.open_movie(source, media_type) as movie,
        av.open(out, "w", format="mp4", options=_CONTAINER) as made,
    ):
        begin = origin(movie)
        pictures = _Pictures(picture_stream(movie), made, areas, begin)
        heard = None
        if sound is not Sound.NONE and movie.streams.audio:
            silent = areas if sound is Sound.SILENT else ()
            heard = _Heard(movie.streams.audio[0], made, silent, begin)
        _through(movie, pictures, heard)


def _through(movie: InputContainer, pictures: _Pictures, heard: _Heard | None) -> None:
    streams: list[VideoStream | AudioStream] = [pictures.given]
    if heard is not None:
        streams.append(heard.given)
    for packet in movie.demux(*streams):
        for frame in packet.decode():
            if isinstance(frame, VideoFrame):
                pictures.take(frame)
            elif isinstance(frame, AudioFrame) and heard is not None:
                heard.take(frame)
    pictures.finish()
    if heard is not None:
        heard.finish()


class _Pictures:
    """The film's pictures on their way, all of the first one's size and turn.

    A place is told in pixels of one picture that a person looked at. Where that lies in pictures of
    another size can't be known, so a film that changes has no twin.
    """

    def __init__(
        self, given: VideoStream, made: OutputContainer, areas: Sequence[Area], begin: Fraction
    ) -> None:
        self.given = given
        self._begin_s = begin
        self._made = made
        self._areas = areas
        rate = given.average_rate or _USUAL_RATE
        self._to: VideoStream = made.add_stream(
            "libx264", rate=min(rate, Fraction(_MOST_RATE)), options=_PICTURES
        )
        self._base = given.time_base or Fraction(1, 1000)
        self._size: tuple[int, int] | None = None
        self._shape = (0, 0, 0)
        self._last = -1
        self._held: VideoFrame | None = None

    def take(self, frame: VideoFrame) -> None:
        """Hold a picture until the next one is there: only then it is known how long it shows."""
        if frame.width * frame.height > MOST_PIXELS:
            raise TooLarge
        if self._size is None:
            self._begin(frame)
        if _shape(frame) != self._shape:
            raise ChangingError
        if self._held is not None:
            self._make(self._held, self._moment(frame))
        self._held = frame

    def _moment(self, frame: VideoFrame) -> int | None:
        return None if frame.pts is None else moment_ms(frame, self._begin_s)

    def _make(self, frame: VideoFrame, until_ms: int | None) -> None:
        now = [area for area in self._areas if _is_on(area, self._moment(frame), until_ms)]
        covered = self._covered(frame, now)
        place = (frame.pts or 0) - round(self._begin_s / self._base)
        self._last = max(place, self._last + 1)
        covered.pts, covered.time_base = self._last, self._base
        covered.pict_type = 0  # the encoder chooses its own key pictures
        self._made.mux(self._to.encode(covered))

    def finish(self) -> None:
        if self._held is not None:
            self._make(self._held, None)
        self._made.mux(self._to.encode())

    def _begin(self, frame: VideoFrame) -> None:
        self._shape = _shape(frame)
        width, height, turn = self._shape
        if turn:  # as it is turned when it is shown to be marked, by whatever angle
            width, height = Image.new("1", (width, height)).rotate(turn, expand=True).size
        self._size = (width, height)
        for area in self._areas:
            box_of(area, self._size)  # tells of a place outside before anything is made
        self._to.width, self._to.height = width + width % 2, height + height % 2
        self._to.pix_fmt = "yuv420p"
        self._to.codec_context.time_base = self._base

    def _covered(self, frame: VideoFrame, areas: Sequence[Area]) -> VideoFrame:
        size = self._size or (frame.width, frame.height)
        even = (size[0] + size[0] % 2, size[1] + size[1] % 2)
        plain = frame.reformat(format="yuv420p")
        if not areas and not frame.rotation % 360 and even == (frame.width, frame.height):
            return plain
        # Both ways by the same colour matrix, so that a covered moment has no other colours.
        picture: Image.Image = plain.reformat(  # type: ignore[no-untyped-call]
            format="rgb24", src_colorspace=Colorspace.ITU601
        ).to_image()
        if frame.rotation % 360:
            picture = picture.rotate(frame.rotation, expand=True)
        cover(picture, [box_of(area, size) for area in areas])
        if even != size:
            wider = Image.new("RGB", even)
            wider.paste(picture)
            picture = wider
        made: VideoFrame = VideoFrame.from_image(picture)  # type: ignore[no-untyped-call]
        return made.reformat(format="yuv420p", dst_colorspace=Colorspace.ITU601)


class _Heard:
    """The film's sound on its way. `silent`: the places in whose time nothing is heard."""

    def __init__(
        self, given: AudioStream, made: OutputContainer, silent: Sequence[Area], begin: Fraction
    ) -> None:
        self.given = given
        self._made = made
        self._silent = silent
        self._begin_s = begin
        self._to: AudioStream = made.add_stream("aac", rate=_RATE, layout="stereo")
        self._even = av.AudioResampler(format="fltp", layout="stereo", rate=_RATE)

    def take(self, frame: AudioFrame) -> None:
        base = frame.time_base or Fraction(1, frame.sample_rate)
        if frame.pts is not None:
            frame.pts -= round(self._begin_s / base)
        begin_ms = float((frame.pts or 0) * base * 1000)
        if self._is_silent(begin_ms, begin_ms + frame.samples * 1000 / frame.sample_rate):
            # Before anything reads on: a resampler keeps samples for the next frame.
            nothing = b"\x80" if frame.format.name.startswith("u8") else b"\x00"
            for plane in frame.planes:
                plane.update(nothing * plane.buffer_size)
        for piece in self._even.resample(frame):
            self._made.mux(self._to.encode(piece))

    def finish(self) -> None:
        for piece in self._even.resample(None):
            self._made.mux(self._to.encode(piece))
        self._made.mux(self._to.encode())

    def _is_silent(self, from_ms: float, to_ms: float) -> bool:
        """Whether any of a frame's samples falls into such a time."""
        return any(
            (area.from_ms is None or area.from_ms <= to_ms)
            and (area.to_ms is None or area.to_ms >= from_ms)
            for area in self._silent
        )


def _shape(frame: VideoFrame) -> tuple[int, int, int]:
    return frame.width, frame.height, frame.rotation % 360


def _is_on(area: Area, at_ms: int | None, until_ms: int | None) -> bool:
    """Whether a picture shows at any instant of a place's time, or may: some have no time."""
    if at_ms is None:
        return True
    return (
        area.from_ms is None or until_ms is None or area.from_ms < max(until_ms, at_ms + 1)
    ) and (area.to_ms is None or at_ms <= area.to_ms)
