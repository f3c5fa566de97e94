"""What a sheet says beside its words, in Korean and English.

Whoever finds a sheet must not learn from it which program it is for, nor what for. No number stands
before a full stop or bracket here: those are the marks of the words (`app.recovery.reading`).
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.times.times import iso_kst
from app.i18n import N_, texts
from app.recovery.kit import Kit, Sheet
from app.recovery.lists import WordLanguage
from app.recovery.spare_text import spare_groups

TITLE = N_("Words to keep")
WHAT = N_(
    "In this order, these words open a locked folder whose passphrase was forgotten."
    " Whoever has them can open it too."
)
WHAT_PART = N_(
    "Any {needed} of {made} such sheets, together, open a locked folder whose passphrase was"
    " forgotten. One alone opens nothing."
)
WHERE = N_("Keep the sheet away from the computer, where only you can reach it.")
WHERE_PART = N_("Keep each sheet in a place of its own, or with people you trust.")
ASKED = N_("No one has a reason to ask you for these words.")
PART = N_("Sheet {number} of {made}")
MADE_ON = N_("Made on")
FOLDER = N_("Folder")
CHECK = N_("Check number")
SPARE = N_("Spare line")
SPARE_WHAT = N_(
    "The spare line is needed only if files of the folder are damaged."
    " Without the words it opens nothing."
)


@dataclass(frozen=True)
class SheetText:
    """All that one sheet says in one language. `facts` are pairs of a label and a value."""

    title: str
    part: str
    lines: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    spare: str
    spare_what: str


def sheet_text(kit: Kit, sheet: Sheet, language: WordLanguage) -> SheetText:
    """The sheet's texts in a language."""
    tr = texts(language).tr
    part, what, where = "", tr(WHAT), tr(WHERE)
    if kit.shape is not None:
        needed, made = kit.shape.needed, kit.shape.made
        part = tr(PART, number=sheet.number, made=made)
        what, where = tr(WHAT_PART, needed=needed, made=made), tr(WHERE_PART)
    facts = (
        (tr(MADE_ON), iso_kst(kit.made_ms)[:10]),
        (tr(FOLDER), kit.vault_id),
        (tr(CHECK), f"{kit.log_number} {kit.log_head}"),
    )
    return SheetText(tr(TITLE), part, (what, where, tr(ASKED)), facts, tr(SPARE), tr(SPARE_WHAT))


def spare_rows(kit: Kit) -> tuple[tuple[str, ...], ...]:
    """The groups of the spare line, four a row."""
    groups = spare_groups(kit.spare)
    return tuple(groups[at : at + 4] for at in range(0, len(groups), 4))
