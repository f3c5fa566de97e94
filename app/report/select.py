"""What of a case goes into one report: the template's allow-list and the person's choice.

All builders take the result, so nothing reaches a document or `report.json` past this place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made_by
from pathlib import PurePosixPath, PureWindowsPath

from app.domain.chats.chats import Account, Room
from app.domain.custody import CustodyEntry
from app.domain.evidence.intake import Refused
from app.errors import InputProblem
from app.i18n import texts
from app.report.answers import chosen_items
from app.report.data.model import FieldType, Part, Template
from app.report.data.shapes import Json
from app.report.facts import CaseFacts, Exhibit
from app.report.parts.pseudonym import under_pseudonym

# What of an entry's details a recipient needs. Paths and other words of the computer stay behind.
DETAIL_KEYS = (
    "name", "sha256", "size", "items", "messages", "sightings", "refused", "not_understood",
    "template", "version", "items_taken", "items_again", "messages_taken", "code", "head",
    "clean", "damaged",
)  # fmt: skip

_EXHIBIT_PARTS = {Part.EXHIBITS, Part.EXHIBIT_LIST, Part.HASHES, Part.CONTACT_SHEET}


@dataclass(frozen=True, slots=True)
class Selection:
    """A template, the answers it allows, and the facts it allows.

    `covered` keeps the small covered pictures by exhibit, since several parts show them.
    """

    template: Template
    language: str
    answers: Mapping[str, Json]
    facts: CaseFacts
    exhibits: tuple[Exhibit, ...]
    rooms: Mapping[str, Room]
    accounts: Mapping[str, Account]
    covered: dict[int, bytes | None] = made_by(default_factory=dict)


def select(
    template: Template, facts: CaseFacts, answers: Mapping[str, Json], language: str
) -> Selection:
    """Apply the allow-list. Answers are those of `check_answers`.

    Raises `InputProblem` INP-011 where the evidence list names an item that the facts do not hold.
    """
    exhibits = facts.exhibits if _EXHIBIT_PARTS & set(template.parts) else ()
    answers = _without(facts.withheld, template, answers)
    chosen = chosen_items(answers, template)
    if chosen is not None:
        known = {exhibit.item.id: exhibit for exhibit in exhibits}
        for item_id in chosen:
            if item_id not in known:
                raise InputProblem("INP-011", id=item_id)
        exhibits = tuple(known[item_id] for item_id in chosen)
    ordered = tuple(sorted(exhibits, key=lambda exhibit: exhibit.number))
    allowed = {name: value for name, value in answers.items() if template.field(name) is not None}
    allowed = under_pseudonym(template, allowed, facts.pseudonym, texts(language))
    return Selection(
        template,
        language,
        allowed,
        facts,
        ordered,
        {room.id: room for room in facts.rooms},
        {account.id: account for account in facts.accounts},
    )


def _without(
    withheld: frozenset[str], template: Template, answers: Mapping[str, Json]
) -> Mapping[str, Json]:
    """The answers without the items that were chosen once and for which there is no consent now."""
    left = dict(answers)
    for field in template.fields if withheld else ():
        named = left.get(field.id)
        if field.type is FieldType.EVIDENCE_REFS and isinstance(named, list):
            left[field.id] = [one for one in named if one not in withheld]
    return left


def has(selection: Selection, part: Part) -> bool:
    """Whether the template lets this part leave."""
    return part in selection.template.parts


def shown_details(entry: CustodyEntry) -> dict[str, str | int]:
    """The details of a custody entry that a recipient gets, in a fixed order."""
    return {key: entry.details[key] for key in DETAIL_KEYS if key in entry.details}


def bare_name(refused: Refused) -> str:
    """The last part of a refused path: folders of the computer can carry a person's name."""
    return PureWindowsPath(PurePosixPath(refused.path).name).name or refused.path[:1]
