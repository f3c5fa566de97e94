"""Keeps what the five-minute page takes: in the open case, or sealed into a locked vault.

Words that are no link are kept as a note, so that nothing which was typed in a hurry is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.captures import Said
from app.errors import InputProblem, OngiError
from app.jobs import Job
from ui.capture.pictures import Picture
from ui.context import Context

if TYPE_CHECKING:
    from app.usecases.vaults import OpenVault


class Keeper(QObject):
    """`kept` says `words` or `pictures`, `went_wrong` carries the error, `began` a ticket."""

    kept = Signal(str)
    went_wrong = Signal(object)
    began = Signal(object)

    def __init__(self, context: Context, owner: QObject) -> None:
        super().__init__(owner)
        self._context = context

    def keep_words(self, link: str, words: str, folder: Path | None) -> None:
        """Keep a link and words about it."""
        case = self._context.session.case
        if case is not None:
            self._in_case(lambda vault, _job: keep_words(vault, case.id, link, words), "words")
        elif folder is not None:
            text = "\n".join(one for one in (link, words) if one).encode()
            self._sealed(folder, [(text, "words.txt")], "words")

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
            self._seal_pictures(folder, pictures)

    def _in_case(self, work: Callable[[OpenVault, Job], object], what: str) -> None:
        ticket = self._context.with_vault(
            work,
            lambda _done: self.kept.emit(what),
            owner=self,
            failed=self._failed,
        )
        self.began.emit(ticket)

    def _seal_pictures(self, folder: Path, pictures: list[Picture]) -> None:
        def work(job: Job) -> None:
            from app.usecases.capturing import name_of
            from app.usecases.dropping import drop_bytes

            for picture in pictures:
                data = picture.png()
                drop_bytes(folder, data, name_of(picture.shot, data), job)

        self._without(work, "pictures")

    def _sealed(self, folder: Path, parts: list[tuple[bytes, str]], what: str) -> None:
        def work(job: Job) -> None:
            from app.usecases.dropping import drop_bytes

            for data, name in parts:
                drop_bytes(folder, data, name, job)

        self._without(work, what)

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


def keep_words(vault: OpenVault, case_id: str, link: str, words: str) -> None:
    """A link as a link of the case, else as a note, with the words about it as a note."""
    from app.usecases.linking import add_links
    from app.usecases.noting import add_note

    rest = [words] if words else []
    if link:
        try:
            add_links(vault, case_id, link)
        except InputProblem as error:
            if error.code != "COL-041":
                raise
            rest.insert(0, link)
        else:
            rest = [f"{link}\n{one}" for one in rest]
    if rest:
        add_note(vault, case_id, "\n".join(rest))


def keep_pictures(
    vault: OpenVault, case_id: str, pictures: list[Picture], said: Said, job: Job, *, sure: bool
) -> None:
    """Each picture as an item of the case."""
    from app.usecases.capturing import keep_capture

    for picture in pictures:
        keep_capture(
            vault, case_id, picture.png(), job, picture.shot, said, screens_without_image=sure
        )
