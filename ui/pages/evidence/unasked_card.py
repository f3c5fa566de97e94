"""On the page of what is collected: the question about age, for a case that began in a hurry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.case.minors import Under19
from ui.context import Context
from ui.widgets.questions.ask_under_19 import AskUnder19

if TYPE_CHECKING:
    from app.domain.evidence.items import Case
    from app.jobs import Job
    from app.usecases.vault.vaults import OpenVault


class UnaskedCard(AskUnder19):
    """Shows itself only where the question was not asked yet."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.answered.connect(self._answer)

    def look(self, case_id: str) -> None:
        """Ask, if nobody did in this case."""
        from app.usecases.case.protecting import waits_for_the_question

        self._context.with_vault(
            lambda vault, _job: waits_for_the_question(vault, case_id), self._show, owner=self
        )

    def _show(self, waits: bool) -> None:
        if waits and self.isHidden():
            self.ask()
        elif not waits:
            self.forget()

    def _answer(self, answer: Under19, school: bool) -> None:
        case = self._context.session.case
        if case is None:
            return
        known = case.id

        def work(vault: OpenVault, _job: Job) -> Case:
            from app.usecases.case.protecting import answer_the_question

            return answer_the_question(vault, known, answer, school=school)

        self._context.with_vault(work, self._context.session.choose, owner=self, must_finish=True)
