"""A row on an item's page: what recipients asked about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.text.textsafe import one_line
from ui.pages.item.row import Shown, row

if TYPE_CHECKING:
    from app.usecases.follow_up.questions import Question

LONGEST = 160
FIRST = 5


def questions_row(shown: Shown) -> QWidget | None:
    """Stays empty where nothing was asked."""
    case = shown.context.session.case
    return None if case is None else _QuestionsRow(shown, case.id)


class _QuestionsRow(QWidget):
    """A line a question, each leading to where it is answered."""

    def __init__(self, shown: Shown, case: str) -> None:
        super().__init__()
        self._context = context = shown.context
        item = shown.details.item.id
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

        from app.usecases.follow_up.questions import list_questions

        context.with_vault(
            lambda vault, _job: list_questions(vault, case, item), self._show, owner=self
        )

    def _show(self, questions: tuple[Question, ...]) -> None:
        tr = self._context.tr
        for one in questions[:FIRST]:
            said = tr("A recipient asked: {text}", text=one_line(one.text, LONGEST))
            press = tr("See the answer") if one.answer else tr("Answer, if you like")
            self._column.addWidget(row(said, press, lambda: self._context.go("came_back")))
        self.setVisible(bool(questions))
