"""Windows are hidden from capture where the system can do that, and it is said where it can't."""

import pytest
from PySide6.QtWidgets import QDialog, QWidget

from ui.system.hiding import Ability, Hiding, ability


@pytest.mark.parametrize(
    ("system", "release", "can"),
    [
        ("win32", None, Ability.YES),
        ("darwin", "14.6.1", Ability.PARTLY),
        ("darwin", "15.0", Ability.NO),
        ("darwin", "26.1", Ability.NO),
        ("darwin", "", Ability.NO),
        ("linux", None, Ability.NO),
    ],
)
def test_what_a_system_can_do(system, release, can):
    assert ability(system, release) is can


def test_each_window_is_hidden_as_it_is_shown_and_shown_again_by_choice(qapp, qtbot):
    told = []
    hiding = Hiding(qapp, way=lambda handle, hide: told.append((handle, hide)))
    window = QWidget()
    dialog = QDialog(window)
    for one in (window, dialog):
        qtbot.addWidget(one)
        one.show()
    assert told == [(int(window.winId()), True), (int(dialog.winId()), True)]
    told.clear()
    hiding.set(hide=False)
    assert set(told) >= {(int(window.winId()), False), (int(dialog.winId()), False)}
    qapp.removeEventFilter(hiding)
