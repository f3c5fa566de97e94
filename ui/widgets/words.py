"""Labels.

Always plain text (names and messages are hostile), wrapped between words, also in Korean.
"""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_JOINER = "\u2060"
_INSIDE_A_WORD = re.compile(
    r"(?<=[\uac00-\ud7a3\u3131-\u318e])(?=[\uac00-\ud7a3\u3131-\u318e.,!?)’”'])"
)
LONGEST_WORD = 24
BREAK = "\u200b"
ENDLESS = 48
TIGHT = 15
"""Above so many characters a word is broken: as a rule, and where it is narrow."""


def keep_words(text: str, *, endless: int = ENDLESS) -> str:
    """The text with word joiners between Korean syllables, so that no line breaks inside a word.

    Only for showing. Words that are too long to be kept whole stay as they are; those without an
    end (longer than `endless`) get places where a line may break, or they would stand out over
    the page.
    """
    return " ".join(_shown(word, endless) for word in text.split(" "))


def as_it_is(shown: str) -> str:
    """The text behind a shown one: what `keep_words` put in is taken out."""
    return shown.replace(_JOINER, "").replace(BREAK, "")


def _shown(word: str, endless: int) -> str:
    if len(word) > endless:
        piece = endless // 2
        return BREAK.join(word[at : at + piece] for at in range(0, len(word), piece))
    return _INSIDE_A_WORD.sub(_JOINER, word) if len(word) <= LONGEST_WORD else word


class Words(QLabel):
    """A text in one of the roles of the style sheet.

    Title, lead, strong, soft, quiet, care, code …
    """

    def __init__(
        self,
        text: str = "",
        role: str = "text",
        *,
        wrap: bool = True,
        endless: int = ENDLESS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        self._endless = endless
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.say(text)

    def say(self, text: str) -> None:
        """Show another text."""
        self.setText(keep_words(text, endless=self._endless) if self.wordWrap() else text)
        self.setAccessibleName(text)

    def selectable(self) -> Words:
        """Let it be marked and copied by mouse and keyboard."""
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return self
