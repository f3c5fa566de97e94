"""The page of same pictures: a pair to decide, and none left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from app.jobs import Job
from app.usecases.intake.collecting import collect
from tests.fixtures.scenes import CHANGES, jpeg, scene
from tests.ui.story import Story
from ui.building import Desk


def bring(desk: Desk, story: Story) -> None:
    """Two alike pictures into the case, once for all walks."""
    folder = Path(story.vault).parent / "alike"
    if folder.exists():
        return
    folder.mkdir()
    (folder / "profile.jpg").write_bytes(jpeg(scene(1)))
    (folder / "screen.jpg").write_bytes(jpeg(CHANGES["screenshot"](scene(1))))
    assert not collect(desk.context.session.vault, story.case, [folder], Job()).refused


def pages(desk: Desk, story: Story, settle: Callable[[Desk], None]) -> Iterator[str]:
    """A pair, covered; then as it is when all is looked at."""
    bring(desk, story)
    frame = desk.window.frame
    frame.go("alike")
    settle(desk)
    yield "alike"
    page = frame.page_called("alike")
    while page._pairs:
        page._next()
    settle(desk)
    yield "alike-none"
