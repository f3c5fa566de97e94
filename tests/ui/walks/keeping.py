"""The pages of keeping safe, deleting and waiting, as the gallery shows them; all is undone again."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.case.removing_cases import destroy_case, set_case_aside
from app.usecases.intake.waiting import discard, what_waits
from app.usecases.items.evidence import list_items
from tests.ui.story import PASSPHRASE, Story
from ui.building import Desk
from ui.pages.vault.rescue import ToRescue

Settle = Callable[[Desk], None]


def at_the_door(desk: Desk, story: Story, settle: Settle) -> Iterator[str]:
    """Taking in while locked, and a rescue. What was taken in waits afterwards."""
    frame = desk.window.frame
    frame.go("unlock")
    page = frame.page_called("unlock")
    page.take_folder(story.vault)
    page._taking_in.take([story.vault.parent / "screens"])
    settle(desk)
    yield "unlock-taken"
    out = Path(tempfile.mkdtemp(dir=story.vault.parent))
    frame.go("rescue", ToRescue(story.vault, lambda: PASSPHRASE))
    settle(desk)
    yield "rescue"
    page = frame.page_called("rescue")
    page._to.take(out)
    page._begin()
    settle(desk)
    yield "rescue-after"
    page._back()
    shutil.rmtree(out)


def inside(desk: Desk, story: Story, settle: Settle) -> Iterator[str]:
    """What waits, what is set aside, the backup, the end of a vault."""
    yield from _waiting(desk, settle)
    yield from _removed(desk, story, settle)
    yield from _safety(desk, story, settle)
    frame = desk.window.frame
    frame.go("ending")
    settle(desk)
    yield "ending"
    page = frame.page_called("ending")
    page._turn()
    settle(desk)
    yield "ending-aside"
    frame.go("cases")
    settle(desk)
    yield "cases-aside"
    page._turn()
    settle(desk)


def _waiting(desk: Desk, settle: Settle) -> Iterator[str]:
    frame, vault = desk.window.frame, desk.context.session.vault
    frame.go("waiting")
    settle(desk)
    frame.page_called("waiting")._list.setCurrentIndex(
        frame.page_called("waiting")._model.index(0, 0)
    )
    yield "waiting"
    for one in what_waits(vault):
        discard(vault, one.name)
    frame.go("waiting")
    settle(desk)
    yield "waiting-empty"


def _removed(desk: Desk, story: Story, settle: Settle) -> Iterator[str]:
    frame, vault = desk.window.frame, desk.context.session.vault
    frame.go("evidence")
    settle(desk)
    page = frame.page_called("evidence")
    page._hint.choose(several=True)
    for row in range(2):
        page._grid.setCurrentIndex(page._model.index(row, 0))
    settle(desk)
    yield "evidence-choosing"
    before = len(list_items(vault, story.case))
    page._aside.click()
    settle(desk)
    yield "evidence-aside"
    other = add_case(vault, story.title)
    set_case_aside(vault, other.id)
    frame.go("removed")
    settle(desk)
    page = frame.page_called("removed")
    page._list.selectAll()
    yield "removed"
    page._bring_back()
    settle(desk)
    yield "removed-case"
    destroy_case(vault, other.id, Job())
    frame.go("removed")
    settle(desk)
    yield "removed-empty"
    assert len(list_items(vault, story.case)) == before


def _safety(desk: Desk, story: Story, settle: Settle) -> Iterator[str]:
    frame = desk.window.frame
    frame.go("safety")
    settle(desk)
    yield "safety"
    to = Path(tempfile.mkdtemp(dir=story.vault.parent))
    page = frame.page_called("safety")
    page._row.line.take(to)
    page._make()
    page._told.setText("1:0000000000000000")
    page._compare()
    settle(desk)
    yield "safety-made"
    frame.go("copy")
    page = frame.page_called("copy")
    page._copy.take(to)
    page._passphrase.field.setText(PASSPHRASE)
    page._try()
    settle(desk)
    yield "copy"
    shutil.rmtree(to)
