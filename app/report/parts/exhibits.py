"""The exhibits of a report: a card each with all that is known, a short table, and the hash sheet.

The three times stay apart. Names are evidence and stand as text; files go by their exhibit number.
"""

from __future__ import annotations

from app.domain.evidence.copies import relation_in_words
from app.domain.evidence.items import Sighting
from app.domain.text.textsafe import visible_name
from app.domain.times.times import TimeSource
from app.i18n import Texts
from app.report.facts import Exhibit
from app.report.parts.wording import both_zones, moment_text, size_text, word
from app.report.pictures.contact_sheet import MOST_PICTURES, small_picture
from app.report.select import Selection
from app.report.tree import Block, Column, ExhibitCard, Exhibits, Heading, Paragraph, Table

_MOST_SIGHTINGS = 12
Pairs = list[tuple[str, str]]


def exhibit_cards(selection: Selection, texts: Texts) -> list[Block]:
    """A card for each exhibit."""
    blocks: list[Block] = [Heading(texts.tr("List of exhibits"))]
    if not selection.exhibits:
        return []  # the answer to the field of the evidence list says so
    blocks.append(
        Paragraph(
            texts.tr(
                "Pictures are covered here on purpose. The files themselves are in the bundle, "
                "unchanged, under the names given here."
            ),
            quiet=True,
            leads=True,
        )
    )
    numbers = _link_numbers(selection)
    shown = selection.exhibits[:MOST_PICTURES]
    blocks.append(Exhibits(tuple(_card(exhibit, selection, numbers, texts) for exhibit in shown)))
    more = len(selection.exhibits) - len(shown)
    if more:
        words = texts.tr("{more} more exhibits are told in report.json.", more=f"{more:,}")
        blocks.append(Paragraph(words))
    return blocks


def exhibit_table(selection: Selection, texts: Texts) -> list[Block]:
    """One row for each exhibit: what it is and when it was seen."""
    blocks: list[Block] = [Heading(texts.tr("List of exhibits"))]
    if not selection.exhibits:
        return []  # the answer to the field of the evidence list says so
    columns = (
        Column(texts.tr("No."), fixed=10),
        Column(texts.tr("What it is"), 1),
        Column(texts.tr("File in the bundle"), fixed=22),
        Column(texts.tr("Shown on the platform"), fixed=39),
        Column(texts.tr("Entered the vault"), fixed=39),
    )
    rows = tuple(
        (
            str(exhibit.number),
            f"{word(exhibit.item.kind, texts)}\n{visible_name(exhibit.item.name)}",
            exhibit.file_name.rpartition("/")[2],
            _first_shown(exhibit),
            both_zones(exhibit.item.added_ms),
        )
        for exhibit in selection.exhibits
    )
    return [*blocks, Table(texts.tr("Exhibits"), columns, rows)]


def hash_sheet(selection: Selection, texts: Texts) -> list[Block]:
    """File, size and SHA-256 of every exhibit, unbroken, to hold against the files."""
    if not selection.exhibits:
        return []
    note = texts.tr(
        "SHA-256 of each file, worked out when the file entered the vault, before anything "
        "else read it. Any standard tool gives the same value for an unchanged file."
    )
    columns = (
        Column(texts.tr("No."), fixed=10),
        Column(texts.tr("File in the bundle"), 1),
        Column(texts.tr("Bytes"), fixed=27),
        Column("SHA-256", fixed=103, mono=True),
    )
    rows = tuple(
        (
            str(one.number),
            one.file_name.rpartition("/")[2],
            size_text(one.item.size),
            one.item.sha256,
        )
        for one in selection.exhibits
    )
    return [
        Heading(texts.tr("Hash sheet")),
        Paragraph(note, quiet=True, leads=True),
        Table(texts.tr("Hash sheet"), columns, rows),
    ]


def _first_shown(exhibit: Exhibit) -> str:
    shown = [
        sighting.shown.at_ms
        for sighting in exhibit.sightings
        if sighting.shown is not None and sighting.shown.at_ms is not None
    ]
    return both_zones(min(shown)) if shown else ""


def _link_numbers(selection: Selection) -> dict[str, int]:
    """The number of each link by the message it stood in."""
    return {
        link.message: number
        for number, link in enumerate(selection.facts.links, 1)
        if link.message is not None
    }


