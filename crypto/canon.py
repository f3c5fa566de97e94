"""Canonical JSON: the subset of RFC 8785 without fractions, and its strict reader.

One value has one spelling in bytes, so that it can be hashed and signed. Allowed are strings
without lone surrogates, integers within 2**53 - 1, booleans, null, lists and objects with string
keys.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from crypto.errors import BadEncoding

JsonValue = str | int | bool | None | list["JsonValue"] | dict[str, "JsonValue"]

MAX_INT = 2**53 - 1
MAX_DEPTH = 64
MAX_BYTES = 64 * 1024 * 1024

_LONGEST_INT = len(str(-MAX_INT))


def dumps(value: object) -> bytes:
    """Return the canonical UTF-8 bytes. Tuples count as lists. Raises BadEncoding (canon)."""
    text = json.dumps(_ordered(value, MAX_DEPTH), ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise BadEncoding("a lone surrogate", code="canon") from None


def loads(data: bytes, *, canonical: bool = False, max_bytes: int = MAX_BYTES) -> JsonValue:
    """Read JSON strictly: UTF-8, no duplicate keys, no fractions, depth up to 64.

    With ``canonical`` the bytes must be exactly what :func:`dumps` gives. Raises BadEncoding
    (canon).
    """
    if len(data) > max_bytes:
        raise BadEncoding("too long", code="canon")
    try:
        value: Any = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
        again = dumps(value)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise BadEncoding("not JSON in UTF-8", code="canon") from None
    if canonical and again != data:
        raise BadEncoding("not in canonical form", code="canon")
    result: JsonValue = value
    return result


def _ordered(value: object, depth: int) -> object:
    if depth == 0:
        raise BadEncoding("too deep", code="canon")
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        if abs(value) > MAX_INT:
            raise BadEncoding("an integer beyond 2**53 - 1", code="canon")
        return int(value)
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise BadEncoding("a key that is not text", code="canon")
        # RFC 8785 orders keys by UTF-16 code units, which differs from code points beyond U+FFFF.
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return {key: _ordered(value[key], depth - 1) for key in keys}
    if isinstance(value, list | tuple):
        return [_ordered(item, depth - 1) for item in value]
    raise BadEncoding(f"a {type(value).__name__} has no canonical form", code="canon")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise BadEncoding("the same key twice", code="canon")
    return result


def _integer(text: str) -> int:
    if len(text) > _LONGEST_INT:
        raise BadEncoding("an integer beyond 2**53 - 1", code="canon")
    return int(text)


def _refuse_number(text: str) -> int:
    raise BadEncoding(f"a number that is no integer: {text[:20]}", code="canon")
