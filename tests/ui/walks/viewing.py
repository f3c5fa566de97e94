"""The page on which an item is looked at: a picture, a page, a film, a sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from app.jobs import Job
from app.usecases.intake.collecting import collect
from tests.ui.story import Story
from tests.unit.collect.copies.conftest import document, film
from tests.unit.collect.looking.conftest import sound
from ui.building import Desk

FILES: dict[str, Callable[[], bytes]] = {
    "문서.pdf": lambda: document("HELLO", 4),
    "영상.mp4": lambda: film(frames=30),
    "목소리.wav": sound,
}


def pages(desk: Desk, story: Story, item: str, settle: Callable[[Desk], None]) -> Iterator[str]:
    """Covered as they begin; then each kind kept in sight; covered again at the end."""
    frame = desk.window.frame
    frame.go("view", item)
    settle(desk)
    yield "view"
    page = frame.page_called("view")
    page._see.keep.setChecked(True)
    settle(desk)
    yield "view-shown"
    for name, made in taken(desk, story).items():
        frame.go("view", made)
        settle(desk)
        if not name.endswith("wav"):
            page._see.keep.setChecked(True)
            settle(desk)
        yield f"view-{name.rpartition('.')[2]}"
    page._sound.play.click()
    settle(desk)
    yield "view-wav-asked"
    page.clear()


def taken(desk: Desk, story: Story) -> dict[str, str]:
    """A document, a film and a sound in the case, taken in once for all walks."""
    folder = Path(story.vault).parent / "films"
    folder.mkdir(exist_ok=True)
    for name, make in FILES.items():
        if not (folder / name).exists():
            (folder / name).write_bytes(make())
    vault = desk.context.session.vault
    report = collect(vault, story.case, [folder / name for name in FILES], Job())
    assert not report.refused
    known = {one.sha256: one.id for one in vault.items.in_case(story.case)}
    sums = {name: sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    return {name: known[told] for name, told in sums.items()}  # another walk may have named them
