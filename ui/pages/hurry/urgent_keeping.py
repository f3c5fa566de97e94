"""Keeps what the five-minute page takes: in the open case, or sealed into a locked vault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.evidence.captures import Said
from app.errors import OngiError
from app.jobs import Job
from ui.capture.pictures import Picture
from ui.context import Context

if TYPE_CHECKING:
    from app.domain.case.minors import Under19
    from app.domain.evidence.items import Case
    from app.usecases.vault.vaults import OpenVault


class Keeper(QObject):
    """`kept` says `words` or `pictures`, `went_wrong` carries the error, `began` a ticket.

    `case_begun` carries a case that was made for the first thing that is kept.
    """

    kept = Signal(str)
    went_wrong = Signal(object)
    began = Signal(object)
    case_begun = Signal(object)

    def __init__(self, context: Context, owner: QObject) -> None:
        super().__init__(owner)
        self._context = context

    def keep_words(self, link: str, words: str, folder: Path | None) -> None:
        """Keep a link and words about it."""
        case = self._context.session.case
        if case is not None:
            self._words_in_case(case.id, link, words)
        elif self._context.session.is_open:
            self._words_in_new_case(link, words)
        elif folder is not None:
            self._seal_words(folder, link, words)

    def keep_pictures(
        self, pictures: list[Picture], said: Said, folder: Path | None, *, sure: bool
    ) -> None:
        """Keep pictures with what was said of the place; `sure`: minor mode's question."""
        case = self._context.session.case
        if case is not None:
            self._in_case(
                lambda vault, job: keep_pictures(vault, case.id, pictures, said, job, sure=sure),
                "pictures",
            )
        elif folder is not None:
            self._seal_pictures(folder, pictures, said)

    def _words_in_case(self, case_id: str, link: str, words: str) -> None:
        def work(vault: OpenVault, _job: Job) -> None:
            from app.usecases.intake.hurrying import keep_words

            keep_words(vault, case_id, link, words)

        self._in_case(work, "words")

    def _words_in_new_case(self, link: str, words: str) -> None:
        def work(vault: OpenVault, _job: Job) -> Case:
            from app.usecases.intake.hurrying import begin_with_words

            return begin_with_words(vault, link, words)

        def begun(case: Case) -> None:
            self.case_begun.emit(case)
            self.kept.emit("words")

        ticket = self._context.with_vault(work, begun, owner=self, failed=self._failed)
        self.began.emit(ticket)

    def answer(self, answer: Under19, *, school: bool) -> None:
        """Keep what was answered about age, in the case or in one that begins with it."""
        case = self._context.session.case

        def work(vault: OpenVault, _job: Job) -> Case:
            from app.usecases.case.protecting import answer_the_question
            from app.usecases.intake.hurrying import begin

            asked = begin(vault) if case is None else case
            return answer_the_question(vault, asked.id, answer, school=school)

        self._context.with_vault(
            work, self.case_begun.emit, owner=self, failed=self._failed, must_finish=True
        )

    def _in_case(self, work: Callable[[OpenVault, Job], object], what: str) -> None:
        ticket = self._context.with_vault(
            work,
            lambda _done: self.kept.emit(what),
            owner=self,
            failed=self._failed,
        )
        self.began.emit(ticket)

    def _seal_pictures(self, folder: Path, pictures: list[Picture], said: Said) -> None:
        def work(job: Job) -> None:
            from app.usecases.intake.dropping import drop_capture

            for picture in pictures:
                drop_capture(folder, picture.png(), picture.shot, said, job)

        self._without(work, "pictures")

    def _seal_words(self, folder: Path, link: str, words: str) -> None:
        def work(job: Job) -> None:
            from app.usecases.intake.dropping import drop_bytes
            from app.usecases.intake.hurrying import WORDS_NAME, words_to_seal

            drop_bytes(folder, words_to_seal(link, words), WORDS_NAME, job)

        self._without(work, "words")

    def _without(self, work: Callable[[Job], object], what: str) -> None:
        ticket = self._context.without_vault(
            work,
            lambda _done: self.kept.emit(what),
            owner=self,
            failed=self._failed,
        )
        self.began.emit(ticket)

    def _failed(self, error: OngiError) -> bool:
        self.went_wrong.emit(error)
        return True


def keep_pictures(
    vault: OpenVault, case_id: str, pictures: list[Picture], said: Said, job: Job, *, sure: bool
) -> None:
    """Each picture as an item of the case."""
    from app.usecases.intake.capturing import keep_capture

    for picture in pictures:
        keep_capture(
            vault, case_id, picture.png(), job, picture.shot, said, screens_without_image=sure
        )
