"""The tables of a report: links, rooms and accounts, the order of time, intake, the custody log.

Very long tables end with a sentence that says how many rows follow in `report.json`; nothing is
left out in silence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.case.timeline import EntryKind, Timeline, TimelineEntry
from app.domain.chats.chats import Link
from app.domain.chats.roomlife import Happening
from app.domain.chats.roomlife_words import HAPPENINGS
from app.domain.evidence.found_words import room_kind_in_words
from app.domain.evidence.understanding import what_in_words
from app.domain.follow_up.ledger_words import LINK_STATES
from app.error_texts import TEXTS
from app.i18n import N_, Texts
from app.report.data.templates import known_templates, load_template
from app.report.facts import LinkLife
from app.report.parts.wording import both_zones, word
from app.report.select import Selection, bare_name, shown_details
from app.report.tree import Block, Column, Heading, Nothing, Paragraph, Table

MOST_ROWS = 500  # a row costs the typesetter about 100 KiB of memory
_TIME = 39.0  # millimetres that one time in both zones takes
_HEAD_SHOWN = 16

_DETAIL_WORDS = {
    "name": N_("name"),
    "sha256": "SHA-256",
    "size": N_("bytes"),
    "items": N_("items"),
    "items_taken": N_("items"),
    "items_again": N_("met again"),
    "messages": N_("messages"),
    "messages_taken": N_("messages"),
    "sightings": N_("sightings"),
    "refused": N_("not stored"),
    "not_understood": N_("not understood"),
    "template": N_("template"),
    "version": N_("version"),
    "code": N_("code"),
    "clean": N_("clean"),
    "damaged": N_("damaged"),
}


def link_table(selection: Selection, texts: Texts) -> list[Block]:
    """Every link of the case as text, with how it is known."""
    note = texts.tr(
        "Nobody needs to open these to read this report. 'Derived' links were rebuilt from "
        "numbers in an export and were never seen as such."
    )
    columns = (
        Column(texts.tr("No."), fixed=10),
        Column(texts.tr("Link"), 1.7),
        Column(texts.tr("Host"), fixed=22),
        Column(texts.tr("How known"), 1),
        Column(texts.tr("Times"), fixed=_TIME),
    )
    rows = [
        (
            str(number),
            link.normal if link.normal == link.original else f"{link.normal}\n({link.original})",
            link.host,
            "\n".join(part for part in (word(link.standing, texts), link.position) if part),
            _times(link, selection, texts),
        )
        for number, link in enumerate(selection.facts.links[:MOST_ROWS], 1)
    ]
    more = len(selection.facts.links) - MOST_ROWS
    return _part(texts.tr("Links"), note, columns, rows, more=more, texts=texts)


def _times(link: Link, selection: Selection, texts: Texts) -> str:
    """Posted, found, and what became of it, each with its time in both zones."""
    life = selection.facts.link_lives.get(link.id, LinkLife())
    lines = []
    if life.posted is not None and life.posted.at_ms is not None:
        lines += [texts.tr("Posted at"), both_zones(life.posted.at_ms)]
    lines += [texts.tr("First read"), both_zones(link.seen_ms)]
    if life.step is not None:
        lines.append(texts.tr(LINK_STATES[life.step.state]))
        if life.step.at is not None and life.step.at.at_ms is not None:
            lines.append(both_zones(life.step.at.at_ms))
    return "\n".join(lines)


def people_tables(selection: Selection, texts: Texts) -> list[Block]:
    """Rooms and accounts with the identifiers that platforms know them by."""
    room_columns = (
        Column(texts.tr("Platform"), fixed=22),
        Column(texts.tr("Room"), 2),
        Column(texts.tr("Number (ID)"), 1.2),
        Column(texts.tr("Kind"), 1.2),
        Column(texts.tr("First read"), fixed=_TIME),
    )
    rooms = selection.facts.rooms
    room_rows = [
        (
            word(r.platform, texts),
            r.title,
            r.native_id,
            room_kind_in_words(r.kind, texts),
            both_zones(r.seen_ms),
        )
        for r in rooms[:MOST_ROWS]
    ]
    account_columns = (
        Column(texts.tr("Platform"), fixed=22),
        Column(texts.tr("Names shown"), 2),
        Column(texts.tr("Number (ID)"), 1.2),
        Column(texts.tr("First read"), fixed=_TIME),
    )
    accounts = selection.facts.accounts
    account_rows = [
        (word(a.platform, texts), "\n".join(a.names[:20]), a.native_id, both_zones(a.seen_ms))
        for a in accounts[:MOST_ROWS]
    ]
    note = texts.tr(
        "As the exports show them. An account that appears here took part in a room; that alone "
        "says nothing about what its owner did."
    )
    room_more, account_more = len(rooms) - MOST_ROWS, len(accounts) - MOST_ROWS
    return [
        *_part(texts.tr("Rooms"), "", room_columns, room_rows, more=room_more, texts=texts),
        *_part(
            texts.tr("Accounts"),
            note,
            account_columns,
            account_rows,
            more=account_more,
            texts=texts,
        ),
    ]


def timeline_table(selection: Selection, texts: Texts) -> list[Block]:
    """The case in the order of time, as a list; nothing where it has no entries."""
    timeline = selection.facts.timeline or Timeline((), ())
    if not timeline.entries:
        return []
    lanes = {lane.id: lane.title for lane in timeline.lanes}
    columns = (
        Column(texts.tr("Time"), fixed=_TIME),
        Column(texts.tr("Which time"), fixed=33),
        Column(texts.tr("Where"), 1),
        Column(texts.tr("What"), 2),
    )
    rows = [
        (
            both_zones(entry.order_ms),
            _which_time(entry, texts),
            lanes.get(entry.lane, ""),
            _what(entry, lanes, texts),
        )
        for entry in timeline.entries[:MOST_ROWS]
    ]
    note = texts.tr(
        "Three times are kept apart: what the platform showed, when it was captured, when it "
        "entered the vault. Each row names the one it stands by."
    )
    more = len(timeline.entries) - MOST_ROWS
    return _part(texts.tr("Order of time"), note, columns, rows, more=more, texts=texts)


def intake_tables(selection: Selection, texts: Texts) -> list[Block]:
    """What imports did not take or did not understand, and why."""
    refused = selection.facts.refused
    refused_rows = [
        (bare_name(one), _why(one.code, bare_name(one), texts)) for one in refused[:MOST_ROWS]
    ]
    columns = (Column(texts.tr("File"), 1), Column(texts.tr("Why"), 2))
    grouped: dict[str, list[str]] = {}
    for one in selection.facts.not_understood:
        grouped.setdefault(one.what, []).append(one.where)
    kinds = list(grouped.items())
    gap_columns = (
        Column(texts.tr("What"), 2),
        Column(texts.tr("How often"), fixed=18),
        Column(texts.tr("Where, first places"), 2),
    )
    gap_rows = [
        (what_in_words(what, texts), f"{len(places):,}", "\n".join(places[:4]))
        for what, places in kinds[:MOST_ROWS]
    ]
    note = texts.tr("The source files are kept whole; only their reading stopped here.")
    more, kinds_more = len(refused) - MOST_ROWS, len(kinds) - MOST_ROWS
    return [
        *_part(texts.tr("Files not taken in"), "", columns, refused_rows, more=more, texts=texts),
        *_part(
            texts.tr("Not understood"), note, gap_columns, gap_rows, more=kinds_more, texts=texts
        ),
    ]


def custody_table(selection: Selection, texts: Texts) -> list[Block]:
    """The custody log of the case."""
    columns = (
        Column(texts.tr("No."), fixed=14),
        Column(texts.tr("Time"), fixed=_TIME),
        Column(texts.tr("What was done"), 1),
        Column(texts.tr("Details"), 2.4),
        Column(texts.tr("Chain value"), fixed=31, mono=True),
    )
    entries = selection.facts.custody
    exhibits = {
        one.item.id: f"{texts.tr('Exhibit {number}', number=one.number)} ({one.item.id})"
        for one in selection.exhibits
    }
    rows = [
        (
            str(entry.number),
            both_zones(entry.at_ms),
            word(entry.act, texts),
            "\n".join(
                [exhibits.get(entry.subject, entry.subject)]
                + [
                    f"{texts.tr(_DETAIL_WORDS[key])} {_figure(value)}"
                    for key, value in shown_details(entry).items()
                    # The hash sheet has an exhibit's SHA-256 already.
                    if key in _DETAIL_WORDS and not (key == "sha256" and entry.subject in exhibits)
                ]
            ),
            entry.head[:_HEAD_SHOWN],
        )
        for entry in entries[:MOST_ROWS]
    ]
    note = texts.tr(
        "Each entry is chained to the one before it. Numbers that do not stand here belong to "
        "other matters. The first 16 places of each chain value are printed."
    )
    return _part(
        texts.tr("Custody log"), note, columns, rows, more=len(entries) - MOST_ROWS, texts=texts
    )


def _figure(value: object) -> str:
    """A detail of the log; numbers as everywhere else in the document."""
    return f"{value:,}" if type(value) is int else str(value)


def _part(
    title: str,
    note: str,
    columns: tuple[Column, ...],
    rows: Sequence[tuple[str, ...]],
    *,
    more: int,
    texts: Texts,
) -> list[Block]:
    if not rows:
        return [Nothing(title)]
    blocks: list[Block] = [Heading(title)]
    if note:
        blocks.append(Paragraph(note, quiet=True, leads=True))
    blocks.append(Table(title, columns, tuple(rows)))
    if more > 0:
        blocks.append(Paragraph(texts.tr("{more} more rows are in report.json.", more=f"{more:,}")))
    return blocks


def _which_time(entry: TimelineEntry, texts: Texts) -> str:
    if entry.shown is not None and entry.shown.at_ms is not None:
        return texts.tr("shown on the platform")
    if entry.captured is not None and entry.captured.at_ms is not None:
        return texts.tr("captured")
    return texts.tr("entered the vault")


def _what(entry: TimelineEntry, lanes: dict[str, str], texts: Texts) -> str:
    happening = HAPPENINGS[Happening(entry.happening)] if entry.happening else ""
    head = texts.tr(happening) if happening else word(entry.kind, texts)
    if entry.count > 1:
        head += f" ({entry.count:,})"
    if entry.to_lane is not None:
        head += f" → {lanes.get(entry.to_lane, '')}"
    label = entry.label
    if entry.kind is EntryKind.REPORT and label in known_templates():
        label = load_template(label).title.in_language(texts.language)
    return f"{head}\n{label}" if label else head


def _why(code: str, name: str, texts: Texts) -> str:
    """The sentence of a code, with the bare name in its place."""
    if code not in TEXTS:
        return code
    sentence = texts.tr(TEXTS[code].sentence)
    return re.sub(r"\{(\w+)\}", lambda place: name if place[1] == "name" else "…", sentence)
