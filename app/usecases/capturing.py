"""Keep a captured screen, a pasted picture or a screenshot handed over, with what is known of it.

The picture comes as bytes and never lies on a disk. What the person says of the place is kept with
it, a link among it as a link of the case.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone

import msgspec

from app.collect.instants import instant
from app.collect.kinds import HEAD_SIZE, sniff_kind
from app.collect.links import find_links
from app.domain.captures import Area, Capture, CaptureWay, Instant, Said, Screen, Shot
from app.domain.chats import Link, LinkStanding
from app.domain.ids import new_id
from app.domain.items import Item, ItemKind, Method, Sighting
from app.domain.rrn import mask_rrn
from app.domain.times import Certainty, Moment, TimeSource
from app.errors import InputProblem
from app.jobs import Job
from app.usecases.adding import Added, add_bytes
from app.usecases.vaults import OpenVault
from app.version import VERSION

__all__ = [
    "Added", "Area", "Capture", "CaptureWay", "Instant", "Said", "Screen", "Shot", "captures_of",
    "instant", "keep_capture", "name_of",
]  # fmt: skip

PICTURE_BYTES = 512 * 1024 * 1024
"""More than ten of the largest screens there are, unpacked."""
WORDS_LENGTH = 4_000
_ENDINGS = {"image/jpeg": "jpg", "image/webp": "webp", "image/gif": "gif"}
_METHODS = {CaptureWay.PASTED: Method.CLIPBOARD, CaptureWay.GIVEN: Method.SCREENSHOT}
_CERTAINTY = {CaptureWay.GIVEN: Certainty.APPROXIMATE}


def keep_capture(
    vault: OpenVault,
    case_id: str,
    picture: bytes,
    job: Job,
    shot: Shot,
    said: Said | None = None,
    *,
    screens_without_image: bool = False,
) -> Added:
    """Store a picture as an item, its shot beside the sighting, and the link that was said.

    Words are cut at 4,000 characters each, and a resident registration number in them is covered:
    a capture that can't be made again is not to fail for its words. Raises InputProblem: COL-040 no
    bytes, COL-042 no picture, COL-043 too large; and what `app.usecases.adding.add_bytes` raises,
    PolicyProblem COL-004 in minor mode among it.
    """
    if len(picture) > PICTURE_BYTES:
        raise InputProblem("COL-043")
    if picture and sniff_kind(picture[:HEAD_SIZE], "")[0] is not ItemKind.PICTURE:
        raise InputProblem("COL-042")
    said = _plain(said or Said())
    log = vault.custody
    capture = Capture(shot, said, f"Ongi {VERSION}", log.head[0], log.newest_ms)

    def beside(item: Item, sighting: Sighting) -> None:
        vault.captures.add(sighting, capture)
        vault.links.add_many(_links(said, item, vault.now_ms(), case_id))

    return add_bytes(
        vault,
        case_id,
        picture,
        job,
        name=name_of(shot, picture),
        kind=ItemKind.PICTURE,
        method=_METHODS.get(shot.way, Method.CAPTURE),
        captured=_captured(shot),
        where=said.room or said.link,
        note=said.words,
        details=_for_the_log(capture),
        screens_without_image=screens_without_image,
        beside=beside,
    )


def captures_of(vault: OpenVault, item_id: str) -> Mapping[str, Capture]:
    """What is known of an item's captures, by their sightings."""
    return vault.captures.of_item(item_id)


def _plain(said: Said) -> Said:
    room, words = (mask_rrn(part.strip()[:WORDS_LENGTH]) for part in (said.room, said.words))
    return Said(room, mask_rrn(said.link.strip()[:WORDS_LENGTH], in_address=True), words)


def name_of(shot: Shot, picture: bytes) -> str:
    """A name for the picture, by its moment in UTC."""
    moment = datetime.fromtimestamp(shot.at.system_ms / 1000, UTC)
    head = "pasted" if shot.way is CaptureWay.PASTED else "screen"
    ending = _ENDINGS.get(sniff_kind(picture[:HEAD_SIZE], "")[1], "png")
    return f"{head}-{moment:%Y%m%d-%H%M%S}Z.{ending}"


def _captured(shot: Shot) -> Moment | None:
    """When it was captured; of a pasted picture nobody knows."""
    if shot.way is CaptureWay.PASTED:
        return None
    zone = timezone(timedelta(minutes=shot.at.offset_minutes))
    local = datetime.fromtimestamp(shot.at.system_ms / 1000, UTC).astimezone(zone)
    return Moment(
        shot.at.system_ms,
        TimeSource.VAULT,
        _CERTAINTY.get(shot.way, Certainty.EXACT),
        local.isoformat(timespec="milliseconds"),
        shot.at.offset_minutes,
    )


def _for_the_log(capture: Capture) -> dict[str, str | int]:
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


def _links(said: Said, item: Item, seen_ms: int, case_id: str) -> list[Link]:
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
