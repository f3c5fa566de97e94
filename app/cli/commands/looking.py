"""The list of `collect --look`: what would be taken, and what each file says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from rich.filesize import decimal

from app.cli.terminal import Terminal
from app.domain.evidence.ahead import Ahead
from app.domain.evidence.found_words import fact_in_words, fact_value_in_words, item_kind_in_words
from app.domain.text.textsafe import visible
from app.domain.times.times import iso_kst, iso_utc
from app.error_texts import TEXTS

SHOWN = 20
VALUE = 120


def look_data(rows: Sequence[Ahead], terminal: Terminal) -> dict[str, object]:
    """The stable keys of `collect --look --json`."""
    return {
        "files": [
            {
                "place": one.place,
                "kind": one.kind.value,
                "media_type": one.media_type,
                "size": one.size,
                "modified_at": _utc(one),
                "chat": one.chat or None,
                "looked_into": one.read,
                "facts": dict(one.facts),
                "code": one.code or None,
                "why": _why(one, terminal),
            }
            for one in rows
        ]
    }


def look_lines(rows: Sequence[Ahead], terminal: Terminal) -> list[str]:
    """The same in words; long lists are cut with their number."""
    tr, texts = terminal.tr, terminal.texts
    lines = [tr("Nothing was taken. This is what lies there:")]
    for one in rows[:SHOWN]:
        head = [visible(one.place, 80), item_kind_in_words(one.kind, texts), decimal(one.size)]
        if one.modified is not None and one.modified.at_ms is not None:
            head.append(iso_kst(one.modified.at_ms))
        lines.append("  " + " · ".join(head))
        if one.code:
            lines.append(f"      {_why(one, terminal)} [{one.code}]")
        if one.chat:
            lines.append("      " + tr("would be read as a chat export ({name})", name=one.chat))
        for name, said in sorted(one.facts.items()):
            value = fact_value_in_words(name, said, VALUE, texts)
            lines.append(f"      {fact_in_words(name, texts)}: {value}")
    if len(rows) > SHOWN:
        lines.append(
            terminal.ntr(
                "  and {count} more: --json names it",
                "  and {count} more: --json names them all",
                len(rows) - SHOWN,
            )
        )
    return lines


def _utc(one: Ahead) -> str | None:
    at_ms = one.modified.at_ms if one.modified is not None else None
    return None if at_ms is None else iso_utc(at_ms)


def _why(one: Ahead, terminal: Terminal) -> str | None:
    if not one.code:
        return None
    return terminal.tr(TEXTS[one.code].sentence, name=visible(PurePath(one.place).name, 60))
