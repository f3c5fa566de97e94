"""Guides in the window: numbered steps, drawings whose words fit, words for a minor, a way on."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QPushButton

from app.domain.evidence.items import Case
from app.guide.reading import drawings, guides
from app.i18n import LANGUAGES
from tests.ui.gallery import cut_off, settle
from tests.ui.test_help import said
from ui.theme.fonts import load_fonts
from ui.theme.tokens import DARK
from ui.widgets.guide_drawing import GuideDrawing
from ui.widgets.step_card import StepCard
from ui.widgets.strokes import letters, room_for_words


@pytest.fixture
def page(desk):
    desk.window.frame.go("guide")
    settle(desk)
    return desk.window.frame.page


def show(desk, name):
    desk.window.frame.go("guide", name)
    settle(desk)


def buttons(page):
    return {one.text(): one for one in page.findChildren(QPushButton) if one.isVisible()}


def test_all_guides_stand_as_cards_and_each_opens(desk, page):
    for one in guides().values():
        assert one.title.ko in said(page)
    reading = [one for one in page.findChildren(QPushButton) if one.text() == "읽기"]
    assert len(reading) == len(guides())
    reading[2].click()
    settle(desk)
    assert page.title.text().replace("\u2060", "") == "텔레그램 대화 내보내기"
    assert len(page.findChildren(StepCard)) == len(guides()["telegram"].steps)
    assert "메뉴 이름은 바뀔 수 있어요 · 확인일 2026-10" in said(page)
    assert "출처" in said(page)
    assert cut_off(desk) == []


def lit(desk):
    """The places that are marked on the rail."""
    rail = desk.window.frame.rail
    return [name for name, (button, _place) in rail._buttons.items() if button.isChecked()]


def test_a_guide_beside_the_work_leaves_its_place_marked_and_one_from_help_that_of_help(desk, page):
    assert lit(desk) == ["help"]  # from the start page
    desk.window.frame._turn_to("evidence", desk.window.frame.page_called("evidence"))
    show(desk, "telegram")
    show(desk, "")
    assert lit(desk) == ["evidence"]
    desk.window.frame.go("help")
    show(desk, "telegram")
    assert lit(desk) == ["help"]


@pytest.mark.parametrize("percent", [150, 100])
def test_what_a_step_needs_stands_below_its_words_in_each_size_of_text(desk, page, percent):
    desk.theme.set_text_size(150)
    show(desk, "telegram")
    desk.theme.set_text_size(percent)
    settle(desk)
    try:
        for card in page.findChildren(StepCard):
            if card.body.count():
                body = card.body.itemAt(0).geometry().left()
                assert abs(body - card.lead.mapTo(card, QPoint(0, 0)).x()) <= 1
    finally:
        desk.theme.set_text_size(100)


def test_a_drawing_is_told_in_words_and_in_the_language_of_the_screen(desk, page):
    show(desk, "telegram")
    told = [one.accessibleName() for one in page.findChildren(GuideDrawing)]
    assert drawings()["telegram_menu"].tells.ko in told
    desk.context.language.set("en")
    settle(desk)
    told = [one.accessibleName() for one in page.findChildren(GuideDrawing)]
    assert drawings()["telegram_menu"].tells.en in told
    assert page.title.text() == "Export a Telegram chat"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_every_drawing_fit_where_they_stand(qapp, language):
    qapp.setFont(load_fonts())
    wide = [
        (drawing.id, stroke.text.in_language(language))
        for drawing in drawings().values()
        for stroke in drawing.strokes
        if stroke.text
        for metrics in (QFontMetricsF(letters(strong=stroke.kind == "window")),)
        if metrics.horizontalAdvance(stroke.text.in_language(language)) > room_for_words(stroke)
    ]
    assert wide == []


def test_a_drawing_takes_the_colours_of_the_screen_and_its_size(desk, page):
    made = GuideDrawing(drawings()["overlap"], "ko")
    made.resize(made.sizeHint())
    light = made.grab().toImage()
    desk.theme.fix(DARK)
    dark = made.grab().toImage()
    assert light.pixelColor(60, 30).lightness() > 200 > 60 > dark.pixelColor(60, 30).lightness()
    assert made.heightForWidth(200) < made.heightForWidth(400)


def test_somebody_under_19_gets_other_words_and_no_such_drawing(desk, page):
    show(desk, "what_to_capture")
    drawn = len(page.findChildren(GuideDrawing))
    assert page._minor.isVisible()
    assert page._minor.isChecked()  # nobody said otherwise
    assert "성적 이미지가 보이지 않는 곳까지" in said(page)
    page._minor.setChecked(False)
    settle(desk)
    assert len(page.findChildren(GuideDrawing)) > drawn
    assert "성적 이미지가 보이지 않는 곳까지" not in said(page)
    show(desk, "what_to_capture")
    assert not page._minor.isChecked()
    page.clear()
    assert page._minor.isChecked()
    show(desk, "under_19")
    assert not page._minor.isVisible()


def test_steps_lead_on_only_to_what_can_be_opened_now(desk, page):
    show(desk, "to_police")
    assert "신고서로" not in buttons(page)
    show(desk, "before_deleting")
    buttons(page)["도움받을 곳 보기"].click()
    settle(desk)
    assert desk.window.frame.page is desk.window.frame.page_called("help")


def test_what_the_app_cannot_do_stands_with_what_helps(desk):
    desk.window.frame.go("limits")
    settle(desk)
    told = said(desk.window.frame.page)
    assert "인터넷에서 지우지 못해요" in told
    assert "복구 키트를 종이에 적어" in told
    desk.context.language.set("en")
    settle(desk)
    assert "It opens no links" in said(desk.window.frame.page)
    assert cut_off(desk) == []


def test_a_case_with_somebody_under_19_words_the_guides_by_itself(desk, page):
    desk.context.session.choose(Case("c" * 12, "", 0, minor_mode=True))
    show(desk, "telegram")
    assert "사진, 영상, 파일을 모두 끄고 글만 내보내요." in said(page)
    page._minor.setChecked(False)
    settle(desk)
    assert "무엇을 함께 내보낼지 골라요." in said(page)


def test_the_five_minutes_lead_to_what_to_capture_and_back_as_they_were_left(desk):
    frame = desk.window.frame
    frame.go("five_minutes")
    settle(desk)
    frame.page._link.link.setText("t.me/c/1/2")
    buttons(frame.page)["무엇을 찍을까요"].click()
    settle(desk)
    assert "성적 이미지가 보이지 않는 곳까지" in said(frame.page)
    buttons(frame.page)["하던 곳으로"].click()
    settle(desk)
    assert frame.page._link.link.text() == "t.me/c/1/2"
