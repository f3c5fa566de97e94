"""Office documents as archives of XML parts (DOCX, HWPX), the same bytes for the same content.

Elements are made by `element`, which escapes all that is not an element already, so no text of
evidence can become markup. Times in the archive are fixed and nothing names the machine.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from app.report.writers.plain import plain

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TIME = (1980, 1, 1, 0, 0, 0)


class Markup(str):
    """Text that is markup already, made by `element` or out of constants."""

    __slots__ = ()


def element(name: str, attributes: Mapping[str, object] | None = None, *inside: str) -> Markup:
    """An element. What is inside is escaped unless it is `Markup`; attributes always are."""
    given = "".join(
        f" {key}={quoteattr(plain(str(value)))}" for key, value in (attributes or {}).items()
    )
    body = "".join(one if isinstance(one, Markup) else escape(plain(one)) for one in inside)
    return Markup(f"<{name}{given}>{body}</{name}>" if body else f"<{name}{given}/>")


def joined(*parts: Markup) -> Markup:
    """Elements one after the other."""
    return Markup("".join(parts))


def packed(parts: Mapping[str, bytes], *, stored: str = "") -> bytes:
    """An archive of the parts in their order; the one called `stored` is not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _TIME)
            info.create_system = 0
            info.external_attr = 0
            kind = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, content, kind)
    return out.getvalue()


def part(root: Markup) -> bytes:
    """An XML part with its declaration."""
    return (HEAD + root).encode()
