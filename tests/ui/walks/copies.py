"""The pages on which working copies are made: of a picture, of a film, and of words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from app.domain.evidence.copies import Area, Covering
from app.jobs import Job
from app.usecases.intake.collecting import collect
from tests.ui.story import Story
from tests.unit.collect.copies.conftest import film
from ui.building import Desk


def pages(desk: Desk, story: Story, item: str, settle: Callable[[Desk], None]) -> Iterator[str]:
    """Covered as they begin, with places, of a film; then the text beside it."""
    frame, session = desk.window.frame, desk.context.session
    frame.go("redact", item)
    settle(desk)
    yield "redact"
    page = frame.page_called("redact")
    width, height = page._facing.width, page._facing.height
    page._marks.add(Area(width // 8, height // 8, width // 3, height // 5))
    page._marks.add(Area(width // 2, height // 2, width // 4, height // 4, Covering.MOSAIC))
    page._side.show_it.setChecked(True)
    page._show_marks()
    settle(desk)
    yield "redact-marked"
    moving = _film(desk, story)
    frame.go("redact", moving)
    settle(desk)
    page._board.add_in_the_middle()
    page._side.to_here.click()
    settle(desk)
    yield "redact-film"
    frame.go("retell", item)
    settle(desk)
    frame.page_called("retell")._text.setPlainText("…")
    settle(desk)
    yield "retell"
    frame.page_called("retell").clear()
    page.clear()
    assert session.is_open


def _film(desk: Desk, story: Story) -> str:
    """A film in the case, taken in once for all walks."""
    folder = Path(story.vault).parent / "films"
    folder.mkdir(exist_ok=True)
    path = folder / "moving.mp4"
    if not path.exists():
        path.write_bytes(film(frames=30))
    vault = desk.context.session.vault
    report = collect(vault, story.case, [path], Job())
    assert not report.refused
    return next(one.id for one in vault.items.in_case(story.case) if one.name == path.name)
