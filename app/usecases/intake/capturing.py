"""Keep a captured screen, a pasted picture or a screenshot handed over, with what is known of it.

The picture comes as bytes and never lies on a disk. What the person says of the place is kept with
it, a link among it as a link of the case.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from app.collect.capture_record import captured, for_the_log, links_said, plain
from app.collect.instants import instant
from app.collect.kinds import HEAD_SIZE, sniff_kind
from app.domain.evidence.captures import Area, Capture, CaptureWay, Instant, Said, Screen, Shot
from app.domain.evidence.items import Item, ItemKind, Method, Sighting
from app.domain.times.times import Certainty
from app.errors import InputProblem
from app.jobs import Job
from app.usecases.intake.adding import Added, add_bytes
from app.usecases.vault.vaults import OpenVault
from app.version import VERSION

__all__ = [
    "Added", "Area", "Capture", "CaptureWay", "Instant", "Said", "Screen", "Shot", "captures_of",
    "check_picture", "instant", "keep_capture", "name_of",
]  # fmt: skip

PICTURE_BYTES = 512 * 1024 * 1024
"""More than ten of the largest screens there are, unpacked."""
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
    bytes, COL-042 no picture, COL-043 too large; and what `app.usecases.intake.adding.add_bytes`
    raises, PolicyProblem COL-004 in minor mode among it.
    """
    check_picture(picture)
    said = plain(said or Said())
    log = vault.custody
    capture = Capture(shot, said, f"Ongi {VERSION}", log.head[0], log.newest_ms)

    def beside(item: Item, sighting: Sighting) -> None:
        vault.captures.add(sighting, capture)
        vault.links.add_many(links_said(said, item, vault.now_ms(), case_id))

    return add_bytes(
        vault,
        case_id,
        picture,
        job,
        name=name_of(shot, picture),
        kind=ItemKind.PICTURE,
        method=_METHODS.get(shot.way, Method.CAPTURE),
        captured=captured(shot, _CERTAINTY.get(shot.way, Certainty.EXACT)),
        where=said.room or said.link,
        note=said.words,
        details=for_the_log(capture),
        screens_without_image=screens_without_image,
        beside=beside,
    )


def check_picture(picture: bytes) -> None:
    """Let a picture's bytes pass. Raises InputProblem COL-042 no picture, COL-043 too large."""
    if len(picture) > PICTURE_BYTES:
        raise InputProblem("COL-043")
    if picture and sniff_kind(picture[:HEAD_SIZE], "")[0] is not ItemKind.PICTURE:
        raise InputProblem("COL-042")


def captures_of(vault: OpenVault, item_id: str) -> Mapping[str, Capture]:
    """What is known of an item's captures, by their sightings."""
    return vault.captures.of_item(item_id)


def name_of(shot: Shot, picture: bytes) -> str:
    """A name for the picture, by its moment in UTC."""
    moment = datetime.fromtimestamp(shot.at.system_ms / 1000, UTC)
    head = "pasted" if shot.way is CaptureWay.PASTED else "screen"
    ending = _ENDINGS.get(sniff_kind(picture[:HEAD_SIZE], "")[1], "png")
    return f"{head}-{moment:%Y%m%d-%H%M%S}Z.{ending}"
