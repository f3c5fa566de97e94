"""Help for each page: a topic in both languages, a panel that leaves the page alone, a way back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.guide.reading import guides, topics
from app.i18n import LANGUAGES, texts
from tests.ui.gallery import settle
from ui.pages.all_pages import PAGES
from ui.pages.guide.panel import EDGE, WIDE
from ui.widgets.buttons import Button


def said(widget):
    labels = [one.text() for one in widget.findChildren(QLabel)]
    return "\n".join(labels).replace("\u2060", "")


def button(widget, text):
    return next(one for one in widget.findChildren(QPushButton) if one.text() == text)


@pytest.fixture
def frame(desk):
    desk.window.activateWindow()
    desk.window.frame.go("five_minutes")
    settle(desk)
    return desk.window.frame


def test_every_page_has_its_topic_and_its_own_help():
    assert sorted(set(PAGES) ^ set(topics())) == []


def test_every_step_of_a_guide_leads_to_a_page_that_is_there():
    ways = {step.goes for one in guides().values() for step in one.steps} - {""}
    assert sorted(ways - set(PAGES)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_the_panel_fits_into_it(qapp, desk, language):
    links = [one.title.in_language(language) for one in guides().values()]
    links += [texts(language).tr(one) for one in ("All guides", "What this app can't do")]
    wide = {one: Button(one).sizeHint().width() for one in links}
    assert {one: width for one, width in wide.items() if width > WIDE - 3 * EDGE} == {}


def test_a_key_opens_the_help_of_the_page_and_esc_gives_the_focus_back(desk, frame):
    link = frame.page._link.link
    link.setEnabled(True)
    link.setFocus()
    QTest.keyClick(desk.window, Qt.Key.Key_F1)
    settle(desk)
    assert frame.help.isVisible()
    assert QApplication.focusWidget() is frame.help
    assert "방이 곧 사라질 것 같을 때" in said(frame.help)
    assert "F9" in said(frame.help)
    assert "방이 곧 사라질 것 같을 때" in frame.help.accessibleName()
    QTest.keyClick(frame.help, Qt.Key.Key_Escape)
    assert not frame.help.isVisible()
    assert QApplication.focusWidget() is link


def test_the_panel_lies_beside_the_page_and_tells_of_the_next_one(desk, frame):
    whole = frame.page.width()
    frame.page.help_button.click()
    settle(desk)
    assert frame.page.width() == whole - frame.help.width()
    frame.go("help")
    settle(desk)
    assert "지금 전화하거나" in said(frame.help)
    desk.context.language.set("en")
    settle(desk)
    assert "Here are places to call" in said(frame.help)
    frame.page.help_button.click()
    settle(desk)
    assert not frame.help.isVisible()
    assert frame.page.width() == whole


def test_in_a_narrow_window_it_lies_over_the_page_and_goes_with_it(desk, frame):
    desk.window.resize(960, 600)
    settle(desk)
    whole = frame.page.width()
    frame.page.help_button.click()
    settle(desk)
    assert frame.help.isVisible()
    assert frame.page.width() == whole
    assert frame.help.geometry().right() == frame.rect().right()
    frame.go("help")
    settle(desk)
    assert not frame.help.isVisible()


def test_the_neutral_page_has_no_help_beside_it(desk, frame):
    frame.page.help_button.click()
    settle(desk)
    desk.window.look_left(left=True)
    settle(desk)
    assert not frame.help.isVisible()
    desk.context.ways.explain.emit()
    assert not frame.help.isVisible()


def test_from_help_one_comes_back_to_the_page_as_it_was_left(desk, frame):
    page = frame.page
    page._link.link.setText("t.me/c/1/2")
    frame.go("help")
    frame.go("law")
    settle(desk)
    assert desk.context.ways.can_go_back
    desk.context.ways.back.emit()
    assert frame.page is page
    assert page._link.link.text() == "t.me/c/1/2"
    assert not frame._begun_at


def test_a_page_that_lets_go_of_what_it_shows_is_asked_for_the_same_again(desk, frame, monkeypatch):
    asked = []
    page = frame.page
    monkeypatch.setattr(type(page), "lets_go", True)
    monkeypatch.setattr(type(page), "refresh", lambda _page, subject=None: asked.append(subject))
    frame.go("five_minutes", "the same")
    frame.go("help")
    settle(desk)
    desk.context.ways.back.emit()
    assert frame.page is page
    assert asked == ["the same", "the same"]
