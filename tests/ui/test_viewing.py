"""Looking at an item at the window: covered, grey and silent until asked for, and covered again."""

import array

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest

from app.domain.care import Care
from app.domain.evidence.items import ItemKind, Method
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.case.protecting import protect, unprotect
from app.usecases.intake.adding import add_bytes
from app.usecases.items.looks import leave_to_look, looks_of, say_what_is_seen
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import settle
from tests.ui.test_covered import colourful
from tests.unit.collect.copies.conftest import document, film, picture, saved
from tests.unit.collect.looking.conftest import sound
from tests.unit.told.sounding import playing_into, silent
from ui.building import build_desk
from ui.pages.viewing import stage as staging
from ui.theme.fonts import load_fonts
from ui.theme.theme import Theme
from ui.theme.tokens import LIGHT

LEFT = Qt.MouseButton.LeftButton
PATIENCE_MS = 20_000


def wait(qtbot, happened):
    """However busy the machine is."""
    qtbot.waitUntil(happened, timeout=PATIENCE_MS)


@pytest.fixture(scope="module")
def desk(qapp, tmp_path_factory):
    """One window for all tests of this file, an open vault in it, and a case."""
    qapp.setFont(load_fonts())
    made = build_desk(qapp, "ko", Theme(qapp, scheme=LIGHT))
    made.window.show()
    folder = tmp_path_factory.mktemp("viewing") / "vault"
    vault = create_vault(folder, "quiet words for a test", Job(), argon2=FLOOR)
    made.context.session.open(vault)
    settle(made)
    made.context.session.choose(add_case(vault, "사건 2026-03"))
    yield made
    made.context.session.lock(stop_work=True)
    made.context.lanes.close()
    made.window.close()
    made.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="module")
def known(desk):
    """Items by what they are: a picture, a document, a film, a sound."""

    def kept(data, name, kind):
        return add_bytes(
            desk.context.session.vault, desk.context.session.case.id, data, Job(),
            name=name, kind=kind, method=Method.FILE,
        ).item.id  # fmt: skip

    return {
        "png": kept(saved(picture(), "PNG"), "그림.png", ItemKind.PICTURE),
        "pdf": kept(document("HELLO", 4), "문서.pdf", ItemKind.DOCUMENT),
        "mp4": kept(film(frames=30), "영상.mp4", ItemKind.VIDEO),
        "wav": kept(sound(), "목소리.wav", ItemKind.AUDIO),
        "broken": kept(b"\x89PNG\r\n\x1a\n" + bytes(60), "a.png", ItemKind.PICTURE),
    }


@pytest.fixture
def look(desk, known):
    """Go to an item, and give the page; afterwards elsewhere, so that each test begins covered."""

    def at(what):
        desk.window.frame.go("view", known[what])
        settle(desk)
        return desk.window.frame.page_called("view")

    yield at
    desk.window.frame.go("help")
    settle(desk)


def hold(page, desk):
    page._stage.setFocus()
    QTest.keyPress(page._stage, Qt.Key.Key_Space)
    settle(desk)


