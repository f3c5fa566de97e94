"""What is kept beside a captured picture: how it is told to the log, its time, the link in it.

The same for a capture into an open case and for one that waited while the vault was locked. Words
are cut and covered, never refused: a capture that can't be made again is not to fail for them.
FORMAT.md, sections "Captures" and "What waits".
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta, timezone

import msgspec

from app.collect.links import find_links
from app.domain.chats.chats import Link, LinkStanding
from app.domain.evidence.captures import Capture, CaptureWay, Said, Shot
from app.domain.evidence.items import Item
from app.domain.ids import new_id
from app.domain.text.rrn import mask_rrn
from app.domain.times.times import Certainty, Moment, TimeSource

WORDS_LENGTH = 4_000


def plain(said: Said, longest: int = WORDS_LENGTH) -> Said:
    """What was said, cut, with resident registration numbers covered."""
    room, words = (mask_rrn(part.strip()[:longest]) for part in (said.room, said.words))
    return Said(room, mask_rrn(said.link.strip()[:longest], in_address=True), words)


def captured(shot: Shot, certainty: Certainty = Certainty.EXACT) -> Moment | None:
    """When it was captured, by the computer's clock; of a pasted picture nobody knows."""
    if shot.way is CaptureWay.PASTED:
        return None
    zone = timezone(timedelta(minutes=shot.at.offset_minutes))
    local = datetime.fromtimestamp(shot.at.system_ms / 1000, UTC).astimezone(zone)
    return Moment(
        shot.at.system_ms,
        TimeSource.VAULT,
        certainty,
        local.isoformat(timespec="milliseconds"),
        shot.at.offset_minutes,
    )


def for_the_log(capture: Capture) -> dict[str, str | int]:
    """The clocks and the screen, and the whole record by its hash: what was said is evidence."""
    shot, record = capture.shot, msgspec.json.encode(capture)
    told: dict[str, str | int] = {
        "way": shot.way.value,
        "system_ms": shot.at.system_ms,
        "offset_minutes": shot.at.offset_minutes,
        "running_ms": shot.at.running_ms,
        "started_ms": shot.at.started_ms,
        "program": capture.program,
        "record_sha256": hashlib.sha256(record).hexdigest(),
    }
    if shot.screen is not None:
        told |= {
            "screen": shot.screen.name,
            "screen_number": shot.screen.number,
            "screen_count": shot.screen.count,
            "screen_width": shot.screen.width,
            "screen_height": shot.screen.height,
            "scale_percent": shot.screen.scale_percent,
        }
    if shot.left_a_file:
        told["left_a_file"] = 1
    return told


def links_said(said: Said, item: Item, seen_ms: int, case_id: str) -> list[Link]:
    """The links in what was said, as links of the case with the item as their source."""
    return [
        Link(
            id=new_id("link"),
            case=case_id,
            normal=found.normal,
            original=found.original,
            standing=LinkStanding.OBSERVED,
            host=found.host,
            kind=found.kind,
            seen_ms=seen_ms,
            source_item=item.id,
            position="said",
        )
        for found in find_links(said.link)
    ]
