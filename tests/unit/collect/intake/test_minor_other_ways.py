"""Minor mode at the ways in that other files do not try: what lies elsewhere, and packed pages.

Files, folders, documents and mails: `test_minor_mode.py`; waiting and standard input:
`tests/flows/test_minor_ways_in.py`; the window: `tests/ui/test_minor.py`; case files:
`tests/unit/exchange/test_hostile.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.evidence.captures import CaptureWay, Instant, Shot
from app.domain.evidence.intake import kept_out
from app.errors import PolicyProblem
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.intake.capturing import keep_capture
from app.usecases.intake.watching import watch_folder, what_is_new
from tests.fixtures.documents import PNG
from tests.unit.collect.intake.conftest import Person, said
from tests.unit.collect.intake.test_minor_mode import stored
from tests.unit.collect.pages.test_page_pictures import (
    archive,
    mail_with_page,
    one_file,
    outlook,
    packed,
    saved_page,
    styled,
)

AT = Instant(1_724_734_800_000, "KST", 540, 1)


@pytest.fixture
def minor(person: Person) -> Person:
    return Person(person.vault, add_case(person.vault, "", minor_mode=True), person.folder)


def test_a_watched_folder_and_a_phone_are_offered_and_their_pictures_stay_out(
    minor: Person,
) -> None:
    folder = minor.file("phone/DCIM/Camera/a.png", PNG).parent
    minor.file("phone/DCIM/Camera/b.mp4", b"\0\0\0\x18ftypisom film")
    watch_folder(minor.vault, folder)
    before = stored(minor)
    offered = what_is_new(minor.vault, folder, Job())
    assert {one.name for one in offered} == {"a.png", "b.mp4"}
    report = minor.collect(*offered)
    assert (report.items_taken, kept_out(report)) == (0, 2)
    assert stored(minor) == before
    sure = minor.collect(*offered, screens_without_image=True)
    assert [Path(one.path).name for one in sure.refused] == ["b.mp4"]


def test_no_capture_and_nothing_pasted_gets_in_unasked(minor: Person) -> None:
    before = stored(minor)
    for way in CaptureWay:
        with pytest.raises(PolicyProblem, match="COL-004"):
            keep_capture(minor.vault, minor.case.id, PNG, Job(), Shot(way, AT))
    assert stored(minor) == before
    assert minor.names() == []


def test_saved_pages_and_mails_that_hold_pictures_in_any_way_stay_out(minor: Person) -> None:
    before = stored(minor)
    asked = {
        "one.html": one_file(PNG),
        "styled.html": styled(PNG),
        "page.mhtml": saved_page(PNG),
        "mail.eml": mail_with_page(PNG),
        "mail.msg": outlook(PNG),
    }
    unseen = {"crawl.warc": archive(PNG), "crawl.wacz": packed(PNG)}
    for name, content in {**asked, **unseen}.items():
        minor.file(name, content)
    report = minor.collect()
    codes = {Path(one.path).name: one.code for one in report.refused}
    assert codes == {**dict.fromkeys(asked, "COL-091"), **dict.fromkeys(unseen, "COL-092")}
    assert stored(minor) == before
    assert not minor.vault.links.in_case(minor.case.id)


def test_media_that_come_in_behind_their_export_stay_out(minor: Person) -> None:
    export = minor.export("e", said(1, photo="photos/a.png"))
    minor.collect(export)
    minor.file("e/photos/a.png", PNG)
    before = stored(minor)
    report = minor.collect(export, screens_without_image=True)
    assert [one.code for one in report.refused] == ["COL-004"]
    (message,) = minor.vault.chats.messages(minor.case.id)
    assert [one.item for one in message.media] == [None]
    assert stored(minor) == before
