"""The text armor of age files: strict PEM. C2SP age specification, section "ASCII armor"."""

from __future__ import annotations

import base64
import binascii
import io
from typing import Any, BinaryIO

from crypto.errors import BadArmor

BEGIN = b"-----BEGIN AGE ENCRYPTED FILE-----"
END = b"-----END AGE ENCRYPTED FILE-----"

_COLUMNS = 64
_LINE_BYTES = 48
_LONGEST_LINE = 256
_MAX_BLANK = 1024
_BLANK = b" \t\r\n"


class _ArmorSource(io.RawIOBase):
    """Decodes line by line; anything but the one valid form raises BadArmor."""

    def __init__(self, src: BinaryIO) -> None:
        super().__init__()
        self._src = src
        self._data = b""
        self._begun = False
        self._short = False
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        view = memoryview(buffer).cast("B")
        if not self._begun:
            self._begin()
        if not self._data and not self._ended:
            self._next_line()
        count = min(len(self._data), len(view))
        view[:count] = self._data[:count]
        self._data = self._data[count:]
        return count

    def _line(self) -> bytes:
        line = self._src.readline(_LONGEST_LINE)
        return line[:-2] if line.endswith(b"\r\n") else line.removesuffix(b"\n")

    def _begin(self) -> None:
        blank = 0
        while not (line := self._src.readline(_LONGEST_LINE)).strip(_BLANK):
            blank += len(line)
            if not line or blank > _MAX_BLANK:
                raise BadArmor("no armor found")
        first = line.lstrip(_BLANK)
        if first.removesuffix(b"\n").removesuffix(b"\r") != BEGIN:
            raise BadArmor("not the first line of an armor")
        self._begun = True

    def _next_line(self) -> None:
        line = self._line()
        if line == END:
            self._finish()
            return
        if self._short or not 0 < len(line) <= _COLUMNS:
            raise BadArmor("an armor line of wrong length")
        self._short = len(line) < _COLUMNS
        try:
            self._data = base64.b64decode(line, validate=True)
        except binascii.Error:
            raise BadArmor("an armor line is not base64") from None
        if base64.b64encode(self._data) != line:
            raise BadArmor("an armor line is not canonical")
        self._short = self._short or line.endswith(b"=")

    def _finish(self) -> None:
        self._ended = True
        rest = self._src.read(_MAX_BLANK + 1)
        if rest.strip(_BLANK) or len(rest) > _MAX_BLANK:
            raise BadArmor("text after the armor")


def dearmor(src: BinaryIO) -> BinaryIO:
    """Return a readable stream of the bytes in the armor. Reading it raises BadArmor.

    Up to 1,024 blank bytes are allowed before and after. ``src`` is not closed with it.
    """
    return io.BufferedReader(_ArmorSource(src))


class ArmorWriter(io.RawIOBase, BinaryIO):
    """Writes what it is given as armor to ``dst``; call :meth:`finish` at the end."""

    def __init__(self, dst: BinaryIO) -> None:
        """Write the first line."""
        super().__init__()
        self._dst = dst
        self._held = b""
        dst.write(BEGIN + b"\n")

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, data: Any, /) -> int:
        """Take all of ``data``."""
        held = self._held + bytes(data)
        whole = len(held) - len(held) % _LINE_BYTES
        lines = (held[i : i + _LINE_BYTES] for i in range(0, whole, _LINE_BYTES))
        self._dst.write(b"".join(base64.b64encode(line) + b"\n" for line in lines))
        self._held = held[whole:]
        return len(data)

    def finish(self) -> None:
        """Write the short line, if any, and the last line."""
        if self._held:
            self._dst.write(base64.b64encode(self._held) + b"\n")
        self._dst.write(END + b"\n")
