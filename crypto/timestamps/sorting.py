"""Puts the certificates of a time stamp into the order that DER asks for.

Many authorities send them in the order of the chain. OpenSSL takes that, the strict reader refuses
it. They stand outside what is signed, so a sorted copy says the same; the bytes that are kept and
handed on stay as they came. RFC 5652, section 5.1; X.690, section 11.6.
"""

from __future__ import annotations

_SEQUENCE, _CONTEXT_0, _OID = 0x30, 0xA0, 0x06
_MAX_CERTIFICATES = 20


def with_sorted_certificates(answer: bytes) -> bytes:
    """The same answer (DER of TimeStampResp) with its certificates sorted; as it is if none.

    Raises ValueError for what is not of that shape.
    """
    start, end = _inside(answer, 0, _SEQUENCE)
    start = _end(answer, start)  # the status
    if start == end:
        return answer
    start, _ = _inside(answer, start, _SEQUENCE)  # the token, a ContentInfo
    start, _ = _inside(answer, _end(answer, start), _CONTEXT_0)
    start, end = _inside(answer, start, _SEQUENCE)  # SignedData
    for _ in range(3):  # version, digest algorithms, what is signed
        start = _end(answer, start)
    if start >= end or answer[start] != _CONTEXT_0:
        return answer
    start, end = _inside(answer, start, _CONTEXT_0)
    each: list[bytes] = []
    at = start
    while at < end:
        after = _end(answer, at)
        each.append(answer[at:after])
        at = after
        if len(each) > _MAX_CERTIFICATES:
            raise ValueError("certificates")
    if at != end:
        raise ValueError("certificates")
    return answer[:start] + b"".join(sorted(each)) + answer[end:]


def split_roots(kept: bytes) -> tuple[bytes, tuple[bytes, ...]]:
    """An answer that has roots (DER) written after it, taken apart again.

    Raises ValueError for what is no row of elements.
    """
    first = _end(kept, 0)
    roots, at = [], first
    while at < len(kept):
        after = _end(kept, at)
        roots.append(kept[at:after])
        at = after
    return kept[:first], tuple(roots)


def _inside(data: bytes, at: int, tag: int) -> tuple[int, int]:
    """Where the content of an element begins and ends."""
    if at >= len(data) or data[at] != tag:
        raise ValueError("tag")
    return _bounds(data, at)


def _end(data: bytes, at: int) -> int:
    return _bounds(data, at)[1]


def _bounds(data: bytes, at: int) -> tuple[int, int]:
    if at + 2 > len(data):
        raise ValueError("length")
    size, start = data[at + 1], at + 2
    if size >= 0x80:
        count = size & 0x7F
        if not 1 <= count <= 4 or start + count > len(data):
            raise ValueError("length")
        size, start = int.from_bytes(data[start : start + count], "big"), start + count
    if start + size > len(data):
        raise ValueError("length")
    return start, start + size
