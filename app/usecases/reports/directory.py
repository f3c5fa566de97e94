"""Who can help, found by any name; and what a centre knows better than the directory.

A correction stands in the vault beside the entry that came with the program: it survives updates,
the shipped contacts stay to be seen, and it is taken back in one step. Nothing here calls anybody
or opens a link. Facts: domain, section 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import get_args

from app.collect.links import normalise
from app.domain.chats.link_shape import LinkWarning, warnings_of
from app.domain.reports.corrections import Correction
from app.domain.times.times import KST
from app.errors import InputProblem
from app.i18n import N_, Texts
from app.report.data.dated_words import checked
from app.report.data.model import Words
from app.report.data.recipient_search import find, holds
from app.report.data.recipients import Contact, ContactKind, Group, Recipient, recipient
from app.usecases.told.typed_numbers import refuse_numbers
from app.usecases.vault.vaults import OpenVault

__all__ = [
    "GROUP_WORDS", "KIND_WORDS", "Entry", "Group", "WayIn", "checked_words", "correct", "entry",
    "look_up", "restore",
]  # fmt: skip

MAX_CONTACTS = 10
VALUE_LENGTH = 200
NOTE_LENGTH = 500

KIND_WORDS: dict[str, str] = {
    "phone": N_("Phone"),
    "text": N_("Text message"),
    "web": N_("Web address"),
    "email": N_("E-mail"),
    "visit": N_("In person"),
    "post": N_("By post"),
    "in_app": N_("Inside the app"),
    "bot": N_("Bot"),
    "messenger": N_("Messenger"),
    "none": N_("Takes no single reports"),
}
"""What a way in is called."""

GROUP_WORDS: dict[Group, str] = {
    Group.ACT_NOW: N_("Right now"),
    Group.POLICE: N_("Police"),
    Group.REGULATOR: N_("Content regulator"),
    Group.SUPPORT: N_("Support"),
    Group.PLATFORM: N_("Platforms"),
    Group.ABROAD: N_("Abroad"),
    Group.RENAMED: N_("Names that changed"),
}


@dataclass(frozen=True)
class WayIn:
    """One way to reach a body. `value` is text for the eye and the clipboard, never opened.

    `host` is the whole host of a web address or mail, `shown_host` the same in its own letters
    where these differ; `warnings` are what may mislead about it. `unsure`: no source was found.
    """

    kind: str
    value: str
    note: Words | None
    unsure: bool = False
    host: str = ""
    shown_host: str = ""
    warnings: tuple[LinkWarning, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A body as it is shown.

    `ways` are the centre's where it corrected them, else `shipped`, which always stays to be seen.
    `others` are bodies to turn to instead: identifier and name. `stale`: its date has passed.
    """

    body: Recipient
    ways: tuple[WayIn, ...]
    shipped: tuple[WayIn, ...]
    correction: Correction | None
    others: tuple[tuple[str, Words], ...]
    stale: bool


def look_up(
    words: str = "",
    vault: OpenVault | None = None,
    *,
    for_staff: bool = False,
    today: date | None = None,
) -> tuple[Entry, ...]:
    """The bodies with these words in any name they have or had, best first; all for no words.

    With an open vault the centre's corrections are laid over, and searched too. `for_staff` lets in
    what is not for victims. `today` is the day by which an entry is old, in Korean time.
    """
    corrections = _corrections(vault)
    found = list(find(words, for_staff=for_staff))
    known = {one.id for one in found}
    for one in find("", for_staff=for_staff):
        said = corrections.get(one.id)
        if said and one.id not in known and holds(words, one, _told(said)):
            found.append(one)
    return tuple(_entry(one, corrections.get(one.id), today) for one in found)


def entry(recipient_id: str, vault: OpenVault | None = None) -> Entry:
    """One body. Raises InputProblem INP-005."""
    return _entry(recipient(recipient_id), _corrections(vault).get(recipient_id), None)


def correct(
    vault: OpenVault, recipient_id: str, contacts: Sequence[tuple[str, str, str]], note: str = ""
) -> Entry:
    """Keep the centre's own contacts (kind, value, note) or remark on a body, for all cases.

    They take the place of an earlier correction. Without contacts the shipped ones stay in use.
    Raises InputProblem: INP-005 no such body, INP-110 nothing is said, INP-111 no such kind or an
    empty value, INP-071 too long or too many, INP-022 a resident registration number.
    """
    body = recipient(recipient_id)
    said = tuple((kind, value.strip(), remark.strip()) for kind, value, remark in contacts)
    note = note.strip()
    if not said and not note:
        raise InputProblem("INP-110")
    _check(said, note)
    correction = Correction(body.id, said, note, vault.now_ms())
    with vault.transaction():
        vault.filed.corrections.say(correction)
    return _entry(body, correction, None)


def restore(vault: OpenVault, recipient_id: str) -> Entry:
    """Take the centre's correction back: the shipped contacts are in use again.

    Raises InputProblem: INP-005 no such body, INP-112 nothing was corrected.
    """
    body = recipient(recipient_id)
    if body.id not in _corrections(vault):
        raise InputProblem("INP-112", id=body.id)
    with vault.transaction():
        vault.filed.corrections.unsay(body.id)
    return _entry(body, None, None)


def checked_words(body: Recipient, texts: Texts, today: date | None = None) -> str:
    """When its facts were checked, with a soft word where they may have changed."""
    return checked(body, texts, today or _today())


def _today() -> date:
    return datetime.now(KST).date()


def _corrections(vault: OpenVault | None) -> dict[str, Correction]:
    return {} if vault is None else {one.recipient: one for one in vault.filed.corrections.all()}


def _told(said: Correction) -> tuple[str, ...]:
    return (said.note, *(text for one in said.contacts for text in one[1:]))


def _entry(body: Recipient, said: Correction | None, today: date | None) -> Entry:
    shipped = tuple(map(_shipped, body.contacts))
    ways = shipped
    if said is not None and said.contacts:
        ways = tuple(_way(kind, value, _both(note)) for kind, value, note in said.contacts)
    others = tuple((one, recipient(one).name) for one in body.see)
    return Entry(body, ways, shipped, said, others, body.stale(today or _today()))


def _shipped(contact: Contact) -> WayIn:
    return _way(contact.kind, contact.value, contact.note, unsure=contact.confidence == "M")


def _both(note: str) -> Words | None:
    """What a person typed, the same in either language."""
    return Words(ko=note, en=note) if note else None


def _way(kind: str, value: str, note: Words | None, *, unsure: bool = False) -> WayIn:
    address = value.rpartition("@")[2] if kind == "email" else value
    link = normalise(address) if kind in ("web", "email") else None
    if link is None:
        return WayIn(kind, value, note, unsure)
    warnings = warnings_of(link.original, link.host, link.shown_host)
    return WayIn(kind, value, note, unsure, link.host, link.shown_host, warnings)


def _check(said: tuple[tuple[str, str, str], ...], note: str) -> None:
    if len(said) > MAX_CONTACTS or len(note) > NOTE_LENGTH:
        raise InputProblem("INP-071")
    refuse_numbers(note)
    for kind, value, remark in said:
        if kind not in get_args(ContactKind) or kind == "none" or not value:
            raise InputProblem("INP-111", kind=kind)
        if max(len(value), len(remark)) > VALUE_LENGTH:
            raise InputProblem("INP-071")
        refuse_numbers(value)
        refuse_numbers(remark)
