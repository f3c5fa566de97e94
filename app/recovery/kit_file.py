"""A sheet of a kit as plain text, in Korean and English; `app.recovery.reading` reads it back."""

from __future__ import annotations

from app.recovery.kit import Kit, Sheet
from app.recovery.kit_wording import SheetText, sheet_text, spare_rows
from app.recovery.lists import WordLanguage

_BOTH: tuple[WordLanguage, ...] = ("ko", "en")


def sheet_file(kit: Kit, sheet: Sheet) -> bytes:
    """The file of a sheet: UTF-8, lines ended by a line feed."""
    both = [sheet_text(kit, sheet, language) for language in _BOTH]
    lines = [" / ".join(text.title for text in both)]
    if kit.shape is not None:
        lines.append(" / ".join(text.part for text in both))
    for text in both:
        lines += ["", *text.lines]
    lines.append("")
    lines += [f"{number:>2}. {word}" for number, word in enumerate(sheet.words, 1)]
    lines.append("")
    for facts in zip(*(text.facts for text in both), strict=True):
        lines.append(f"{_labels(*(label for label, _ in facts))}: {facts[0][1]}")
    lines += ["", *_spare(kit, both), ""]
    return "\n".join(lines).encode("utf-8")


def _labels(*labels: str) -> str:
    return " / ".join(labels)


def _spare(kit: Kit, both: list[SheetText]) -> list[str]:
    said = [_labels(*(text.spare for text in both))]
    said += [text.spare_what for text in both]
    return [*said, *(" ".join(row) for row in spare_rows(kit))]
