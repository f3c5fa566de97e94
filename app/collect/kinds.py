"""Says what bytes are by looking at their beginning: the kind for the person and the media type.

The name's ending decides only between things that begin alike (a spreadsheet among plain texts).
Nothing is decoded here, except at most four KiB of a compressed beginning.
"""

from __future__ import annotations

import re
import zlib

from app.domain.evidence.items import ItemKind

HEAD_SIZE = 65_536
"""How many bytes of a file are worth giving to `sniff_kind`."""

Found = tuple[ItemKind, str]

_UNKNOWN: Found = (ItemKind.OTHER, "application/octet-stream")
_ZIP: Found = (ItemKind.OTHER, "application/zip")
_OFFICE = "application/vnd.openxmlformats-officedocument."

_MAGICS: tuple[tuple[bytes, ItemKind, str], ...] = (
    (b"\xff\xd8\xff", ItemKind.PICTURE, "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", ItemKind.PICTURE, "image/png"),
    (b"GIF87a", ItemKind.PICTURE, "image/gif"),
    (b"GIF89a", ItemKind.PICTURE, "image/gif"),
    (b"II*\x00", ItemKind.PICTURE, "image/tiff"),
    (b"MM\x00*", ItemKind.PICTURE, "image/tiff"),
    (b"\x00\x00\x00\x0cJXL \r\n\x87\n", ItemKind.PICTURE, "image/jxl"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", ItemKind.PICTURE, "image/jp2"),
    (b"8BPS\x00\x01", ItemKind.PICTURE, "image/vnd.adobe.photoshop"),
    (b"fLaC", ItemKind.AUDIO, "audio/flac"),
    (b"#!AMR", ItemKind.AUDIO, "audio/amr"),
    (b"ID3", ItemKind.AUDIO, "audio/mpeg"),
    (b"FLV\x01", ItemKind.VIDEO, "video/x-flv"),
    (b"\x00\x00\x01\xba", ItemKind.VIDEO, "video/mpeg"),
    (b"0&\xb2u\x8ef\xcf\x11", ItemKind.VIDEO, "video/x-ms-wmv"),
    (b"{\\rtf", ItemKind.DOCUMENT, "application/rtf"),
    (b"WARC/", ItemKind.WEB, "application/warc"),
    (b"Rar!\x1a\x07", ItemKind.OTHER, "application/vnd.rar"),
    (b"7z\xbc\xaf'\x1c", ItemKind.OTHER, "application/x-7z-compressed"),
    (b"SQLite format 3\x00", ItemKind.OTHER, "application/vnd.sqlite3"),
    (b"age-encryption.org/", ItemKind.OTHER, "application/age"),
    (b"HWP Document File", ItemKind.DOCUMENT, "application/x-hwp"),
)
_RIFF = {
    b"WEBP": (ItemKind.PICTURE, "image/webp"),
    b"WAVE": (ItemKind.AUDIO, "audio/wav"),
    b"AVI ": (ItemKind.VIDEO, "video/x-msvideo"),
}
_BRANDS = (
    (re.compile(rb"hei[cxms]|hev[cx]|mif1|msf1"), (ItemKind.PICTURE, "image/heic")),
    (re.compile(rb"avi[fs]"), (ItemKind.PICTURE, "image/avif")),
    (re.compile(rb"qt  "), (ItemKind.VIDEO, "video/quicktime")),
    (re.compile(rb"3g[p2e]."), (ItemKind.VIDEO, "video/3gpp")),
    (re.compile(rb"M4[AB] "), (ItemKind.AUDIO, "audio/mp4")),
)
_OLD_MOVIE = (b"moov", b"mdat", b"wide", b"free", b"skip")
_OLE = (
    ("WordDocument", "application/msword", "doc"),
    ("Workbook", "application/vnd.ms-excel", "xls"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint", "ppt"),
    ("HwpSummaryInformation", "application/x-hwp", "hwp"),
    ("__substg1.0_", "application/vnd.ms-outlook", "msg"),
)
_PACKED = (
    (b"word/", _OFFICE + "wordprocessingml.document", "docx"),
    (b"xl/", _OFFICE + "spreadsheetml.sheet", "xlsx"),
    (b"ppt/", _OFFICE + "presentationml.presentation", "pptx"),
)
_MIMETYPES = re.compile(
    rb"mimetype(application/(?:hwp\+zip|epub\+zip|vnd\.oasis\.opendocument\.[a-z]{1,20}))"
)
_HEADER = re.compile(
    rb"^(Received|Return-Path|Delivered-To|From|To|Date|Subject|Message-ID|MIME-Version):",
    re.IGNORECASE | re.MULTILINE,
)
_RELATED = re.compile(rb"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_WACZ = re.compile(
    rb"PK\x03\x04.{26}(?:datapackage\.json|archive/[^/\x00]{1,200}\.warc)", re.DOTALL
)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_JSON = re.compile(r"\{\s*(?:\"|\}|$)|\[\s*(?:[\[{\"\]]|-?\d[\d.eE+-]*\s*[,\]]|true|false|null|$)")


def sniff_kind(head: bytes, name: str) -> Found:
    """What a file is, from its first bytes (`HEAD_SIZE` of them, or all there are) and its name.

    Returns the kind and the media type; `application/octet-stream` where nothing fits. Bytes in two
    formats at once count as the one whose mark stands at the very beginning.
    """
    ending = name.rpartition(".")[2].lower()
    for magic, kind, media_type in _MAGICS:
        if head.startswith(magic):
            return kind, media_type
    found = _container(head, ending) or _stream(head)
    if found is None and b"%PDF-" in head[:1024]:
        found = (ItemKind.DOCUMENT, "application/pdf")
    return found or _text(head, ending) or _UNKNOWN


def _container(head: bytes, ending: str) -> Found | None:
    """Formats that wrap others."""
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _brand(head[8:12], ending)
    if head[4:8] in _OLD_MOVIE and head[0] < 0x10:
        return ItemKind.VIDEO, "video/quicktime"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(head, ending)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole(head, ending)
    if head.startswith(b"\x1f\x8b\x08"):
        return _gzip(head)
    return None


def _stream(head: bytes) -> Found | None:
    """Formats whose mark needs a second look."""
    if head.startswith(b"\x1aE\xdf\xa3"):
        webm = b"webm" in head[:64]
        return ItemKind.VIDEO, "video/webm" if webm else "video/x-matroska"
    if head.startswith(b"OggS"):
        moving = b"\x80theora" in head[:256]
        return (ItemKind.VIDEO, "video/ogg") if moving else (ItemKind.AUDIO, "audio/ogg")
    if head.startswith(b"BM") and head[6:10] == b"\x00\x00\x00\x00" and len(head) > 26:
        return ItemKind.PICTURE, "image/bmp"
    if head.startswith(b"MZ") and len(head) > 64 and _BINARY.search(head):
        return ItemKind.OTHER, "application/x-msdownload"
    if len(head) > 4 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0:
        return ItemKind.AUDIO, "audio/aac"
    if (
        len(head) > 4
        and head[0] == 0xFF
        and head[1] & 0xE6 in (0xE2, 0xE4, 0xE6)
        and head[2] < 0xF0
    ):
        # FF FE is also how UTF-16 begins; sound has no zero in the upper half of a letter.
        return None if head[1] == 0xFE else (ItemKind.AUDIO, "audio/mpeg")
    return None


def _brand(brand: bytes, ending: str) -> Found:
    for pattern, found in _BRANDS:
        if pattern.fullmatch(brand):
            return found
    if ending in ("m4a", "m4b"):
        return ItemKind.AUDIO, "audio/mp4"
    return ItemKind.VIDEO, "video/mp4"


def _packed(head: bytes, ending: str) -> Found:
    """Documents that are ZIP files inside; any other ZIP stays one."""
    if ending == "wacz" or _WACZ.match(head):
        return ItemKind.WEB, "application/wacz"
    mimetype = _MIMETYPES.search(head[:128])
    if mimetype:
        return ItemKind.DOCUMENT, mimetype[1].decode("ascii")
    if b"[Content_Types].xml" in head or b"_rels/.rels" in head:
        for folder, media_type, _ in _PACKED:
            if b"\x00" + folder in head or folder in head[30:64]:
                return ItemKind.DOCUMENT, media_type
        for _, media_type, usual in _PACKED:
            if ending == usual:
                return ItemKind.DOCUMENT, media_type
    return _ZIP


def _ole(head: bytes, ending: str) -> Found:
    """Old Office and HWP files: by their directory, or by the ending if that lies further on."""
    for stream, media_type, _ in _OLE:
        if stream.encode("utf-16-le") in head:
            return ItemKind.DOCUMENT, media_type
    for _, media_type, usual in _OLE:
        if ending == usual:
            return ItemKind.DOCUMENT, media_type
    return ItemKind.OTHER, "application/x-ole-storage"


def _gzip(head: bytes) -> Found:
    """Animated stickers and web archives are compressed; only their first 4 KiB are looked at."""
    try:
        start = zlib.decompressobj(31).decompress(head[:4096], 4096)
    except zlib.error:
        start = b""
    if start.startswith(b"WARC/"):
        return ItemKind.WEB, "application/warc"
    if start.lstrip().startswith(b"{") and b'"tgs"' in start:
        return ItemKind.PICTURE, "application/x-tgsticker"
    return ItemKind.OTHER, "application/gzip"


def _text(head: bytes, ending: str) -> Found | None:
    text = _decode(head)
    if text is None:
        return None
    start = text[:4096].lstrip("\ufeff \t\r\n").lower()
    mail = _mail(head)
    if mail:
        return mail
    if start.startswith("<") and re.search(r"<svg[\s>:]", start):
        before = start.partition("<svg")[0]
        if "<html" not in before:
            return ItemKind.WEB, "image/svg+xml"
    if start.startswith("<") and re.search(r"<(?:!doctype\s+html|html|head|body)[\s>]", start):
        return ItemKind.WEB, "text/html"
    if _JSON.match(start):
        return ItemKind.TEXT, "application/json"
    if ending in ("csv", "tsv"):
        return ItemKind.TEXT, "text/csv"
    if start.startswith("<?xml"):
        return ItemKind.TEXT, "application/xml"
    return ItemKind.TEXT, "text/plain"


def _mail(head: bytes) -> Found | None:
    """A message with its header, or a page saved as one."""
    header = re.split(rb"\r?\n\r?\n", head[:16_384].removeprefix(b"\xef\xbb\xbf"), maxsplit=1)[0]
    if not re.match(rb"[!-9;-~]{1,76}:", header):
        return None
    names = {name.lower() for name in _HEADER.findall(header)}
    # Mails with pictures in their words begin like saved pages, but were on their way.
    if _RELATED.search(header) and not names & {b"received", b"to", b"message-id"}:
        return ItemKind.WEB, "multipart/related"
    if len(names) >= 3 and names & {b"from", b"received"}:
        return ItemKind.DOCUMENT, "message/rfc822"
    return None


def _decode(head: bytes) -> str | None:
    """The text, or None if this is none. A letter cut by the end of the head is forgiven."""
    if not head:
        return None
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _try(head[: len(head) // 2 * 2], "utf-16", 2)
    if _BINARY.search(head):
        return None
    text = _try(head, "utf-8", 3)
    return text if text is not None else _try(head, "cp949", 1)


def _try(head: bytes, encoding: str, letter: int) -> str | None:
    for short in range(letter + 1):
        try:
            return head[: len(head) - short].decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
