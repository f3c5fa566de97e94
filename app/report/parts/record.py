"""The report for machines: the same allow-listed content as the document, as plain JSON data.

Its keys are stable and stand in FORMAT.md, "report.json". Times are UTC; where a time has a text, a
source and a certainty, they stand beside it. Nothing is cut off here.
"""

from __future__ import annotations

from typing import Any

from app.domain.case.timeline import Timeline, TimelineEntry
from app.domain.chats.chats import Account, Link, Room
from app.domain.evidence.items import Sighting
from app.domain.times.times import Moment, in_calendar, iso_utc
from app.report.data.model import Part
from app.report.facts import Exhibit, LinkFiled, LinkLife
from app.report.parts.relations_record import relations_record
from app.report.select import Selection, bare_name, has, shown_details

FORMAT = "ongi-report/1"
Record = dict[str, Any]


def record_of(selection: Selection) -> Record:
    """The whole report. Parts that the template does not have are left out, not empty."""
    template, facts = selection.template, selection.facts
    record: Record = {
        "format": FORMAT,
        "template": {
            "id": template.id,
            "version": template.version,
            "as_of": template.as_of.isoformat(),
            "review_by": template.review_by.isoformat(),
            "confidence": template.confidence,
        },
        "recipient": template.recipient,
        "language": selection.language,
        "case": facts.case.id,
        "minor_mode": facts.case.minor_mode,
        "made_at": iso_utc(facts.made_ms),
        "fields": [
            {
                "id": field.id,
                "label": field.label.in_language(selection.language),
                "type": field.type.value,
                "answer": selection.answers.get(field.id),
            }
            for field in template.fields
        ],
        "exhibits": [_exhibit(exhibit) for exhibit in selection.exhibits],
    }
    record.update(_parts(selection))
    return record


def _parts(selection: Selection) -> Record:
    facts = selection.facts
    found: Record = {}
    if has(selection, Part.LINKS):
        found["links"] = [
            _link(number, link, facts.link_lives.get(link.id, LinkLife()))
            for number, link in enumerate(facts.links, 1)
        ]
    if has(selection, Part.PEOPLE):
        found["rooms"] = [_room(room) for room in facts.rooms]
        found["accounts"] = [_account(account) for account in facts.accounts]
    if has(selection, Part.RELATIONS_PICTURE):
        found.update(relations_record(selection))
    if has(selection, Part.TIMELINE):
        found["timeline"] = _timeline(facts.timeline or Timeline((), ()))
    if has(selection, Part.INTAKE):
        found["refused"] = [{"file": bare_name(one), "code": one.code} for one in facts.refused]
        found["not_understood"] = [
            {"where": one.where, "what": one.what} for one in facts.not_understood
        ]
    if has(selection, Part.CUSTODY):
        found["custody"] = [
            {
                "number": entry.number,
                "at": iso_utc(entry.at_ms),
                "act": str(entry.act),
                "subject": entry.subject,
                "details": shown_details(entry),
                "head": entry.head,
            }
            for entry in facts.custody
        ]
    if has(selection, Part.INTEGRITY) and facts.seal is not None:
        found["integrity"] = {
            "public_key": facts.seal.public_line,
            "fingerprint": facts.seal.fingerprint,
            "log_number": facts.seal.log_number,
            "log_head": facts.seal.log_head,
        }
    return found


def _moment(moment: Moment | None) -> Record | None:
    if moment is None:
        return None
    return {
        "utc": None if moment.utc is None or moment.at_ms is None else iso_utc(moment.at_ms),
        "original": moment.original,
        "offset_minutes": moment.offset_minutes,
        "source": str(moment.source),
        "certainty": str(moment.certainty),
    }


def _utc(at_ms: int) -> str | None:
    """A time as text; None where no calendar holds it (a hostile export can say anything)."""
    return iso_utc(at_ms) if in_calendar(at_ms) else None


def _exhibit(exhibit: Exhibit) -> Record:
    item = exhibit.item
    return {
        "number": exhibit.number,
        "file": exhibit.file_name,
        "item": item.id,
        "kind": str(item.kind),
        "name": item.name,
        "media_type": item.media_type,
        "size": item.size,
        "sha256": item.sha256,
        "added_at": iso_utc(item.added_ms),
        "modified": _moment(item.modified),
        "made_from": exhibit.derived_from,
        "made_from_sha256": exhibit.parent_sha256 or None,
        "relation": item.relation,
        "captured_by": exhibit.captured_by,
        "device": exhibit.device,
        "note": exhibit.note,
        "sightings": [_sighting(sighting) for sighting in exhibit.sightings],
    }


def _sighting(sighting: Sighting) -> Record:
    return {
        "id": sighting.id,
        "method": str(sighting.method),
        "room": sighting.room,
        "account": sighting.account,
        "where": sighting.where,
        "position": sighting.position,
        "source_item": sighting.source_item,
        "shown": _moment(sighting.shown),
        "captured": _moment(sighting.captured),
        "entered": _moment(sighting.entered),
        "note": sighting.note,
    }


def _link(number: int, link: Link, life: LinkLife) -> Record:
    step = life.step
    return {
        "number": number,
        "link": link.normal,
        "original": link.original,
        "standing": str(link.standing),
        "kind": link.kind,
        "first_read_at": iso_utc(link.seen_ms),
        "posted": _moment(life.posted),
        "state": None if step is None else str(step.state),
        "state_at": None if step is None else _moment(step.at),
        "gone_at": _moment(life.gone),
        "came_back": life.came_back,
        "reported": None if life.filed is None else _filed(life.filed),
        "next_look": None
        if step is None or step.next_check_ms is None
        else _utc(step.next_check_ms),
        "source_item": link.source_item,
        "position": link.position,
    }


def _filed(filed: LinkFiled) -> Record:
    return {
        "to": filed.to,
        "channel": filed.channel,
        "at": _moment(filed.at),
        "receipt": filed.receipt,
    }


def _room(room: Room) -> Record:
    return {
        "id": room.id,
        "platform": str(room.platform),
        "native_id": room.native_id,
        "title": room.title,
        "kind": room.kind,
        "first_read_at": iso_utc(room.seen_ms),
        "moved_from": room.moved_from,
    }


def _account(account: Account) -> Record:
    return {
        "id": account.id,
        "platform": str(account.platform),
        "native_id": account.native_id,
        "names": list(account.names),
        "first_read_at": iso_utc(account.seen_ms),
    }


def _timeline(timeline: Timeline) -> Record:
    lanes = [{"id": lane.id, "title": lane.title, "room": lane.room} for lane in timeline.lanes]
    return {"lanes": lanes, "entries": [_entry(entry) for entry in timeline.entries]}


def _entry(entry: TimelineEntry) -> Record:
    return {
        "lane": entry.lane,
        "kind": str(entry.kind),
        "order_at": _utc(entry.order_ms),
        "until": None if entry.until_ms is None else _utc(entry.until_ms),
        "shown": _moment(entry.shown),
        "captured": _moment(entry.captured),
        "entered": _moment(entry.entered),
        "subject": entry.subject,
        "label": entry.label,
        "count": entry.count,
        "position": entry.position,
        "to_lane": entry.to_lane,
        "happening": entry.happening,
    }
