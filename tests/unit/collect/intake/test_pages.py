"""Pages and mails in a case: facts, words, links, times, and what happens when they go."""

from __future__ import annotations

import pytest

from app.collect.media import client
from app.collect.media.allowance import Allowance
from app.domain.custody import Act
from app.domain.times.times import TimeSource
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.case.searching import search
from app.usecases.intake.collecting import collect
from app.usecases.items.evidence import details
from app.usecases.items.removing import bring_back, destroy_items, set_items_aside
from tests.ole_files import filetime, mail_file
from tests.unit.collect.intake.conftest import Person
from tests.unit.collect.pages.test_readers import MAIL, MARCH, SINGLE, page_record, wacz

PAGE = SINGLE.encode()


def _id(person: Person, name: str = "page.html") -> str:
    return next(i.id for i in person.vault.items.in_case(person.case.id) if i.name == name)


def test_a_saved_page_is_found_by_its_words_and_has_its_links_and_time(person: Person) -> None:
    report = person.collect(person.file("page.html", PAGE))
    assert (report.links_found, report.not_understood) == (2, ())
    known = details(person.vault, _id(person))
    assert known.facts["page.url"] == "https://example.net/room/7"
    assert not [name for name in known.facts if name.startswith("inside")]
    captured = known.sightings[0].captured
    assert captured is not None
    assert (captured.at_ms, captured.source) == (MARCH, TimeSource.METADATA)
    hits = search(person.vault, "보내라", person.case.id).hits
    assert [(hit.kind, hit.id, hit.at_ms) for hit in hits] == [("item", known.item.id, MARCH)]
    links = {link.normal: link for link in person.vault.links.in_case(person.case.id)}
    assert links["https://t.me/bad_room"].position == "line 3"
    assert links["https://example.net/next?a=1"].source_item == known.item.id


def test_a_mail_shows_its_date_and_was_captured_at_no_known_time(person: Person) -> None:
    person.collect(person.file("m.eml", MAIL))
    sighting = details(person.vault, _id(person, "m.eml")).sightings[0]
    assert sighting.shown is not None
    assert sighting.shown.at_ms == MARCH
    assert sighting.captured is None


def test_archives_are_read_through_the_worker(person: Person) -> None:
    person.file("a.wacz", wacz())
    person.file("b.warc", page_record("<body>다른 글</body>".encode(), "sha1:" + "A" * 32))
    report = person.collect()
    assert [one.where for one in report.not_understood] == ["b.warc: record 1"]
    assert search(person.vault, "지워질").total == 1
    assert search(person.vault, "다른").total == 1


def test_a_mail_of_outlook_is_found_by_its_words_and_a_broken_one_is_kept(person: Person) -> None:
    words = {0x0037: "제목", 0x1000: "협박하는 글", 0x0039: filetime(MARCH)}
    report = person.collect(person.file("m.msg", mail_file(words)))
    assert report.not_understood == ()
    known = details(person.vault, _id(person, "m.msg"))
    assert known.facts["mail.subject"] == "제목"
    assert known.sightings[0].shown is not None
    assert known.sightings[0].shown.at_ms == MARCH
    assert [hit.id for hit in search(person.vault, "협박하는", person.case.id).hits] == [
        known.item.id
    ]
    report = person.collect(person.file("b.msg", mail_file(words)[:1200]))
    assert [one.where for one in report.not_understood] == ["b.msg"]


def test_the_same_page_in_another_case_has_its_links_and_words_there(person: Person) -> None:
    page = person.file("page.html", PAGE)
    other = add_case(person.vault, "")
    person.collect(page)
    assert search(person.vault, "보내라", other.id).total == 0
    report = collect(person.vault, other.id, [page], Job())
    assert report.links_found == 2
    assert search(person.vault, "보내라", other.id).total == 1
    assert search(person.vault, "보내라").total == 1


def test_the_same_page_twice_in_a_case_is_read_once_and_both_sightings_have_its_time(
    person: Person,
) -> None:
    page = person.file("page.html", PAGE)
    person.collect(page)
    assert person.collect(page).links_found == 0
    known = details(person.vault, _id(person))
    assert [one.captured is not None for one in known.sightings] == [True, True]
    assert [entry.act for entry in known.custody].count(Act.PAGE_READ) == 1


def test_a_chat_exports_own_pages_are_no_pages_and_one_beside_it_is(person: Person) -> None:
    person.file("export/messages.html", HTML_CHAT)
    person.file("export/messages2.html", HTML_CHAT)
    person.file("export/css/dress.html", PAGE)
    person.file("export/saved beside it.html", PAGE + b" ")
    person.collect(person.folder / "export")
    entries = person.vault.custody.entries(person.case.id)
    read = {entry.act: person.vault.items.get(entry.subject).name for entry in entries
            if entry.act in (Act.CHAT_IMPORTED, Act.PAGE_READ)}  # fmt: skip
    acts = [entry.act for entry in person.vault.custody.entries(person.case.id)]
    assert acts.count(Act.PAGE_READ) == 1
    assert read == {
        Act.CHAT_IMPORTED: "messages.html",
        Act.PAGE_READ: "saved beside it.html",
    }


HTML_CHAT = (
    b'<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body>'
    b'<div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">'
    b'Room</div></div></div><div class="page_body chat_page"><div class="history">'
    b'<div class="message default clearfix" id="message1"><div class="body">'
    b'<div class="pull_right date details" title="01.03.2024 12:00:00 UTC+09:00">12:00</div>'
    b'<div class="from_name">A</div><div class="text">hello there</div></div></div>'
    b"</div></div></div></body></html>"
)


def test_a_page_that_asks_too_much_of_the_worker_is_kept_and_told(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "allowance", lambda *_: Allowance(10, 20.0, 100_000))
    person.file("deep.html", b"<!doctype html><html><body>" + b"<div>" * 60_000)
    person.file("page.html", PAGE)
    report = person.collect()
    assert report.items_taken == 2
    told = [(one.where, one.what) for one in report.not_understood]
    assert told == [("deep.html", "page_not_read: too_large")]
    assert search(person.vault, "보내라").total == 1


def test_a_page_set_aside_is_not_found_and_a_destroyed_one_leaves_no_words(person: Person) -> None:
    person.collect(person.file("page.html", PAGE.replace(b"Mar 01", b"Mar 41")))
    vault, item = person.vault, _id(person)
    set_items_aside(vault, [item])
    assert search(vault, "보내라").total == 0
    bring_back(vault, [item])
    assert search(vault, "보내라").total == 1
    set_items_aside(vault, [item])
    destroy_items(vault, [item], Job())
    assert vault._index.read("SELECT rowid FROM words WHERE words MATCH '\"보내\"'") == []
    assert vault.links.in_case(person.case.id) == ()
    assert [one.what for one in person.lists()[0].not_understood] == ["bad_time"]
