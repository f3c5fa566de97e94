"""What the worker says a page, a mail or a document holds besides words."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Inside(StrEnum):
    """The answer of the task `holding`, from the least to the most."""

    WORDS = "words"
    PICTURES = "pictures"  # or they can't be ruled out
    UNSEEN = "unseen"  # video, sound, archives, further files: nobody sees all of it at a glance

    @classmethod
    def told(cls, answer: bytes) -> Self:
        """The worker's word; pictures can't be ruled out where it has none, or another."""
        found = {one.value.encode(): one for one in cls}
        return found.get(answer, cls("pictures"))
