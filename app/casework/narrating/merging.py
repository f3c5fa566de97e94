"""A draft made anew beside what is kept: what a person wrote stays, nothing vanishes by itself.

Pure. A line is the same account of something where it shares sources with a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.casework.narrating.drafting import Sentence
from app.domain.reports.narrative import LineSource, NarrativeLine


@dataclass(frozen=True, slots=True)
class Offered:
    """A sentence that is not in the account yet.

    `instead_of` is the line that it would replace (one that nobody changed, of the same sources);
    `after` the line that it would stand behind, None for the beginning.
    """

    text: str
    sources: tuple[LineSource, ...]
    instead_of: str | None
    after: str | None


def offers(kept: Sequence[NarrativeLine], drafted: Sequence[Sentence]) -> tuple[Offered, ...]:
    """What a new draft has that the account has not, in the draft's order.

    What a person changed is never offered to be replaced: its sources are told of already.
    """
    told = _paired(kept, drafted)
    places = {line.id: place for place, line in enumerate(kept)}
    found: list[Offered] = []
    after: str | None = None
    for number, sentence in enumerate(drafted):
        line = told.get(number)
        if line is None:
            found.append(Offered(sentence.text, sentence.sources, None, after))
            continue
        after = line.id if places[line.id] >= places.get(after or "", -1) else after
        if not line.edited and line.text != sentence.text:
            found.append(Offered(sentence.text, sentence.sources, line.id, after))
    return tuple(found)


def _paired(kept: Sequence[NarrativeLine], drafted: Sequence[Sentence]) -> dict[int, NarrativeLine]:
    """Which line tells of a sentence (by its place in the draft): the same words, else sources.

    Of several the one with the most sources in common. A line is of one sentence; one that a person
    wrote, of as many as it has sources for, since lines can be joined.
    """
    found: dict[int, NarrativeLine] = {}
    taken: set[str] = set()
    by_text = {line.text: line for line in reversed(kept)}
    for number, sentence in enumerate(drafted):
        line = by_text.get(sentence.text)
        if line is not None and line.id not in taken:
            found[number] = line
            taken.add(line.id)
    left = {line.id: set(line.sources) for line in kept if line.id not in taken}
    pairs = [
        (-len(left[line.id].intersection(sentence.sources)), number, place)
        for number, sentence in enumerate(drafted)
        if number not in found
        for place, line in enumerate(kept)
        if line.id in left
    ]
    for _shared, number, place in sorted(pair for pair in pairs if pair[0]):
        line = kept[place]
        common = left[line.id].intersection(drafted[number].sources)
        if number not in found and common:
            found[number] = line
            left[line.id] = left[line.id] - common if line.edited else set()
    return found


def other_tongue(
    kept: Sequence[NarrativeLine], drafted: Sequence[Sentence], language: str
) -> tuple[str, ...]:
    """The account with the draft's words where a line that nobody changed is in another language.

    A line that a person wrote, or that the draft has no counterpart for, stays as it is written.
    """
    by_sources: dict[tuple[LineSource, ...], list[str]] = {}
    for sentence in drafted:
        by_sources.setdefault(sentence.sources, []).append(sentence.text)
    found = []
    for line in kept:
        words = by_sources.get(line.sources) if line.sources else None
        if line.edited or in_language(line.text, language):
            found.append(line.text)
        elif words:
            found.append(words.pop(0))
        elif line.sources:
            found.append(line.text)
    return tuple(found)


def in_language(text: str, language: str) -> bool:
    """Whether a drafted line is in that language: English ones begin with a Latin letter."""
    first = text[:1]
    return (first.isascii() and first.isalpha()) == (language != "ko")
