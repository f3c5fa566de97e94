"""Minor mode at the window: the question, its page, and each way in that a person can use there."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from PySide6.QtWidgets import QPushButton

from app.domain.case.minors import Under19
from app.domain.custody import Act
from app.jobs import Job
from app.usecases.case.protecting import protection
from app.usecases.intake.dropping import drop
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.fixtures.documents import document, mail, packed, part
from tests.fixtures.exports.telegram_writer import message, room, written
from tests.ui.gallery import open_at, settle
from tests.ui.story import PASSPHRASE


def picture() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((60, 40), 70).convert("RGB").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def opened(desk, tmp_path):
    """A window with an open vault that has no case yet."""
    vault = tmp_path / "vault"
    create_vault(vault, PASSPHRASE, Job(), argon2=FLOOR).close()
    open_at(desk, vault)
    return desk


def begin(desk, answer: Under19, *, school: bool = False):
    """Begin a case with an answer, as by clicking."""
    desk.window.frame.go("cases")
    settle(desk)
    page = desk.window.frame.page_called("cases")
    question = page._under_19
    if answer is not Under19.NOT_SAID:
        question._buttons[answer].click()
    if school:
        question._school.click()
    page._add()
    settle(desk)
    return desk.context.session.case


def taken(desk) -> list[str]:
    vault, case = desk.context.session.vault, desk.context.session.case
    return [item.name for item in vault.items.in_case(case.id)]


def blobs(desk) -> set[str]:
    folder = desk.context.session.vault.path / "blobs"
    return {path.name for path in folder.rglob("*") if path.is_file()}


ANSWERS = (
    (Under19.NO, False, False),
    (Under19.UNSURE, False, False),
    (Under19.NOT_SAID, False, False),
    (Under19.YES, False, True),
    (Under19.UNSURE, True, True),
    (Under19.NOT_SAID, True, True),
)


def test_the_answer_decides_and_what_to_do_instead_is_shown(opened):
    for answer, school, is_on in ANSWERS:
        case = begin(opened, answer, school=school)
        assert case.minor_mode is is_on
        shown = opened.window.frame.pages().get("minor")
        assert (shown is not None and shown.isVisible()) is is_on


def test_a_school_is_not_asked_for_after_a_clear_answer_and_does_not_count_then(opened):
    question_of = begin(opened, Under19.NO)
    assert not question_of.minor_mode
    page = opened.window.frame.page_called("cases")
    opened.window.frame.go("cases")
    page._under_19._school.click()
    page._under_19._buttons[Under19.NO].click()
    assert not page._under_19._school.isVisible()
    page._add()
    settle(opened)
    assert not opened.context.session.case.minor_mode


def test_the_page_turns_it_off_only_with_a_reason_and_records_the_duty(opened):
    case = begin(opened, Under19.YES)
    page = opened.window.frame.page_called("minor")
    assert not page._reason.isVisible()
    page._off.click()
    assert page._reason.isVisible()
    assert not page._off.isEnabled()
    page._reason.setText("everyone shown is an adult")
    assert page._off.isEnabled()
    page._see()
    settle(opened)
    assert page._seen.isVisible()
    page._off.click()
    settle(opened)
    vault = opened.context.session.vault
    assert not opened.context.session.case.minor_mode
    assert [entry.act for entry in vault.custody.of_subject(case.id)] == [
        Act.CASE_CREATED,
        Act.DUTY_SEEN,
        Act.CASE_CHANGED,
    ]
    page._on.click()
    settle(opened)
    assert protection(vault, case.id).case.minor_mode


WAYS = {
    "a picture": ("a.jpg", picture()),
    "a picture by another name": ("words.txt", picture()),
    "a film": ("a.mp4", b"\0\0\0\x18ftypisom film"),
    "a PDF with a picture": ("a.pdf", document(picture=True)),
    "a mail with a picture": ("a.eml", mail(part(picture()))),
    "a document with a picture": ("a.docx", packed(**{"word/media/a.jpg": picture()})),
    "an archive": ("a.zip", b"PK\x05\x06" + bytes(18)),
    "a page with a picture": (
        "a.html",
        b"<!doctype html><html><img src='data:image/png;base64,xx'></html>",
    ),
}

CODES = ("COL-004", "COL-004", "COL-004", "COL-091", "COL-091", "COL-091", "COL-004", "COL-091")


def test_nothing_that_may_show_somebody_comes_in_by_the_window(opened, tmp_path):
    begin(opened, Under19.YES)
    before = blobs(opened)
    given = tmp_path / "given"
    given.mkdir()
    for file, content in WAYS.values():
        (given / file).write_bytes(content)
    opened.window.frame.go("evidence")
    settle(opened)
    page = opened.window.frame.page_called("evidence")
    page.add([*given.iterdir()])
    settle(opened)
    assert taken(opened) == []
    assert blobs(opened) == before
    assert {one.path: one.code for one in page._report().refused} == {
        file: code for (file, _content), code in zip(WAYS.values(), CODES, strict=True)
    }


def test_an_export_comes_in_without_its_media_and_names_them(opened, tmp_path):
    case = begin(opened, Under19.YES)
    export = tmp_path / "given"
    (export / "photos").mkdir(parents=True)
    (export / "photos" / "a.jpg").write_bytes(picture())
    said = message(1, 1_724_734_800, ("하늘", "user1"), "말", photo="photos/a.jpg")
    (export / "result.json").write_text(written(room("방", "private_group", 1, [said])), "utf-8")
    opened.window.frame.go("evidence")
    settle(opened)
    page = opened.window.frame.page_called("evidence")
    page._sure.setChecked(True)
    page.add([export])
    settle(opened)
    assert taken(opened) == ["result.json"]
    assert [one.path for one in page._report().refused] == ["given/photos/a.jpg"]
    (read,) = opened.context.session.vault.chats.messages(case.id)
    assert [media.absent for media in read.media] == ["dropped_minor_mode"]
    opened.window.frame.go("intake", page._report())
    settle(opened)


def test_what_waited_is_judged_when_it_gets_its_place(opened, tmp_path):
    begin(opened, Under19.YES)
    (path := tmp_path / "a.jpg").write_bytes(picture())
    before = blobs(opened)
    drop(opened.context.session.vault.path, [path], Job())
    opened.window.frame.go("waiting")
    settle(opened)
    opened.window.frame.page_called("waiting")._begin()
    settle(opened)
    assert taken(opened) == []
    assert blobs(opened) == before


def test_what_came_in_before_is_covered_on_every_page(opened, tmp_path):
    begin(opened, Under19.NO)
    (path := tmp_path / "a.jpg").write_bytes(picture())
    opened.window.frame.go("evidence")
    settle(opened)
    page = opened.window.frame.page_called("evidence")
    page.add([path])
    settle(opened)
    from app.usecases.items.evidence import list_items, preview

    vault, case = opened.context.session.vault, opened.context.session.case
    (row,) = list_items(vault, case.id)
    assert preview(vault, row.item.id) is not None
    opened.window.frame.go("minor")
    settle(opened)
    minor = opened.window.frame.page_called("minor")
    minor._on.click()
    settle(opened)
    assert minor._before.isVisible()
    assert preview(vault, row.item.id) is None
    opened.window.frame.go("item", row.item.id)
    settle(opened)
    shown = opened.window.frame.page_called("item")
    shown._read_picture()
    settle(opened)
    assert not shown._picture.is_shown


def test_the_end_of_an_import_says_what_was_kept_out_and_what_to_do_instead(opened, tmp_path):
    begin(opened, Under19.YES)
    (path := tmp_path / "a.jpg").write_bytes(picture())
    opened.window.frame.go("evidence")
    settle(opened)
    page = opened.window.frame.page_called("evidence")
    page.add([path])
    settle(opened)
    opened.window.frame.go("intake", page._report())
    settle(opened)
    intake = opened.window.frame.page_called("intake")
    buttons = {one.text(): one for one in intake.findChildren(QPushButton) if one.isVisible()}
    buttons["대신 할 수 있는 것"].click()
    settle(opened)
    assert opened.window.frame.page_called("minor").isVisible()
