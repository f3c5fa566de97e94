"""What a person answers when a case is made about the age of those who are shown.

The rule is the law's age (DESIGN promise 11; facts: domain 8.1): "I don't know" counts as yes where
a school has to do with it. No answer is an answer too: nobody has to know on the first day.
"""

from __future__ import annotations

from enum import StrEnum


class Under19(StrEnum):
    """The answer to the one question. `NOT_SAID` where it was passed over.

    `NOT_ASKED` stands in the log of a case that began in a hurry, until the question was asked.
    """

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    NOT_SAID = "not_said"
    NOT_ASKED = "not_asked"


def is_protected(answer: Under19, *, school: bool) -> bool:
    """Whether minor mode is on after this answer; `school`: one has to do with it."""
    return answer is Under19.YES or (school and answer is not Under19.NO)
