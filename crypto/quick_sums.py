"""CRC-32, by a library that takes a thirtieth of the time that SHA-256 takes.

For archives that stand it before the bytes, and for finding accidents. It proves nothing against
anybody who means harm.
"""

from __future__ import annotations

from zlib_ng import zlib_ng


def crc32(data: bytes | bytearray | memoryview, so_far: int = 0) -> int:
    """The sum of bytes that come after those summed up `so_far`."""
    return zlib_ng.crc32(data, so_far)
