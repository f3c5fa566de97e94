"""A draft made anew beside what is kept: what a person wrote stays, nothing vanishes by itself.

Pure. A line is the same account of something where it shares sources with a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.casework.narrating.drafting import Sentence
from app.domain.narrative import LineSource, NarrativeLine


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
    texts = {line.text for line in kept}
    places = {line.id: place for place, line in enumerate(kept)}
    found: list[Offered] = []
    taken: set[str] = set()
    after: str | None = None
    for sentence in drafted:
        match = _match(kept, sentence, taken)
        if match is not None:
            taken.add(match.id)
            after = match.id if places[match.id] >= places.get(after or "", -1) else after
        if sentence.text in texts or (match is not None and match.edited):
            continue
        instead = match.id if match is not None else None
        found.append(Offered(sentence.text, sentence.sources, instead, after))
    return tuple(found)


def _match(
    kept: Sequence[NarrativeLine], sentence: Sentence, taken: set[str]
) -> NarrativeLine | None:
    """The line that tells of the same: with the same text, else with the most sources in common."""
    free = [line for line in kept if line.id not in taken]
    same = next((line for line in free if line.text == sentence.text), None)
    if same is not None or not sentence.sources:
        return same
    wanted = set(sentence.sources)
    shared = [(len(wanted & set(line.sources)), line) for line in kept]
    best = max((count for count, _line in shared), default=0)
    return next((line for count, line in shared if count == best), None) if best else None


def other_tongue(
    kept: Sequence[NarrativeLine], drafted: Sequence[Sentence], language: str
) -> tuple[str, ...]:
    """The account with the draft's words where a line that nobody changed is in another language.

    A line that a person wrote, or that the draft has no counterpart for, stays as it is written.
    """
    by_sources = {sentence.sources: sentence.text for sentence in drafted if sentence.sources}
    return tuple(
        line.text
        if line.edited or in_language(line.text, language)
        else by_sources.get(line.sources, line.text)
        for line in kept
        if line.edited or line.sources or in_language(line.text, language)
    )


def in_language(text: str, language: str) -> bool:
    """Whether a drafted line is in that language: English ones begin with a Latin letter."""
    first = text[:1]
    return (first.isascii() and first.isalpha()) == (language != "ko")
