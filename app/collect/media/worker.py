"""The limited process that decodes hostile bytes. Started by `MediaWorker`, never by hand.

It catches nothing that it does not have to: whatever a decoder raises ends the process, and the
program reads the reason from how it ended. What was told before (the facts) stands.
"""

from __future__ import annotations

import io
import os
import sys
from typing import BinaryIO

import msgspec

from app.collect.media.allowance import OFFICE_FILES, PAGES, allowance
from app.collect.media.confine import confine, renew_time
from app.collect.media.inspection import clean_facts
from app.collect.media.protocol import (
    STATUS_RAISED,
    STATUS_TOO_LARGE,
    ProtocolProblem,
    Question,
    receive,
    send,
)
from app.collect.media.remote import RemoteFile
from app.collect.media.tasks import Tell, answerer

_BUFFER = 128 * 1024


def main() -> None:
    """Answer questions on standard input until it is closed."""
    questions = os.fdopen(0, "rb", closefd=False)
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the messages
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # a thread a core would not fit into the memory
    confine()
    sys.excepthook = lambda *_: os._exit(STATUS_RAISED)  # without a word: texts may hold evidence
    while True:
        try:
            letter, body = receive(questions)
        except ProtocolProblem:
            return
        if letter != b"Q":
            return
        question = msgspec.json.decode(body, type=Question)
        renew_time(allowance(question.media_type, question.task).cpu_s)
        _answer(question, questions, replies)


def _answer(question: Question, questions: BinaryIO, replies: BinaryIO) -> None:
    from PIL import Image

    from app.collect.media.pictures import TooLarge

    def tell(letter: bytes, body: bytes) -> None:
        send(replies, letter, body)

    remote = RemoteFile(replies, questions, question.size)
    source = io.BufferedReader(remote, _BUFFER)
    try:
        _look(question, source, tell)
    except (TooLarge, MemoryError, Image.DecompressionBombError):
        os._exit(STATUS_TOO_LARGE)
    tell(b"D", b"")


def _look(question: Question, source: BinaryIO, tell: Tell) -> None:
    """Open the bytes with the one decoder that fits, and tell facts before the preview."""
    from app.collect.media import pictures

    if question.task:
        answerer(question.task)(question, source, tell)
        return
    if question.media_type in PAGES:
        from app.collect.pages.reading import read_page

        read = read_page(source, question.media_type, question.size)
        tell(b"G", msgspec.json.encode(read))
        return
    jpeg: bytes | None = None
    shown = question.details.get("preview", True)
    if question.media_type in pictures.FORMATS:
        from app.collect.media.picture_facts import picture_facts

        picture = pictures.open_picture(source, question.media_type, question.size)
        _tell_facts(tell, picture_facts(picture))
        if shown:
            from app.collect.media.picture_hashes import picture_hashes

            hashes = picture_hashes(picture)  # first, since a preview makes the picture small
            tell(b"P", pictures.preview(picture))
            tell(b"H", msgspec.json.encode(hashes))
    elif question.media_type == "application/pdf":
        from app.collect.media import documents

        document = documents.open_document(source, question.size)
        _tell_facts(tell, documents.document_facts(document))
        jpeg = documents.first_page(document) if shown else None
    elif question.media_type in OFFICE_FILES:
        from app.collect.media.office import office_facts

        _tell_facts(tell, office_facts(source, question.media_type))
    else:
        from app.collect.media import movies

        with movies.open_movie(source, question.media_type) as movie:
            _tell_facts(tell, movies.movie_facts(movie))
            jpeg = movies.first_frame(movie) if shown else None
            if jpeg is not None:
                from app.collect.media.picture_hashes import film_hashes

                tell(b"P", jpeg)
                jpeg = None
                tell(b"H", msgspec.json.encode(film_hashes(movie)))
    if jpeg is not None:
        tell(b"P", jpeg)


def _tell_facts(tell: Tell, facts: dict[str, str]) -> None:
    tell(b"F", msgspec.json.encode(clean_facts(facts)))


if __name__ == "__main__":
    main()