def press(page, desk, key, keys=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(page._stage, key, keys)
    settle(desk)


def pictured(page):
    """What is painted in its middle, without the ground beside it."""
    image = page._stage.grab().toImage()
    width, height = image.width() // 4, image.height() // 4
    return image.copy(width, height, 2 * width, 2 * height)


def test_it_is_covered_then_grey_while_held_and_in_colour_only_when_asked(look, desk):
    page = look("png")
    covered = pictured(page)
    assert page._stage._image is None  # nothing was even decoded
    hold(page, desk)
    assert page._stage.is_shown
    assert pictured(page) != covered
    assert colourful(pictured(page)) <= 1
    page._see.in_colour.setChecked(True)
    settle(desk)
    assert colourful(pictured(page)) > 60
    QTest.keyRelease(page._stage, Qt.Key.Key_Space)
    assert not page._stage.is_shown


def test_the_mouse_shows_it_only_while_it_is_down(look, desk):
    stage = look("png")._stage
    QTest.mousePress(stage, LEFT, pos=QPoint(40, 40))
    settle(desk)
    assert stage.is_shown
    QTest.mouseRelease(stage, LEFT, pos=QPoint(40, 40))
    assert not stage.is_shown


def test_what_is_kept_in_sight_is_covered_when_the_window_goes_to_the_background(look, desk):
    page = look("png")
    page._see.keep.setChecked(True)
    settle(desk)
    assert page._stage.is_shown
    QCoreApplication.sendEvent(desk.window, QEvent(QEvent.Type.WindowDeactivate))
    assert not page._stage.is_shown
    assert not page._see.keep.isChecked()


def test_a_button_covers_what_is_kept_in_sight(look, desk):
    page = look("png")
    assert not page._see.cover.isVisible()
    page._see.keep.setChecked(True)
    settle(desk)
    QTest.mouseClick(page._see.cover, LEFT)
    assert [page._stage.is_shown, page._see.cover.isVisible()] == [False, False]


def test_it_is_left_to_somebody_else_from_here_and_covered(look, desk, known):
    page = look("mp4")
    page._see.keep.setChecked(True)
    settle(desk)
    QTest.mouseClick(page._below.others, LEFT)
    settle(desk)
    assert looks_of((at := desk.context.session).vault, at.case.id)[0].item == known["mp4"]
    assert [page._stage.is_shown, page._below.others.isVisible()] == [False, False]
    assert [look(it)._below.others.isVisible() for it in ("pdf", "mp4")] == [True, False]


def test_what_is_kept_in_sight_is_covered_when_nobody_stirs(look, desk):
    page = look("png")
    page._see.keep.setChecked(True)
    settle(desk)
    assert page._stage._alone.isActive()
    assert page._stage._alone.interval() == staging.ALONE_MS <= 60_000
    page._stage._alone.timeout.emit()
    assert not page._stage.is_shown
    assert not page._see.keep.isChecked()


def test_another_page_covers_it_and_ends_the_worker(look, desk, qtbot):
    page = look("png")
    page._see.keep.setChecked(True)
    settle(desk)
    looking = page._asker._looking
    desk.window.frame.go("evidence")
    settle(desk)
    wait(qtbot, lambda: looking._worker.worker_pid is None)
    assert looking._source.closed
    desk.window.frame.go("view")
    settle(desk)
    assert not page._stage.is_shown
    assert page._stage._image is None


def test_each_uncovering_is_counted_once(look, desk):
    page, count = look("png"), desk.context.session.opened_count
    count.begin_anew()
    hold(page, desk)
    page._see.in_colour.setChecked(True)
    settle(desk)
    assert len(count._times) == 1
    QTest.keyRelease(page._stage, Qt.Key.Key_Space)
    hold(page, desk)
    assert len(count._times) == 2


def test_coming_nearer_asks_for_that_part_alone(look, desk, qtbot):
    page = look("png")
    hold(page, desk)
    whole = page._stage._image.size()
    for _ in range(8):
        QTest.keyClick(page._stage, Qt.Key.Key_Plus)
    wait(qtbot, lambda: page._stage._box == page._stage.view.box)
    left, top, right, bottom = page._stage._box
    assert right - left < 0.5
    assert bottom - top < 0.5
    assert page._stage._image.width() <= whole.width() * 2
    before = page._stage.view.seen
    QTest.keyClick(page._stage, Qt.Key.Key_Right)
    assert page._stage.view.seen[0] > before[0]
    QTest.keyClick(page._stage, Qt.Key.Key_0)
    assert page._stage.view.is_whole
    settle(desk)


def test_pages_turn_by_keys_and_their_words_are_heard_only_in_sight(look, desk):
    page = look("pdf")
    assert "HELLO" not in page._stage.accessibleDescription()
    hold(page, desk)
    press(page, desk, Qt.Key.Key_PageDown)
    assert page._facing.page == 2
    assert "SHOWN2" in page._stage.accessibleDescription()
    for _ in range(5):
        press(page, desk, Qt.Key.Key_PageDown)
    assert page._facing.page == 4
    assert not page._pages.on.isEnabled()
    press(page, desk, Qt.Key.Key_PageUp)
    assert page._facing.page == 3
    QTest.keyRelease(page._stage, Qt.Key.Key_Space)
    assert "SHOWN" not in page._stage.accessibleDescription()


def test_a_page_is_found_by_its_number(look, desk):
    page = look("pdf")
    page._pages.number.setText("3")
    QTest.keyClick(page._pages.number, Qt.Key.Key_Return)
    settle(desk)
    assert page._facing.page == 3
    assert page._stage._image is None  # still covered: nothing of it was drawn
    for typed in ("9", "0", "words", "99999999999999999999"):
        page._pages.number.setText(typed)
        QTest.keyClick(page._pages.number, Qt.Key.Key_Return)
        settle(desk)
        assert page._facing.page == 3


def test_where_no_holding_is_asked_for_a_press_shows_and_covers(look, desk):
    session = desk.context.session
    session.take_care(Care(hold=False, grey=False))
    page = look("png")
    assert not page._see.in_colour.isVisible()
    QTest.mouseClick(page._stage, LEFT, pos=QPoint(40, 40))
    settle(desk)
    assert page._stage.is_shown
    assert colourful(pictured(page)) > 60
    assert page._stage._alone.isActive()
    press(page, desk, Qt.Key.Key_Space)
    assert not page._stage.is_shown
    session.take_care(Care())


def test_a_film_goes_frame_by_frame_and_by_time(look, desk):
    page = look("mp4")
    hold(page, desk)
    times = []
    for key in (Qt.Key.Key_Period, Qt.Key.Key_Period, Qt.Key.Key_Comma):
        press(page, desk, key)
        times.append(page._facing.at_ms)
    assert times == [100, 200, 100]
    press(page, desk, Qt.Key.Key_Right)
    assert page._facing.at_ms == 1_100
    press(page, desk, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert page._facing.at_ms == 2_900
    page._film.line.setValue(1_234)
    settle(desk)
    assert page._facing.at_ms == 1_200
    assert "0:01.200" in page._film.where.text()


def test_a_film_plays_only_when_asked_and_waits_while_covered(look, desk, qtbot):
    page = look("mp4")
    hold(page, desk)
    assert page._facing.at_ms == 0
    assert not page._player.is_on
    QTest.keyClick(page._stage, Qt.Key.Key_P)
    wait(qtbot, lambda: page._facing.at_ms >= 200)
    QTest.keyRelease(page._stage, Qt.Key.Key_Space)
    assert not page._player.is_on
    stood = page._facing.at_ms
    settle(desk)
    assert page._facing.at_ms == stood
    hold(page, desk)
    assert page._player.is_on
    page._film.line.setValue(2_700)
    assert not page._film.play.isChecked()
    settle(desk)
    QTest.keyClick(page._stage, Qt.Key.Key_P)
    wait(qtbot, lambda: not page._film.play.isChecked())
    assert page._facing.at_ms == 2_900


def test_what_somebody_else_saw_stands_as_the_caption(look, desk, known):
    vault, case = desk.context.session.vault, desk.context.session.case.id
    (left,) = leave_to_look(vault, case, [known["png"]])
    say_what_is_seen(vault, left.id, "얼굴은 보이지 않아요")
    page = look("png")
    assert "얼굴은 보이지 않아요" in page._caption.accessibleName()
    desk.window.frame.go("item", known["png"])
    settle(desk)
    shown = desk.window.frame.page_called("item")._picture
    assert shown.accessibleName() == "얼굴은 보이지 않아요"


def test_what_cannot_be_read_is_said_in_the_page(look):
    page = look("broken")
    assert page._problem.isVisible()
    assert "읽히지 않는" in page._problem_words.text().replace("\u2060", "")
    assert page._stage._image is None


@pytest.fixture
def ears(tmp_path, monkeypatch):
    """ALSA's usual device writes what it plays into a file, and there is no sound server."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return playing_into(tmp_path, monkeypatch)


def test_a_sound_is_silent_until_it_is_said_how_loud(look, desk, ears, qtbot):
    page = look("wav")
    sound = page._sound
    assert max(sound.wave.peaks[:9]) <= 1
    assert min(sound.wave.peaks[11:29]) > 90
    assert not ears.exists()
    sound.play.click()
    settle(desk)
    assert sound.loudness.isVisible()
    assert not any(button.isChecked() for button in sound.loudness._buttons.values())
    assert not sound.is_on
    assert not ears.exists()
    sound.loudness._buttons[100].click()
    wait(qtbot, lambda: not sound.is_on and sound.at_ms >= 2_900)
    wait(qtbot, lambda: ears.stat().st_size >= 2.9 * 96_000)  # the device is closed on its thread
    samples = array.array("h", ears.read_bytes())
    assert len(samples) == pytest.approx(3 * 48_000, rel=0.02)
    assert max(samples[:40_000]) < 200
    assert max(samples[60_000:]) > 10_000


def test_a_sound_goes_on_from_where_it_was_sought_and_stops_on_leaving(look, desk, ears, qtbot):
    page = look("wav")
    sound = page._sound
    QTest.keyClick(sound.wave, Qt.Key.Key_Right)
    assert sound.at_ms == 1_000
    sound.play.click()
    sound.loudness._buttons[100].click()
    wait(qtbot, lambda: sound.at_ms > 1_000 or not sound.is_on)
    desk.window.frame.go("evidence")
    settle(desk)
    assert not sound.is_on
    assert sound._speaker is None
    assert sound.wave.peaks == b""


def test_without_a_way_out_for_sound_the_picture_stays(look, desk, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    silent(tmp_path, monkeypatch)
    page = look("wav")
    page._sound.play.click()
    page._sound.loudness._buttons[15].click()
    settle(desk)
    assert page._problem.isVisible()
    assert not page._sound.is_on
    assert max(page._sound.wave.peaks) > 90


def test_what_minor_mode_holds_back_is_said_and_not_shown(look, desk):
    session = desk.context.session
    protect(session.vault, session.case.id)
    page = look("png")
    hold(page, desk)
    assert page._problem.isVisible()
    assert page._stage._image is None
    unprotect(session.vault, session.case.id, "a test")


def test_a_lock_lets_go_of_everything(look, desk):
    """Last of all: the window has no vault any more."""
    page = look("pdf")
    hold(page, desk)
    assert "HELLO" in page._stage.accessibleDescription()
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert (page._item_id, page._item, page._details, page._facing) == (None,) * 4
    assert page._stage._image is None
    assert page._stage._patches is None
    assert "HELLO" not in page._stage.accessibleDescription()
    assert not page._asker.is_open
