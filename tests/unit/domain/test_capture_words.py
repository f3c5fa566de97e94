"""What is shown of a capture: words of whoever wrote it down, which may be nobody that one trusts."""

from __future__ import annotations

from app.domain.evidence.capture_words import in_words
from app.domain.evidence.captures import Capture, CaptureWay, Instant, Said, Screen, Shot
from app.domain.text.textsafe import visible
from app.i18n import texts


def test_no_word_of_a_capture_orders_a_terminal_or_turns_a_line() -> None:
    order = "\x1b[31m\u202e"
    screen = Screen(order, 1, 1, 800, 600)
    shot = Shot(CaptureWay.SCREEN, Instant(1_724_734_800_123, order, 540, 5), screen)
    capture = Capture(shot, Said(order, order, order), order, 0, None)
    values = " ".join(value for _, value in in_words(capture, texts("en")))
    assert values.count("[U+202E]") == 6
    assert visible(values) == values
