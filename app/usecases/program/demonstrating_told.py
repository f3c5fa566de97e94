"""What the demonstration writes down beside the evidence, and the copy it covers, from sample data.

The words lie in `resources/samples/told.toml`; each goes through the use case that a person's own
words go through. It must not be used on anything but the demonstration's vault.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from app.domain.evidence.copies import Area
from app.domain.times.typed_times import typed_moment
from app.domain.told.incidents import Incident
from app.domain.told.payments import Direction, Way
from app.domain.told.people import MarkKind, Role
from app.jobs import Job
from app.usecases.chats.rooms import list_accounts
from app.usecases.copies.copying import redact
from app.usecases.items.evidence import list_items
from app.usecases.told.incidents import add_incident
from app.usecases.told.payments import PaymentSaid, add_payment
from app.usecases.told.people import add_mark, add_person
from app.usecases.vault.vaults import OpenVault


class _Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    role: Role
    note: str
    platform: str
    user: str
    seen: str


class _Payment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    direction: Direction
    way: Way
    amount: str
    currency: str
    to_whom: str
    when: str
    note: str


class _Incident(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    when: str
    text: str
    place: str
    witness: str
    technology: str


class _Covered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    left: int
    top: int
    width: int
    height: int


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The samples: one of each kind."""

    person: _Person
    payment: _Payment
    incident: _Incident
    covered: _Covered


def read_told(path: Path) -> Told:
    """The samples as they came along."""
    return msgspec.toml.decode(path.read_bytes(), type=Told)


def write_down(vault: OpenVault, case_id: str, told: Told, chat: str) -> None:
    """A person by the account of one chat and the name of another, what was asked, what happened.

    `chat` is the name of the item that shows the demand. Raises what the use cases raise.
    """
    shows = _named(vault, case_id, chat)
    said = told.person
    person = add_person(vault, case_id, said.name, said.role, said.note)
    account = next(one for one in list_accounts(vault, case_id) if one.native_id == said.user)
    add_mark(vault, case_id, person.id, MarkKind.ACCOUNT, account=account.id)
    add_mark(
        vault, case_id, person.id, MarkKind.DISPLAY_NAME, said.name, platform=said.platform,
        item=shows, seen=typed_moment(said.seen),
    )  # fmt: skip
    asked = told.payment
    payment = PaymentSaid(
        asked.direction, asked.way, asked.amount, asked.currency, asked.to_whom,
        paid=typed_moment(asked.when), person=person.id, item=shows, note=asked.note,
    )  # fmt: skip
    add_payment(vault, case_id, payment)
    event = told.incident
    more = Incident(place=event.place, witness=event.witness, technology=event.technology)
    add_incident(vault, case_id, event.text, typed_moment(event.when), more)


def cover(vault: OpenVault, case_id: str, told: Told, job: Job) -> None:
    """A copy of one screenshot in which a place is covered. Raises what `copying.redact` raises."""
    place = told.covered
    area = Area(place.left, place.top, place.width, place.height)
    redact(vault, case_id, _named(vault, case_id, place.name), [area], job)


def _named(vault: OpenVault, case_id: str, name: str) -> str:
    return next(row.item.id for row in list_items(vault, case_id) if row.item.name == name)
