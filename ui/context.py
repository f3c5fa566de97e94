"""What every page is given.

Language, lanes, session, messages, errors, a way to another page, how the screen looks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from app.errors import OngiError
from app.jobs import Job
from ui.errors import ErrorPresenter, Place
from ui.lanes import Lane, Lanes, Ticket
from ui.language import Language
from ui.messages import Messages
from ui.session import Session
from ui.showing import Showing

if TYPE_CHECKING:
    from app.usecases.vault.vaults import OpenVault  # loaded late: the window is shown first

T = TypeVar("T")


class Ways(QObject):
    """What a page asks the window for.

    `go`: a page by name, with what it should show there or None. `copy`: a text in the clipboard,
    for a while. `forget`: what was copied leaves the clipboard now. `explain`: the help of the page
    that is shown, or it away. `back`: the page on which help was asked for, as it was left.
    """

    go = Signal(str, object)
    copy = Signal(str)
    forget = Signal()
    explain = Signal()
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.can_go_back = False
        """Whether there is a page to go back to; kept by the frame."""


@dataclass(frozen=True)
class Context:
    """The parts of the window that pages use. Made once, in the composition root."""

    language: Language
    lanes: Lanes
    session: Session
    messages: Messages
    errors: ErrorPresenter
    ways: Ways
    showing: Showing

    def tr(self, message: str, **values: object) -> str:
        """The text in the screen's language."""
        return self.language.texts.tr(message, **values)

    def ntr(self, one: str, many: str, count: int, **values: object) -> str:
        """The text for a count in the screen's language."""
        return self.language.texts.ntr(one, many, count, **values)

    def go(self, page: str, subject: object = None) -> None:
        """Show another page."""
        self.ways.go.emit(page, subject)

    def copy(self, text: str) -> None:
        """Put a text into the clipboard, which lets go of it again; see `ui.clipboard`."""
        self.ways.copy.emit(text)

    def with_vault(
        self,
        work: Callable[[OpenVault, Job], T],
        done: Callable[[T], Any],
        *,
        owner: QObject,
        place: Place | None = None,
        failed: Callable[[OngiError], object] | None = None,
        must_finish: bool = False,
    ) -> Ticket:
        """Run a use case on the vault lane; failures are shown, beside `place` where that fits.

        `failed` hears of them first; where it returns True it has shown the failure itself.

        A result that comes after the vault was locked is dropped: it must not reappear on a locked
        screen.
        """
        vault = self.session.vault

        def deliver(result: T) -> None:
            if self.session.is_open and self.session.vault is vault:
                done(result)

        def refuse(error: OngiError) -> None:
            if failed is None or failed(error) is not True:
                self.errors.show(error, place)

        return self.lanes.run(
            Lane.VAULT,
            lambda job: work(vault, job),
            owner=owner,
            done=deliver,
            failed=refuse,
            must_finish=must_finish,
        )

    def without_vault(
        self,
        work: Callable[[Job], T],
        done: Callable[[T], Any],
        *,
        owner: QObject,
        lane: Lane = Lane.FREE,
        place: Place | None = None,
        failed: Callable[[OngiError], object] | None = None,
    ) -> Ticket:
        """Run a use case that needs no open vault (or opens one, on the vault lane)."""

        def refuse(error: OngiError) -> None:
            if failed is None or failed(error) is not True:
                self.errors.show(error, place)

        return self.lanes.run(lane, work, owner=owner, done=done, failed=refuse)