def _card(
    exhibit: Exhibit, selection: Selection, link_numbers: dict[str, int], texts: Texts
) -> ExhibitCard:
    item = exhibit.item
    pairs: Pairs = [
        (texts.tr("Original name"), visible_name(item.name, 300)),
        (texts.tr("Original or copy"), _standing(exhibit, texts)),
        (texts.tr("SHA-256 of what it was made from"), exhibit.parent_sha256),
        (texts.tr("Bytes"), f"{size_text(item.size)} · {item.media_type}"),
        (texts.tr("Captured by"), exhibit.captured_by or _answer(selection, "capture.who")),
        (texts.tr("Device and app"), exhibit.device or _answer(selection, "capture.device")),
    ]
    if item.modified is not None:
        own = moment_text(item.modified, texts, told=TimeSource.FILE)
        pairs.append((texts.tr("File's own time"), own))
    pairs.extend(_sightings(exhibit, selection, texts))
    if not exhibit.sightings:
        pairs.append((texts.tr("Entered the vault"), both_zones(item.added_ms)))
    related = [
        str(link_numbers[one.message]) for one in exhibit.sightings if one.message in link_numbers
    ]
    if related:
        pairs.append((texts.tr("Related link no."), ", ".join(dict.fromkeys(related))))
    pairs.append((texts.tr("Remarks"), exhibit.note))
    title = texts.tr("Exhibit {number}", number=exhibit.number)
    kind = word(item.kind, texts)
    return ExhibitCard(
        number=exhibit.number,
        title=title,
        file_name=exhibit.file_name,
        kind=kind,
        pairs=tuple((label, text) for label, text in pairs if text),
        sha256=item.sha256,
        picture=small_picture(exhibit, selection, title, kind, texts),
    )


def _sightings(exhibit: Exhibit, selection: Selection, texts: Texts) -> Pairs:
    pairs: Pairs = []
    several = len(exhibit.sightings) > 1
    for number, sighting in enumerate(exhibit.sightings[:_MOST_SIGHTINGS], 1):
        head = f"({number}) " if several else ""
        pairs.extend((head + label, text) for label, text in _seen(sighting, selection, texts))
    more = len(exhibit.sightings) - _MOST_SIGHTINGS
    if more > 0:
        pairs.append((texts.tr("More"), texts.tr("{more} more in report.json", more=more)))
    return pairs


def _seen(sighting: Sighting, selection: Selection, texts: Texts) -> Pairs:
    times = (
        (texts.tr("Shown on the platform"), sighting.shown),
        (texts.tr("Captured"), sighting.captured),
        (texts.tr("Entered the vault"), sighting.entered),
    )
    pairs: Pairs = [
        (texts.tr("Source"), _source(sighting, selection, texts)),
        (texts.tr("How captured"), word(sighting.method, texts)),
        *((label, moment_text(moment, texts)) for label, moment in times if moment is not None),
        (texts.tr("Place in the source"), sighting.position),
        (texts.tr("Remarks on this sighting"), sighting.note),
    ]
    return [(label, text) for label, text in pairs if text]


def _source(sighting: Sighting, selection: Selection, texts: Texts) -> str:
    parts: list[str] = []
    room = selection.rooms.get(sighting.room or "")
    if room is not None:
        parts += [word(room.platform, texts), room.title, room.native_id and f"ID {room.native_id}"]
    account = selection.accounts.get(sighting.account or "")
    if account is not None:
        parts += [account.names[-1] if account.names else "", account.given_id]
    parts.append(sighting.where)
    return " · ".join(part for part in parts if part)


def _standing(exhibit: Exhibit, texts: Texts) -> str:
    if exhibit.item.parent is None:
        return texts.tr("Original, byte for byte as it was taken in")
    what = relation_in_words(exhibit.item.relation, texts)
    if exhibit.derived_from is None:
        of = texts.tr("Made from an item that is not in this report")
    else:
        of = texts.tr("Made from exhibit {number}", number=exhibit.derived_from)
    return f"{of} ({what})" if what else of


def _answer(selection: Selection, field: str) -> str:
    answer = selection.answers.get(field)
    return answer if isinstance(answer, str) else ""
