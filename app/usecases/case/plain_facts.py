"""A case in words alone: no picture, not even a covered one, so that it can be read anywhere.

For reading to an officer on the phone, and for days on which nobody wants to see anything. Nothing
of it is written to a disk here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.case.case_desk import CASE_STATES
from app.domain.case.entry_words import happening_words
from app.domain.case.timeline import EntryKind, TimelineEntry
from app.domain.chats.link_words import link_kind_in_words
from app.domain.chats.platform_names import PLATFORMS
from app.domain.evidence.copies import Relation
from app.domain.evidence.found_words import item_kind_in_words
from app.domain.follow_up.ledger_words import FILING_STATES, LINK_STATES
from app.domain.text.textsafe import LINES, one_line, visible, visible_name
from app.domain.times.times import Moment, iso_kst
from app.domain.told.told_in_words import DIRECTIONS, MARK_KINDS, PARTS, WAYS
from app.i18n import N_, Texts
from app.report.parts.wording import moment_text, size_text, word
from app.usecases.case.case_file import case_file
from app.usecases.case.timelines import timeline
from app.usecases.chats.rooms import list_accounts, list_rooms
from app.usecases.follow_up.deadlines import next_dates
from app.usecases.follow_up.fates import FateRow, list_fates
from app.usecases.follow_up.ledger import list_filings, recipient_name
from app.usecases.items.evidence import list_items
from app.usecases.items.looks import words_in_case
from app.usecases.reports.narrating import account_of
from app.usecases.reports.reporting import template_list
from app.usecases.told.payments import list_payments
from app.usecases.told.people import list_people
from app.usecases.vault.vaults import OpenVault

__all__ = ["SECTIONS", "Fact", "FactSection", "SectionName", "facts_text", "plain_facts"]

LONG = 400
NAME = 80
TEXT = 20_000


class SectionName(StrEnum):
    """The parts of the sheet, in their order."""

    ACCOUNT = "account"
    TIMELINE = "timeline"
    ITEMS = "items"
    LINKS = "links"
    ACCOUNTS = "accounts"
    PAYMENTS = "payments"
    FILINGS = "filings"
    TEXTS = "texts"


SECTIONS: dict[SectionName, str] = {
    SectionName.ACCOUNT: N_("What happened, as it is written"),
    SectionName.TIMELINE: N_("In order of time"),
    SectionName.ITEMS: N_("What is kept, without looking at it"),
    SectionName.LINKS: N_("Links, and where they stand"),
    SectionName.ACCOUNTS: N_("Rooms, accounts, numbers"),
    SectionName.PAYMENTS: N_("Money that was asked for or paid"),
    SectionName.FILINGS: N_("What was handed in, and the days to come"),
    SectionName.TEXTS: N_("What items say, typed by a person"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what it is, what belongs to it, and a time or state aside. Safe to show."""

    first: str
    second: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True)
class FactSection:
    """A part of the sheet with its lines; one without lines is left out."""

    name: SectionName
    facts: tuple[Fact, ...]


def plain_facts(vault: OpenVault, case_id: str, texts: Texts) -> tuple[FactSection, ...]:
    """The case in words, in one language. Nothing is opened but texts that somebody typed.

    Raises InputProblem INP-003.
    """
    makers: dict[SectionName, Callable[[OpenVault, str, Texts], Iterable[Fact]]] = {
        SectionName.ACCOUNT: _account,
        SectionName.TIMELINE: _timeline,
        SectionName.ITEMS: _items,
        SectionName.LINKS: _links,
        SectionName.ACCOUNTS: _accounts,
        SectionName.PAYMENTS: _payments,
        SectionName.FILINGS: _filings,
        SectionName.TEXTS: _retold,
    }
    vault.cases.get(case_id)
    made = (FactSection(name, tuple(make(vault, case_id, texts))) for name, make in makers.items())
    return tuple(one for one in made if one.facts)


def facts_text(vault: OpenVault, case_id: str, texts: Texts) -> str:
    """The same as plain text, with a head: the case's number or name, and where it stands."""
    found = case_file(vault, case_id)
    name = found.number or visible_name(found.case.title) or texts.tr("Case without a name")
    head = [name]
    if found.state is not None:
        head.append(texts.tr(CASE_STATES[found.state]))
    lines = [" · ".join(head), iso_kst(vault.now_ms())]
    for section in plain_facts(vault, case_id, texts):
        lines += ["", f"[{texts.tr(SECTIONS[section.name])}]"]
        lines += [_line(one) for one in section.facts]
    return "\n".join(lines) + "\n"


def _line(fact: Fact) -> str:
    return "  ".join(part for part in (fact.aside, fact.first, fact.second) if part)


def _account(vault: OpenVault, case_id: str, _texts: Texts) -> Iterable[Fact]:
    return (Fact(visible(one.text, TEXT)) for one in account_of(vault, case_id))


def _timeline(vault: OpenVault, case_id: str, texts: Texts) -> Iterable[Fact]:
    found = timeline(vault, case_id)
    rooms = {lane.id: visible_name(lane.title, NAME) for lane in found.lanes if lane.room}
    titles = {one.id: one.title for one in template_list(texts.language)}
    for entry in found.entries:
        label = titles.get(entry.label, entry.label)
        again = [texts.tr("Seen again in {name}", name=one_line(one, NAME)) for one in entry.again]
        parts = [rooms.get(entry.lane, ""), one_line(label, LONG), *again]
        told = " · ".join(part for part in parts if part)
        yield Fact(_entry(entry, texts), told, iso_kst(entry.order_ms))


