"""Resident registration numbers: told by place at the end of an import, covered in every copy."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import msgspec
import pytest

from app.casework.facts import assemble
from app.domain.chats.chats import Link, LinkStanding
from app.domain.evidence.captures import CaptureWay, Said, Shot
from app.domain.evidence.searching import Kind
from app.domain.ids import new_id
from app.jobs import Job
from app.report.build import build
from app.report.data.templates import load_template
from app.report.writers.render_csv import render_csv
from app.report.writers.render_json import render_json
from app.usecases.case.resident_numbers import numbers_in_case, numbers_in_import
from app.usecases.copies.excerpting import cut_excerpt
from app.usecases.intake.capturing import captures_of, keep_capture
from app.usecases.items.removing import set_items_aside
from tests.unit.adding.test_adding import png
from tests.unit.adding.test_capturing import AT
from tests.unit.collect.intake.conftest import Person, said

NUMBER = "900101-1234567"
COVERED = "900101-*******"


def _places(person: Person) -> list[tuple[str, str]]:
    found = numbers_in_case(person.vault, person.case.id, Job())
    assert found.total == len(found.places)
    return [(one.kind.value, one.position) for one in found.places]


def test_each_place_is_named_and_the_number_is_not(person: Person) -> None:
    person.export("chat", said(1, "안녕"), said(2, f"주민번호 {NUMBER}이래"))
    person.file("list.csv", f"이름,번호\n가,{NUMBER}\n".encode())
    report = person.collect()
    found = numbers_in_import(person.vault, report.import_id, Job())
    assert [(one.kind, one.position) for one in found.places] == [
        (Kind.MESSAGE, "messages[1]"), (Kind.FILE, "line 2"),
    ]  # fmt: skip
    assert "1234567" not in repr(found)


def test_a_text_file_in_another_code_is_read_too(person: Person) -> None:
    person.file("memo.txt", f"번호 {NUMBER} 맞음\n".encode("cp949"))
    person.collect()
    assert _places(person) == [("file", "line 1")]


def test_names_are_looked_at_and_covered_in_the_list(person: Person) -> None:
    person.file(f"{NUMBER}.png", b"\x89PNG\r\n\x1a\n" + bytes(200))
    report = person.collect()
    (place,) = numbers_in_import(person.vault, report.import_id, Job()).places
    assert (place.kind, place.name) == (Kind.FILE, f"{COVERED}.png")


def test_only_what_an_import_brought_is_in_its_list(person: Person) -> None:
    person.file("a.txt", f"{NUMBER}\n".encode())
    first = person.collect()
    second = person.collect(person.file("more/b.txt", b"nothing\n"))
    assert numbers_in_import(person.vault, first.import_id, Job()).total == 1
    assert numbers_in_import(person.vault, second.import_id, Job()).total == 0


def test_what_is_set_aside_is_not_looked_at(person: Person) -> None:
    folder = person.export("chat", said(1, f"주민번호 {NUMBER}"))
    person.collect(folder)
    (item,) = person.vault.items.in_case(person.case.id)
    set_items_aside(person.vault, [item.id])
    assert _places(person) == []


def test_words_read_in_a_picture_count(person: Person) -> None:
    from app.domain.evidence.machine_words import ENGINE, MachineWords

    person.file("screen.png", b"\x89PNG\r\n\x1a\n" + bytes(300))
    person.collect()
    (item,) = person.vault.items.in_case(person.case.id)
    with person.vault.transaction():
        person.vault.machine_words.keep(MachineWords(item.id, ENGINE, f"번호 {NUMBER}", "", 1))
    assert _places(person) == [("machine", "")]


def test_links_that_were_typed_into_older_versions_count(person: Person) -> None:
    person.export("chat", said(1, "안녕"))
    report = person.collect()
    with person.vault.transaction():
        for number in (NUMBER, NUMBER.replace("-", "")):
            link = Link(
                id=new_id("link"),
                case=person.case.id,
                normal=f"https://example.org/{number}",
                original=f"example.org/{number}",
                standing=LinkStanding.OBSERVED,
                host="example.org",
                kind="web",
                seen_ms=1,
                position="typed",
            )
            person.vault.links.add_typed(link)
    found = numbers_in_case(person.vault, person.case.id, Job())
    first = person.vault.links.in_case(person.case.id)[0]
    assert [(one.kind, one.id, one.item) for one in found.places] == [(Kind.LINK, first.id, None)]
    assert "1234567" not in repr(found)
    assert numbers_in_import(person.vault, report.import_id, Job()).total == 0


def test_what_was_said_of_a_capture_counts_until_it_is_set_aside(person: Person) -> None:
    vault = person.vault
    added = keep_capture(vault, person.case.id, png(), Job(), Shot(CaptureWay.SCREEN, AT))
    capture = captures_of(vault, added.item.id)[added.sighting.id]
    for words in (f"누가 {NUMBER}", "https://example.org/s/9001011234567"):
        sighting = replace(added.sighting, id=new_id("sighting"))
        with vault.transaction():
            vault.sightings.add_many([sighting])
            vault.captures.add(sighting, msgspec.structs.replace(capture, said=Said(words=words)))
    found = numbers_in_case(vault, person.case.id, Job())
    assert [(one.kind, one.item) for one in found.places] == [(Kind.CAPTURE, added.item.id)]
    set_items_aside(vault, [added.item.id])
    assert _places(person) == []


def test_a_report_and_its_lists_show_no_number_and_the_original_keeps_it(person: Person) -> None:
    vault, case = person.vault, person.case
    person.export(
        "chat",
        said(1, f"https://example.org/a?who={NUMBER} https://example.org/s/9001011234567"),
        title=f"방 {NUMBER}",
    )
    person.file(f"{NUMBER}.txt", f"{NUMBER}\n".encode())
    person.collect()
    template = load_template("kr.police.evidence_index")
    facts = assemble(vault, case, {}, template)
    tree = build(template, facts, {}, "ko")
    told = render_json(tree).decode() + repr(tree.blocks)
    lists = render_csv(tree).decode("utf-8-sig")
    assert NUMBER not in told + lists
    assert COVERED in told
    links = [row[2] for row in csv.reader(io.StringIO(lists))][1:]
    assert "https://example.org/s/9001011234567" in links
    assert json.loads(render_json(tree))["exhibits"]
    stored = [item for item in vault.items.in_case(case.id) if item.name == f"{NUMBER}.txt"]
    with vault.items.open(stored[0].id) as src:
        assert src.read() == f"{NUMBER}\n".encode()


def test_an_excerpt_of_a_chat_is_a_copy_in_which_numbers_are_covered(person: Person) -> None:
    vault = person.vault
    person.collect(person.export("chat", said(1, f"번호 {NUMBER}"), title=f"방 {NUMBER}"))
    (source,) = vault.items.in_case(person.case.id)
    made = cut_excerpt(vault, person.case.id, source.id, Job())
    with vault.items.open(made.item.id) as src:
        copy = src.read().decode()
    assert COVERED in copy
    assert "1234567" not in copy
    with vault.items.open(source.id) as src:
        assert NUMBER in src.read().decode()


def test_an_import_is_told_of_its_own_numbers_alone(person: Person) -> None:
    """The name in an earlier import belongs to the case's list, not to the later import's."""
    old = person.export("first", {**said(1, "안녕"), "from": f"가 {NUMBER}"})
    first = person.collect(old)
    new = person.export("second", said(2, f"번호 {NUMBER}"), number=78)
    second = person.collect(new)
    later = numbers_in_import(person.vault, second.import_id, Job())
    assert [one.kind for one in later.places] == [Kind.MESSAGE]
    before = numbers_in_import(person.vault, first.import_id, Job())
    assert [one.kind for one in before.places] == [Kind.ACCOUNT]
    assert numbers_in_case(person.vault, person.case.id, Job()).total == 2
    assert numbers_in_import(person.vault, "x-000000000000", Job()).total == 0


@pytest.mark.parametrize("code", ["utf-16", "utf-32"])
def test_a_text_file_with_a_mark_is_read_line_by_line(person: Person, code: str) -> None:
    text = "줄\n" * 9 + f"번호 {NUMBER}\n" + "가" * 90_000 + f" {NUMBER}\n마지막"
    person.file("memo.txt", text.encode(code))
    person.collect()
    assert set(_places(person)) == {("file", "line 10"), ("file", "line 11")}
