"""What a person leaves to somebody else to look at, and what was seen, in words."""

from __future__ import annotations

from dataclasses import dataclass

from app.i18n import N_


@dataclass(frozen=True, slots=True)
class Look:
    """One item of a case. Times in UTC milliseconds by this computer's clock.

    `asked_ms`: when it was left to somebody else, None where nobody asked (any more). `words`: what
    was seen, empty as long as nobody looked; `looked_ms`: when that was written.
    """

    id: str
    case: str
    item: str
    asked_ms: int | None
    words: str = ""
    looked_ms: int | None = None

    @property
    def waits(self) -> bool:
        """Whether somebody is asked to look and nobody did yet."""
        return self.asked_ms is not None and not self.words


PLAIN_WORDS = (
    N_("A screen of a chat, no person in it"),
    N_("A screen of a profile"),
    N_("A picture of a face, clothed"),
    N_("A picture that was worked on, one person"),
    N_("A sexual picture, one person, the face can be seen"),
    N_("A sexual picture, one person, the face can't be seen"),
    N_("A sexual picture, several people"),
    N_("A film; what is seen and heard:"),
    N_("A text that threatens"),
    N_("A text that asks for money"),
)
"""Beginnings for who looks: what is there, no judgement, nobody named, no age guessed."""
