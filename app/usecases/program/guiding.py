"""The guide in one language: help for each page, guides in steps, what this program can't do.

Needs no vault and reads nothing of one. Facts carry the day they were read, and a soft word where
menus of other programs may have changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.times.times import KST
from app.errors import InputProblem
from app.guide import reading
from app.guide.shape import Drawing, Guide, Kind, Step, Stroke
from app.i18n import N_, Texts
from app.report.data.dated import source_titles
from app.report.data.dated_words import checked

__all__ = [
    "Drawing", "GuideName", "Kind", "PageHelp", "Pressed", "Stroke", "ToldGuide", "ToldLimit",
    "ToldStep", "guide_names", "help_of", "limits_told", "tell_guide",
]  # fmt: skip

MENUS_CHANGE = N_("Names of menus may change")


@dataclass(frozen=True)
class GuideName:
    """A guide as a list shows it."""

    id: str
    title: str
    about: str


@dataclass(frozen=True)
class ToldStep:
    """One step. `more`, `care` and `goes` are empty, `drawing` None where there is none."""

    text: str
    more: str
    care: str
    goes: str
    drawing: Drawing | None


@dataclass(frozen=True)
class ToldGuide:
    """A guide in one language.

    `checked` says when it was read, and that menus may have changed. `minor`: it is worded for
    somebody under 19, which `changes` some of its steps or none.
    """

    id: str
    title: str
    about: str
    steps: tuple[ToldStep, ...]
    checked: str
    confidence: str
    sources: tuple[str, ...]
    leads_to: tuple[GuideName, ...]
    minor: bool
    changes: bool


@dataclass(frozen=True)
class Pressed:
    """Keys, and what they do."""

    keys: str
    does: str


@dataclass(frozen=True)
class PageHelp:
    """What a page is for, what can be done there, its keys, and guides that go with it."""

    page: str
    what: str
    can: tuple[str, ...]
    keys: tuple[Pressed, ...]
    guides: tuple[GuideName, ...]


@dataclass(frozen=True)
class ToldLimit:
    """What the program can't do, and what helps instead."""

    id: str
    title: str
    text: str
    instead: str


def guide_names(texts: Texts, *, page: str | None = None) -> tuple[GuideName, ...]:
    """All guides in their order, or those that go with a page.

    Raises InputProblem INP-005 where no page is called so, FormatProblem RPT-003.
    """
    if page is None:
        return tuple(_named(one, texts) for one in reading.guides().values())
    told = help_of(page, texts)
    if told is None:
        raise InputProblem("INP-005", id=page, known=", ".join(reading.topics()))
    return told.guides


def tell_guide(
    guide_id: str, texts: Texts, *, minor: bool = False, today: date | None = None
) -> ToldGuide:
    """One guide; `minor` words it for a case in which somebody under 19 is shown.

    `today` is the day by which a fact is old, in Korean time. Raises InputProblem INP-005,
    FormatProblem RPT-003.
    """
    one = reading.guide(guide_id)
    when = checked(one, texts, today or datetime.now(KST).date())
    return ToldGuide(
        id=one.id,
        title=one.title.in_language(texts.language),
        about=one.about.in_language(texts.language),
        steps=tuple(_step(step, texts, minor=minor) for step in one.steps),
        checked=f"{texts.tr(MENUS_CHANGE)} · {when}" if one.menus else when,
        confidence=one.confidence,
        sources=source_titles(one, texts.language),
        leads_to=tuple(_named(reading.guide(other), texts) for other in one.leads_to),
        minor=minor,
        changes=any(step.minor is not None for step in one.steps),
    )


def help_of(page: str, texts: Texts) -> PageHelp | None:
    """What a page is for, by its name; None where no page is called so."""
    topic, language = reading.topics().get(page), texts.language
    if topic is None:
        return None
    pressings = (*topic.keys, *reading.keys_everywhere())
    return PageHelp(
        page=page,
        what=topic.what.in_language(language),
        can=tuple(one.in_language(language) for one in topic.can),
        keys=tuple(Pressed(one.keys, one.does.in_language(language)) for one in pressings),
        guides=tuple(_named(reading.guide(one), texts) for one in topic.guides),
    )


def limits_told(texts: Texts, *, only: str | None = None) -> tuple[ToldLimit, ...]:
    """What this program can't do, or one of it.

    Raises InputProblem INP-005 where none is called `only`, FormatProblem RPT-003.
    """
    language = texts.language
    found = tuple(one for one in reading.limits() if only in (None, one.id))
    if not found:
        known = ", ".join(one.id for one in reading.limits())
        raise InputProblem("INP-005", id=str(only), known=known)
    return tuple(
        ToldLimit(
            one.id,
            one.title.in_language(language),
            one.text.in_language(language),
            one.instead.in_language(language),
        )
        for one in found
    )


def _named(one: Guide, texts: Texts) -> GuideName:
    language = texts.language
    return GuideName(one.id, one.title.in_language(language), one.about.in_language(language))


def _step(step: Step, texts: Texts, *, minor: bool) -> ToldStep:
    """In minor mode what changes stands in the place of the step's words, and of its drawing."""
    language, changed = texts.language, step.minor if minor else None
    said = changed or step.text
    drawing = reading.drawings()[step.drawing] if step.drawing and changed is None else None
    return ToldStep(
        text=said.in_language(language),
        more=step.more.in_language(language) if step.more and changed is None else "",
        care=step.care.in_language(language) if step.care else "",
        goes=step.goes,
        drawing=drawing,
    )
