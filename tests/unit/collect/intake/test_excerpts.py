"""A part of a chat: cut before it is sealed, or out of a chat that is kept; read like any export."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import pytest

from app.collect.chats.excerpt_lines import BEGINNING
from app.collect.walk import Found
from app.domain.custody import Act
from app.domain.evidence.excerpts import Span, span_between
from app.domain.evidence.intake import DayOrder
from app.domain.evidence.items import ItemKind
from app.domain.times.typed_times import typed_moment
from app.errors import Cancelled, InputProblem
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.case.searching import search
from app.usecases.copies.excerpting import cut_excerpt
from app.usecases.intake.collecting import collect
from app.usecases.items.removing import set_items_aside
from app.usecases.vault.unfinished import resume_work, stopped_work
from tests.fixtures.exports.telegram_writer import message
from tests.unit.collect.intake.conftest import BEGIN, HANEUL, Person

CHAT = "3/4/24, 14:03 - 가: 하나\n4/4/24, 14:05 - 나: 둘\n"
MIDDLE = Span((BEGIN + 50) * 1000, (BEGIN + 250) * 1000)


def _export(person: Person):
    records = [
        message(n, BEGIN + 100 * n, HANEUL, f"말{n} t.me/room{n}_place", photo=f"photos/{n}.jpg")
        for n in range(4)
    ]
    folder = person.export("방", *records)
    for n in range(5):
        person.file(f"방/photos/{n}.jpg", b"\xff\xd8\xff\xe0" + bytes([n]) * 9)
    return folder


def _texts(person: Person, case: str | None = None) -> list[str]:
    return [one.text for one in person.vault.chats.messages(case or person.case.id)]


def test_before_sealing_only_the_part_and_what_it_names_come_in(person: Person) -> None:
    folder = _export(person)
    whole = (folder / "result.json").read_bytes()
    report = person.collect(folder, span=MIDDLE)
    assert report.messages_taken == 2
    assert [text[:2] for text in _texts(person)] == ["말1", "말2"]
    assert sorted(person.names()) == ["1.jpg", "2.jpg", "result.json.part.jsonl"]
    refused = {(one.path.rpartition("/")[2], one.code) for one in report.refused}
    assert refused == {(f"{n}.jpg", "COL-055") for n in (0, 3, 4)}
    item = next(i for i in person.vault.items.in_case(person.case.id) if i.kind is ItemKind.CHAT)
    with person.vault.items.open(item.id) as src:
        stored = src.read()
    assert stored.startswith(BEGINNING)
    assert b"\xeb\xa7\x900" not in stored
    head = json.loads(stored.splitlines()[0])
    assert (head["sha256"], head["size"]) == (hashlib.sha256(whole).hexdigest(), len(whole))
    entry = person.vault.custody.of_subject(item.id)[0]
    assert entry.details["whole_sha256"] == head["sha256"]


def test_messages_of_a_part_lead_back_and_are_found_with_links_and_pictures(person: Person) -> None:
    person.collect(_export(person), span=MIDDLE)
    first = next(iter(person.vault.chats.messages(person.case.id)))
    assert first.position == "line 3"
    assert first.details["excerpt.position"] == "messages[1]"
    assert first.shown is not None
    assert first.shown.at_ms == (BEGIN + 100) * 1000
    assert first.media[0].item is not None
    assert search(person.vault, "말1", person.case.id).total >= 1
    links = {one.normal for one in person.vault.links.in_case(person.case.id)}
    assert "https://t.me/room1_place" in links
    assert "https://t.me/room0_place" not in links
    rooms = person.vault.chats.rooms(person.case.id)
    assert [(room.title, room.native_id) for room in rooms] == [("방", "77")]


def test_a_part_without_messages_takes_nothing(person: Person) -> None:
    report = person.collect(_export(person), span=Span(0, 1))
    assert {one.code for one in report.refused} == {"COL-051", "COL-055"}
    assert person.names() == []


def test_an_excerpt_is_cut_like_any_export(person: Person) -> None:
    person.collect(_export(person))
    chat = next(i for i in person.vault.items.in_case(person.case.id) if i.kind is ItemKind.CHAT)
    made = cut_excerpt(person.vault, person.case.id, chat.id, Job(), span=Span(0, None)).item
    with person.vault.items.open(made.id) as src:
        path = person.file("other/part.jsonl", src.read())
    other = add_case(person.vault, "")
    report = collect(person.vault, other.id, [path], Job(), span=MIDDLE)
    assert report.messages_taken == 2
    assert [text[:2] for text in _texts(person, other.id)] == ["말1", "말2"]
    items = person.vault.items.in_case(other.id)
    assert [item.name for item in items] == ["part.jsonl.part.jsonl"]
    with person.vault.items.open(items[0].id) as src:
        assert "말0".encode() not in src.read()
    first = next(iter(person.vault.chats.messages(other.id)))
    assert first.details["excerpt.position"] == "line 4 (messages[1])"


def test_a_chat_that_cannot_be_opened_at_the_first_look_stays_out(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = _export(person) / "result.json"
    opened = Found.opened
    tries = []

    @contextmanager
    def fails_once(file: Found) -> Iterator[BinaryIO]:
        if file.path.name == chat.name and not tries:
            tries.append(file)
            raise PermissionError
        with opened(file) as src:
            yield src

    monkeypatch.setattr(Found, "opened", fails_once)
    report = person.collect(chat, span=MIDDLE)
    assert tries
    assert [one.code for one in report.refused] == ["ENV-003"]
    assert person.names() == []
    assert person.collect(chat, span=MIDDLE).messages_taken == 2


def test_an_archive_is_not_looked_into_and_stays_out_of_a_part(person: Person) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("WhatsApp Chat.txt", CHAT)
    person.file("chat.zip", packed.getvalue())
    person.file("a.txt", b"words")
    report = person.collect(span=MIDDLE)
    assert [(one.path, one.code) for one in report.refused] == [("given/chat.zip", "COL-059")]
    assert person.names() == ["a.txt"]
    assert person.collect(person.folder / "chat.zip").refused == ()


def test_an_archive_that_a_message_of_the_part_names_comes_in(person: Person) -> None:
    records = [message(n, BEGIN + 100 * n, HANEUL, "말", file=f"files/{n}.zip") for n in range(3)]
    folder = person.export("방", *records)
    for n in range(3):
        person.file(f"방/files/{n}.zip", b"PK\x03\x04" + bytes([n]) * 40)
    report = person.collect(folder, span=Span((BEGIN + 50) * 1000, (BEGIN + 150) * 1000))
    assert sorted(person.names()) == ["1.zip", "result.json.part.jsonl"]
    assert {one.code for one in report.refused} == {"COL-059"}


def test_a_page_of_an_export_without_its_first_one_stays_out(person: Person) -> None:
    page = b'<!DOCTYPE html><div class="page_wrap"><div class="history"></div></div>'
    person.file("방/messages.html", b"gone")
    person.file("방/messages2.html", page)
    report = person.collect(span=MIDDLE)
    assert ("given/방/messages2.html", "COL-059") in [(r.path, r.code) for r in report.refused]


def test_dates_that_can_be_read_in_two_ways_are_not_cut(person: Person) -> None:
    chat = person.file("WhatsApp Chat.txt", CHAT.encode())
    span = Span(0, None)
    report = person.collect(chat, span=span, days=DayOrder.ASKED)
    assert [one.code for one in report.refused] == ["COL-053"]
    assert person.collect(chat, span=span, days=DayOrder.DAY_FIRST).messages_taken == 2


def test_an_import_of_a_part_that_was_stopped_goes_on_as_a_part(person: Person) -> None:
    class CalledAway(Job):
        def advance(self, done: int) -> None:
            super().advance(done)
            self.interrupt()

    with pytest.raises(Cancelled):
        person.collect(_export(person), span=MIDDLE, job=CalledAway())
    resume_work(person.vault, stopped_work(person.vault)[0].number, Job())
    assert [text[:2] for text in _texts(person)] == ["말1", "말2"]
    assert sorted(person.names()) == ["1.jpg", "2.jpg", "result.json.part.jsonl"]


def test_a_working_copy_of_a_kept_chat_names_its_parent_and_can_be_read_elsewhere(
    person: Person, tmp_path
) -> None:
    person.collect(_export(person))
    chat = next(i for i in person.vault.items.in_case(person.case.id) if i.kind is ItemKind.CHAT)
    made = cut_excerpt(person.vault, person.case.id, chat.id, Job(), span=MIDDLE).item
    assert (made.parent, made.relation, made.kind) == (chat.id, "excerpt", ItemKind.CHAT)
    entry = person.vault.custody.of_subject(made.id)[0]
    assert (entry.act, entry.details["parent_sha256"]) == (Act.ITEM_MADE, chat.sha256)
    assert len(_texts(person)) == 4
    with person.vault.items.open(made.id) as src:
        (tmp_path / "part.jsonl").write_bytes(src.read())
    other = add_case(person.vault, "")
    report = collect(person.vault, other.id, [tmp_path / "part.jsonl"], Job())
    assert (report.messages_taken, report.not_understood) == (2, ())
    assert [text[:2] for text in _texts(person, other.id)] == ["말1", "말2"]


def test_single_messages_can_be_cut_out(person: Person) -> None:
    person.collect(_export(person))
    chat = next(i for i in person.vault.items.in_case(person.case.id) if i.kind is ItemKind.CHAT)
    third = [one.id for one in person.vault.chats.messages(person.case.id)][3]
    made = cut_excerpt(person.vault, person.case.id, chat.id, Job(), messages=[third]).item
    with person.vault.items.open(made.id) as src:
        lines = [json.loads(line) for line in src.read().splitlines()]
    assert [line["line"] for line in lines] == ["head", "room", "message"]
    assert lines[0]["chosen"] is True
    assert lines[2]["position"] == "messages[3]"


def test_a_chat_that_was_set_aside_has_no_part(person: Person) -> None:
    person.collect(_export(person))
    chat = next(i for i in person.vault.items.in_case(person.case.id) if i.kind is ItemKind.CHAT)
    set_items_aside(person.vault, [chat.id])
    with pytest.raises(InputProblem) as told:
        cut_excerpt(person.vault, person.case.id, chat.id, Job(), span=MIDDLE)
    assert told.value.code == "INP-011"


def test_what_is_no_chat_has_no_part(person: Person) -> None:
    person.collect(person.file("a.txt", b"words"))
    item = person.vault.items.in_case(person.case.id)[0]
    with pytest.raises(InputProblem) as told:
        cut_excerpt(person.vault, person.case.id, item.id, Job(), span=MIDDLE)
    assert told.value.code == "COL-052"


@pytest.mark.parametrize(
    "line",
    [
        b'{"line":"message","room":"?","position":"","kind":"message"}',
        b'{"line":"message","room":1}',
        b"[" * 5000,
        b"\xff\xfe",
        b'{"line":"message","room":"k","position":"","kind":"odd"}',
    ],
)
def test_a_line_that_does_not_fit_is_told_and_the_rest_is_read(person: Person, line: bytes) -> None:
    head = BEGINNING + b',"source":"","sha256":"","size":0,"importer":""}'
    room = (
        b'{"line":"room","key":"k","platform":"telegram","native_id":"1","title":"t","kind":"",'
        b'"position":""}'
    )
    good = (
        b'{"line":"message","room":"k","position":"p","kind":"message","text":"ok",'
        b'"media":[{"role":"photo","named":"x","path":"../../x"}]}'
    )
    report = person.collect(person.file("e.jsonl", b"\n".join([head, room, line, good])))
    assert [one.what for one in report.not_understood] == ["bad_record"]
    assert _texts(person) == ["ok"]
    message = next(iter(person.vault.chats.messages(person.case.id)))
    assert message.media[0].absent == "unsafe_path"


def test_typed_bounds_reach_to_the_end_of_what_was_typed() -> None:
    day = typed_moment("2024-08-27")
    span = span_between(day, day)
    assert span is not None
    assert span.from_ms is not None
    assert span.to_ms == span.from_ms + 86_400_000 - 1
    assert span_between(typed_moment("soon"), None) is None
    assert span_between(typed_moment("2024-08-28"), day) is None
