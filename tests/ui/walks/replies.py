"""What comes back: at the recipient's, where a bundle was checked, and in the case it was made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QScrollArea, QWidget

from app.usecases.bundles.bundling import VerifyResult
from app.usecases.bundles.comparing import continuation, earlier_from_result
from app.usecases.bundles.replying import make_questions, make_receipt
from app.usecases.follow_up.came_back import list_receipts
from app.usecases.follow_up.questions import answer_question, list_questions
from tests.ui.story import Story
from ui.building import Desk

Settle = Callable[[Desk], None]
WHO = "서울 ○○경찰서 김경위"
ASKED = (
    ("E001", "이 화면은 언제, 어느 방에서 저장하셨나요?"),
    ("", "다른 방에서도 같은 사진을 보신 적이 있나요?"),
)


def at_the_recipients(desk: Desk, story: Story, settle: Settle) -> Iterator[str]:
    """The page of checks with everything unfolded; compared with itself, and something is asked."""
    page = desk.window.frame.page_called("verify")
    result = page._result
    page._earlier._turn(shown=True)
    page._earlier.row.line.take(story.bundle / "bundle.age")
    # As a check with its own number would find it, without another second for the passphrase.
    asked = replace(result, opened=replace(result.opened, asked_head=result.opened.head))
    page._show(asked, continuation(asked, earlier_from_result(result)))
    page._reply._unfold()
    for exhibit, text in ASKED:
        page._reply._form.show_values({"exhibit": exhibit, "text": text})
        page._reply.add_question()
    settle(desk)
    yield "verify-compared"
    _to_the_end(page)
    settle(desk)
    yield "verify-asked"
    give_back(result, story)
    page.clear()


def pages(desk: Desk, story: Story, settle: Settle) -> Iterator[str]:
    """The page before anything came, and with a receipt and questions; the row at an item."""
    frame, vault = desk.window.frame, desk.context.session.vault
    if not list_receipts(vault, story.case):
        frame.go("came_back")
        settle(desk)
        yield "came_back-none"
        receipt, questions = returned(story)
        page = frame.page_called("came_back")
        page.take(receipt)
        settle(desk)
        page.take(questions)
        settle(desk)
        first = list_questions(vault, story.case)[0]
        answer_question(vault, story.case, first.id, "8월 24일에 저장했어요.")
    frame.go("came_back")
    settle(desk)
    yield "came_back"
    item = next(one.item for one in list_questions(vault, story.case) if one.item)
    frame.go("item", item)
    settle(desk)
    _to_the_end(frame.page_called("item"))
    settle(desk)
    yield "item-asked"


def give_back(result: VerifyResult, story: Story) -> None:
    """A receipt and questions for the story's bundle, as its recipient makes them; once."""
    receipt, questions = returned(story)
    if not receipt.exists():
        make_receipt(result, receipt, who=WHO)
        make_questions(result, ASKED, questions, who=WHO)


def returned(story: Story) -> tuple[Path, Path]:
    """Where they lie."""
    folder = story.vault.parent
    return folder / "receipt.txt", folder / "questions.txt"


def _to_the_end(page: QWidget) -> None:
    bar = page.findChild(QScrollArea).verticalScrollBar()
    bar.setValue(bar.maximum())
