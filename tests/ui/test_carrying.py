"""At the window: a bundle in one piece or in parts, onto a stick, and as one file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton

from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.reports.reporting import save_report
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import settle
from tests.unit.vault.filling import add_item
from ui.widgets.buttons import PRIMARY
from ui.widgets.words import Words, as_it_is


@pytest.fixture
def page(desk, tmp_path):
    vault = create_vault(tmp_path / "vault", "a pass phrase", Job(), argon2=FLOOR)
    desk.context.session.open(vault)
    case = add_case(vault, "")
    add_item(vault, case, bytes(5_000_000), "zq.png")
    desk.context.session.choose(case)
    save_report(vault, case.id, "kr.police.evidence_index", {})
    desk.window.frame.go("hand_over")
    settle(desk)
    return desk.window.frame.page_called("hand_over")


def said(card) -> str:
    return as_it_is(card._said.text())


def filled(page) -> list:
    """The filled buttons that are there to be pressed."""
    buttons = page.findChildren(QAbstractButton)
    return [one for one in buttons if one.property("kind") == PRIMARY and one.isVisible()]


def test_what_came_of_it_stands_below_what_was_chosen_with_one_filled_button(desk, page, tmp_path):
    assert filled(page) == [page._button]
    page.make(tmp_path / "out")
    settle(desk)
    assert filled(page) == [page._carry.stick]
    order = (page._inside, page._button, page._secret, page._carry, page._checks)
    heights = [one.mapTo(page, QPoint()).y() for one in order]
    assert heights == sorted(heights)
    assert all(page._button.y() > one.geometry().bottom() for one in (page._parts, page._stamps))
    assert any(
        "보관함의 여는 말이 아니에요" in as_it_is(one.text())
        for one in page._secret.findChildren(Words)
    )
    page.leave_case()
    assert page._button.property("kind") == PRIMARY


def test_a_bundle_in_parts_goes_onto_a_stick_and_into_one_file(desk, page, tmp_path):
    assert page._parts.way() == "one"
    assert [page._parts.box.itemData(at) for at in range(page._parts.box.count())] == [
        "one", "stick", "own",
    ]  # fmt: skip
    assert not page._parts.line.isVisible()
    page._parts.box.setCurrentIndex(page._parts.box.findData("own"))
    assert page._parts.line.isVisible()
    page._parts.line.setText("many")
    page.make(tmp_path / "out")
    settle(desk)
    assert page._parts._problem.isVisible()
    assert not page._made
    assert page._carry.isHidden()
    page._parts.line.setText("2MB")
    page.make(tmp_path / "out")
    settle(desk)
    made = next(iter(page._made.values()))
    assert made.parts == 3
    assert (made.path / "bundle.age.003").is_file()
    card = page._carry
    card.carry(tmp_path / "stick")
    settle(desk)
    carried = tmp_path / "stick" / made.path.name
    assert str(carried) in said(card)
    joined = b"".join(part.read_bytes() for part in sorted(made.path.glob("bundle.age.*")))
    assert (carried / "bundle.age").read_bytes() == joined
    card.carry(tmp_path / "stick")
    settle(desk)
    assert said(card) == ""
    card.carry(tmp_path / "portal", zipped=True)
    settle(desk)
    assert (tmp_path / "portal" / f"{made.path.name}.zip").is_file()
    assert ".zip" in said(card)
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert (card._bundle, said(card), page._parts.way()) == (None, "", "one")
    assert page._parts.line.text() == ""
