"""The account of events as a draft: sentences in the order of time, each with its sources.

At most `MOST` sentences; how far things had to be drawn together for that is told. Reading only.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.casework.narrating.from_evidence import from_evidence
from app.casework.narrating.from_telling import from_telling
from app.casework.narrating.happened import Grain, Happened, drawn_together
from app.casework.narrating.names import Names
from app.casework.narrating.wording import Teller, sentence
from app.domain.evidence.items import Case
from app.domain.reports.narrative import LineSource
from app.domain.times.times import Certainty
from app.i18n import N_, Texts
from app.jobs import Job
from app.vault import Vault

_ZONE = N_("All clock times are Korean time (KST, UTC+09:00).")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or two, with what it was drawn from."""

    text: str
    sources: tuple[LineSource, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """The sentences, and how far things were drawn together."""

    sentences: tuple[Sentence, ...]
    grain: Grain


def draft(vault: Vault, case: Case, texts: Texts, teller: Teller, job: Job) -> Draft:
    """The account in the language of `texts`. Nothing known is an empty one. Raises Cancelled."""
    names = Names(vault, case, texts)
    gathered: list[Happened] = []
    for one in (*from_evidence(vault, case, names.nobody, job), *from_telling(vault, case)):
        job.check()
        gathered.append(one)
    told, grain = drawn_together(gathered)
    found = [Sentence(sentence(one, names, texts, teller), one.sources) for one in told]
    if texts.language == "ko" and any(_has_clock(one) for one in told):
        found.insert(0, Sentence(texts.tr(_ZONE), ()))
    return Draft(tuple(found), grain)


def _has_clock(one: Happened) -> bool:
    return (
        one.when is not None
        and one.when.at_ms is not None
        and one.when.certainty is not Certainty.DAY
    )
