"""After locking, the window holds nothing of the vault: no object of it is left in the process."""

import gc

from app.usecases.case.cases import list_cases
from app.usecases.vault.vaults import OpenVault
from tests.ui.gallery import settle
from tests.ui.test_session import opened
from ui.places import PLACES


def alive(besides=()):
    gc.collect()
    known = {id(one) for one in besides}
    found = [one for one in gc.get_objects() if isinstance(one, OpenVault)]
    return [one for one in found if id(one) not in known]


def test_no_vault_is_left_in_the_process_after_locking(desk, tmp_path, qtbot):
    others = alive()  # of tests before, whose fixtures are still in use
    opened(desk, tmp_path)
    session = desk.context.session
    session.choose(list_cases(session.vault)[0].case)
    for place in PLACES:
        desk.context.go(place.page)
        settle(desk)
    assert len(alive(others)) == 1
    session.lock(stop_work=True)
    settle(desk)
    assert alive(others) == []
