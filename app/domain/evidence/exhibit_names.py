"""Names under which exhibits leave the vault: short, ASCII, never something that runs when pressed.

The name of the evidence itself is hostile text and is never used as a file's name; the index of
exhibits carries it.
"""

from __future__ import annotations

_ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/bmp": "bmp",
    "image/tiff": "tif",
    "image/heic": "heic",
    "image/avif": "avif",
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
    "audio/amr": "amr",
    "audio/flac": "flac",
    "audio/aac": "aac",
    "application/pdf": "pdf",
    "application/zip": "zip",
    "application/json": "json",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/msword": "doc",
    "application/vnd.ms-excel": "xls",
    "application/vnd.ms-powerpoint": "ppt",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
    "application/x-hwp": "hwp",
    "application/hwp+zip": "hwpx",
    "application/x-tgsticker": "tgs",
    "application/warc": "warc",
    "application/wacz": "wacz",
    "application/vnd.ms-outlook": "msg",
    "text/plain": "txt",
    "text/csv": "csv",
    "message/rfc822": "eml",
    # Pages could load something from outside the moment they are opened, and so tell who looks.
    "text/html": "html.txt",
    "multipart/related": "mht.txt",
    "image/svg+xml": "svg.txt",
}


def exhibit_name(number: int, media_type: str) -> str:
    """`E001.jpg` for the first exhibit when it is a JPEG; `E014.bin` where no ending is safe.

    `number` counts from 1; `media_type` is the one that was found by content.
    """
    return f"E{number:03d}.{_ENDINGS.get(media_type, 'bin')}"
