"""Files are shown before they are taken: what they are, what they say, why one would stay out."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from app.collect import ahead
from app.domain.evidence.items import ItemKind
from app.errors import InputProblem
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.intake.foreseeing import look_first
from tests.unit.collect.intake.conftest import Person


def _picture() -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "Sam\x07sung"
    Image.new("RGB", (9, 9)).save(out, "JPEG", exif=exif)
    return out.getvalue()


def _before(person: Person) -> tuple[int, int]:
    return len(list(person.vault.items.in_case(person.case.id))), person.vault.custody.head[0]


def test_files_are_listed_with_their_own_words_and_nothing_is_taken(person: Person) -> None:
    picture = person.file("a.jpg", _picture())
    chat = person.file("b.txt", b"[\xea\xb0\x80] [\xec\x98\xa4\xec\xa0\x84 9:00] hi\n")
    link = person.file("c.lnk", b"x")
    link.unlink()
    link.symlink_to(chat)
    before = _before(person)
    rows = {
        row.place: row
        for row in look_first(person.vault, person.case.id, [picture, chat, link], Job())
    }
    assert rows["a.jpg"].kind is ItemKind.PICTURE
    assert rows["a.jpg"].facts["exif.make"] == "Sam[U+0007]sung"
    assert rows["a.jpg"].size == len(_picture())
    assert rows["c.lnk"].code == "COL-001"
    assert _before(person) == before


def test_what_minor_mode_keeps_out_is_said_and_not_decoded(person: Person) -> None:
    young = add_case(person.vault, "", minor_mode=True)
    picture = person.file("a.jpg", _picture())
    one = look_first(person.vault, young.id, [picture], Job())[0]
    assert (one.code, one.read, dict(one.facts)) == ("COL-004", False, {})
    sure = look_first(person.vault, young.id, [picture], Job(), screens_without_image=True)[0]
    assert (sure.code, sure.read) == ("", True)


def test_beyond_the_limit_files_are_listed_without_their_words(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "FACTS_READ", 1)
    paths = [person.file(f"{n}.jpg", _picture() + bytes(n)) for n in range(3)]
    rows = look_first(person.vault, person.case.id, paths, Job())
    assert [row.read for row in rows] == [True, False, False]
    assert [row.kind for row in rows] == [ItemKind.PICTURE] * 3


def test_a_path_that_is_not_there_is_said(person: Person) -> None:
    with pytest.raises(InputProblem) as told:
        look_first(person.vault, person.case.id, [person.file("a", b"x").with_name("b")], Job())
    assert told.value.code == "INP-002"
