"""How evidence was captured, and what kind of post it shows, as answers with where they come from.

Who captured something nobody can read from a file: that is only offered, by what the person said.
Reading only. Facts: domain 3.1 (content.kind) and 4.3 (device and method of each exhibit).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from app.casework.proposals.seen import Seen
from app.casework.staying_behind import Behind
from app.domain.chats.platform_names import PLATFORMS
from app.domain.evidence.items import Item, ItemKind, Method
from app.domain.evidence.parts import Part
from app.domain.reports.proposals import Origin, Proposed
from app.domain.reports.reports import Answer
from app.domain.text.textsafe import one_line
from app.i18n import N_, Texts
from app.vault import Vault

MOST_ITEMS = 5000
MOST_ASKED = 300
"""Of items, as many as are asked for what stands in them: one look into the index each."""
MOST_NAMED = 5
_LONGEST = 80

_EXPORT = N_("{platform} chat export")
_HOW = {
    Method.CAPTURE: N_("captured from this computer’s screen ({program})"),
    Method.SCREENSHOT: N_("screenshot"),
    Method.RECORDING: N_("screen recording"),
    Method.PHOTOGRAPH: N_("photograph of a screen"),
    Method.CLIPBOARD: N_("pasted from the clipboard"),
}
_POSTED = {
    ItemKind.PICTURE: "photo",
    ItemKind.VIDEO: "video",
    ItemKind.AUDIO: "voice",
    ItemKind.TEXT: "text",
}
_MYSELF = N_("Myself")
_BOT = "bot_chat"


@dataclass
class _Met:
    """What one look over the sightings tells: methods, items that came from outside a room."""

    ways: dict[Method, str | None] = field(default_factory=dict)
    own: list[str] = field(default_factory=list)
    in_rooms: set[str] = field(default_factory=set)


def captured(
    vault: Vault, case_id: str, seen: Seen, stays: Behind, words: Texts, said: Texts
) -> list[Proposed]:
    """`capture.device`, `capture.who` and `content.kind`, without what stays in the vault."""
    rows = vault.items.rows(case_id, limit=MOST_ITEMS, offset=0)
    items = {row.item.id: row.item for row in rows if row.item.id not in stays.items}
    met = _look(vault, case_id, seen, stays)
    devices = _devices(vault, case_id, met, stays, words)
    proposed = []
    if devices:
        origin = said.tr("From how the items came into the vault")
        answer = ", ".join(devices)
        proposed.append(Proposed("capture.device", answer, Origin.EVIDENCE, origin))
    named = _named_inside(vault, [items[one] for one in met.own if one in items])
    if named:
        origin = said.tr("Named in the pictures’ own data")
        answer = ", ".join(named)
        proposed.append(Proposed("capture.device", answer, Origin.EVIDENCE, origin, sure=False))
    if items:
        proposed.extend(_who(vault, case_id, stays, words, said))
    kinds = _kinds(vault, case_id, seen, stays, [items[one] for one in met.in_rooms & set(items)])
    if kinds:
        origin = said.tr("From what was seen in the rooms in the vault")
        proposed.append(Proposed("content.kind", kinds, Origin.EVIDENCE, origin, seen.sure))
    return proposed


def _look(vault: Vault, case_id: str, seen: Seen, stays: Behind) -> _Met:
    met, counted = _Met(), {room.id for room in seen.rooms}
    for one in vault.sightings.in_case(case_id):
        if one.item is None or stays.sighting(one):
            continue
        if one.room in counted:
            met.in_rooms.add(one.item)
        elif one.room is None and one.method is not Method.WORKING_COPY:
            met.own.append(one.item)
            met.ways.setdefault(one.method, one.item)
    return met


def _devices(vault: Vault, case_id: str, met: _Met, stays: Behind, words: Texts) -> tuple[str, ...]:
    """The ways in which items came to be, then the exports that chats were read from."""
    found = [_way(vault, method, item, words) for method, item in met.ways.items()]
    found.extend(
        words.tr(_EXPORT, platform=words.tr(PLATFORMS[room.platform]))
        for room in vault.chats.rooms(case_id)
        if room.source_item is not None and room.source_item not in stays.items
    )
    return tuple(dict.fromkeys(one for one in found if one))


def _way(vault: Vault, method: Method, item: str | None, words: Texts) -> str:
    if method not in _HOW:
        return ""
    if method is not Method.CAPTURE or item is None:
        return words.tr(_HOW[method])
    programs = [one.program for one in vault.captures.of_item(item).values()]
    return words.tr(_HOW[method], program=programs[0]) if programs else ""


def _named_inside(vault: Vault, items: list[Item]) -> tuple[str, ...]:
    """Makers and models that pictures name which came as files; a post's own data is not asked."""
    found: dict[str, None] = {}
    for item in items[:MOST_ASKED]:
        facts = vault.items.facts(item.id) if item.kind is ItemKind.PICTURE else {}
        parts = [one_line(facts.get(key, ""), _LONGEST) for key in ("exif.make", "exif.model")]
        device = " ".join(part for part in parts if part)
        if device:
            found[device] = None
    return tuple(found)[:MOST_NAMED]


def _who(vault: Vault, case_id: str, stays: Behind, words: Texts, said: Texts) -> list[Proposed]:
    """Whoever fills the report in for herself, and those who told or passed it on."""
    found = []
    writes = vault.filed.said.of_case(case_id).get("filling.who")
    if writes is not None and writes.answer == "self":
        origin = said.tr("By who fills it in")
        answer = words.tr(_MYSELF)
        found.append(Proposed("capture.who", answer, Origin.TOLD, origin, sure=False))
    tellers = dict.fromkeys(
        part.teller
        for part in vault.told.parts.in_case(case_id)
        if part.part is Part.TIP_OFF and part.teller and part.item not in stays.items
    )
    origin = said.tr("From the parts that items play")
    found.extend(
        Proposed("capture.who", one, Origin.TOLD, origin, sure=False)
        for one in tuple(tellers)[:MOST_NAMED]
    )
    return found


def _kinds(
    vault: Vault, case_id: str, seen: Seen, stays: Behind, items: list[Item]
) -> list[Answer]:
    """The choices of `content.kind` that fit what was posted in the rooms that count."""
    met = {_POSTED[item.kind] for item in items if item.kind in _POSTED}
    rooms = {room.id for room in seen.rooms}
    if rooms and any(
        link.message is not None and vault.chats.message(link.message).room in rooms
        for link in list(vault.links.in_case(case_id))[:MOST_ASKED]
        if not stays.read(link)
    ):
        met.add("link")
    if any(room.kind == _BOT for room in seen.rooms):
        met.add("bot")
    return [one for one in ("photo", "video", "text", "link", "voice", "bot") if one in met]
