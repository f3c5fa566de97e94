"""What came in while the vault was locked gets its place by the same rules as everything else."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import pytest

from app.domain.custody import Act
from app.domain.evidence.capture_words import in_words
from app.domain.evidence.captures import LATEST_MS, CaptureWay, Instant, Said, Screen, Shot
from app.domain.evidence.intake import Refused
from app.domain.evidence.items import ItemKind, Method
from app.domain.times.times import Certainty, TimeSource
from app.errors import InputProblem
from app.i18n import texts
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.intake import dropping
from app.usecases.intake.capturing import captures_of
from app.usecases.intake.dropping import DropReport, drop, drop_capture, lying_here
from app.usecases.intake.waiting import Unreadable, Waiting, discard, place, what_waits
from app.vault.waiting.drop import DROP_FOLDER, Drop, DropFacts
from tests.unit.adding.test_adding import png
from tests.unit.collect.intake.conftest import ChangingJob, Person, said
from tests.unit.vault.test_drop import by_hand, end_of

INSTANT = {"system_ms": 1_724_734_800_123, "zone": "KST", "offset_minutes": 540, "running_ms": 5}
CAPTURE = {"shot": {"way": "screen", "at": INSTANT}, "said": {"room": "방"}, "program": "Ongi"}
PICTURE = b"\xff\xd8\xff\xe0 a picture"


def dropped(person: Person, *paths: Path) -> DropReport:
    return drop(person.vault.path, paths or (person.folder,), Job())


def placed(person: Person, *names: str, job: Job | None = None, **more: bool):  # type: ignore[no-untyped-def]
    return place(person.vault, person.case.id, job or Job(), names or None, **more)


def test_a_file_gets_its_place_with_the_time_it_came_in(person: Person) -> None:
    person.file("a.jpg", PICTURE)
    dropped(person)
    (waiting,) = what_waits(person.vault)
    assert isinstance(waiting, Waiting)
    report = placed(person)
    assert (report.items_taken, report.sightings_made, report.refused) == (1, 1, ())
    (item,) = person.vault.items.in_case(person.case.id)
    assert (item.name, item.kind, item.origin) == ("a.jpg", ItemKind.PICTURE, "given/a.jpg")
    assert item.sha256 == hashlib.sha256(PICTURE).hexdigest()
    (sighting,) = person.vault.sightings.of_item(item.id)
    assert sighting.method is Method.WHILE_LOCKED
    assert sighting.captured is not None
    assert sighting.captured.at_ms == waiting.facts.captured_ms
    assert (sighting.captured.source, sighting.captured.certainty) == (
        TimeSource.VAULT,
        Certainty.APPROXIMATE,
    )
    assert what_waits(person.vault) == ()
    assert list((person.vault.path / DROP_FOLDER).iterdir()) == []


def test_the_custody_log_says_that_it_came_while_locked(person: Person) -> None:
    dropped(person, person.file("a.txt", b"words"))
    person.collect(person.file("b.txt", b"other words"))
    placed(person)
    told = {
        entry.details["name"]: entry.details.get("while_locked")
        for entry in person.vault.custody.entries()
        if entry.act is Act.ITEM_TAKEN
    }
    assert told == {"a.txt": 1, "b.txt": None}


def test_an_export_that_was_taken_in_as_a_folder_is_read_as_one(person: Person) -> None:
    folder = person.export("export", said(1, "협박", file="photos/a.jpg"), said(2))
    person.file("export/photos/a.jpg", PICTURE)
    dropped(person, folder)
    report = placed(person)
    assert (report.messages_taken, report.items_taken, report.rooms_seen) == (2, 2, 1)
    (picture,) = [one for one in person.vault.items.in_case(person.case.id) if one.name == "a.jpg"]
    (sighting,) = person.vault.sightings.of_item(picture.id)
    assert sighting.method is Method.EXPORT
    assert sighting.message is not None


def test_files_of_one_instant_are_placed_as_a_walk_goes(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dropping, "system_clock", lambda: 1_724_700_000_000)
    folder = person.export("export", *(said(n, file=f"photos/{n}.jpg") for n in range(1, 7)))
    for number in range(1, 7):
        person.file(f"export/photos/{number}.jpg", PICTURE + bytes([number]))
    dropped(person, folder)
    assert placed(person).messages_taken == 6
    items = person.vault.items.in_case(person.case.id)
    methods = [one.method for item in items for one in person.vault.sightings.of_item(item.id)]
    assert methods == [Method.EXPORT] * 6


def test_files_of_two_calls_are_not_taken_for_one_folder(person: Person) -> None:
    folder = person.export("export", said(1, file="photos/a.jpg"))
    dropped(person, folder)
    dropped(person, person.file("export/photos/a.jpg", PICTURE))
    report = placed(person)
    (message,) = person.vault.chats.messages(person.case.id)
    assert report.items_taken == 2
    assert message.media[0].item is None


def test_one_by_its_name_and_the_others_stay(person: Person) -> None:
    person.file("a.txt", b"a")
    person.file("b.txt", b"b")
    names = [one.name for one in dropped(person).taken]
    placed(person, names[1])
    assert person.names() == ["b.txt"]
    assert [one.name for one in what_waits(person.vault)] == names[:1]
    with pytest.raises(InputProblem) as caught:
        placed(person, names[1])
    assert caught.value.code == "INP-032"
    assert person.vault.unfinished.all() == ()


def test_the_same_bytes_again_are_one_item_with_two_sightings(person: Person) -> None:
    path = person.file("a.txt", b"words")
    person.collect(path)
    dropped(person, path)
    report = placed(person)
    assert (report.items_taken, report.items_again) == (0, 1)
    (item,) = person.vault.items.in_case(person.case.id)
    assert len(person.vault.sightings.of_item(item.id)) == 2


def test_minor_mode_keeps_out_what_came_while_locked_and_it_stays_until_discarded(
    person: Person,
) -> None:
    minor = Person(person.vault, add_case(person.vault, "", minor_mode=True), person.folder)
    minor.file("a.jpg", PICTURE)
    minor.file("words.txt", b"words")
    dropped(minor)
    before = sum(1 for one in (person.vault.path / "blobs").rglob("*") if one.is_file())
    report = placed(minor)
    assert minor.names() == ["words.txt"]
    assert report.refused == (Refused("given/a.jpg", "COL-004"),)
    after = sum(1 for one in (person.vault.path / "blobs").rglob("*") if one.is_file())
    assert after - before == 1
    (left,) = what_waits(person.vault)
    discard(person.vault, left.name)
    assert what_waits(person.vault) == ()
    entry = list(person.vault.custody.entries())[-1]
    assert entry.act is Act.DROP_DISCARDED
    assert entry.details["sha256"] == hashlib.sha256(PICTURE).hexdigest()


def test_in_minor_mode_an_export_is_known_whatever_order_it_came_in(person: Person) -> None:
    minor = Person(person.vault, add_case(person.vault, "", minor_mode=True), person.folder)
    folder = minor.export("export", said(1, file="a.jpg"))
    minor.file("export/a.jpg", PICTURE)
    dropped(minor, folder)
    placed(minor, screens_without_image=True)
    assert minor.names() == ["result.json"]


def test_a_damaged_one_is_refused_by_name_and_the_others_get_in(person: Person) -> None:
    person.file("a.txt", b"a" * 200_000)
    person.file("b.txt", b"b")
    first, _ = dropped(person).taken
    path = person.vault.path / DROP_FOLDER / first.name
    data = bytearray(path.read_bytes())
    data[70_000] ^= 1  # in the content: its end can still be read
    path.write_bytes(data)
    report = placed(person)
    assert report.refused == (Refused("given/a.txt", "VLT-057"),)
    assert person.names() == ["b.txt"]
    assert path.exists()
    path.write_bytes(b"damaged")
    assert [type(one) for one in what_waits(person.vault)] == [Unreadable]
    assert placed(person).refused == (Refused(first.name, "VLT-057"),)
    discard(person.vault, first.name)
    assert not path.exists()


def test_bytes_that_are_not_those_of_the_sealed_hash_are_refused(person: Person) -> None:
    end = end_of(size=5, name="a.txt", sha256="0" * 64)
    name = by_hand(person.vault.path, end, content=b"bytes")
    report = placed(person)
    assert report.refused == (Refused("a.txt", "VLT-057"),)
    assert person.names() == []
    assert [one.name for one in what_waits(person.vault)] == [name]


def test_two_that_claim_one_place_are_both_taken(person: Person) -> None:
    facts = DropFacts("a.txt", "0" * 16, 1, 1, "file")
    for content in (b"one", b"two"):
        Drop(person.vault.path).take(
            io.BytesIO(content), facts, tick=lambda _done: None, settled=lambda _done: None
        )
    assert placed(person).items_taken == 2


def test_a_file_that_was_placed_but_not_removed_is_removed_without_a_second_sighting(
    person: Person,
) -> None:
    (one,) = dropped(person, person.file("a.txt", b"words")).taken
    path = person.vault.path / DROP_FOLDER / one.name
    sealed = path.read_bytes()
    placed(person)
    (item,) = person.vault.items.in_case(person.case.id)
    # As a kill between the commit and the removal leaves it.
    path.write_bytes(sealed)
    with person.vault.transaction():
        person.vault.waiting.placed(one.name, item.id)
    person.vault.waiting.tidy()
    assert not path.exists()
    assert len(person.vault.sightings.of_item(item.id)) == 1


def test_a_file_that_changes_while_it_is_sealed_is_refused(person: Person) -> None:
    path = person.file("a.txt", b"a" * 900_000)
    job = ChangingJob(lambda job: job.progress.done > 0, lambda: path.write_bytes(b"b" * 900_001))
    report = drop(person.vault.path, [path], job)
    assert report.refused == (Refused("a.txt", "ENV-006"),)
    assert lying_here(person.vault.path) == ()


def test_what_lies_inside_the_vault_is_not_sealed_into_it(person: Person) -> None:
    report = drop(person.vault.path, [person.vault.path / "slots-a", person.vault.path], Job())
    assert {one.code for one in report.refused} == {"COL-003"}
    assert report.taken == ()


AT = Instant(1_724_734_800_123, "KST", 540, 5_000_000)
SHOT = Shot(CaptureWay.SCREEN, AT, Screen("DP-1", 1, 2, 1920, 1080, 125))
WORDS = Said("어느 방", "https://t.me/someroom", "900101-1234567 이라는 사람")


def test_what_was_said_of_a_capture_is_sealed_with_it_and_kept_with_its_place(
    person: Person,
) -> None:
    one = drop_capture(person.vault.path, png(), SHOT, WORDS, Job())
    lying = (person.vault.path / DROP_FOLDER / one.name).read_bytes()
    assert not any(word in lying for word in ("어느".encode(), b"someroom", b"DP-1", b"screen-"))
    (waiting,) = what_waits(person.vault)
    assert isinstance(waiting, Waiting)
    assert waiting.facts.capture is not None
    assert waiting.facts.capture.said.words == "900101-******* 이라는 사람"
    assert placed(person).items_taken == 1
    (item,) = person.vault.items.in_case(person.case.id)
    (sighting,) = person.vault.sightings.of_item(item.id)
    assert (sighting.method, sighting.where) == (Method.WHILE_LOCKED, "어느 방")
    assert sighting.note == "900101-******* 이라는 사람"
    assert sighting.captured is not None
    assert sighting.captured.at_ms == AT.system_ms
    assert sighting.captured.certainty is Certainty.APPROXIMATE
    capture = captures_of(person.vault, item.id)[sighting.id]
    assert (capture.shot, capture.said.room, capture.log_number) == (SHOT, "어느 방", 0)
    (link,) = person.vault.links.in_case(person.case.id)
    assert (link.normal, link.source_item) == ("https://t.me/someroom", item.id)
    (entry,) = person.vault.custody.of_subject(item.id)
    assert (entry.details["while_locked"], entry.details["screen"]) == (1, "DP-1")
    said = dict(in_words(capture, texts("en")))
    assert said["By the vault's log"] == "not known; the vault was locked"
    assert what_waits(person.vault) == ()


def test_a_pasted_picture_that_waited_has_no_time_of_its_own(person: Person) -> None:
    drop_capture(person.vault.path, png(), Shot(CaptureWay.PASTED, AT), Said(), Job())
    placed(person)
    (item,) = person.vault.items.in_case(person.case.id)
    assert person.vault.sightings.of_item(item.id)[0].captured is None


LATER_THAN_ALL_YEARS = {**INSTANT, "system_ms": LATEST_MS, "offset_minutes": 1}


@pytest.mark.parametrize(
    "capture",
    [
        "{}",
        "no json",
        None,
        7,
        json.dumps({**CAPTURE, "said": {"room": "가" * 2_001}}),
        json.dumps({**CAPTURE, "shot": {"way": "screen", "at": {**INSTANT, "system_ms": 2**52}}}),
        json.dumps({**CAPTURE, "shot": {"way": "screen", "at": {**INSTANT, "running_ms": -1}}}),
        json.dumps({**CAPTURE, "shot": {"way": "screen", "at": LATER_THAN_ALL_YEARS}}),
        json.dumps({**CAPTURE, "shot": {"way": "else", "at": INSTANT}}),
    ],
)
def test_a_capture_that_can_not_be_one_is_not_read(person: Person, capture: object) -> None:
    by_hand(person.vault.path, end_of(format="ongi-drop-v2", capture=capture))
    assert [type(one) for one in what_waits(person.vault)] == [Unreadable]


def test_a_capture_by_hand_is_read_and_a_file_of_the_first_form_has_none(person: Person) -> None:
    by_hand(person.vault.path, end_of(format="ongi-drop-v2", capture=json.dumps(CAPTURE)))
    by_hand(person.vault.path, end_of(capture=json.dumps(CAPTURE)))
    found = {type(one) for one in what_waits(person.vault)}
    assert found == {Waiting, Unreadable}
