"""Reads what stands in a picture beside its pixels: EXIF, PNG texts, XMP. Runs in the worker only.

Everything is given as found, as text. A date in EXIF has no zone unless an offset stands beside it;
a position without its hemisphere is said to be without. Absence proves nothing: messengers take all
of it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from PIL import Image, ImageFile, IptcImagePlugin

from app.collect.media.inspection import VALUE_LIMIT
from app.collect.media.pictures import PARSER_ERRORS

_EXIF_IFD = 0x8769
_GPS_IFD = 0x8825
_BASE_TAGS = {
    0x010E: "exif.image_description",
    0x010F: "exif.make",
    0x0110: "exif.model",
    0x0131: "exif.software",
    0x0132: "exif.date_time",
    0x013B: "exif.artist",
    0x013C: "exif.host_computer",
    0x8298: "exif.copyright",
}
_WINDOWS_TAGS = {
    0x9C9B: "exif.windows_title",
    0x9C9C: "exif.windows_comment",
    0x9C9D: "exif.windows_author",
}
"""What the Explorer of Windows writes, in UTF-16."""
_EXIF_TAGS = {
    0x9003: "exif.date_time_original",
    0x9004: "exif.date_time_digitized",
    0x9010: "exif.offset_time",
    0x9011: "exif.offset_time_original",
    0x9012: "exif.offset_time_digitized",
    0x9286: "exif.user_comment",
    0xA420: "exif.image_id",
    0xA430: "exif.camera_owner",
    0xA431: "exif.camera_serial",
    0xA434: "exif.lens_model",
    0xA435: "exif.lens_serial",
}
_IPTC = {
    (2, 5): "iptc.title",
    (2, 55): "iptc.made",
    (2, 65): "iptc.program",
    (2, 80): "iptc.author",
    (2, 116): "iptc.copyright",
    (2, 120): "iptc.caption",
}
_TEXT_CHUNKS = 20
_XMP = {
    "xmp.digital_source_type": re.compile(
        rb"DigitalSourceType\s*(?:=\s*[\"']|>|\s+rdf:resource\s*=\s*[\"'])\s*([^\"'<>]{1,300})"
    ),
    "xmp.creator_tool": re.compile(rb"CreatorTool\s*(?:=\s*[\"']|>)\s*([^\"'<>]{1,300})"),
    "xmp.modify_date": re.compile(rb"xmp:ModifyDate\s*(?:=\s*[\"']|>)\s*([^\"'<>]{1,60})"),
    "xmp.document_id": re.compile(rb"xmpMM:DocumentID\s*(?:=\s*[\"']|>)\s*([^\"'<>]{1,200})"),
    "xmp.original_id": re.compile(
        rb"xmpMM:OriginalDocumentID\s*(?:=\s*[\"']|>)\s*([^\"'<>]{1,200})"
    ),
    "xmp.author": re.compile(rb"<dc:creator>.{0,200}?<rdf:li>([^<]{1,300})<", re.DOTALL),
    "xmp.create_date": re.compile(rb"xmp:CreateDate\s*(?:=\s*[\"']|>)\s*([^\"'<>]{1,60})"),
}
_XMP_LIMIT = 1024 * 1024


def picture_facts(picture: Image.Image) -> dict[str, str]:
    """The facts of an opened picture. Broken metadata is left out, the rest is given."""
    facts = {
        "format": picture.format or "",
        "width": str(picture.width),
        "height": str(picture.height),
    }
    for read in (_animation, _exif, _gps, _texts, _iptc, _xmp):
        try:
            facts.update(read(picture))
        except PARSER_ERRORS:
            facts["metadata"] = "not readable"
    return facts


def _animation(picture: Image.Image) -> Iterator[tuple[str, str]]:
    if getattr(picture, "is_animated", False):
        yield "animated", "yes"


def _exif(picture: Image.Image) -> Iterator[tuple[str, str]]:
    exif = picture.getexif()
    inner = exif.get_ifd(_EXIF_IFD)
    for tags, source in ((_BASE_TAGS, exif), (_EXIF_TAGS, inner)):
        for tag, key in tags.items():
            if tag in source:
                yield key, _text(source[tag])
    for tag, key in _WINDOWS_TAGS.items():
        if tag in exif:
            value = exif[tag]
            raw = value if isinstance(value, bytes) else bytes(value)
            yield key, raw[: 4 * VALUE_LIMIT].decode("utf-16-le", "replace").strip("\x00 ")


def _gps(picture: Image.Image) -> Iterator[tuple[str, str]]:
    gps = picture.getexif().get_ifd(_GPS_IFD)
    if 2 in gps and 4 in gps:
        yield "gps.position", f"{_degrees(gps, 2, 'NS')}, {_degrees(gps, 4, 'EW')}"
    if 6 in gps:
        below = gps.get(5) in (1, b"\x01")
        yield "gps.altitude_metres", f"{'-' if below else ''}{float(gps[6]):.1f}"
    if 29 in gps:
        clock = ":".join(f"{int(part):02d}" for part in gps.get(7, ()))
        yield "gps.date_time_utc", f"{_text(gps[29])} {clock}".strip()


def _degrees(gps: Mapping[int, object], tag: int, letters: str) -> str:
    """`37.566535 N`; a missing or odd hemisphere is said, never guessed."""
    parts = gps[tag]
    if not isinstance(parts, tuple) or len(parts) != 3:
        raise ValueError("three parts")
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    if not 0 <= value <= 180:
        raise ValueError("out of range")
    hemisphere = _text(gps.get(tag - 1, "")).strip("\x00 ").upper()
    known = len(hemisphere) == 1 and hemisphere in letters
    return f"{value:.6f} {hemisphere if known else f'({letters[0]} or {letters[1]} not given)'}"


def _texts(picture: Image.Image) -> Iterator[tuple[str, str]]:
    """PNG text chunks: image generators leave their instructions there."""
    chunks = getattr(picture, "text", None)
    if not isinstance(chunks, dict):
        return
    for name, text in list(chunks.items())[:_TEXT_CHUNKS]:
        key = re.sub(r"[^a-z0-9]+", "_", str(name).lower()).strip("_")[:40]
        if key and key != "xml_com_adobe_xmp":
            yield f"text.{key}", _text(text)


def _iptc(picture: Image.Image) -> Iterator[tuple[str, str]]:
    """What agencies and older programs write into JPEG and TIFF."""
    if picture.format not in ("JPEG", "TIFF") or not isinstance(picture, ImageFile.ImageFile):
        return
    found = IptcImagePlugin.getiptcinfo(picture) or {}
    for place, key in _IPTC.items():
        value = found.get(place)
        one = value[0] if isinstance(value, list) and value else value
        if isinstance(one, bytes):
            yield key, _text(one)


def _xmp(picture: Image.Image) -> Iterator[tuple[str, str]]:
    """Single values by pattern; the packet is never parsed as XML."""
    packet = picture.info.get("xmp", b"")
    if isinstance(packet, str):
        packet = packet.encode("utf-8", "replace")
    for key, pattern in _XMP.items():
        found = pattern.search(packet[:_XMP_LIMIT])
        if found:
            yield key, _text(found[1])


def _text(value: object) -> str:
    if isinstance(value, bytes):
        value = _decode(value[: 4 * VALUE_LIMIT])
    return str(value)[: 2 * VALUE_LIMIT].strip("\x00 ")


def _decode(value: bytes) -> str:
    """Text of EXIF, which may name its encoding in its first eight bytes."""
    if value.startswith(b"UNICODE\x00"):
        return value[8:].decode("utf-16-be", "replace")
    if value.startswith(b"ASCII\x00\x00\x00"):
        value = value[8:]
    return value.decode("utf-8", "replace")
