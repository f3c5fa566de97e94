"""The list of what the worker can be asked besides facts and preview. No decoder is imported here.

A task is a module in this package with `answer(question, source, tell)`: it reads `source`, tells
pieces of its answer (letter `A`, each at most `BODY_LIMIT` bytes) or facts (`F`). What it raises
ends the process.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import BinaryIO

from app.collect.media.protocol import Question

Tell = Callable[[bytes, bytes], None]
Answerer = Callable[[Question, BinaryIO, Tell], None]

TASKS = {
    "credentials": "credentials",
    "chat": "chat_records",
    "codes": "picture_codes",
    "hashes": "picture_hashes",
    "holding": "holding",
    "words": "picture_words",
    "view": "copies.view",
    "look": "looking.look",
    "listen": "looking.listen",
    "cut": "copies.cut",
    "redact": "copies.redact",
}
"""A task's name, and its module here."""


def answerer(task: str) -> Answerer:
    """The function that does a task. KeyError where there is none of this name."""
    module = import_module(f"app.collect.media.{TASKS[task]}")
    found: Answerer = module.answer
    return found
