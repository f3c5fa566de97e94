"""Failures are shown where they belong, in the screen's language.

Never in an exception's own words.
"""

import sys

import pytest

from app.error_texts import next_step
from app.errors import AccessProblem, Cancelled, EnvironmentProblem, InputProblem, OngiError
from ui.errors import print_places


class Beside:
    """A field's place for a sentence."""

    def __init__(self):
        self.text = ""

    def show_problem(self, text):
        self.text = text


@pytest.mark.parametrize("error", [InputProblem("INP-001"), AccessProblem("VLT-001")])
def test_what_was_typed_is_answered_beside_the_field(desk, error):
    desk.context.language.set("en")
    place = Beside()
    desk.context.errors.show(error, place)
    above, below = place.text.split("\n")
    assert above in {"No passphrase yet", "It does not open"}
    assert below.endswith(next_step(error, desk.context.language.texts))
    assert not desk.window.frame.banner.isVisible()


def test_the_machine_in_the_way_is_said_in_the_banner(desk):
    desk.context.language.set("en")
    place = Beside()
    desk.context.errors.show(EnvironmentProblem("ENV-001"), place)
    banner = desk.window.frame.banner
    assert place.text == ""
    assert banner.isVisible()
    assert banner.accessibleName().startswith("No room left There is not enough room on the disk.")
    assert banner._title.isVisible()
    assert banner._title.text() == "No room left"


def test_stopping_on_purpose_says_nothing(desk):
    desk.context.errors.show(Cancelled())
    assert not desk.window.frame.banner.isVisible()


def test_a_bug_is_told_without_its_own_words(desk, capsys):
    desk.context.language.set("en")
    error = ValueError("name of a person")
    desk.context.errors.hook(type(error), error, error.__traceback__)
    banner = desk.window.frame.banner
    assert "Something in this program went wrong" in banner.accessibleName()
    printed = capsys.readouterr().err
    assert "ValueError" in printed
    assert "name of a person" not in printed + banner.accessibleName()


def test_a_failure_that_reaches_the_hook_keeps_its_code(desk):
    error = OngiError("ENV-005")
    desk.context.errors.hook(type(error), error, None)
    assert desk.window.frame.banner.isVisible()


def test_a_windowed_program_without_a_terminal_survives_a_bug(monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    print_places(ValueError())
