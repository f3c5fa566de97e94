"""Plain made-up facts for the tests of reports. Built with the real classes only."""

from __future__ import annotations

import hashlib
import io

from PIL import Image, ImageDraw

from app.domain.case.timeline import EntryKind, Lane, Timeline, TimelineEntry
from app.domain.chats.chats import Account, Link, LinkStanding, Platform, Room
from app.domain.custody import Act, CustodyEntry
from app.domain.evidence.intake import NotUnderstood, Refused
from app.domain.evidence.items import Case, Item, ItemKind, Method, Sighting
from app.domain.times.times import Certainty, Moment, TimeSource, vault_moment
from app.report.facts import CaseFacts, Exhibit, SealInfo

MADE = 1_790_000_000_000
SHOWN = 1_724_734_982_000
CASE = Case("c-7q2m9x0c4tza", "이름 없는 사건", MADE - 10**9)
ROOM = Room(
    "r-000000000001", CASE.id, Platform.TELEGRAM, "1987654321", "겹지인방 2호",
    "private_supergroup", MADE - 5 * 10**8,
)  # fmt: skip
ACCOUNT = Account(
    "a-000000000001", CASE.id, Platform.TELEGRAM, "user5551234", ("익명", "익명2"), MADE - 5 * 10**8
)


def picture() -> bytes:
    image = Image.new("RGB", (320, 240), (200, 180, 160))
    pen = ImageDraw.Draw(image)
    pen.ellipse((60, 40, 200, 200), fill=(90, 60, 50))
    pen.text((100, 100), "SECRET FACE", fill=(255, 255, 255))
    out = io.BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()


def exhibit(number: int, *, name: str | None = None, preview: bytes | None = None) -> Exhibit:
    item = Item(
        id=f"i-{number:012d}",
        kind=ItemKind.PICTURE,
        name=name or f"Screenshot_20240827_{number:06d}_텔레그램.jpg",
        size=1_234_567 + number,
        sha256=hashlib.sha256(str(number).encode()).hexdigest(),
        media_type="image/jpeg",
        added_ms=MADE - 4 * 10**8 + number,
        modified=Moment(SHOWN + 60_000, TimeSource.FILE, Certainty.EXACT),
    )
    sighting = Sighting(
        id=f"s-{number:012d}", case=CASE.id, entered=vault_moment(item.added_ms),
        method=Method.SCREENSHOT, item=item.id, room=ROOM.id, account=ACCOUNT.id,
        shown=Moment(SHOWN, TimeSource.PLATFORM, Certainty.EXACT, "1724734982"),
        captured=Moment(
            SHOWN + 3_600_000, TimeSource.METADATA, Certainty.ZONE_ASSUMED, "2024:08:27 15:03:02",
            540,
        ),
        position="chats.list[3].messages[17]", message=f"m-{number:012d}",
    )  # fmt: skip
    return Exhibit(number, f"exhibits/E{number:03d}.jpg", item, (sighting,), preview)


def link(number: int, url: str | None = None) -> Link:
    return Link(
        id=f"l-{number:012d}", case=CASE.id, normal=url or f"https://t.me/c/1987654321/{number}",
        original=url or f"https://t.me/c/1987654321/{number}",
        standing=LinkStanding.DERIVED if number % 2 else LinkStanding.OBSERVED, host="t.me",
        kind="telegram.private_message", seen_ms=MADE - 4 * 10**8, message=f"m-{number:012d}",
        position=f"chats.list[3].messages[{number}]",
    )  # fmt: skip


def timeline() -> Timeline:
    entries = (
        TimelineEntry(
            "l1", EntryKind.MESSAGES, SHOWN, Moment(SHOWN, TimeSource.PLATFORM, Certainty.EXACT),
            None, vault_moment(MADE), "r", "여기 올라왔대", 1842,
        ),
        TimelineEntry("l1", EntryKind.MOVED, SHOWN + 10**7, None, None, vault_moment(MADE), "r",
                      to_lane="me"),
        TimelineEntry("me", EntryKind.NOTE, SHOWN + 2 * 10**7, None, None, vault_moment(MADE), "n",
                      "친구가 알려 줘서 알게 됨"),
    )  # fmt: skip
    return Timeline((Lane("l1", "겹지인방 2호", "r"), Lane("me", "나", None)), entries)


def custody(count: int = 4) -> tuple[CustodyEntry, ...]:
    return tuple(
        CustodyEntry(
            number, MADE - 4 * 10**8 + number * 1000, Act.ITEM_TAKEN, f"i-{number:012d}", CASE.id,
            {"sha256": "ab" * 32, "size": 1_234_567, "path": "/home/realname/secret"},
            hashlib.sha256(str(number).encode()).hexdigest(),
        )
        for number in range(1, count + 1)
    )  # fmt: skip


def empty_facts() -> CaseFacts:
    return CaseFacts(CASE, MADE)


def full_facts(count: int = 5) -> CaseFacts:
    shot = picture()
    return CaseFacts(
        case=CASE,
        made_ms=MADE,
        exhibits=tuple(exhibit(n, preview=shot) for n in range(1, count + 1)),
        links=tuple(link(n) for n in range(1, 6)),
        rooms=(ROOM,),
        accounts=(ACCOUNT,),
        timeline=timeline(),
        custody=custody(),
        refused=(Refused("/home/realname/Pictures/raw.png", "ENV-003"),),
        not_understood=(
            NotUnderstood("messages[17].media_type", "unknown_type: poll_v2"),
            NotUnderstood("messages[18].media_type", "unknown_type: poll_v2"),
        ),
        seal=SealInfo("ssh-ed25519 AAAA ongi", "SHA256:" + "k" * 43, 9, "cd" * 32),
    )


ANSWERS = """
[event]
where = "텔레그램 겹지인방"
narrative = "같은 학과 친구가 알려 줬어요."
[event.when]
from = 2024-08-27T14:03:02
to = 2024-08-28
certainty = "approximate"
[ecrm]
urgent = false
type = "deepfake_spread"
[harm]
threat = { answer = true, text = "돈을 보내라" }
[content]
urls = ["https://t.me/c/1987654321/17"]
[[offender.accounts]]
platform = "텔레그램"
name = "익명"
username = "@anon"
[[offender.payment]]
when = 2024-08-28
amount = 300000
bank = "Toss"
""".encode()
