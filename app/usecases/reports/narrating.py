"""The account of events: drafted from what is known, then in the person's own hands.

What she wrote or changed is never taken back by a new draft; what a draft has anew is offered, and
no line goes away by itself. Nothing here reaches a report before she puts it there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.casework.narrating.drafting import draft
from app.casework.narrating.happened import Grain
from app.casework.narrating.merging import Offered, in_language, offers, other_tongue
from app.casework.narrating.wording import Teller
from app.casework.staying_behind import NOTHING, Behind, comes_from
from app.domain.ids import new_id
from app.domain.reports.narrative import NarrativeLine
from app.errors import InputProblem
from app.i18n import texts
from app.jobs import Job
from app.usecases.told.told_texts import kept_text
from app.usecases.vault.vaults import OpenVault

__all__ = [
    "Drafted", "Grain", "Offered", "account_of", "add_line", "change_line", "draft_account",
    "join_line", "move_line", "narrative_text", "put_back", "remove_line", "take",
]  # fmt: skip

Lines = tuple[NarrativeLine, ...]

LINE_LENGTH = 5_000
MOST_LINES = 500
_WHO = "filling.who"
_BY_HERSELF = (None, "self")


@dataclass(frozen=True)
class Drafted:
    """The account as it stands, what a new draft offers for it, how far things are drawn together.

    After the very first draft everything is in it already, and nothing is offered.
    """

    lines: Lines
    offered: tuple[Offered, ...]
    grain: Grain


def account_of(vault: OpenVault, case_id: str) -> Lines:
    """The account as it stands. Raises InputProblem INP-003."""
    vault.cases.get(case_id)
    return vault.filed.narrative.of_case(case_id)


def draft_account(vault: OpenVault, case_id: str, language: str, job: Job) -> Drafted:
    """Draft it anew from everything that is known now, in `ko` or `en`.

    Where there is no account yet, the draft becomes one; else nothing is changed, and what is new
    is offered, in the language that the account has. Raises InputProblem INP-003, Cancelled.
    """
    case = vault.cases.get(case_id)
    kept = vault.filed.narrative.of_case(case_id)
    first = next((line.text for line in kept if not line.edited), None)
    if first is not None:
        language = "ko" if in_language(first, "ko") else "en"
    drafted = draft(vault, case, texts(language), _teller(vault, case_id), job)
    if kept:
        return Drafted(kept, offers(kept, drafted.sentences), drafted.grain)
    lines = [
        NarrativeLine(new_id("line"), case_id, place, one.text, one.sources)
        for place, one in enumerate(drafted.sentences)
    ]
    return Drafted(_keep(vault, case_id, lines), (), drafted.grain)


def take(vault: OpenVault, case_id: str, offered: Iterable[Offered]) -> Lines:
    """Put offered sentences into the account, each where it belongs in the order of time.

    One that is about the same as a line nobody changed takes that line's place. Raises
    InputProblem INP-003, INP-131.
    """
    lines = list(account_of(vault, case_id))
    last: dict[str | None, NarrativeLine] = {}
    for one in offered:
        places = {line.id: place for place, line in enumerate(lines)}
        instead = places.get(one.instead_of or "")
        if instead is not None and not lines[instead].edited:
            lines[instead] = replace(lines[instead], text=one.text, sources=one.sources)
            continue
        made = NarrativeLine(new_id("line"), case_id, 0, one.text, one.sources)
        behind = last.get(one.after)
        after = behind.id if behind is not None else one.after
        lines.insert(places[after] + 1 if after in places else 0, made)
        last[one.after] = made
    return _keep(vault, case_id, lines)


def change_line(vault: OpenVault, case_id: str, line_id: str, text: str) -> NarrativeLine:
    """Keep other words for a line; from then on it is the person's own.

    Raises InputProblem: INP-003, INP-103 no such line, INP-130 no words, INP-070 a resident
    registration number, INP-071 longer than 5,000 characters.
    """
    line = _line(account_of(vault, case_id), line_id)
    said = _words(text)
    if said == line.text:
        return line
    changed = replace(line, text=said, edited=True)
    with vault.transaction():
        vault.filed.narrative.change(changed)
    return changed


def add_line(vault: OpenVault, case_id: str, text: str, *, after: str | None = None) -> Lines:
    """Write a line of one's own behind another, or at the end.

    Raises as `change_line`, and INP-131 more lines than an account holds.
    """
    lines = list(account_of(vault, case_id))
    made = NarrativeLine(new_id("line"), case_id, 0, _words(text), (), edited=True)
    place = len(lines) if after is None else lines.index(_line(lines, after)) + 1
    lines.insert(place, made)
    return _keep(vault, case_id, lines)


def move_line(vault: OpenVault, case_id: str, line_id: str, by: int) -> Lines:
    """Move a line up (negative) or down; at an end it stays. Raises INP-003, INP-103."""
    lines = list(account_of(vault, case_id))
    line = _line(lines, line_id)
    place = lines.index(line)
    lines.remove(line)
    lines.insert(max(0, min(len(lines), place + by)), line)
    return _keep(vault, case_id, lines)


def join_line(vault: OpenVault, case_id: str, line_id: str) -> Lines:
    """Make one paragraph of a line and the next, with the sources of both; the last one stays.

    Raises InputProblem INP-003, INP-103, INP-071.
    """
    lines = list(account_of(vault, case_id))
    place = lines.index(_line(lines, line_id))
    if place + 1 < len(lines):
        one, other = lines[place], lines[place + 1]
        sources = tuple(dict.fromkeys(one.sources + other.sources))
        text = _words(f"{one.text} {other.text}")
        lines[place : place + 2] = [replace(one, text=text, sources=sources, edited=True)]
    return _keep(vault, case_id, lines)


def remove_line(vault: OpenVault, case_id: str, line_id: str) -> Lines:
    """Take a line out; a new draft offers it again. Raises InputProblem INP-003, INP-103."""
    lines = list(account_of(vault, case_id))
    lines.remove(_line(lines, line_id))
    return _keep(vault, case_id, lines)


def put_back(vault: OpenVault, case_id: str, lines: Sequence[NarrativeLine]) -> Lines:
    """The account as it was before a change. Raises InputProblem INP-003, INP-131."""
    vault.cases.get(case_id)
    return _keep(vault, case_id, lines)


def narrative_text(vault: OpenVault, case_id: str, language: str, stays: Behind = NOTHING) -> str:
    """The account as a text for `event.narrative`, a line each; nothing where there is none.

    In `language` where nobody changed a line's words; what a person wrote stays as she wrote it. A
    line that nobody changed and that tells of something that `stays` is left out. Raises
    InputProblem INP-003.
    """
    kept = tuple(
        line for line in account_of(vault, case_id) if line.edited or not _of(vault, line, stays)
    )
    if all(line.edited or in_language(line.text, language) for line in kept):
        return "\n".join(line.text for line in kept)
    case = vault.cases.get(case_id)
    drafted = draft(vault, case, texts(language), _teller(vault, case_id), Job())
    return "\n".join(other_tongue(kept, drafted.sentences, language))


def _of(vault: OpenVault, line: NarrativeLine, stays: Behind) -> bool:
    return bool(stays.items) and any(
        comes_from(vault, line.case, source, stays) for source in line.sources
    )


def _teller(vault: OpenVault, case_id: str) -> Teller:
    """Who tells it, by what was said of who fills the report in."""
    said = vault.filed.said.of_case(case_id).get(_WHO)
    answer = said.answer if said is not None else None
    return Teller.SELF if answer in _BY_HERSELF else Teller.OTHER


def _keep(vault: OpenVault, case_id: str, lines: Sequence[NarrativeLine]) -> Lines:
    if len(lines) > MOST_LINES:
        raise InputProblem("INP-131", limit=MOST_LINES)
    placed = tuple(
        line if line.place == place else replace(line, place=place)
        for place, line in enumerate(lines)
    )
    with vault.transaction():
        vault.filed.narrative.replace_all(case_id, placed)
    return placed


def _line(lines: Sequence[NarrativeLine], line_id: str) -> NarrativeLine:
    found = next((line for line in lines if line.id == line_id), None)
    if found is None:
        raise InputProblem("INP-103", id=line_id)
    return found


def _words(text: str) -> str:
    said = kept_text(text, longest=LINE_LENGTH)
    if not said:
        raise InputProblem("INP-130")
    return said
