"""Chat exports go into a case whole or not at all, with their media, and tell what is missing."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from app.domain.custody import Act
from app.domain.evidence.intake import DayOrder, NotUnderstood
from app.domain.evidence.items import ItemKind
from app.errors import Cancelled
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.case.timelines import timeline
from app.usecases.items.removing import set_items_aside
from tests.fixtures.exports.telegram_writer import account, page, room, service, written
from tests.unit.collect.intake.conftest import BEGIN, HANEUL, ChangingJob, Person, said

JPEG = b"\xff\xd8\xff" + b"no picture" * 10


class StoppingJob(Job):
    """Is stopped when a number of messages was read."""

    def advance(self, done: int) -> None:
        super().advance(done)
        if self.progress.phase == "collect.chat":
            self.cancel()


def media(person: Person) -> list[tuple[str, bool, str]]:
    found = person.vault.chats.messages(person.case.id)
    return [(one.named, one.item is not None, one.absent) for each in found for one in each.media]


@pytest.mark.parametrize("on_disk", ["NFC", "NFD"])
@pytest.mark.parametrize("in_export", ["NFC", "NFD"])
def test_a_name_finds_its_file_however_it_is_composed(
    person: Person, on_disk: str, in_export: str
) -> None:
    name = "photos/사진 바다.jpg"
    export = person.export("e", said(1, photo=unicodedata.normalize(in_export, name)))
    person.file(f"e/{unicodedata.normalize(on_disk, name)}", JPEG)
    assert person.collect(export).sightings_made == 1
    assert media(person)[0][1:] == (True, "")


def test_exact_names_win_and_two_loose_ones_find_none(person: Person) -> None:
    export = person.export(
        "e", said(1, photo="A.jpg"), said(2, photo="a.jpg"), said(3, photo="B.jpg")
    )
    for name in ("A.jpg", "a.jpg", "b.JPG", "b.jpg"):
        person.file(f"e/{name}", JPEG + name.encode())
    if len(list((person.folder / "e").iterdir())) < 5:
        pytest.skip("this disk knows no capital letters")
    person.collect(export)
    assert media(person) == [
        ("A.jpg", True, ""),
        ("a.jpg", True, ""),
        ("B.jpg", False, "missing_file"),
    ]
    items = [one.media[0].item for one in person.vault.chats.messages(person.case.id)]
    assert items[0] != items[1]


def test_a_medium_that_did_not_get_in_is_told_apart_from_one_that_was_never_there(
    person: Person,
) -> None:
    export = person.export("e", said(1, photo="a.jpg"), said(2, photo="b.jpg"))
    path = person.file("e/a.jpg", JPEG)
    job = ChangingJob(lambda job: job.progress.phase == "collect.file", path.unlink)
    person.collect(export, job=job)
    assert media(person) == [("a.jpg", False, "refused"), ("b.jpg", False, "missing_file")]


def test_media_that_come_in_later_find_their_messages(person: Person) -> None:
    export = person.export("e", said(1, photo="photos/a.jpg"), said(2, photo="photos/b.jpg"))
    person.collect(export / "result.json")
    other = Person(person.vault, add_case(person.vault, "다른 사건"), person.folder)
    other.collect(export / "result.json")
    assert [absent for _, _, absent in media(person)] == ["missing_file", "missing_file"]
    person.file("e/photos/a.jpg", JPEG)
    report = person.collect(export)
    assert (report.messages_taken, report.sightings_made) == (0, 1)
    assert media(person) == [("photos/a.jpg", True, ""), ("photos/b.jpg", False, "missing_file")]
    (seen,) = person.vault.sightings.in_case(person.case.id)
    message = next(person.vault.chats.messages(person.case.id))
    assert (seen.message, seen.room, seen.shown) == (message.id, message.room, message.shown)
    last = list(person.vault.custody.entries(person.case.id))[-1]
    assert (last.act, last.details["media_found"]) == (Act.CHAT_IMPORTED, 1)
    assert [absent for _, _, absent in media(other)] == ["missing_file", "missing_file"]
    assert last.details["whole"]
    assert person.collect(export).sightings_made == 0


def test_files_of_an_export_that_no_message_names_are_seen_as_files(person: Person) -> None:
    export = person.export("e", said(1, photo="photos/a.jpg"))
    person.file("e/photos/a.jpg", JPEG)
    person.file("e/mine/screen.jpg", JPEG + b"mine")
    report = person.collect(export)
    sightings = list(person.vault.sightings.in_case(person.case.id))
    assert [(one.method.value, one.where) for one in sightings] == [
        ("export", "방"), ("file", "e/mine/screen.jpg"),
    ]  # fmt: skip
    assert report.sightings_made == 2


def test_a_stopped_chat_leaves_nothing_and_the_list_says_so(person: Person) -> None:
    export = person.export("e", *(said(n, "https://t.me/x/1", photo="b/a.jpg") for n in range(3)))
    person.file("e/b/a.jpg", JPEG)
    with pytest.raises(Cancelled):
        person.collect(export, job=StoppingJob())
    (kept,) = person.lists()
    assert (kept.items_taken, kept.messages_taken, kept.sightings_made, kept.links_found) == (
        2,
        0,
        0,
        0,
    )
    assert kept.not_understood == (NotUnderstood("result.json", "not_read"),)
    assert person.vault.chats.count(person.case.id) == 0
    again = person.collect(export)
    assert (again.messages_taken, again.not_understood) == (3, ())


def test_a_longer_export_that_begins_with_the_same_page_is_read(person: Person) -> None:
    def pages(folder: str, *names: str) -> Path:
        for number, name in enumerate(names):
            body = (
                f'<div class="message default clearfix" id="message{number + 1}"><div class="body">'
                f'<div class="pull_right date details" title="27.08.2024 14:03:22 UTC+09:00">14:03'
                f'</div><div class="from_name">하늘</div><div class="text">{name}</div></div></div>'
            )
            person.file(f"{folder}/{name}", page("방", body))
        return person.folder / folder

    first = person.collect(pages("one", "messages.html"))
    longer = person.collect(pages("two", "messages.html", "messages2.html"))
    assert (first.messages_taken, longer.messages_taken, longer.not_understood) == (1, 2, ())
    again = person.collect(person.folder / "two")
    assert [one.what for one in again.not_understood] == ["already_read"]


def test_a_page_that_did_not_get_in_is_told_and_the_others_are_read(person: Person) -> None:
    body = '<div class="message default clearfix" id="message1"></div>'
    for name in ("messages.html", "messages3.html"):
        person.file(f"e/{name}", page("방", body + f"<!-- {name} -->"))
    (person.folder / "e/messages2.html").symlink_to("nowhere")
    report = person.collect()
    assert [one.path for one in report.refused] == ["given/e/messages2.html"]
    assert report.messages_taken == 2


def test_the_same_export_goes_into_two_cases(person: Person, tmp_path: Path) -> None:
    export = person.export("e", said(1))
    other = Person(person.vault, add_case(person.vault, "다른 사건"), person.folder)
    assert (person.collect(export).messages_taken, other.collect(export).messages_taken) == (1, 1)
    assert other.collect(export).messages_taken == 0


def test_an_export_inside_an_export_and_an_empty_one(person: Person) -> None:
    person.export("e", said(1, photo="photos/a.jpg"))
    person.export("e/inner", said(1, photo="photos/a.jpg"), number=78)
    person.export("e/empty", number=79)
    person.file("e/photos/a.jpg", JPEG)
    report = person.collect()
    assert (report.messages_taken, report.rooms_seen) == (2, 3)
    assert [one[1:] for one in media(person)] in (
        [(True, ""), (False, "missing_file")], [(False, "missing_file"), (True, "")],
    )  # fmt: skip


@pytest.mark.parametrize("length", [1, 2, 3])
def test_rooms_that_say_they_go_in_a_ring_have_a_beginning(person: Person, length: int) -> None:
    rooms = []
    for number in range(length):
        title = f"방 {(number + 1) % length}"
        moved = service(1, BEGIN + number, HANEUL, "migrate_from_group", title=title)
        rooms.append(room(f"방 {number}", "private_supergroup", 100 + number, [moved]))
    person.file("e/result.json", written(account(rooms, [])).encode())
    person.collect()
    kept = {one.id: one for one in person.vault.chats.rooms(person.case.id)}
    assert len(kept) == length
    assert sum(one.moved_from is None for one in kept.values()) == 1
    assert timeline(person.vault, person.case.id).entries


def test_hostile_texts_and_times_are_kept_and_shown(person: Person) -> None:
    export = person.export(
        "e",
        said(1, "nul\0inside"),
        said(2, "\ud800 alone"),
        said(3, "x" * 1_000_000),
        {**said(4), "date_unixtime": "253402300799", "date": "9999-12-31T23:59:59"},
        {**said(5), "date_unixtime": str(2**70), "date": "0001-01-01T00:00:00"},
    )
    assert person.collect(export).messages_taken == 5
    kept = list(person.vault.chats.messages(person.case.id))
    assert {len(one.text) for one in kept} >= {10, 1_000_000}
    assert person.vault.search.find("nul").total == 1
    timeline(person.vault, person.case.id)


def test_an_export_whose_dates_can_be_read_in_two_ways_waits_for_the_persons_word(
    person: Person,
) -> None:
    text = "1/2/21, 1:00 AM - Lee: 하나\n1/2/21, 2:00 AM - Kim: 둘\n"
    chat = person.file("WhatsApp Chat with Lee.txt", text.encode())
    report = person.collect(chat, days=DayOrder.ASKED)
    assert (report.items_taken, report.messages_taken, report.rooms_seen) == (1, 0, 0)
    assert [one.what for one in report.not_understood] == ["day_order_asked"]
    assert person.collect(chat, days=DayOrder.MONTH_FIRST).messages_taken == 2
    shown = next(iter(person.vault.chats.messages(person.case.id))).shown
    assert shown is not None
    assert shown.utc is not None
    assert (shown.utc.month, shown.utc.day) == (1, 1)
    again = person.collect(chat, days=DayOrder.DAY_FIRST)
    assert [one.what for one in again.not_understood] == ["already_read"]


def test_a_longer_export_says_how_many_messages_an_earlier_one_told_too(person: Person) -> None:
    first = person.collect(person.export("one", said(1), said(2), said(3, "셋")))
    assert first.not_understood == ()
    changed = said(3, "고친 셋")
    longer = person.collect(person.export("two", said(1), said(2), changed, said(4)))
    assert longer.messages_taken == 4
    assert [(one.where, one.what) for one in longer.not_understood] == [
        ("result.json", "told_before: 2")
    ]
    other = person.collect(person.export("three", said(1), said(2), number=78))
    assert other.not_understood == ()


def test_what_an_export_that_was_set_aside_told_is_not_told_before(person: Person) -> None:
    person.collect(person.export("one", said(1), said(2)))
    set_items_aside(person.vault, [next(iter(person.vault.items.in_case(person.case.id))).id])
    again = person.collect(person.export("two", said(1), said(2), said(3)))
    assert again.not_understood == ()


def test_messages_of_an_unknown_program_are_kept_as_a_file_and_told(person: Person) -> None:
    words = '{"messages": [{"role": "user", "text": "말", "from_id": 5}]}'
    person.file("result.json", words.encode())
    person.file("방.json", written(room("방", "private_group", 1, [said(1)])).encode())
    report = person.collect(person.folder)
    assert (report.items_taken, report.messages_taken) == (2, 1)
    told = [one for one in report.not_understood if one.what == "foreign_messages"]
    assert [Path(one.where).name for one in told] == ["result.json"]
    kinds = {one.name: one.kind for one in person.vault.items.in_case(person.case.id)}
    assert kinds["result.json"] is not ItemKind.CHAT
    assert kinds["방.json"] is ItemKind.CHAT
