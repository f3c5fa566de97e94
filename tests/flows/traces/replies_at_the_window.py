"""Steps of the journey at the window where something comes back: saved by its recipient, taken in."""

from __future__ import annotations

from PySide6.QtTest import QTest

from tests.flows.traces.leaks import LATIN, WORD
from tests.flows.traces.sitting import LEFT, Sitting, answer_dialog, must, settle


def answer_back(at: Sitting) -> None:
    """A receipt and a question on the bundle that was just checked, taken in and answered."""
    reply = at.page("verify")._reply
    answer_dialog(at.out / "receipt.txt")
    QTest.mouseClick(reply._receipt, LEFT)
    settle(at.desk)
    reply._unfold()
    reply._form.show_values({"text": f"{WORD} 언제인가요? {LATIN}"})
    answer_dialog(at.out / "questions.txt")
    QTest.mouseClick(reply._save, LEFT)
    settle(at.desk)
    page = at.page("came_back")
    for name in ("receipt.txt", "questions.txt"):
        page._row.line.take(at.out / name)
        QTest.mouseClick(page._take, LEFT)
        settle(at.desk)
    card = page._cards[0]
    card.show_text(f"{WORD} 8월이에요. {LATIN}")
    page._answer(card)
    settle(at.desk)
    must(page._shown.answers, "the answer is there to copy")
