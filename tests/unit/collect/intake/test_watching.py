"""Folders that a person named: only what is new is offered, nothing by itself, known to the vault."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.collect import fresh
from app.errors import InputProblem
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.intake.collecting import collect
from app.usecases.intake.watching import (
    FOLDERS_LIMIT,
    leave_folder,
    pass_over,
    phone_folders,
    watch_folder,
    watched_folders,
    what_is_new,
)
from tests.unit.collect.intake.conftest import Person

JPEG = b"\xff\xd8\xff\xe0"


def _picture(person: Person, name: str, at: int, more: bytes = b"") -> Path:
    path = person.file(f"sync/{name}", JPEG + name.encode() + more)
    os.utime(path, (at, at))
    return path


def _names(person: Person) -> list[str]:
    return [path.name for path in what_is_new(person.vault, person.folder / "sync", Job())]


def test_new_pictures_are_offered_newest_first_and_nothing_is_taken(person: Person) -> None:
    for name, at in (("a.jpg", 100), ("c.jpg", 300), ("b.jpg", 200)):
        _picture(person, name, at)
    person.file("sync/words.txt", b"words")
    watch_folder(person.vault, person.folder / "sync")
    assert _names(person) == ["c.jpg", "b.jpg", "a.jpg"]
    assert person.names() == []


def test_what_was_taken_or_passed_over_is_not_offered_again_but_a_changed_file_is(
    person: Person,
) -> None:
    first, second = _picture(person, "a.jpg", 100), _picture(person, "b.jpg", 200)
    watch_folder(person.vault, person.folder / "sync")
    assert watched_folders(person.vault)[0].since_ms is None
    person.collect(first)
    assert _names(person) == ["b.jpg"]
    assert watched_folders(person.vault)[0].since_ms is not None
    pass_over(person.vault, [second])
    assert _names(person) == []
    _picture(person, "b.jpg", 300, b"other")
    _picture(person, "old.jpg", 1)
    assert _names(person) == ["b.jpg", "old.jpg"]


def test_what_was_refused_is_offered_again(person: Person) -> None:
    picture = _picture(person, "a.jpg", 100)
    watch_folder(person.vault, person.folder / "sync")
    young = add_case(person.vault, "", minor_mode=True)
    report = collect(person.vault, young.id, [picture], Job())
    assert [one.code for one in report.refused] == ["COL-004"]
    assert _names(person) == ["a.jpg"]


def test_a_folder_that_was_left_is_forgotten_with_its_marks(person: Person) -> None:
    picture = _picture(person, "a.jpg", 100)
    watch_folder(person.vault, person.folder / "sync")
    pass_over(person.vault, [picture])
    leave_folder(person.vault, person.folder / "sync")
    assert watched_folders(person.vault) == ()
    watch_folder(person.vault, person.folder / "sync")
    assert _names(person) == ["a.jpg"]


def test_no_more_folders_than_fit_and_only_folders(person: Person) -> None:
    for number in range(FOLDERS_LIMIT):
        (person.folder / str(number)).mkdir()
        watch_folder(person.vault, person.folder / str(number))
    watch_folder(person.vault, person.folder / "0")
    with pytest.raises(InputProblem) as told:
        watch_folder(person.vault, person.folder)
    assert told.value.code == "COL-058"
    with pytest.raises(InputProblem) as told:
        watch_folder(person.vault, person.file("a.txt"))
    assert told.value.code == "INP-002"


def test_a_huge_folder_is_looked_through_up_to_a_limit(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(9):
        _picture(person, f"{number}.jpg", number + 1)
    monkeypatch.setattr(fresh, "OFFERED", 2)
    assert _names(person) == ["8.jpg", "7.jpg"]
    monkeypatch.setattr(fresh, "LOOKED_AT", 3)
    assert _names(person) == ["2.jpg", "1.jpg"]


def test_picture_folders_of_phones_are_found_and_links_are_not_followed(tmp_path: Path) -> None:
    card, phone = tmp_path / "card", tmp_path / "mtp:host=phone" / "내장 저장공간"
    for folder in (card / "DCIM", phone / "DCIM", tmp_path / "a" / "b" / "c" / "DCIM"):
        folder.mkdir(parents=True)
    (tmp_path / "link").symlink_to(card)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "DCIM").symlink_to(card / "DCIM")
    assert phone_folders([tmp_path, tmp_path / "gone"]) == (card / "DCIM", phone / "DCIM")
