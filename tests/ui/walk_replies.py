"""What comes back: at the recipient's, where a bundle was checked, and in the case it was made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QScrollArea, QWidget

from app.jobs import Job
from app.usecases.bundling import verify_bundle
from app.usecases.came_back import list_receipts
from app.usecases.questions import answer_question, list_questions
from app.usecases.replying import make_questions, make_receipt
from tests.ui.story import Story
from ui.building import Desk

Settle = Callable[[Desk], None]
ASKED = (
    ("E001", "이 화면은 언제, 어느 방에서 저장하셨나요?"),
    ("", "다른 방에서도 같은 사진을 보신 적이 있나요?"),
)


def at_the_recipients(desk: Desk, story: Story, settle: Settle) -> Iterator[str]:
    """The page of checks with everything unfolded; something is asked, and compared with itself."""
    page = desk.window.frame.pages()["verify"]
    page._earlier._turn(shown=True)
    page._earlier.row.line.take(story.bundle / "bundle.age")
    page._earlier.passphrase.field.setText(story.bundle_passphrase)
    page._check()
    settle(desk)
    page._reply._unfold()
    for exhibit, text in ASKED:
        page._reply._form.show_values({"exhibit": exhibit, "text": text})
        page._reply.add_question()
    settle(desk)
    yield "verify-compared"
    _to_the_end(page)
    settle(desk)
    yield "verify-asked"
    page.clear()


def pages(desk: Desk, story: Story, settle: Settle) -> Iterator[str]:
    """The page before anything came, and with a receipt and questions; the row at an item."""
    frame, vault = desk.window.frame, desk.context.session.vault
    if not list_receipts(vault, story.case):
        frame.go("came_back")
        settle(desk)
        yield "came_back-none"
        receipt, questions = given_back(story)
        page = frame.pages()["came_back"]
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
    _to_the_end(frame.pages()["item"])
    settle(desk)
    yield "item-asked"


def given_back(story: Story) -> tuple[Path, Path]:
    """A receipt and questions for the story's bundle, as its recipient makes them."""
    result = verify_bundle(story.bundle, story.bundle_passphrase, Job())
    folder = story.vault.parent
    who = "서울 ○○경찰서 김경위"
    receipt = make_receipt(result, folder / "receipt.txt", who=who).path
    return receipt, make_questions(result, ASKED, folder / "questions.txt", who=who).path


def _to_the_end(page: QWidget) -> None:
    bar = page.findChild(QScrollArea).verticalScrollBar()
    bar.setValue(bar.maximum())
