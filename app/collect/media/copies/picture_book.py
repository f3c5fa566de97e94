"""Writes a PDF that is pictures and nothing else, page after page, in flat memory.

A few lines of our own: Pillow holds every page until the last, and PDFium writes a new random
number into each file, so that the same work would not give the same bytes. PDF 1.4 (ISO 32000-1,
7.5), one JPEG a page, no date, no title, no producer.
"""

from __future__ import annotations

import io

from PIL import Image

from app.collect.media.copies.telling import ToldFile

QUALITY = 88
_CATALOGUE, _PAGES = 1, 2


class PictureBook:
    """A PDF under way. `finish` ends it."""

    def __init__(self, out: ToldFile) -> None:
        self._out = out
        self._places: dict[int, int] = {}
        self._pages: list[int] = []
        self._next = _PAGES + 1
        out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")

    def add(self, picture: Image.Image, width: float, height: float) -> None:
        """A page of so many points, filled by an RGB picture."""
        jpeg = io.BytesIO()
        picture.save(jpeg, "JPEG", quality=QUALITY, subsampling=0)
        shown, drawing, page = self._next, self._next + 1, self._next + 2
        self._next += 3
        self._stream(
            shown,
            f"/Type /XObject /Subtype /Image /Width {picture.width} /Height {picture.height} "
            "/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode",
            jpeg.getvalue(),
        )
        box = f"{width:.3f} {height:.3f}"
        self._stream(drawing, "", f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /P Do Q".encode())
        self._object(
            page,
            f"<< /Type /Page /Parent {_PAGES} 0 R /MediaBox [0 0 {box}] /Contents {drawing} 0 R "
            f"/Resources << /XObject << /P {shown} 0 R >> >> >>".encode(),
        )
        self._pages.append(page)

    def finish(self) -> None:
        """Write what leads to the pages."""
        kids = " ".join(f"{page} 0 R" for page in self._pages)
        pages = f"<< /Type /Pages /Count {len(self._pages)} /Kids [{kids}] >>"
        self._object(_PAGES, pages.encode())
        self._object(_CATALOGUE, f"<< /Type /Catalog /Pages {_PAGES} 0 R >>".encode())
        begin = self._out.tell()
        rows = [f"{self._places[number]:010d} 00000 n \n" for number in range(1, self._next)]
        self._out.write(
            f"xref\n0 {self._next}\n0000000000 65535 f \n{''.join(rows)}"
            f"trailer\n<< /Size {self._next} /Root {_CATALOGUE} 0 R >>\n"
            f"startxref\n{begin}\n%%EOF\n".encode()
        )

    def _stream(self, number: int, entries: str, content: bytes) -> None:
        head = f"<< {entries} /Length {len(content)} >>\nstream\n".encode()
        self._object(number, head + content + b"\nendstream")

    def _object(self, number: int, content: bytes) -> None:
        self._places[number] = self._out.tell()
        self._out.write(f"{number} 0 obj\n".encode() + content + b"\nendobj\n")
