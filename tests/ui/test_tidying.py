"""The collector leaves out what stays, and looks at everything once the vault is locked."""

from __future__ import annotations

import gc
import weakref

import pytest

from ui.lanes import Lane
from ui.session import Session
from ui.tidying import Tidying


class Held:
    """Something that only a collector lets go of: it holds itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def session(lanes, qtbot):
    made = Session(lanes)
    made.tidying = Tidying(lanes, made, made)
    return made


def test_what_is_there_when_work_has_ended_is_walked_no_more(session, lanes, qtbot):
    kept = Held()
    assert any(one is kept for one in gc.get_objects())
    with qtbot.waitSignal(lanes.drained):
        lanes.run(Lane.FREE, lambda _job: None)
    assert not any(one is kept for one in gc.get_objects())


def test_what_nobody_holds_is_let_go_of_after_a_lock_even_where_it_was_left_out(session, qtbot):
    held = Held()
    seen = weakref.ref(held)
    gc.freeze()
    del held
    gc.collect()
    assert seen() is not None
    session.locked.emit()
    qtbot.waitUntil(lambda: seen() is None)
