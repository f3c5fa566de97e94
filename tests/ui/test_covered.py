"""Pictures are covered until they are held, and covered again as soon as they are let go."""

import pytest
from PySide6.QtCore import QBuffer, QEvent, QIODevice, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.care import Care
from ui.models.marks import Marks
from ui.widgets.pictures.area_board import AreaBoard
from ui.widgets.pictures.cover import PATCHES, patches
from ui.widgets.pictures.covered_picture import CoveredPicture


def stripes() -> bytes:
    """A picture that would be recognised at once: bright stripes in pure colours."""
    image = QImage(320, 200, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for number, colour in enumerate(("#FF0000", "#00FF00", "#0000FF", "#FFFF00") * 4):
        painter.fillRect(number * 20, 0, 20, 200, QColor(colour))
    painter.end()
    device = QBuffer()
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(device, "JPG", 90)
    return bytes(device.data())


def colourful(image: QImage) -> int:
    """The strongest colour in it: 0 is grey."""
    return max(
        image.pixelColor(x, y).saturation() * image.pixelColor(x, y).value() // 255
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    )


def contrast(image: QImage) -> int:
    """How far its brightest place is from its darkest, away from the caption."""
    shades = [
        image.pixelColor(x, y).value()
        for x in range(20, image.width() - 20, 3)
        for y in range(45, image.height() - 45, 3)
    ]
    return max(shades) - min(shades)


class Window(QWidget):
    """A window that knows what the person chose, as the main window does."""

    def __init__(self, care: Care) -> None:
        super().__init__()
        self.care = care
        self.opened = 0

    def tell_opened(self) -> None:
        self.opened += 1


def in_window(qtbot, care: Care) -> tuple[Window, CoveredPicture]:
    window = Window(care)
    qtbot.addWidget(window)
    widget = CoveredPicture("화면 · 8월 27일")
    widget.setParent(window)
    widget.resize(240, 160)
    widget.set_jpeg(stripes())
    window.show()
    return window, widget


@pytest.fixture
def picture(qtbot):
    widget = CoveredPicture("화면 · 8월 27일")
    widget.resize(240, 160)
    widget.set_jpeg(stripes())
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_covered_by_default(picture):
    assert not picture.is_shown
    assert colourful(picture.grab().toImage()) < 40


def test_shown_while_the_mouse_holds_it(picture):
    QTest.mousePress(picture, Qt.MouseButton.LeftButton, pos=QPoint(100, 50))
    assert picture.is_shown
    assert contrast(picture.grab().toImage()) > 100
    QTest.mouseRelease(picture, Qt.MouseButton.LeftButton, pos=QPoint(100, 50))
    assert not picture.is_shown
    assert contrast(picture.grab().toImage()) < 100


@pytest.mark.parametrize("grey", [True, False])
def test_grey_until_colours_were_asked_for(qtbot, grey):
    _window, picture = in_window(qtbot, Care(grey=grey))
    QTest.mousePress(picture, Qt.MouseButton.LeftButton)
    assert picture.is_shown
    assert (colourful(picture.grab().toImage().copy(20, 20, 200, 90)) < 30) == grey


def test_each_uncovering_is_told_once(qtbot):
    window, picture = in_window(qtbot, Care())
    for _ in range(3):
        QTest.mousePress(picture, Qt.MouseButton.LeftButton)
        QTest.mouseRelease(picture, Qt.MouseButton.LeftButton)
    assert window.opened == 3
    picture.set_jpeg(None)
    QTest.mousePress(picture, Qt.MouseButton.LeftButton)
    assert window.opened == 3, "nothing is to be seen yet"
    picture.set_jpeg(stripes())
    assert window.opened == 4


def test_kept_shown_until_the_next_press_where_that_was_chosen(qtbot):
    _window, picture = in_window(qtbot, Care(hold=False))
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton)
    assert picture.is_shown
    picture.leaveEvent(QEvent(QEvent.Type.Leave))
    assert picture.is_shown
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton)
    assert not picture.is_shown


def test_a_picture_to_mark_places_on_is_told_each_time_it_comes_to_be_seen(qtbot):
    window = Window(Care())
    qtbot.addWidget(window)
    board = AreaBoard(Marks())
    board.setParent(window)
    board.show_picture(stripes(), (320, 200))
    assert window.opened == 0
    board.uncover(is_open=True, in_colour=False)
    board.uncover(is_open=True, in_colour=True)
    assert window.opened == 1
    board.show_picture(stripes(), (320, 200))
    assert window.opened == 2


def test_shown_while_space_is_held(picture):
    picture.setFocus()
    QTest.keyPress(picture, Qt.Key.Key_Space)
    assert picture.is_shown
    QTest.keyRelease(picture, Qt.Key.Key_Space)
    assert not picture.is_shown


@pytest.mark.parametrize("event", [QEvent.Type.Leave, QEvent.Type.FocusOut, QEvent.Type.Hide])
def test_covers_itself_when_attention_goes(picture, event):
    from PySide6.QtGui import QFocusEvent, QHideEvent

    QTest.mousePress(picture, Qt.MouseButton.LeftButton)
    assert picture.is_shown
    made = {
        QEvent.Type.Leave: lambda: picture.leaveEvent(QEvent(event)),
        QEvent.Type.FocusOut: lambda: picture.focusOutEvent(QFocusEvent(event)),
        QEvent.Type.Hide: lambda: picture.hideEvent(QHideEvent()),
    }
    made[event]()
    assert not picture.is_shown


def test_right_button_does_not_show_it(picture):
    QTest.mousePress(picture, Qt.MouseButton.RightButton)
    assert not picture.is_shown


def test_holding_without_bytes_asks_for_them_once_held(qtbot):
    widget = CoveredPicture("그림")
    qtbot.addWidget(widget)
    widget.show()
    with qtbot.waitSignal(widget.wanted):
        QTest.mousePress(widget, Qt.MouseButton.LeftButton)
    assert not widget.is_shown
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton)
    widget.set_jpeg(stripes())
    assert not widget.is_shown


def test_a_cover_knows_twelve_grey_patches_and_no_more():
    image = QImage()
    image.loadFromData(stripes())
    known = patches(image)
    assert (known.width(), known.height()) == PATCHES == (4, 3)
    assert colourful(known) < 20


def test_bytes_that_are_no_picture_stay_covered(qtbot):
    widget = CoveredPicture("그림")
    qtbot.addWidget(widget)
    widget.set_jpeg(b"not a picture")
    QTest.mousePress(widget, Qt.MouseButton.LeftButton)
    assert not widget.is_shown