def _entry(entry: TimelineEntry, texts: Texts) -> str:
    said = word(entry.kind, texts)
    if entry.happening:
        happened = texts.tr(happening_words(entry))
        return f"{said}: {happened}" if entry.kind is EntryKind.FILED else happened
    return f"{said} × {entry.count:,}" if entry.count > 1 else said


def _items(vault: OpenVault, case_id: str, texts: Texts) -> Iterable[Fact]:
    parts: dict[str, list[str]] = {}
    seen = words_in_case(vault, case_id)
    for part in vault.told.parts.in_case(case_id):
        parts.setdefault(part.item, []).append(texts.tr(PARTS[part.part]))
    for row in list_items(vault, case_id):
        item = row.item
        kind = item_kind_in_words(item.kind, texts)
        shown = "" if row.shown is None else " ".join(moment_text(row.shown, texts).split())
        looked = one_line(seen.get(item.id, ""), LONG)
        kept = _kept_since(item.added_ms, texts)
        told = (
            looked,
            *parts.get(item.id, ()),
            shown,
            kept,
            f"{size_text(item.size)} B",
            item.sha256,
        )
        first = f"{kind} · {visible_name(item.name, NAME)}"
        yield Fact(first, " · ".join(one for one in told if one), _short(row.shown))


def _links(vault: OpenVault, case_id: str, texts: Texts) -> Iterable[Fact]:
    for row in list_fates(vault, case_id):
        told = [link_kind_in_words(row.link.kind, texts), *_fate(row, texts)]
        told.append(_kept_since(row.link.seen_ms, texts))
        yield Fact(visible(row.link.normal, LONG), " · ".join(told))


def _fate(row: FateRow, texts: Texts) -> Iterable[str]:
    yield texts.tr(LINK_STATES[row.state])
    if row.steps and row.steps[-1].at is not None:
        yield _short(row.steps[-1].at)
    if row.next_check_ms is not None:
        yield texts.tr("look again on {day}", day=iso_kst(row.next_check_ms)[:10])


def _accounts(vault: OpenVault, case_id: str, texts: Texts) -> Iterable[Fact]:
    for row in list_rooms(vault, case_id):
        name = visible_name(row.room.title, NAME) or texts.tr("Room without a name")
        where = (texts.tr(PLATFORMS[row.room.platform]), one_line(row.room.native_id, NAME))
        yield Fact(name, " · ".join(one for one in where if one))
    for account in list_accounts(vault, case_id):
        names = " / ".join(visible_name(one, NAME) for one in account.names)
        given = one_line(account.given_id, NAME)
        told = (texts.tr(PLATFORMS[account.platform]), given)
        yield Fact(names or given, " · ".join(one for one in told if one))
    for known in list_people(vault, case_id):
        for mark in known.marks:
            kind = texts.tr(MARK_KINDS[mark.kind])
            yield Fact(one_line(mark.value, LONG), f"{kind} · {one_line(known.person.name, NAME)}")


def _payments(vault: OpenVault, case_id: str, texts: Texts) -> Iterable[Fact]:
    for one in list_payments(vault, case_id):
        sum_ = one_line(f"{one.amount} {one.currency}".strip(), NAME)
        told = (texts.tr(WAYS[one.way]), one_line(one.to_whom, NAME), one_line(one.reference, NAME))
        first = " ".join(part for part in (texts.tr(DIRECTIONS[one.direction]), sum_) if part)
        yield Fact(first, " · ".join(part for part in told if part), _short(one.paid))


def _filings(vault: OpenVault, case_id: str, texts: Texts) -> Iterable[Fact]:
    for row in list_filings(vault, case_id):
        name = visible_name(recipient_name(row.filing.recipient, texts.language), NAME)
        told = [texts.tr(FILING_STATES[row.state]), one_line(row.receipt, NAME)]
        at = row.steps[-1].at if row.steps else None
        yield Fact(name, " · ".join(part for part in told if part), _short(at))
    for one in next_dates(vault, case_id, texts.language):
        if not one.passed:
            yield Fact(one.title, one.label, one.day.isoformat())


def _retold(vault: OpenVault, case_id: str, _texts: Texts) -> Iterable[Fact]:
    retold = {Relation.TRANSCRIPT.value, Relation.TRANSLATION.value}
    for row in list_items(vault, case_id):
        inside = vault.insides.get(row.item.id) if row.item.relation in retold else None
        if inside is not None and inside.text:
            said = visible(inside.text, TEXT, keep=LINES)
            yield Fact(said, visible_name(row.item.name, NAME), iso_kst(row.item.added_ms)[:10])


def _kept_since(at_ms: int, texts: Texts) -> str:
    """That a day is the one on which it came into the vault: no other time is taken for it."""
    return texts.tr("kept since {day}", day=iso_kst(at_ms)[:10])


def _short(at: Moment | None) -> str:
    """The day and minute of Korea, or what was typed where no instant is known."""
    if at is None:
        return ""
    return one_line(at.original, NAME) if at.at_ms is None else iso_kst(at.at_ms)
