"""A vault with a case and a few files, opened in a window: ground for the tests of keeping it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from app.domain.evidence.items import Case
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.intake.collecting import collect
from app.usecases.items.evidence import list_items
from app.usecases.vault.vaults import create_vault, open_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import settle
from ui.building import Desk
from ui.widgets.questions.question import Question

PASSPHRASE = "quiet words for a test"


@dataclass
class Kept:
    """The window, the vault's folder, its case."""

    desk: Desk
    folder: Path
    case: Case

    @property
    def vault(self) -> Any:
        return self.desk.context.session.vault

    def page(self, name: str, subject: object = None) -> Any:
        """Go to a page and wait for it."""
        self.desk.window.frame.go(name, subject)
        settle(self.desk)
        return self.desk.window.frame.page_called(name)

    def items(self) -> list[str]:
        rows = list_items(self.vault, self.case.id)
        return sorted(row.item.id for row in rows)

    def lock(self) -> None:
        self.desk.context.session.lock(stop_work=True)
        settle(self.desk)

    def open_again(self) -> None:
        """Open it as the page that opens vaults does, staying on the list of cases."""
        self.desk.context.session.open(open_vault(self.folder, PASSPHRASE, Job()))
        settle(self.desk)

    def answer(self, *, yes: bool = True) -> str:
        """Answer the question that is asked; its words."""
        question = next(one for one in self.desk.window.findChildren(Question) if one.isVisible())
        said = f"{question.accessibleName()} {question.accessibleDescription()}"
        (question.yes if yes else question.no).click()
        settle(self.desk)
        return said


def keep(desk: Desk, folder: Path, files: int = 3) -> Kept:
    """Make the vault and open it; the case is chosen."""
    given = folder / "given"
    given.mkdir()
    for number in range(files):
        (given / f"말 {number}.txt").write_text(f"말 {number} " * 500, "utf-8")
    vault = create_vault(folder / "vault", PASSPHRASE, Job(), argon2=FLOOR)
    case = add_case(vault, "사건")
    collect(vault, case.id, [given], Job())
    desk.context.session.open(vault)
    settle(desk)
    desk.context.session.choose(case)
    settle(desk)
    return Kept(desk, folder / "vault", case)


def said(widget: QWidget) -> str:
    """All words that are to be seen in a widget."""
    labels = (label.text() for label in widget.findChildren(QLabel) if label.isVisible())
    return " ".join(labels).replace("\u2060", "")
