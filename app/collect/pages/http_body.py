"""The answer of a web server as an archive keeps it: its header, and its body put together."""

from __future__ import annotations

import re
import zlib
from typing import NamedTuple

_STATUS = re.compile(rb"HTTP/[\d.]{1,5} (\d{3})")
_CHARSET = re.compile(r"charset\s*=\s*\"?([A-Za-z0-9_\-:]{2,40})")


class HttpHead(NamedTuple):
    """What of an answer's header is used. `encoding` is how the body is packed, mostly empty."""

    status: int
    content_type: str
    encoding: str
    chunked: bool

    @property
    def media_type(self) -> str:
        """The type without its parameters."""
        return self.content_type.partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The stated charset, or nothing."""
        found = _CHARSET.search(self.content_type)
        return found[1] if found else ""


def split_head(beginning: bytes) -> tuple[HttpHead, bytes]:
    """The header, and the bytes that follow it in this beginning."""
    header, gap, rest = beginning.partition(b"\r\n\r\n")
    if not gap:
        header, gap, rest = beginning.partition(b"\n\n")
    status = _STATUS.match(header)
    fields: dict[str, str] = {}
    for line in header.splitlines()[1:200]:
        name, _, value = line.decode("latin-1").partition(":")
        fields.setdefault(name.strip().lower(), value.strip())
    head = HttpHead(
        int(status[1]) if status else 0,
        fields.get("content-type", "")[:300],
        fields.get("content-encoding", "").lower()[:40],
        "chunked" in fields.get("transfer-encoding", "").lower(),
    )
    return head, rest if gap else b""


def body_of(raw: bytes, head: HttpHead, limit: int) -> bytes | None:
    """The body unpacked, cut at `limit`; None where its packing is not known here or is broken."""
    body = _unchunked(raw) if head.chunked else raw
    if head.encoding in ("", "identity"):
        return body[:limit]
    # Some writers keep the header as it was and the body unpacked already.
    if head.encoding in ("gzip", "x-gzip") and body[:2] != b"\x1f\x8b":
        return body[:limit] if body.lstrip()[:1] == b"<" else None
    if head.encoding not in ("gzip", "x-gzip", "deflate"):
        return body[:limit] if body.lstrip()[:1] == b"<" else None
    try:
        return zlib.decompressobj(47).decompress(body, limit)
    except zlib.error:
        return None


def _unchunked(raw: bytes) -> bytes:
    """A body in chunks put together; as it is where it is not in chunks any more."""
    pieces: list[bytes] = []
    at = 0
    while at < len(raw):
        end = raw.find(b"\r\n", at, at + 40)
        size = raw[at:end].partition(b";")[0].strip() if end > 0 else b""
        if not re.fullmatch(rb"[0-9A-Fa-f]{1,8}", size):
            return raw if at == 0 else b"".join(pieces)
        length = int(size, 16)
        if length == 0:
            break
        pieces.append(raw[end + 2 : end + 2 + length])
        at = end + 2 + length + 2
    return b"".join(pieces)
