"""The order of time says how surely each time is known, shows gaps, and follows a room that moved."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from app.domain.case.entry_words import happening_words
from app.domain.case.timeline import HERS, EntryKind, Kind, Timeline, belongs
from app.domain.chats.roomlife import Deed
from app.domain.times.times import Certainty, TimeSource
from app.i18n import texts
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.case.timelines import timeline
from app.usecases.chats.roomlife import mark_message
from app.usecases.chats.rooms import list_messages, list_rooms
from app.usecases.intake.collecting import collect
from app.usecases.told.noting import add_note
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR


def message(number: int, date: str, unix: int | None, text: str = "말") -> dict[str, object]:
    record: dict[str, object] = {
        "id": number,
        "type": "message",
        "date": date,
        "from": "이름",
        "from_id": "user1",
        "text": text,
    }
    return record if unix is None else {**record, "date_unixtime": str(unix)}


def moved(number: int, unix: int, action: str, title: str) -> dict[str, object]:
    return {
        "id": number,
        "type": "service",
        "date": "2024-08-26T20:00:00",
        "date_unixtime": str(unix),
        "actor": "이름",
        "actor_id": "user1",
        "action": action,
        "title": title,
        "text": "",
    }


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Timeline:
    folder = tmp_path_factory.mktemp("timeline")
    old = [message(1, "2024-08-24T20:00:00", None), message(2, "2024-08-24T20:05:00", None)]
    new = [
        moved(1, 1724670000, "migrate_from_group", "옛 방"),
        message(2, "2024-08-26T20:05:00", 1724670300),
        message(9, "2024-08-27T20:05:00", 1724756700),
    ]
    chats = [
        {"name": "옛 방", "type": "private_group", "id": 3, "messages": old},
        {"name": "새 방", "type": "private_supergroup", "id": 4, "messages": new},
    ]
    (folder / "result.json").write_text(json.dumps({"chats": {"list": chats}}), "utf-8")
    vault = create_vault(folder / "vault", "a passphrase", Job(), argon2=FLOOR)
    case = add_case(vault, "")
    collect(vault, case.id, [folder / "result.json"], Job())
    add_note(vault, case.id, "알게 됨")
    for number, is_so in ((0, True), (1, False)):
        row = next(one for one in list_rooms(vault, case.id) if one.room.title == "옛 방")
        one = list_messages(vault, case.id, row.room.id, limit=2)[number]
        mark_message(vault, case.id, one.id, Deed.THREAT, is_so=is_so)
    found = timeline(vault, case.id)
    vault.close()
    return found


def test_a_day_says_how_surely_its_time_is_known(seen: Timeline) -> None:
    days = [entry for entry in seen.entries if entry.kind is EntryKind.MESSAGES]
    known = [(one.shown.source, one.shown.certainty) for one in days if one.shown is not None]
    assert known == [
        (TimeSource.PLATFORM_LOCAL, Certainty.ZONE_ASSUMED),
        (TimeSource.PLATFORM, Certainty.EXACT),
        (TimeSource.PLATFORM, Certainty.EXACT),
    ]


def test_missing_numbers_are_a_gap_only_where_numbers_count_up(seen: Timeline) -> None:
    gaps = [entry for entry in seen.entries if entry.kind is EntryKind.GAP]
    assert [(gap.label, gap.count) for gap in gaps] == [("#3 – #8", 6)]
    assert gaps[0].shown is not None
    assert gaps[0].shown.certainty is Certainty.EXACT


def test_a_room_that_moved_leads_to_the_new_one(seen: Timeline) -> None:
    lanes = {lane.id: lane.title for lane in seen.lanes}
    moves = [entry for entry in seen.entries if entry.kind is EntryKind.MOVED]
    assert [(lanes[one.lane], lanes[one.to_lane or ""]) for one in moves] == [("옛 방", "새 방")]


def test_notes_stand_on_the_persons_own_line(seen: Timeline) -> None:
    notes = [entry for entry in seen.entries if entry.kind is EntryKind.NOTE]
    assert [note.label for note in notes] == ["알게 됨"]
    assert {lane.room for lane in seen.lanes if lane.id == notes[0].lane} == {None}


def test_a_message_that_she_says_threatens_stands_on_her_line_at_its_own_time(
    seen: Timeline,
) -> None:
    deeds = [entry for entry in seen.entries if entry.kind is EntryKind.DEED]
    assert [(one.lane, one.happening, one.label) for one in deeds] == [("me", "threat", "말")]
    assert deeds[0].shown is not None
    assert deeds[0].order_ms == deeds[0].shown.at_ms
    assert belongs(deeds[0], Kind.THREATS, frozenset())
    assert EntryKind.DEED in HERS  # so it leaves in no report's timeline


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_entry_has_words_for_what_happened(seen: Timeline, language: str) -> None:
    made = replace(seen.entries[0], kind=EntryKind.FILED, happening="received")
    happened = [entry for entry in (*seen.entries, made) if entry.happening]
    assert {entry.kind for entry in happened} >= {EntryKind.DEED, EntryKind.ROOM, EntryKind.FILED}
    assert all(texts(language).tr(happening_words(entry)) for entry in happened)
    assert happening_words(replace(made, happening="")) == ""
