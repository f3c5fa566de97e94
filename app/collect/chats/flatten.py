"""Foreign JSON as flat texts under dotted keys, bounded: what has no field of its own stays."""

from __future__ import annotations

from typing import Any

_MOST = 400
_LONGEST = 4096
_LONGEST_KEY = 120


def flatten(record: dict[str, Any]) -> tuple[dict[str, str], bool]:
    """`{"poll": {"question": "?", "answers": [{"text".

    "a"}]}}` as `poll.question` and `poll.answers[0].text`.

    Lists of plain values become lines of one text. The second value is False where something had to
    be left out.
    """
    flat: dict[str, str] = {}
    waiting: list[tuple[str, Any]] = list(reversed(record.items()))
    whole = True
    while waiting:
        key, value = waiting.pop()
        if len(flat) >= _MOST or len(key) > _LONGEST_KEY:
            whole = False
            if len(flat) >= _MOST:
                break
            continue
        if isinstance(value, dict):
            waiting.extend((f"{key}.{inner}", value[inner]) for inner in reversed(value))
        elif isinstance(value, list):
            if any(isinstance(part, dict | list) for part in value):
                waiting.extend(
                    (f"{key}[{place}]", value[place]) for place in reversed(range(len(value)))
                )
            else:
                whole &= _keep(flat, key, "\n".join(as_text(part) for part in value))
        else:
            whole &= _keep(flat, key, as_text(value))
    return flat, whole


def as_text(value: object) -> str:
    """A plain value as text: as JSON would write it, without quotes.

    Nothing for null and for what is not plain.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if abs(value) < 10**40 else ""
    if isinstance(value, float):
        return f"{value}"[:40]
    return ""


def _keep(flat: dict[str, str], key: str, text: str) -> bool:
    flat[key] = text[:_LONGEST]
    return len(text) <= _LONGEST
