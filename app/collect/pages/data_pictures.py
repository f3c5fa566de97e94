"""Pictures that stand inside a page's own text, as `data:` addresses (RFC 2397) in base 64.

Programs that save a page as one file write all its pictures so, in elements and in styles. They
are found in the letters, without building a tree. What a picture is, its bytes say: the type that
the address states is not asked for. In the worker only.
"""

from __future__ import annotations

import binascii
import heapq
import re
from collections.abc import Iterator
from operator import itemgetter
from urllib.parse import unquote_to_bytes

MOST = 60
"""Of the longest; a page may bring thousands of small marks."""
LONGEST = 32 * 1024 * 1024
_LEAST = 600
_ADDRESS = re.compile(
    r"data:[a-z0-9.+/-]{0,80}(?:;[a-z0-9.+=_-]{1,60}){0,4};base64,([A-Za-z0-9+/=%]+)",
    re.IGNORECASE,
)


def data_pictures(page: str) -> Iterator[bytes]:
    """The bytes of the longest that can be decoded, in the order of the page."""
    spans = (found.span(1) for found in _ADDRESS.finditer(page))
    some = ((end - begin, begin) for begin, end in spans if _LEAST <= end - begin <= LONGEST)
    for length, begin in sorted(heapq.nlargest(MOST, some), key=itemgetter(1)):
        letters = unquote_to_bytes(page[begin : begin + length])
        try:
            yield binascii.a2b_base64(letters)
        except binascii.Error:
            continue
