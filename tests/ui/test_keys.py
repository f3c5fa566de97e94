"""The page of the ways in: seen, changed, added, removed; the last one stays; off until asked."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from app.jobs import Job
from app.usecases.vault.vaults import create_vault, open_vault
from app.usecases.ways_in.keys import list_keys
from app.usecases.ways_in.recovery import make_kit
from crypto.age import X25519Identity
from crypto.kdf import FLOOR
from tests.memory_keyring import memory_keyring
from tests.ui.gallery import settle
from tests.ui.story import PASSPHRASE
from ui.messages import Question

NEW = "다른 말로 여는 보관함"


@pytest.fixture
def ring():
    with memory_keyring() as made:
        yield made


@pytest.fixture
def keys(desk, tmp_path, ring):
    """The page of keys of a fresh vault with a passphrase and a kit of two sheets of three."""
    from app.usecases.ways_in.recovery import SHAPES

    vault = create_vault(tmp_path / "vault", PASSPHRASE, Job(), argon2=FLOOR)
    make_kit(vault, Job(), "ko", SHAPES["2of3"])
    desk.context.session.open(vault)
    settle(desk)
    desk.window.frame.go("keys")
    settle(desk)
    return desk, desk.window.frame.page_called("keys")


def said(widget):
    words = [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]
    return " ".join(words).replace("\u2060", "")


def remove_buttons(page):
    return page._rows.findChildren(QAbstractButton)


def answer(desk, *, yes=True):
    """Answer the question that is asked."""
    asked = [one for one in desk.window.findChildren(Question) if one.isVisible()]
    (asked[0].yes if yes else asked[0].no).click()
    settle(desk)


def type_into(form, *texts):
    for field, text in zip((form.old, form.first, form.second), texts, strict=True):
        field.field.setText(text)


def test_each_way_in_is_a_row_with_its_kind_and_day(keys):
    _desk, page = keys
    rows = said(page._rows)
    assert "여는 말" in rows
    assert "복구 키트 · 3장 중 아무 2장" in rows
    assert rows.count("부터") == 2
    assert len(remove_buttons(page)) == 2


def test_removing_asks_first_and_the_last_way_in_offers_no_button(keys):
    desk, page = keys
    remove_buttons(page)[0].click()
    answer(desk, yes=False)
    assert len(list_keys(desk.context.session.vault)) == 2
    remove_buttons(page)[0].click()
    answer(desk)
    assert [key.kind for key in list_keys(desk.context.session.vault)] == ["recovery"]
    assert remove_buttons(page) == []
    assert "늘 들어올 수 있도록" in said(page._rows)


def test_a_changed_passphrase_opens_and_the_old_one_does_not(keys):
    desk, page = keys
    form = page._passphrase
    form.change.click()
    type_into(form, "not this one", NEW, NEW)
    form.keep.click()
    settle(desk)
    assert form.old.problem.isVisible()
    assert not form.second.problem.isVisible()
    type_into(form, PASSPHRASE, NEW, NEW + "?")
    form.keep.click()
    assert form.second.problem.isVisible()
    type_into(form, PASSPHRASE, NEW, NEW)
    form.keep.click()
    settle(desk)
    assert not form.fields.isVisible()
    assert form.first.text() == ""
    path = desk.context.session.vault.path
    desk.context.session.lock(stop_work=True)
    settle(desk)
    open_vault(path, NEW, Job()).close()
    with pytest.raises(Exception, match="VLT-001"):
        open_vault(path, PASSPHRASE, Job())


def test_another_passphrase_stands_beside_the_first(keys):
    desk, page = keys
    form = page._passphrase
    form.add_one.click()
    assert not form.old.isVisible()
    assert not form.worth.isVisible()
    type_into(form, "", NEW, NEW)
    form.worth.weigh()
    settle(desk)
    assert form.worth.isVisible()
    form.label.setText("언니")
    form.keep.click()
    settle(desk)
    assert "여는 말 · 언니" in said(page._rows)
    kinds = [key.kind for key in list_keys(desk.context.session.vault)]
    assert kinds.count("passphrase") == 2


def test_the_keyring_is_off_until_switched_on_and_opens_only_then(keys, ring):
    desk, page = keys
    assert ring.entries == {}
    path = desk.context.session.vault.path
    page._keyring_button.click()
    settle(desk)
    assert len(ring.entries) == 1
    assert page._keyring_button.text() == "끄기"
    desk.context.session.lock(stop_work=True)
    settle(desk)
    unlock = desk.window.frame.page_called("unlock")
    assert unlock._choice["keyring"].isVisible()
    unlock.choose_way("keyring")
    unlock._open_button.click()
    settle(desk)
    assert desk.context.session.is_open
    desk.window.frame.go("keys")
    settle(desk)
    page._keyring_button.click()
    settle(desk)
    assert ring.entries == {}
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert unlock._folder.folder() == path
    assert not unlock._choice["keyring"].isVisible()


def test_a_keyring_that_refuses_leaves_the_switch_and_says_so(keys, ring):
    desk, page = keys
    ring.fails = RuntimeError("no")
    page._keyring_button.click()
    settle(desk)
    assert desk.window.frame.banner.isVisible()
    assert page._keyring_button.isEnabled()
    assert page._keyring_button.text() == "켜기"


def test_a_letter_is_written_its_key_told_and_it_opens_the_vault(keys, tmp_path):
    desk, page = keys
    identity = X25519Identity.generate()
    (tmp_path / "key.txt").write_text(f"{identity}\n", "utf-8")
    form = page._letter
    form.give.click()
    form.keep.click()
    assert form.problem.isVisible()
    form.recipient.line.setText("not a key")
    form.save(tmp_path / "letter.age")
    settle(desk)
    assert form.problem.isVisible()
    assert not (tmp_path / "letter.age").exists()
    form.recipient.line.setText(str(identity.recipient))
    form.label.setText("상담원 하나")
    form.save(tmp_path / "letter.age")
    settle(desk)
    assert str(tmp_path / "letter.age") in form.written.accessibleName()
    assert "상담원의 편지 · 상담원 하나" in said(page._rows)
    path = desk.context.session.vault.path
    desk.context.session.lock(stop_work=True)
    settle(desk)
    unlock = desk.window.frame.page_called("unlock")
    unlock.take_folder(path)
    unlock.choose_way("letter")
    unlock._open_button.click()
    assert unlock._letter.problem.isVisible()
    unlock._letter.letter.line.take(tmp_path / "letter.age")
    unlock._letter.identity.line.take(tmp_path / "key.txt")
    unlock._open_button.click()
    settle(desk)
    assert desk.context.session.is_open
    assert unlock._letter.letter.file() is None


def test_a_lock_forgets_what_was_typed_and_shown(keys):
    desk, page = keys
    page._passphrase.change.click()
    type_into(page._passphrase, PASSPHRASE, NEW, NEW)
    page._letter.give.click()
    page._letter.label.setText("아무도 모를 이름")
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert said(page._rows) == ""
    assert not page._passphrase.fields.isVisible()
    typed = [field.text() for field in (page._passphrase.old, page._passphrase.first)]
    assert [*typed, page._letter.label.text()] == ["", "", ""]
