"""A step of the journey at the window: the case goes into a file for another vault."""

from __future__ import annotations

from PySide6.QtTest import QTest

from tests.flows.traces.sitting import LEFT, Sitting, answer_dialog, must, settle


def hand_the_case_on(at: Sitting) -> None:
    """Made with words, then looked at as whoever gets it does; nothing is taken in."""
    page = at.page("case_out")
    answer_dialog(at.out / "20261123.ongi-case")
    QTest.mouseClick(page._button, LEFT)
    settle(at.desk)
    made = page._made
    must(made and made.passphrase, "a case file is made")
    page = at.page("case_in")
    page._words.field.setText(made.passphrase)
    page.look(made.path)
    settle(at.desk)
    must(page._seen and page._seen.title is not None, "it is known again")
    at.page("conflicts")
