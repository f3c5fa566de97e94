"""The account of events keeps what is typed, goes to its evidence, and leaves nothing on a lock."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit

from app.domain.evidence.parts import Part
from app.domain.reports.narrative import NarrativeLine, SourceKind
from app.domain.times.typed_times import typed_moment
from app.domain.told.incidents import Incident
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.items.parts import state_part
from app.usecases.reports.narrating import account_of
from app.usecases.told.incidents import add_incident
from app.usecases.vault.vaults import create_vault, open_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import enter, settle
from tests.ui.one_window import window_of_the_file
from tests.ui.story import PASSPHRASE, Story
from tests.unit.vault.filling import add_item
from ui.pages.narrative.column import AT_ONCE, LinesColumn

WORDS = "zqwords"
desk = window_of_the_file


@pytest.fixture(scope="module")
def vault_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("account") / "vault"
    create_vault(path, PASSPHRASE, Job(), argon2=FLOOR).close()
    return path


@pytest.fixture
def story(desk, vault_path, tmp_path):
    """A case with a log and one text; no chat, no picture."""
    session = desk.context.session
    desk.context.language.set("ko")
    if not session.is_open:
        session.open(open_vault(vault_path, PASSPHRASE, Job()))
    vault = session.vault
    case = add_case(vault, "사건")
    for day in ("05", "10", "20"):
        add_incident(
            vault, case.id, f"일 {day}", typed_moment(f"2024-08-{day}"), Incident(place=WORDS)
        )
    item = add_item(vault, case, case.id.encode(), "말.png").id
    state_part(vault, case.id, item, Part.TIP_OFF, teller="동생", event=typed_moment("2024-08-01"))
    session.choose(case)
    settle(desk)
    return Story(vault_path, tmp_path, "", case.id, "사건")


@pytest.fixture
def page(desk, story):
    """The page with a first draft."""
    desk.window.frame.go("narrative")
    settle(desk)
    found = desk.window.frame.page_called("narrative")
    found.begin.click()
    settle(desk)
    return found


def lines(desk, story):
    return account_of(desk.context.session.vault, story.case)


def row(desk, story, page, place):
    return page.column.row(lines(desk, story)[place].id)


def said(desk):
    labels = [one.text() for one in desk.window.findChildren(QLabel)]
    boxes = [one.toPlainText() for one in desk.window.findChildren(QPlainTextEdit)]
    return "\n".join((*labels, *boxes)).replace("\u2060", "")


def chips(row):
    return [one for one in row._chips.findChildren(QAbstractButton) if not one.isHidden()]


def test_what_is_typed_is_kept_before_a_lock_and_gone_from_the_screen(desk, story, page) -> None:
    page.column.asked.emit(lines(desk, story)[0].id, "down")
    settle(desk)
    assert page._before
    box = row(desk, story, page, 1).box
    box.setFocus()
    QTest.keyClicks(box, "zqown ")
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert not any(word in said(desk) for word in ("zqown", WORDS, "동생"))
    assert page._before == []
    enter(desk, story)
    (own,) = [one for one in lines(desk, story) if one.edited]
    assert own.text.startswith("zqown")


def test_a_line_is_kept_by_itself_while_it_is_written(desk, story, page, qtbot) -> None:
    line = row(desk, story, page, 0)
    QTest.keyClicks(line.box, "zqtyped")
    qtbot.waitUntil(lambda: lines(desk, story)[0].edited, timeout=5000)
    assert "zqtyped" in lines(desk, story)[0].text


def test_a_line_is_a_field_once_it_is_reached_by_keyboard(desk, story, page) -> None:
    line = row(desk, story, page, 2)
    assert line._box is None
    desk.window.activateWindow()
    line._text.setFocus(Qt.FocusReason.TabFocusReason)
    settle(desk)
    assert line.box.hasFocus()
    assert line._text.isHidden()
    assert {one.text() for one in line._buttons.values()} >= {"위로", "빼기"}


def test_a_long_account_is_shown_a_few_lines_at_a_time(desk, story, qtbot) -> None:
    column = LinesColumn(desk.context)
    qtbot.addWidget(column)
    many = [NarrativeLine(f"e-{number}", story.case, number, "말") for number in range(20)]
    column.show_lines(many, {})
    assert len(column.rows()) == AT_ONCE < len(many)
    qtbot.waitUntil(lambda: len(column.rows()) == len(many), timeout=5000)
    places = [column._inside.indexOf(column.row(line.id)) for line in many]
    assert places == list(range(len(many)))


def test_lines_move_and_join_by_keyboard_and_come_back(desk, story, page) -> None:
    before = lines(desk, story)
    line = row(desk, story, page, 2)
    line.box.setFocus()
    QTest.keyClick(line.box, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle(desk)
    assert [one.id for one in lines(desk, story)][1:3] == [before[2].id, before[1].id]
    QTest.keyClick(line.box, Qt.Key.Key_J, Qt.KeyboardModifier.AltModifier)
    settle(desk)
    assert len(lines(desk, story)) == len(before) - 1
    assert page.column.row(before[2].id).box.said() == f"{before[2].text} {before[1].text}"
    for _ in range(2):
        page.undo_it.click()
        settle(desk)
    assert lines(desk, story) == before
    assert page.undo_it.isHidden()
    assert page.column.row(before[2].id).box.said() == before[2].text


def test_a_line_that_is_taken_out_is_offered_and_can_be_put_in_again(desk, story, page) -> None:
    before = lines(desk, story)
    page.column.row(before[1].id).show_acts(True)
    page.column.row(before[1].id)._buttons["remove"].click()
    settle(desk)
    assert page.column.row(before[1].id) is None
    assert page.offers.isHidden()
    page.again.click()
    settle(desk)
    assert [one.text for one in page.offers.offered] == [before[1].text]
    page._take(page.offers.offered)
    settle(desk)
    assert [one.text for one in lines(desk, story)] == [one.text for one in before]
    assert page.offers.isHidden()


def test_a_number_that_must_not_be_kept_is_said_beside_its_line(desk, story, page) -> None:
    first, second = row(desk, story, page, 0), row(desk, story, page, 1)
    first.box.setPlainText("900101-1234567")
    second.box.setPlainText("다른 말")
    page.save()
    settle(desk)
    assert not first._problem.isHidden()
    assert second._problem.isHidden()
    assert [one.text for one in lines(desk, story)][1] == "다른 말"
    assert "900101" not in "".join(one.text for one in lines(desk, story))
    first.box.setPlainText("이제 괜찮은 말")
    page.save()
    settle(desk)
    assert first._problem.isHidden()


def test_a_line_of_ones_own_is_one_line_however_often_it_is_kept(desk, story, page) -> None:
    before = lines(desk, story)
    page.more.click()
    new = page.column.row("")
    QTest.keyClicks(new.box, "zqnew")
    page.save()
    QTest.keyClicks(new.box, " more")
    page.save()
    settle(desk)
    page.save()
    settle(desk)
    assert [one.text for one in lines(desk, story)[len(before) :]] == ["zqnew more"]
    assert page.column.row(lines(desk, story)[-1].id) is new


def test_an_emptied_line_keeps_its_words(desk, story, page) -> None:
    before = lines(desk, story)
    line = row(desk, story, page, 0)
    line.box.setPlainText("")
    page.save()
    settle(desk)
    assert lines(desk, story) == before
    assert line._problem.isHidden()


@pytest.mark.parametrize(
    ("kind", "name"), [(SourceKind.INCIDENT, "incidents"), (SourceKind.PART, "item")]
)
def test_a_source_leads_to_its_evidence(desk, story, page, kind, name) -> None:
    place = next(
        place for place, one in enumerate(lines(desk, story)) if one.sources[:1] and one.sources[0].kind is kind
    )  # fmt: skip
    chips(row(desk, story, page, place))[0].click()
    settle(desk)
    assert desk.window.frame.page is desk.window.frame.page_called(name)


def test_the_screens_language_changes_and_the_account_stays(desk, story, page) -> None:
    before = lines(desk, story)
    desk.context.language.set("en")
    page.again.click()
    settle(desk)
    assert lines(desk, story) == before
    assert page.offers.offered == ()  # the same facts in English are no new sentences
    assert page.title.text() == "Account of events"


def test_what_can_help_shows_how_and_leads_there(desk, story) -> None:
    desk.window.frame.go("checklist")
    settle(desk)
    page = desk.window.frame.page_called("checklist")
    how = next(one for one in page._first.findChildren(QAbstractButton) if one.isCheckable())
    go = next(one for one in page._first.findChildren(QAbstractButton) if not one.isCheckable())
    assert not go.isVisible()
    how.click()
    assert go.isVisible()
    desk.context.language.set("en")
    settle(desk)
    assert any(one.isChecked() for one in page._first.findChildren(QAbstractButton))
    go = next(
        one for one in page._first.findChildren(QAbstractButton)
        if one.isVisible() and not one.isCheckable()
    )  # fmt: skip
    go.click()
    settle(desk)
    assert desk.window.frame.page is desk.window.frame.page_called("links")
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert page._found is None
