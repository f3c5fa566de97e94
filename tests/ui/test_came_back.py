"""What comes back at the window: taken in by its page, shown at items, answered; nothing after a lock."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from app.bundle import BundleMade
from app.domain.evidence.items import Item
from app.domain.follow_up.filings import FilingState
from app.jobs import Job
from app.usecases.bundles.bundling import verify_bundle
from app.usecases.bundles.replying import make_questions, make_receipt
from app.usecases.follow_up.came_back import list_receipts
from app.usecases.follow_up.ledger import list_filings
from app.usecases.follow_up.questions import list_questions
from app.usecases.reports.reporting import save_report
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import open_at, settle
from tests.ui.one_window import window_of_the_file
from tests.ui.story import PASSPHRASE
from tests.unit.replies.conftest import TEMPLATE, hand_over
from tests.unit.vault.filling import add_case, add_item

TEXT = "언제 저장하셨나요?"
desk = window_of_the_file


@dataclass(frozen=True)
class Small:
    """A vault with one case and item, and two bundles of it."""

    path: object
    case: object
    item: Item
    made: tuple[BundleMade, BundleMade]


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("came-back")
    with create_vault(folder / "vault", PASSPHRASE, Job(), argon2=FLOOR) as vault:
        case = add_case(vault)
        item = add_item(vault, case, b"evidence")
        report = save_report(vault, case.id, TEMPLATE, {}).id
        made = [hand_over(vault, case, (item,), report, folder / "out") for _ in range(2)]
    return Small(folder / "vault", case, item, tuple(made))


def go(desk, name, subject=None):
    desk.window.frame.go(name, subject)
    settle(desk)
    return desk.window.frame.page_called(name)


def enter(desk, small):
    context = desk.context
    if not context.session.is_open:
        open_at(desk, small.path)
    context.session.choose(small.case)
    settle(desk)
    return context.session.vault


def said(widget):
    texts = [one.text() for kind in (QLabel, QAbstractButton) for one in widget.findChildren(kind)]
    return "\n".join(texts).replace("\u2060", "")


def checked(desk, small, made, earlier=None):
    page = go(desk, "verify", made.path)
    page.clear()
    page.take_folder(made.path)
    page._passphrase.field.setText(made.passphrase)
    if earlier is not None:
        page._earlier._turn(shown=True)
        page._earlier.row.line.take(earlier.path / "bundle.age")
        page._earlier.passphrase.field.setText(earlier.passphrase)
    page._check()
    settle(desk)
    return page


def test_a_later_bundle_is_compared_with_an_earlier_one(desk, small):
    first, second = small.made
    page = checked(desk, small, second, first)
    assert "그대로 들어 있습니다" in said(page._continuation)
    page = checked(desk, small, first, second)
    assert "먼저 만든 묶음" in said(page._continuation)
    page = checked(desk, small, first)
    assert page._continuation.isHidden()


def test_a_wrong_passphrase_of_the_earlier_one_is_told_beside_it(desk, small):
    first, second = small.made
    page = checked(desk, small, second, first)
    page._earlier.passphrase.field.setText("다른 말")
    page._check()
    settle(desk)
    assert "이 암호 낱말로는" in said(page._earlier.passphrase)
    assert page._button.isEnabled()


def test_a_recipient_saves_a_receipt_and_questions_and_never_over_a_file(desk, small, tmp_path):
    page = checked(desk, small, small.made[0])
    reply = page._reply
    reply.save_receipt(tmp_path / "receipt.txt")
    settle(desk)
    reply._form.show_values({"exhibit": "E001", "text": TEXT})
    reply.save_questions(tmp_path / "questions.txt")
    settle(desk)
    assert TEXT.encode() in (tmp_path / "questions.txt").read_bytes()
    before = (tmp_path / "receipt.txt").read_bytes()
    reply.save_receipt(tmp_path / "receipt.txt")
    settle(desk)
    assert not reply._problem.isHidden()
    assert (tmp_path / "receipt.txt").read_bytes() == before
    page.clear()
    assert TEXT not in said(reply)


def test_what_came_back_is_taken_in_answered_and_gone_with_a_lock(desk, small, tmp_path):
    made = small.made[0]
    result = verify_bundle(made.path, made.passphrase, Job())
    receipt = make_receipt(result, tmp_path / "receipt", who="담당").path
    asked = make_questions(result, [("E001", TEXT), ("", "전체")], tmp_path / "asked").path
    vault = enter(desk, small)
    page = go(desk, "came_back")
    page.take(receipt)
    settle(desk)
    page.take(asked)
    settle(desk)
    page.take(asked)
    settle(desk)
    assert "이미 넣은 파일" in said(page)
    assert "그쪽에서 한 확인이 모두 맞았어요" in said(page)
    assert "그쪽에서 맞은 확인" not in said(page)
    (kept,) = list_receipts(vault, small.case.id)
    page._confirm(kept.receipt.id, None)
    settle(desk)
    assert list_filings(vault, small.case.id)[0].state is FilingState.RECEIVED
    first, other = page._cards
    other.show_text("아직 쓰는 중")
    first.show_text("900101-1234567")
    page._answer(first)
    settle(desk)
    assert not first._problem.isHidden()
    first.show_text("8월이에요.")
    page._answer(first)
    settle(desk)
    assert list_questions(vault, small.case.id)[0].answer == "8월이에요."
    assert page._cards[1].said() == "아직 쓰는 중"
    assert TEXT in said(go(desk, "ledger")._column)
    item = go(desk, "item", small.item.id)
    assert TEXT in said(item)
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert TEXT not in said(desk.window)
