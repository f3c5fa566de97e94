"""What the law says, as it was read, for the screen and the command line. No legal advice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.times.times import KST
from app.i18n import Texts
from app.report.data.dated import source_titles
from app.report.data.dated_words import NOT_ADVICE, checked
from app.report.data.law import acts, harms, provision, provisions, suggested

__all__ = ["NOT_ADVICE", "Told", "harm_names", "law_of", "law_suggested", "statute_names"]


@dataclass(frozen=True)
class Told:
    """A provision in one language.

    `effect` and `notes` are empty where nothing was read; `checked` says how old it is.
    """

    id: str
    title: str
    statute: str
    content: str
    effect: str
    notes: str
    confidence: str
    in_force: str
    checked: str
    sources: tuple[str, ...]


def statute_names(texts: Texts) -> tuple[tuple[str, str], ...]:
    """Identifier and short name of each statute."""
    return tuple((act.id, act.name.in_language(texts.language)) for act in acts().values())


def harm_names(texts: Texts) -> tuple[tuple[str, str], ...]:
    """Identifier and name of each kind of harm."""
    return tuple((harm.id, harm.label.in_language(texts.language)) for harm in harms())


def law_of(
    texts: Texts, *, only: str | None = None, statute: str | None = None, today: date | None = None
) -> tuple[Told, ...]:
    """All provisions, those of one statute, or the one called `only`.

    `today` is the day by which a fact is old, in Korean time. Raises InputProblem INP-005.
    """
    if only is not None:
        return (_told(only, texts, today),)
    return tuple(_told(one.id, texts, today) for one in provisions() if statute in (None, one.act))


def law_suggested(texts: Texts, harm_id: str, *, today: date | None = None) -> tuple[Told, ...]:
    """What a kind of harm suggests; the person chooses, and the police decide."""
    return tuple(_told(one.id, texts, today) for one in suggested([harm_id]))


def _told(provision_id: str, texts: Texts, today: date | None) -> Told:
    one, language = provision(provision_id), texts.language
    return Told(
        id=one.id,
        title=one.title(language),
        statute=acts()[one.act].full.in_language(language),
        content=one.content.in_language(language),
        effect=one.effect.in_language(language) if one.effect else "",
        notes=one.notes.in_language(language) if one.notes else "",
        confidence=one.confidence,
        in_force=one.as_of,
        checked=checked(one, texts, today or datetime.now(KST).date()),
        sources=source_titles(one, language),
    )
