"""What an item is, in words: its kind, when it was seen, and where. The words carry the meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.text.textsafe import visible, visible_name
from ui.wording import KINDS, METHODS, clock, full_moment

if TYPE_CHECKING:
    from app.usecases.items.evidence import ItemDetails
    from ui.context import Context

PLACE_LENGTH = 80
WORDS_LENGTH = 300


def caption_lines(details: ItemDetails, words: str, context: Context) -> tuple[str, str]:
    """What it is in one line, and when and where it was seen in another.

    `words` are what somebody else saw in it, empty where nobody said so: they stand for its kind.
    """
    tr, item = context.tr, details.item
    seen = details.sightings[0] if details.sightings else None
    shown = None if seen is None else (seen.shown or seen.captured)
    at_ms = item.added_ms if shown is None or shown.at_ms is None else shown.at_ms
    what = visible(words, WORDS_LENGTH) if words else tr(KINDS[item.kind])
    first = f"{what} · {clock(at_ms)}"
    moves = ""
    if details.facts.get("animated") == "yes":
        moves = " · " + tr("It moves; its first picture is shown.")
    taken = tr("Taken in")
    if seen is None:
        return first, f"{taken}: {clock(item.added_ms)}{moves}"
    parts = [tr(METHODS[seen.method])]
    parts += [visible_name(one, PLACE_LENGTH) for one in (seen.where, seen.position) if one]
    said = " · ".join(parts)
    if shown is not None:
        said += f" · {full_moment(shown, context)}"
    return first, said + moves
