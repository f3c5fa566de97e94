"""A saved page or a mail is read inert: its words, its parts, what it says of itself, no more."""

import io

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from app.domain.evidence.pages import PageInside, PagePart
from app.domain.times.times import Certainty, Moment, TimeSource
from app.jobs import Job
from app.usecases.case.protecting import protect, unprotect
from app.usecases.intake.collecting import collect
from app.vault import Vault
from crypto.kdf import FLOOR
from tests.ui.access import unheard
from tests.ui.gallery import open_at, settle
from tests.ui.story import PASSPHRASE
from tests.unit.collect.pages.test_page_pictures import mail
from tests.unit.vault.filling import BEGIN_MS, add_case, add_item
from ui.widgets.pictures.covered_picture import CoveredPicture
from ui.widgets.words import as_it_is

HOSTILE = "<script>alert(1)</script> 오늘까지\u202e <a href='https://x.example/'>여기</a>"


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    path = tmp_path_factory.mktemp("saved") / "vault"
    with Vault.create(path, PASSPHRASE, argon2=FLOOR) as vault:
        case = add_case(vault)
        page, bare = (add_item(vault, case, name, name.decode()) for name in (b"a.mhtml", b"b.eml"))
        inside = PageInside(
            HOSTILE,
            (PagePart("part 2", "그림.png", "image/png", 9, "ab" * 32),),
            recorded=Moment(BEGIN_MS, TimeSource.FILE, Certainty.EXACT),
        )
        with vault.transaction():
            vault.insides.keep(page.id, {"page.address": "https://x.example/room"}, inside)
            vault.insides.keep(bare.id, {}, PageInside())
        letter = tmp_path_factory.mktemp("letter") / "c.eml"
        letter.write_bytes(
            mail(drawn(saved_as=(300, 200)), b"no picture", drawn(saved_as=(80, 90)))
        )
        collect(vault, case.id, [letter], Job())
        with_pictures = vault.items.in_case(case.id)[-1]
    return path, case, page, bare, with_pictures


def drawn(saved_as):
    """A picture of this size, of one strong colour."""
    out = io.BytesIO()
    Image.new("RGB", saved_as, "#c01030").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def show(desk, saved):
    path, case, *_ = saved
    open_at(desk, path)
    desk.context.session.choose(case)

    def go(name, item):
        desk.window.frame.go(name, item)
        settle(desk)
        return desk.window.frame.page_called(name)

    return go


def read(page):
    labels = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    boxes = [one.toPlainText() for one in page.findChildren(QPlainTextEdit) if one.isVisible()]
    return as_it_is("\n".join(labels + boxes))


def test_words_are_plain_and_the_hidden_is_seen(show, saved):
    page = show("saved_page", saved[2].id)
    assert "<script>alert(1)</script> 오늘까지[U+202E] <a href=" in page._words.toPlainText()
    assert page._words.isReadOnly()
    said = read(page)
    for word in (
        "https://x.example/room",
        "그림.png",
        "2024-08-27 14:00:00 KST",
        "그림은 누르고 있는 동안만",
    ):
        assert word in said
    assert not any(one.openExternalLinks() for one in page.findChildren(QLabel))


def test_one_without_words_says_so(show, saved):
    page = show("saved_page", saved[3].id)
    assert not page._words.isVisible()
    assert page._nothing.isVisible()


def test_the_items_page_leads_to_it_where_there_are_words(show, saved):
    there = [
        [one.accessibleName() for one in show("item", item.id).findChildren(QLabel)]
        for item in saved[2:4]
    ]
    row = "글로 읽어요. 안에 든 것은 실행되지 않고 링크도 열리지 않아요."
    assert [row in one for one in there] == [True, False]


def tiles(page):
    return [one for one in page.findChildren(CoveredPicture) if one.isVisible()]


def test_pictures_inside_are_covered_tiles_and_each_is_seen_while_it_is_held(desk, show, saved):
    page = show("saved_page", saved[4].id)
    first, second = tiles(page)
    assert (first.accessibleName(), second.accessibleName()) == ("그림 1", "그림 2")
    assert list(unheard(desk.window)) == []
    QTest.keyPress(second, Qt.Key.Key_Space)
    settle(desk)
    assert (first.is_shown, second.is_shown) == (False, True)
    assert second._image.width() < second._image.height()  # the second one, not the first
    QTest.keyRelease(second, Qt.Key.Key_Space)
    assert not second.is_shown
    show("saved_page", saved[2].id)
    assert tiles(page) == []
    show("evidence", None)
    assert not page._pictures._asker.is_open


def test_in_minor_mode_no_picture_inside_is_offered(desk, show, saved):
    vault, case = desk.context.session.vault, saved[1].id
    protect(vault, case)
    try:
        page = show("saved_page", saved[4].id)
        assert tiles(page) == []
        assert "사진" in page._words.toPlainText()
    finally:
        unprotect(vault, case, "tried")


def test_nothing_stays_after_a_lock(desk, show, saved):
    page = show("saved_page", saved[2].id)
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert page._words.toPlainText() == page.title.text() == ""
    assert "x.example" not in "\n".join(one.text() for one in page.findChildren(QLabel))
