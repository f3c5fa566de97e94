"""Every page, told by somebody who wants to do harm, in the largest letters and a small window."""

import pytest
from PySide6.QtGui import QInputMethodEvent, QShortcut
from PySide6.QtWidgets import QApplication

from app.usecases.settings.displaying import Colours, Display, display_of, set_display
from tests.ui.access import StrayWindows, deaf_to_hangul, not_plain, too_wide, two_filled, unheard
from tests.ui.gallery import cut_off, enter, settle, walk
from tests.ui.hands import Hands
from tests.ui.hostile import tell_hostile
from ui.theme.scale import SIZES, text_size
from ui.theme.tokens import DARK

RULES = (cut_off, unheard, deaf_to_hangul, not_plain, too_wide, two_filled)
LARGEST = SIZES[-1]


@pytest.fixture(scope="module")
def harm(qapp, tmp_path_factory):
    """The case, told once for all the tests of this file."""
    return tell_hostile(tmp_path_factory.mktemp("harm"))


@pytest.fixture
def in_large(desk):
    """A small window with the largest letters; as it was afterwards."""
    desk.window.resize(1280, 720)
    desk.context.showing.choose_text_size(LARGEST)
    yield desk
    desk.theme.set_text_size(SIZES[0])


@pytest.mark.timeout(360)  # every page, once
def test_every_page_stands_what_an_offender_writes_in_large_letters(harm, in_large):
    """Nothing cut off, nothing unheard, no markup, Hangul everywhere, nothing over the edge."""
    bad, bugs, stray = [], [], StrayWindows(in_large.window)
    in_large.context.lanes.broken.connect(lambda *what: bugs.append(str(what)))
    for name in walk(in_large, harm):
        QApplication.processEvents()
        for rule in RULES:
            found = rule(in_large if rule is cut_off else in_large.window)
            bad += [f"{name}: {rule.__name__}: {one}" for one in found]
    assert bugs == []
    assert stray.seen == []
    assert not bad, "\n".join(bad)


def test_the_choice_of_the_screen_is_kept_in_the_vault_and_in_force_after_unlocking(harm, desk):
    enter(desk, harm)
    desk.context.showing.choose_text_size(125)
    desk.context.showing.choose_colours("dark")
    desk.context.showing.choose_language("en")
    settle(desk)
    assert display_of(desk.context.session.vault) == Display(125, Colours.DARK, "en")
    desk.context.session.lock(stop_work=True)
    settle(desk)
    desk.theme.set_text_size(100)
    desk.theme.fix(None)
    desk.context.language.set("ko")
    enter(desk, harm)
    settle(desk)
    assert text_size() == 125
    assert desk.theme.fixed == DARK
    assert desk.context.language.texts.language == "en"
    set_display(desk.context.session.vault, Display(100, Colours.OF_THE_SYSTEM, "ko"))
    desk.theme.set_text_size(100)
    desk.theme.fix(None)


def test_text_size_follows_the_keys_of_browsers(desk):
    shortcuts = {one.key().toString(): one for one in desk.window.findChildren(QShortcut)}
    seen = []
    for sign in ("+", "+", "+", "-", "0"):
        shortcuts[f"Ctrl+{sign}"].activated.emit()
        seen.append(text_size())
    assert seen == [125, 150, 150, 125, 100]


def test_hangul_is_composed_in_a_passphrase_field_that_hides_it(desk):
    desk.window.frame.go("unlock")
    field = desk.window.frame.page_called("unlock")._passphrase.field
    for composed in ("ㅎ", "하", "한"):
        QApplication.sendEvent(field, QInputMethodEvent(composed, []))
    done = QInputMethodEvent("", [])
    done.setCommitString("한글")
    QApplication.sendEvent(field, done)
    assert field.text() == "한글"


def test_tab_goes_as_a_page_is_read_also_where_rows_came_later(harm, desk):
    enter(desk, harm)
    hands = Hands(desk)
    desk.window.frame.go("reports")
    settle(desk)
    heard = []
    while len(heard) < 60 and "바로 숨기기" not in heard:
        hands.press("Tab")
        heard.append(hands.heard)
    rows, further = heard.index("진술서: 이어서 쓰기"), heard.index("그 밖의 곳")
    places = [heard.index(name) for name in ("사건", "모아 둔 것", "건네기", "바로 잠그기")]
    assert rows < further < places[0]
    assert places == sorted(places)
    hands.press("Shift+Tab")
    assert hands.heard == heard[-2]
