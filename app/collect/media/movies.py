"""Takes a video's first frame and reads what a recording says about itself, in the worker only.

The container's format is fixed beforehand, so that no playlist can name other files; a recording
without moving pictures has facts and no preview.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO

import av
from av.container import InputContainer
from PIL import Image

from app.collect.media.inspection import PREVIEW_EDGE
from app.collect.media.pictures import TooLarge, as_jpeg

FORMATS = {
    "video/mp4": "mov",
    "video/quicktime": "mov",
    "video/3gpp": "mov",
    "audio/mp4": "mov",
    "video/webm": "matroska",
    "video/x-matroska": "matroska",
    "video/x-msvideo": "avi",
    "video/x-flv": "flv",
    "video/mpeg": "mpeg",
    "video/x-ms-wmv": "asf",
    "video/ogg": "ogg",
    "audio/mpeg": "mp3",
    "audio/aac": "aac",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "audio/amr": "amr",
    "audio/flac": "flac",
}
_PIXEL_LIMIT = 40_000_000
_TAGS = {
    "creation_time": "media.creation_time",
    "com.apple.quicktime.creationdate": "media.creation_date",
    "com.apple.quicktime.make": "media.make",
    "com.apple.quicktime.model": "media.model",
    "com.apple.quicktime.location.iso6709": "media.location",
    "location": "media.location",
    "title": "media.title",
    "artist": "media.artist",
    "comment": "media.comment",
    "encoder": "media.encoder",
    "com.apple.quicktime.software": "media.software",
    "com.apple.quicktime.content.identifier": "media.identifier",
    "com.android.version": "media.android_version",
    "com.android.manufacturer": "media.make",
    "com.android.model": "media.model",
    "major_brand": "media.brand",
    "date": "media.date",
    "album": "media.album",
    "description": "media.description",
    "copyright": "media.copyright",
    "handler_name": "media.handler",
}


def open_movie(source: BinaryIO, media_type: str) -> InputContainer:
    """The recording, its headers read. Raises av.FFmpegError for what is none."""
    return av.open(source, "r", format=FORMATS[media_type], metadata_errors="replace")


def movie_facts(movie: InputContainer) -> dict[str, str]:
    """Length, size, codecs and the recording's own words, as found."""
    facts = {}
    if movie.duration is not None and movie.duration >= 0:
        facts["duration_seconds"] = f"{movie.duration / av.time_base:.3f}"
    if movie.bit_rate and movie.bit_rate > 0:
        facts["bits_per_second"] = str(movie.bit_rate)
    for stream in movie.streams.video[:1]:
        facts["width"] = str(stream.codec_context.width)
        facts["height"] = str(stream.codec_context.height)
        facts["video.codec"] = stream.codec_context.name
        if stream.average_rate:
            facts["video.frames_per_second"] = f"{float(stream.average_rate):.3f}"
        if stream.frames:
            facts["video.frames"] = str(stream.frames)
        facts.update(_tags(stream.metadata))
    for sound in movie.streams.audio[:1]:
        facts["audio.codec"] = sound.codec_context.name
        if sound.codec_context.sample_rate:
            facts["audio.samples_per_second"] = str(sound.codec_context.sample_rate)
        facts["audio.channels"] = str(sound.codec_context.channels)
    facts.update(_tags(movie.metadata))
    return facts


def first_frame(movie: InputContainer) -> bytes | None:
    """A JPEG of the first frame, upright; None without one. Raises `TooLarge`, av.FFmpegError."""
    if not movie.streams.video:
        return None
    stream = movie.streams.video[0]
    context = stream.codec_context
    if context.width * context.height > _PIXEL_LIMIT:
        raise TooLarge
    context.thread_count = 1
    for frame in movie.decode(stream):
        if frame.width * frame.height > _PIXEL_LIMIT:
            raise TooLarge
        return as_jpeg(_small(frame))
    return None


def frames_along(movie: InputContainer, count: int) -> list[Image.Image]:
    """Up to `count` key frames at even distances, upright and small, for comparing films.

    Raises `TooLarge`, av.FFmpegError.
    """
    if not movie.streams.video:
        return []
    stream = movie.streams.video[0]
    stream.codec_context.skip_frame = "NONKEY"
    found = []
    for place in range(count):
        if place:
            if movie.duration is None or movie.duration <= 0:
                break
            movie.seek(movie.duration * place // count)
        frame = next(movie.decode(stream), None)
        if frame is None:
            break
        if frame.width * frame.height > _PIXEL_LIMIT:
            raise TooLarge
        found.append(_small(frame))
    return found


def _small(frame: av.VideoFrame) -> Image.Image:
    shrink = min(1.0, PREVIEW_EDGE / max(frame.width, frame.height))
    width, height = max(1, int(frame.width * shrink)), max(1, int(frame.height * shrink))
    picture: Image.Image = frame.to_image(  # type: ignore[no-untyped-call]
        width=width, height=height
    )
    return picture.rotate(frame.rotation, expand=True) if frame.rotation % 360 else picture


def _tags(metadata: Mapping[str, str]) -> dict[str, str]:
    lowered = {name.lower(): text for name, text in metadata.items()}
    return {key: lowered[name] for name, key in _TAGS.items() if name in lowered}
