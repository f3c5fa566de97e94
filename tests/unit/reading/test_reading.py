"""Words in pictures: read by the worker, kept for search only, gone with their item."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.collect.media import MediaWorker, Problem
from app.domain.custody import Act
from app.domain.evidence.items import ItemKind
from app.domain.evidence.searching import Filters, Kind
from app.errors import Cancelled, EnvironmentProblem
from app.jobs import Job
from app.usecases.case.searching import around, search
from app.usecases.items import reading_words
from app.usecases.items.removing import bring_back, destroy_items, set_items_aside
from tests.unit.collect.intake.conftest import ChangingJob, Person
from tests.unit.reading.conftest import needs_data, picture

pytestmark = needs_data
MACHINE = Filters(frozenset({Kind.MACHINE}))


def _pictures(person: Person) -> list[str]:
    items = person.vault.items.in_case(person.case.id)
    return [item.id for item in items if item.kind is ItemKind.PICTURE]


def _found(person: Person, words: str) -> int:
    return search(person.vault, words, person.case.id, filters=MACHINE).total


@pytest.fixture
def read(person: Person) -> Person:
    person.file("screen.png", picture())
    person.collect()
    reading_words.read_words(person.vault, person.case.id, Job())
    return person


@pytest.mark.parametrize("dark", [False, True])
def test_korean_and_english_are_read_on_light_and_dark(dark: bool, tmp_path: Path) -> None:
    path = tmp_path / "screen.png"
    path.write_bytes(picture(dark=dark))
    with MediaWorker() as worker, path.open("rb") as src:
        told, problem = worker.ask(src, "image/png", "words")
    assert problem is Problem.NONE
    assert "다 보낼 거야" in told.decode()
    assert "300000 won" in told.decode()


def test_words_are_found_only_after_reading_and_say_that_a_program_read_them(
    person: Person,
) -> None:
    person.file("screen.png", picture())
    person.collect()
    assert _found(person, "신한은행") == 0
    done = reading_words.read_words(person.vault, person.case.id, Job())
    assert (done.read, done.with_words, done.not_read) == (1, 1, ())
    page = search(person.vault, "신한 은행", person.case.id)
    assert [(hit.kind, hit.id) for hit in page.hits] == [("machine", _pictures(person)[0])]
    assert "won" in around(person.vault, page.hits[0], "신한").passage


def test_a_second_reading_reads_only_what_is_new(read: Person) -> None:
    read.file("more/other.png", picture(("다른 화면의 글자",)))
    read.collect()
    done = reading_words.read_words(read.vault, read.case.id, Job())
    assert done.read == 1
    acts = [entry.act for entry in read.vault.custody.entries()]
    assert acts.count(Act.WORDS_READ) == 2


def test_stopped_it_goes_on_with_the_next_picture(person: Person) -> None:
    for number in range(3):
        person.file(f"{number}.png", picture((f"화면 번호 {number}{number}{number}",)))
    person.collect()
    stopping = ChangingJob(lambda one: one.progress.done == 1, lambda: None)
    stopping._act = stopping.cancel
    with pytest.raises(Cancelled):
        reading_words.read_words(person.vault, person.case.id, stopping)
    assert reading_words.pictures_unread(person.vault, person.case.id) == 2
    assert reading_words.read_words(person.vault, person.case.id, Job()).read == 2


def test_a_broken_picture_is_named_and_the_rest_is_read(person: Person) -> None:
    whole = picture()
    person.file("a.png", whole[: len(whole) // 2])
    person.file("b.png", picture(("두 번째 화면",)))
    person.collect()
    done = reading_words.read_words(person.vault, person.case.id, Job())
    assert done.read == 2
    assert done.not_read == (_pictures(person)[0],)
    assert _found(person, "두 번째") == 1


def test_set_aside_they_are_not_found_and_destroyed_they_are_gone(read: Person) -> None:
    vault, (item,) = read.vault, _pictures(read)
    set_items_aside(vault, [item])
    assert _found(read, "신한은행") == 0
    assert vault.machine_words.get(item) is None
    bring_back(vault, [item])
    assert _found(read, "신한은행") == 1
    set_items_aside(vault, [item])
    destroy_items(vault, [item], Job())
    assert vault._index.read("SELECT * FROM machine_words") == []
    assert vault._index.read("SELECT rowid FROM words WHERE words MATCH '\"신한\"'") == []


def test_minor_mode_reads_nothing_finds_nothing_and_forgets_what_was_read(read: Person) -> None:
    vault, case = read.vault, read.case
    with vault.transaction():
        vault.cases.update(type(case)(case.id, case.title, case.created_ms, minor_mode=True))
    assert _found(read, "신한은행") == 0
    done = reading_words.read_words(vault, case.id, Job())
    assert (done.read, done.left_out) == (0, 1)
    assert vault._index.read("SELECT * FROM machine_words") == []
    assert reading_words.pictures_unread(vault, case.id) == 0


def test_what_was_read_can_be_forgotten(read: Person) -> None:
    assert reading_words.forget_read_words(read.vault, read.case.id) == 1
    assert _found(read, "신한은행") == 0
    assert reading_words.pictures_unread(read.vault, read.case.id) == 1


def test_reading_new_pictures_is_off_until_it_is_asked_for(person: Person) -> None:
    assert not reading_words.reads_new_pictures(person.vault)
    reading_words.read_new_pictures(person.vault, on=True)
    assert reading_words.reads_new_pictures(person.vault)
    reading_words.read_new_pictures(person.vault, on=False)
    assert not reading_words.reads_new_pictures(person.vault)


def test_without_the_data_nothing_is_offered_and_reading_says_why(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_words, "reading_data", lambda: tmp_path)
    person.file("screen.png", picture())
    person.collect()
    assert reading_words.pictures_unread(person.vault, person.case.id) == 0
    with pytest.raises(EnvironmentProblem) as told:
        reading_words.read_words(person.vault, person.case.id, Job())
    assert told.value.code == "COL-080"


def test_a_picture_of_many_pixels_stays_within_the_memory_of_the_worker(tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "large.jpg"
    Image.new("L", (9000, 9000), 255).save(path, "JPEG", quality=20)
    with MediaWorker() as worker, path.open("rb") as src:
        told, problem = worker.ask(src, "image/jpeg", "words")
    assert (told, problem) == (b'""', Problem.NONE)
