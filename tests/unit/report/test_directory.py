"""The directory: whole, dated, found by any name, nothing for victims that is not theirs."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.errors import FormatProblem
from app.report.data import dated, recipients
from app.report.data.dated import sources
from app.report.data.recipient_search import find
from app.report.data.recipients import directory, help_page, read_directory, recipient
from app.report.data.templates import known_templates, load_template

ROOT = Path(__file__).parents[3]
ENTRY = b"""
[[recipients]]
id = "x.one"
group = "support"
name = { ko = "\xea\xb0\x80", en = "A" }
takes = { ko = "\xea\xb0\x80", en = "A" }
contacts = []
pub = true
as_of = "2026"
review_by = 2027-01-01
confidence = "B"
sources = ["S-01"]
"""


def ids(words, **more):
    return [one.id for one in find(words, **more)]


@pytest.mark.parametrize(
    ("words", "today"),
    [
        ("방심위", "kr.1377"),
        ("KCSC", "kr.kmcsc"),
        ("kcsc", "kr.1377"),
        ("ＫＣＳＣ", "kr.1377"),
        ("방송통신심의위원회", "kr.kmcsc"),
        ("여성가족부", "kr.mogef"),
        ("검찰청", "kr.prosecution"),
        ("방송통신위원회", "kr.kmcc"),
        ("StopNCII", "stopncii"),
        ("stop  ncii", "stopncii"),
        ("d4u", "kr.d4u"),
        ("0273 58994", "kr.d4u"),
        ("02-735-8994", "kr.d4u"),
        ("텔레그램 스티커", "telegram.abuse"),
    ],
)
def test_a_former_or_short_name_finds_the_body_of_today(words, today):
    assert today in ids(words)
    assert today in ids(unicodedata.normalize("NFD", words))


def test_what_bears_the_name_comes_before_what_mentions_it():
    assert ids("StopNCII")[0] == "stopncii"
    assert ids("d4u")[0] == "kr.d4u"


def test_an_empty_search_shows_all_and_signs_alone_find_nothing():
    assert len(find("  ")) == len([one for one in directory() if one.pub])
    assert find("!?") == ()


@pytest.mark.parametrize("words", ["", "telegram", "edsr", "dsa.telegram", "telegram.kr_regulator"])
def test_what_is_for_authorities_only_is_never_shown_to_a_victim(words):
    hidden = {one.id for one in directory() if not one.pub}
    assert hidden == {"telegram.edsr", "telegram.kr_regulator"}
    assert not hidden & set(ids(words))
    assert not hidden & {one.id for one in help_page()}


def test_staff_find_it_where_they_ask():
    assert ids("edsr", for_staff=True) == ["telegram.edsr"]


def test_the_address_that_was_never_published_is_not_invented():
    assert recipient("telegram.kr_regulator").reached_by("email", "web") == ()


def test_a_number_without_a_source_is_left_out_or_marked():
    for one in directory():
        own = one.reached_by("phone", "text", "web", "email")
        if one.confidence == "M":
            marked = [contact.value for contact in one.contacts if contact.confidence == "M"]
            assert set(own) <= {"1366", *marked}
    numbers = {value for one in directory() for value in one.reached_by("phone")}
    assert not numbers & {"132", "1899-3075", "02-815-0382"}


def test_an_entry_is_past_its_date_only_after_review_by():
    one = recipient("kr.112")
    assert not one.stale(one.review_by)
    assert one.stale(one.review_by + timedelta(days=1))
    assert recipient("kr.klac").stale(date(2020, 1, 1))


def test_every_entry_says_both_languages_its_dates_and_its_sources():
    for one in directory():
        texts = [one.name, one.takes, *filter(None, (one.hours, one.notes)), *one.former_names]
        texts.extend(contact.note for contact in one.contacts if contact.note)
        assert all(text.ko.strip() and text.en.strip() for text in texts), one.id
        assert one.contacts, one.id
        assert re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", one.as_of), one.id
        assert bool(one.as_of) is not one.unsure, one.id
    assert all(source.title.ko and source.title.en for source in sources().values())


def read_with(entry, folder, monkeypatch):
    """The directory with one more file."""
    whole = recipients.recipient_folder()
    folder.mkdir()
    for path in whole.glob("*.toml"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "x.toml").write_bytes(entry)
    with monkeypatch.context() as patch:
        patch.setattr(recipients, "recipient_folder", lambda: folder)
        return directory()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'as_of = "2026"', b'as_of = ""'),
        (b'sources = ["S-01"]', b"sources = []"),
        (b'sources = ["S-01"]', b'sources = ["S-99"]'),
        (b'id = "x.one"', b'id = "kr.112"'),
        (b"contacts = []", b'contacts = []\nsee = ["x.nobody"]'),
    ],
)
def test_an_entry_without_date_or_source_makes_all_unusable(old, new, tmp_path, monkeypatch):
    assert old in ENTRY
    assert len(read_with(ENTRY, tmp_path / "whole", monkeypatch)) == len(directory()) + 1
    with pytest.raises(FormatProblem) as caught:
        read_with(ENTRY.replace(old, new), tmp_path / "broken", monkeypatch)
    assert caught.value.code == "RPT-003"


def test_a_file_without_pub_or_too_large_is_refused(monkeypatch):
    with pytest.raises(FormatProblem):
        read_directory(ENTRY.replace(b"pub = true", b""), "x.toml")
    monkeypatch.setattr(dated, "_MAX_BYTES", 10)
    with pytest.raises(FormatProblem):
        read_directory(ENTRY, "x.toml")


def test_every_template_goes_to_an_entry():
    known = {one.id for one in directory()}
    assert {load_template(name).recipient for name in known_templates()} <= known


def test_no_paid_removal_firm_is_listed():
    assert not find("디지털 장의사")


def test_no_host_address_or_number_of_the_directory_stands_in_code():
    contacts = {
        value
        for one in directory()
        for value in one.reached_by("web", "email", "phone", "text", "bot")
        if len(value) > 4
    }
    hosts = {value.partition("/")[0] for value in contacts}
    # Shapes of links that are recognised, not places to turn to.
    allowed = {"discord.com", "telegram.org"}
    for top in ("app", "ui", "crypto"):
        for path in (ROOT / top).rglob("*.py"):
            text = path.read_text("utf-8")
            assert not [one for one in (contacts | hosts) - allowed if one in text], path
