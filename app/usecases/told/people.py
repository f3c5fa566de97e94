"""People of a case: write down, change, say what they go by, join two that are one, take out.

Nobody is looked up anywhere. Another victim is never named, and goes by nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.custody import Act
from app.domain.evidence.items import Sighting
from app.domain.ids import new_id
from app.domain.times.times import Moment
from app.domain.told.people import MarkKind, Person, PersonMark, Role, shared_marks
from app.errors import InputProblem
from app.usecases.told.told_texts import TEXT, item_of, kept_text, kept_time
from app.usecases.vault.vaults import OpenVault

NAME = 200


@dataclass(frozen=True)
class Known:
    """Somebody with what they go by, oldest first.

    `also` names, for a mark by its identifier, the other people who go by the same. `number` counts
    the other victims of a case from 1, who have no name; it is 0 for everybody else.
    """

    person: Person
    marks: tuple[PersonMark, ...]
    also: dict[str, tuple[Person, ...]]
    number: int = 0


def list_people(vault: OpenVault, case_id: str) -> tuple[Known, ...]:
    """Everybody of a case. Raises InputProblem INP-003."""
    vault.cases.get(case_id)
    people = {one.id: one for one in vault.told.people.in_case(case_id)}
    marks = vault.told.people.marks(case_id)
    shared = shared_marks(marks)
    found, unnamed = [], 0
    for person in people.values():
        own = tuple(mark for mark in marks if mark.person == person.id)
        also = {
            mark.id: tuple(one for one in people.values() if one.id in shared[mark.id])
            for mark in own
            if mark.id in shared
        }
        is_unnamed = person.role is Role.OTHER_VICTIM
        unnamed += is_unnamed
        found.append(Known(person, own, also, unnamed if is_unnamed else 0))
    return tuple(found)


def add_person(
    vault: OpenVault, case_id: str, name: str, role: Role = Role.UNKNOWN, note: str = ""
) -> Person:
    """Write somebody down, as the person calls them.

    Raises InputProblem: INP-003, INP-070, INP-071, INP-072 no name, INP-074 a name for another
    victim.
    """
    vault.cases.get(case_id)
    said, about = _said(name, role, note)
    person = Person(new_id("person"), case_id, said, role, about, vault.now_ms())
    with vault.transaction():
        vault.told.people.add(person)
        _log(vault, Act.PERSON_WRITTEN, person, {"what": "added"})
    vault.custody.checkpoint()
    return person


def change_person(
    vault: OpenVault,
    case_id: str,
    person_id: str,
    *,
    name: str | None = None,
    role: Role | None = None,
    note: str | None = None,
) -> Person:
    """Keep another name, role or note; None leaves it. Raises as `add_person`, and INP-073."""
    before = vault.told.people.get(person_id, case_id)
    role = before.role if role is None else role
    said, about = _said(
        before.name if name is None else name, role, before.note if note is None else note
    )
    if role is Role.OTHER_VICTIM and _marks_of(vault, before):
        raise InputProblem("INP-074")
    person = replace(before, name=said, role=role, note=about)
    if person != before:
        with vault.transaction():
            vault.told.people.change(person)
            _log(vault, Act.PERSON_WRITTEN, person, {"what": "changed"})
        vault.custody.checkpoint()
    return person


def remove_person(vault: OpenVault, case_id: str, person_id: str) -> None:
    """Take somebody out with what they go by. Evidence and payments stay. Raises INP-073."""
    person = vault.told.people.get(person_id, case_id)
    with vault.transaction():
        vault.told.people.remove(person.id)
        _log(vault, Act.PERSON_REMOVED, person, {})
    vault.custody.checkpoint()


def join_people(vault: OpenVault, case_id: str, kept: str, other: str) -> Person:
    """Two that turned out to be one: the first stays and goes by all, the other goes.

    What the other was called becomes a mark, the note is added. Raises InputProblem INP-073,
    INP-074 (another victim), INP-075 (one and the same), INP-071 (both notes are too long for one).
    """
    first = vault.told.people.get(kept, case_id)
    second = vault.told.people.get(other, case_id)
    if first.id == second.id:
        raise InputProblem("INP-075")
    if Role.OTHER_VICTIM in (first.role, second.role):
        raise InputProblem("INP-074")
    note = kept_text(f"{first.note}\n{second.note}", longest=TEXT)
    joined = replace(first, note=note)
    called = PersonMark(new_id("mark"), first.id, MarkKind.OTHER, second.name)
    with vault.transaction():
        vault.told.people.join(first.id, second.id)
        vault.told.people.change(joined)
        if second.name != first.name:
            vault.told.people.add_mark(called)
        _log(vault, Act.PERSON_JOINED, first, {"other": second.id})
    vault.custody.checkpoint()
    return joined


def add_mark(
    vault: OpenVault,
    case_id: str,
    person_id: str,
    kind: MarkKind,
    value: str = "",
    *,
    platform: str = "",
    account: str | None = None,
    item: str | None = None,
    sighting: str | None = None,
    seen: Moment | None = None,
    note: str = "",
) -> PersonMark:
    """Write down something that somebody goes by, and what shows it.

    An `account` that an import found needs no value: its names stand with it. A `sighting` brings
    its item along, and its time where `seen` is None. Raises InputProblem: INP-073 no such person,
    INP-074 another victim, INP-077 no such account, INP-011 no such item or sighting, INP-072 no
    value, INP-070, INP-071.
    """
    person = vault.told.people.get(person_id, case_id)
    if person.role is Role.OTHER_VICTIM:
        raise InputProblem("INP-074")
    said, seen = kept_text(value), kept_time(seen)
    if account is not None:
        kind = MarkKind.ACCOUNT
        if all(one.id != account for one in vault.chats.accounts(case_id)):
            raise InputProblem("INP-077", id=account)
    elif not said or kind is MarkKind.ACCOUNT:
        raise InputProblem("INP-072")
    if sighting is not None:
        shown = _sighting(vault.sightings.in_case(case_id), sighting)
        item, seen = item or shown.item, seen or shown.shown or shown.captured
    mark = PersonMark(
        id=new_id("mark"),
        person=person.id,
        kind=kind,
        value=said,
        platform=kept_text(platform),
        account=account,
        item=item_of(vault, case_id, item),
        sighting=sighting,
        seen=seen,
        note=kept_text(note, longest=TEXT),
    )
    with vault.transaction():
        vault.told.people.add_mark(mark)
        _log(vault, Act.PERSON_WRITTEN, person, {"what": "mark"})
    vault.custody.checkpoint()
    return vault.told.people.mark(mark.id, case_id)


def remove_mark(vault: OpenVault, case_id: str, mark_id: str) -> None:
    """Take out something that somebody goes by. Raises InputProblem INP-073."""
    mark = vault.told.people.mark(mark_id, case_id)
    person = vault.told.people.get(mark.person, case_id)
    with vault.transaction():
        vault.told.people.remove_mark(mark.id)
        _log(vault, Act.PERSON_WRITTEN, person, {"what": "mark_removed"})
    vault.custody.checkpoint()


def _said(name: str, role: Role, note: str) -> tuple[str, str]:
    called, about = kept_text(name, longest=NAME), kept_text(note, longest=TEXT)
    if role is Role.OTHER_VICTIM:
        if called:
            raise InputProblem("INP-074")
    elif not called:
        raise InputProblem("INP-072")
    return called, about


def _marks_of(vault: OpenVault, person: Person) -> bool:
    return any(mark.person == person.id for mark in vault.told.people.marks(person.case))


def _sighting(sightings: Iterable[Sighting], asked: str) -> Sighting:
    for one in sightings:
        if one.id == asked:
            return one
    raise InputProblem("INP-011", id=asked)


def _log(vault: OpenVault, act: Act, person: Person, details: dict[str, str | int]) -> None:
    vault.custody.append(act, person.id, person.case, details)


def accounts_of(vault: OpenVault, case_id: str) -> list[tuple[str, str]]:
    """The accounts that imports of a case found: identifier, and newest name with its platform."""
    vault.cases.get(case_id)
    return [
        (one.id, f"{one.names[-1] if one.names else one.native_id} ({one.platform.value})")
        for one in vault.chats.accounts(case_id)
    ]
