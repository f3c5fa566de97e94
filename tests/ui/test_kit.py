"""The page of the recovery kit, and opening with one: words covered, kept, tried, let go of."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from app.jobs import Job
from app.usecases.vault.first_minutes import Device, say_device
from app.usecases.vault.vaults import create_vault, open_vault
from app.usecases.ways_in.recovery import kit_tried_ms, kits_of, make_kit, save_kit
from crypto.kdf import FLOOR
from tests.ui.gallery import settle
from tests.ui.story import PASSPHRASE
from ui.messages import Question
from ui.widgets.pill import Pill

NEW = "새로 정한 긴 말이에요"


@pytest.fixture
def kit(desk, tmp_path):
    """The page of the kit of a fresh vault."""
    vault = create_vault(tmp_path / "vault", PASSPHRASE, Job(), argon2=FLOOR)
    desk.context.session.open(vault)
    settle(desk)
    desk.window.frame.go("kit")
    settle(desk)
    return desk, desk.window.frame.page_called("kit")


@pytest.fixture
def kept(desk, tmp_path):
    """A locked vault, the words of its kit, and the files of its sheets."""
    with create_vault(tmp_path / "vault", PASSPHRASE, Job(), argon2=FLOOR) as vault:
        made = make_kit(vault, Job(), "ko")
        files = save_kit(vault, made, tmp_path / "paper")
    desk.window.frame.go("unlock")
    page = desk.window.frame.page_called("unlock")
    page.take_folder(tmp_path / "vault")
    page.choose_way("kit")
    settle(desk)
    return desk, page, " ".join(made.sheets[0].words), files


def said(widget: QWidget) -> str:
    words = [label.text() for label in widget.findChildren(QLabel)]
    words += [label.accessibleName() for label in widget.findChildren(QLabel)]
    return " ".join(words).replace("\u2060", "")


def states(page):
    return [pill.property("state") for pill in page._try._state.findChildren(Pill)]


def make(desk, page, shape="whole"):
    page._choose_shape(shape)
    page._button.click()
    settle(desk)
    return page._made.kit


def test_words_are_covered_until_asked_for_and_again_when_the_page_is_left(kit):
    desk, page = kit
    words = make(desk, page).sheets[0].words
    assert len(words) == 13
    assert not any(word in said(page).split() for word in words)
    page._made.show_it.click()
    assert all(word in said(page).split() for word in words)
    desk.window.frame.go("cases")
    settle(desk)
    assert not any(word in said(page).split() for word in words)


def test_every_sheet_of_a_split_kit_is_shown_by_its_number(kit):
    desk, page = kit
    made = make(desk, page, "3of5")
    page._made.show_it.click()
    for number, sheet in enumerate(made.sheets):
        page._made.choices[number].click()
        shown = said(page._made.sheet).split()
        assert all(word in shown for word in sheet.words)
    assert sum(choice.isVisible() for choice in page._made.choices) == 5


def test_words_that_nobody_saw_are_not_called_kept_and_go_with_a_lock(kit, tmp_path):
    desk, page = kit
    make(desk, page)
    page._button.click()
    assert page._made.kit is not None
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert page._made.kit is None
    with open_vault(tmp_path / "vault", PASSPHRASE, Job()) as vault:
        assert kits_of(vault) == ()


@pytest.mark.parametrize("how", ["seen", "saved"])
def test_words_that_somebody_may_have_stay_good_after_a_lock(kit, tmp_path, how):
    desk, page = kit
    make(desk, page)
    if how == "seen":
        page._made.show_it.click()
    else:
        page._made.save(tmp_path / "paper")
        settle(desk)
        assert len(list((tmp_path / "paper").iterdir())) == 2
    desk.context.session.lock(stop_work=True)
    settle(desk)
    with open_vault(tmp_path / "vault", PASSPHRASE, Job()) as vault:
        assert len(kits_of(vault)) == 1


def test_keeping_takes_older_kits_away_only_where_that_was_wished(kit):
    desk, page = kit
    for wished, left in ((False, 1), (False, 2), (True, 1)):
        make(desk, page)
        page._made.show_it.click()
        page._old.setChecked(wished)
        page._button.click()
        settle(desk)
        assert page._made.kit is None
        assert not page._made.isVisible()
        assert len(kits_of(desk.context.session.vault)) == left


def test_words_that_are_not_wanted_are_let_go_of_after_a_question(kit):
    desk, page = kit
    make(desk, page)
    page._drop.click()
    next(one for one in desk.window.findChildren(Question) if one.isVisible()).yes.click()
    settle(desk)
    assert kits_of(desk.context.session.vault) == ()
    assert page._choices.isVisible()


def test_trying_names_the_mistyped_word_then_says_that_it_is_right(kit):
    desk, page = kit
    words = list(make(desk, page).sheets[0].words)
    box = page._try.entry.boxes[0]
    wrong = [*words[:4], "없는낱말", *words[5:]]
    box.setPlainText(" ".join(wrong))
    page._try.button.click()
    settle(desk)
    assert states(page) == ["failed"]
    assert "5번째" in said(page._try._state)
    assert kit_tried_ms(desk.context.session.vault) is None
    box.setPlainText(" ".join(words))
    page._try.button.click()
    settle(desk)
    assert states(page) == ["passed"]
    assert box.toPlainText() == ""
    assert kit_tried_ms(desk.context.session.vault) is not None


def test_one_sheet_of_several_asks_for_the_others_and_is_not_called_wrong(kit):
    desk, page = kit
    made = make(desk, page, "2of3")
    entry = page._try.entry
    entry.boxes[0].setPlainText(" ".join(made.sheets[2].words))
    page._try.button.click()
    settle(desk)
    assert states(page) == ["not_checked"]
    entry.more.click()
    entry.boxes[1].setPlainText(" ".join(made.sheets[0].words))
    page._try.button.click()
    settle(desk)
    assert states(page) == ["passed"]


def test_right_after_a_vault_was_made_later_leads_to_the_first_evidence(kit):
    desk, page = kit
    desk.window.frame.go("kit", "first")
    settle(desk)
    assert page._later.isVisible()
    page._later.click()
    settle(desk)
    assert desk.window.frame.page is desk.window.frame.page_called("welcome")


@pytest.mark.parametrize(
    ("said", "warned"), [(Device.SHARED, True), (Device.ALONE, False), (Device.NOT_SAID, False)]
)
def test_whoever_shares_the_computer_is_told_to_write_by_hand(kit, said, warned):
    desk, page = kit
    say_device(desk.context.session.vault, said)
    make(desk, page)
    assert page._made._shared.isVisible() is warned


def test_a_kit_that_was_kept_in_the_first_minutes_leads_on(kit):
    desk, page = kit
    desk.window.frame.go("kit", "first")
    settle(desk)
    make(desk, page)
    page._made.show_it.setChecked(True)
    page._button.click()
    settle(desk)
    assert (page._later.isVisible(), page._on.isVisible()) == (False, True)
    page._on.click()
    settle(desk)
    assert desk.window.frame.page is desk.window.frame.page_called("welcome")


def test_a_kit_opens_and_everything_typed_is_forgotten(kept):
    desk, page, words, _files = kept
    page._kit.entry.boxes[0].setPlainText("아무 낱말")
    page._open_button.click()
    settle(desk)
    assert page._kit.problem.isVisible()
    page._kit.entry.boxes[0].setPlainText(words)
    page._open_button.click()
    settle(desk)
    assert desk.context.session.is_open
    assert page._kit.entry.boxes[0].toPlainText() == ""


def test_a_forgotten_passphrase_is_set_anew_by_the_saved_file(kept, tmp_path):
    desk, page, _words, files = kept
    page._kit.entry.take_files([files[0].text])
    page._kit.renew.click()
    page._kit.first.field.setText(NEW)
    page._open_button.click()
    assert page._kit.problem.isVisible()
    page._kit.second.field.setText(NEW)
    page._open_button.click()
    settle(desk)
    assert desk.context.session.is_open
    desk.context.session.lock(stop_work=True)
    settle(desk)
    open_vault(tmp_path / "vault", NEW, Job()).close()
    assert page._kit.first.text() == ""


def test_a_right_kit_on_a_damaged_key_file_opens_and_says_so(kept, tmp_path):
    desk, page, words, _files = kept
    raw = bytearray((tmp_path / "vault" / "slots-a").read_bytes())
    raw[300] ^= 1
    (tmp_path / "vault" / "slots-a").write_bytes(raw)
    page._kit.entry.boxes[0].setPlainText(words)
    page._open_button.click()
    settle(desk)
    assert desk.context.session.is_open
    assert "복구 키트는 맞아요" in desk.window.frame.banner.accessibleName()


def test_a_kit_of_another_vault_is_told_as_that(kept, tmp_path):
    desk, page, words, _files = kept
    create_vault(tmp_path / "other", PASSPHRASE, Job(), argon2=FLOOR).close()
    page.take_folder(tmp_path / "other")
    page._kit.entry.boxes[0].setPlainText(words)
    page._open_button.click()
    settle(desk)
    assert not desk.context.session.is_open
    assert "이 보관함의 낱말이 아니에요" in page._kit.problem.text().replace("\u2060", "")
