"""Short ASCII names for exhibits: `E0001.jpg`.

The number is the exhibit's, the ending follows what the bytes are.

The name that the file came with may be the offender's, may be Korean, may be endless; it stands
in the table of names.
"""

from __future__ import annotations

from app.domain.items import Item

ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/bmp": "bmp",
    "image/tiff": "tif",
    "image/heic": "heic",
    "image/heif": "heic",
    "image/avif": "avif",
    "image/svg+xml": "svg.txt",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/webm": "webm",
    "video/x-matroska": "mkv",
    "video/x-msvideo": "avi",
    "video/3gpp": "3gp",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "audio/x-wav": "wav",
    "audio/flac": "flac",
    "audio/amr": "amr",
    "application/pdf": "pdf",
    "application/json": "json",
    "application/zip": "zip",
    "text/plain": "txt",
    "text/csv": "csv.txt",
    # A browser or a mail program would run these; with .txt they are looked at, not opened.
    "text/html": "html.txt",
    "multipart/related": "mhtml.txt",
    "message/rfc822": "eml.txt",
}


def exhibit_name(number: int, item: Item) -> str:
    """The name of an exhibit inside a bundle.

    ASCII and without anything that a system would run.
    """
    return f"E{number:04d}.{ENDINGS.get(item.media_type, 'bin')}"
