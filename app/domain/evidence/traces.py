"""The sheet of traces that programs which make pictures leave: where was looked, what was there.

Never a verdict. That a place is empty says nothing: messengers and screenshots take such marks out,
and anybody can write or remove them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.i18n import N_, Texts


class Outcome(StrEnum):
    """What came of looking at one place."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    NOT_LOOKED = "not_looked"  # it could not be looked at


@dataclass(frozen=True, slots=True)
class Trace:
    """One place: `place` is a stable word, `where` its name inside the file, `words` as found.

    `words` may be there though the outcome is `not_found`: the place holds something, and it is no
    trace that is known here.
    """

    place: str
    outcome: Outcome
    where: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A label that a person saw with the item ("made with AI"), in its own words; `where` it stood.

    `noted_ms` is when it was written down (UTC milliseconds).
    """

    words: str
    where: str
    noted_ms: int | None


@dataclass(frozen=True, slots=True)
class TraceSheet:
    """All places of one item. Empty where this kind of file has none that are known here.

    `labels` is what people saw and wrote down; it stands apart from what the file itself has.
    """

    item: str
    traces: tuple[Trace, ...]
    labels: tuple[Label, ...] = ()


LABEL_POSITION = "label"
"""The position of a sighting that is a label somebody saw."""
PLACES = {
    "parameters": N_("Words given to a picture generator"),
    "comfyui": N_("Steps of ComfyUI"),
    "novelai": N_("Marks of NovelAI"),
    "midjourney": N_("Marks of Midjourney"),
    "comment": N_("Comment in the picture"),
    "program": N_("Program named in the file"),
    "source_type": N_("How it was made, by its own words"),
    "c2pa": N_("Content credentials (C2PA)"),
    "c2pa_source_type": N_("How it was made, by its content credentials"),
}
OUTCOMES: dict[Outcome, str] = {
    Outcome.FOUND: N_("found"),
    Outcome.NOT_FOUND: N_("not found"),
    Outcome.NOT_LOOKED: N_("could not be looked at"),
}
ABSENCE = N_(
    "Empty places prove nothing: messengers and screenshots take such marks out. "
    "What was found supports, it does not prove."
)
UNTRUSTED = N_("The signer of content credentials was not checked against a trust list.")


def place_in_words(place: str, texts: Texts) -> str:
    """What a place is called."""
    return texts.tr(PLACES[place])


def outcome_in_words(outcome: Outcome, texts: Texts) -> str:
    """The word for an outcome."""
    return texts.tr(OUTCOMES[outcome])
