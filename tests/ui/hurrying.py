"""Steps of a person in a hurry, for the tests of the five minutes."""

from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.items.evidence import list_items
from app.usecases.vault.vaults import open_vault
from tests.ui.gallery import settle
from tests.ui.story import PASSPHRASE


def enter(desk, folder, *, minor=False):
    """The page with a case open."""
    session = desk.context.session
    session.open(open_vault(folder, PASSPHRASE, Job()))
    session.choose(add_case(session.vault, "사건", minor_mode=minor))
    desk.window.frame.go("five_minutes")
    settle(desk)
    return desk.window.frame.page_called("five_minutes")


def captured(desk, page, begin, qtbot, act=None):
    """Begin a capture and let it come to its end; `act` once the chooser is there."""
    begin()
    capturer = page._capturer
    assert not desk.window.isVisible()
    if act is not None:
        qtbot.waitUntil(lambda: capturer._chooser is not None)
        act(capturer._chooser)
    qtbot.waitUntil(lambda: not capturer.busy)
    settle(desk)
    assert desk.window.isVisible()


def items(desk):
    session = desk.context.session
    return list_items(session.vault, session.case.id)
