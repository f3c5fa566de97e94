"""Recipients' keys in the window: added, compared, chosen for a bundle; a bundle opened with one."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from app.bundle import KeyFor
from app.bundle.codes import qr_png
from app.domain.bundles.recipient_keys import CheckedHow
from app.domain.bundles.signer_told import SignerTold
from app.jobs import Job
from app.usecases.bundles.bundling import verify_bundle
from app.usecases.bundles.identity_files import is_closed
from app.usecases.bundles.recipient_keys import list_keys, numbers_of
from app.usecases.case.cases import add_case
from app.usecases.reports.reporting import save_report
from app.usecases.vault.vaults import create_vault
from crypto.age import X25519Identity
from crypto.kdf import FLOOR
from crypto.sshsig import fingerprint
from tests.ui.gallery import open_at, settle
from tests.ui.story import PASSPHRASE
from ui.pages.recipient_keys.key_card import KeyCard
from ui.widgets.buttons import Button

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "bundle"))

import making

OFFICE = X25519Identity.generate()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("recipients") / "vault"
    with create_vault(made, PASSPHRASE, Job(), argon2=FLOOR) as vault:
        case = add_case(vault, "사건")
        save_report(vault, case.id, "kr.police.statement", {})
    return made


def entered(desk, folder):
    open_at(desk, folder)
    (case,) = desk.context.session.vault.cases.all()
    desk.context.session.choose(case)
    settle(desk)


def shown(desk, name):
    desk.window.frame.go(name)
    settle(desk)
    return desk.window.frame.page_called(name)


def compared_by_typing(desk, page):
    """Other numbers than the key's are refused at its card; the right ones count."""
    (card,) = page.findChildren(KeyCard)
    said = desk.context.tr("They are the same, by phone")
    by_phone = next(one for one in card.findChildren(Button) if one.text() == said)
    numbers = numbers_of(str(OFFICE.recipient))
    card.heard.setText(numbers[:-1] + str((int(numbers[-1]) + 1) % 10))
    by_phone.click()
    settle(desk)
    assert "recipient-1" in card._problem.text()
    assert list_keys(desk.context.session.vault)[0].checked_how is CheckedHow.NOT_YET
    card.heard.setText(numbers.replace(" ", "-"))
    by_phone.click()
    settle(desk)


def test_a_key_is_added_from_a_picture_compared_and_chosen_for_a_bundle(desk, folder, tmp_path):
    entered(desk, folder)
    openers = shown(desk, "hand_over")._openers
    assert (openers.chosen(), openers._ticks) == (((), True), {})
    page = shown(desk, "recipient_keys")
    page._adding.form.show_values({"name": "x", "key": "age1nonsense"})
    page._adding.save()
    settle(desk)
    assert "age1" in page._adding._problem.text()
    assert page._adding.keep.isEnabled()
    page.refresh()
    settle(desk)
    picture = QImage.fromData(qr_png(str(OFFICE.recipient)))
    QGuiApplication.clipboard().setImage(picture)
    page._adding.paste()
    settle(desk)
    said = page._adding.form.values()
    assert said["key"] == str(OFFICE.recipient)
    page._adding.form.show_values({**said, "recipient": "사무실"})
    page._adding.save()
    settle(desk)
    compared_by_typing(desk, page)
    (key,) = list_keys(desk.context.session.vault)
    assert (key.recipient, key.checked_how) == ("사무실", CheckedHow.PHONE)
    hand_over = shown(desk, "hand_over")
    assert hand_over._openers.chosen() == ((), True)
    hand_over._openers._ticks[""].setChecked(False)
    assert hand_over._openers.chosen() == ((), True)  # something has to open it
    hand_over._openers._ticks["recipient-1"].setChecked(True)
    hand_over._openers._ticks[""].setChecked(False)
    assert hand_over._openers.chosen() == (("recipient-1",), False)
    assert hand_over._told.way() is SignerTold.NOT_YET
    hand_over._told.box.setCurrentIndex(hand_over._told.box.findData(str(SignerTold.IN_PERSON)))
    hand_over.retext()  # another language keeps what was chosen
    told = hand_over._told.fingerprint.accessibleName()
    hand_over.make(tmp_path)
    settle(desk)
    (bundle,) = tmp_path.iterdir()
    ended = verify_bundle(bundle, None, Job(), identity=str(OFFICE))
    assert ended.result == "passed"
    assert "told in person" in ended.checks[12].why
    assert told == ended.fingerprint == hand_over._told.fingerprint.accessibleName()
    made = making.make(tmp_path / "before", making.plan_of((b"one",)))
    page._later.begin(key)
    page._later.row.line.take(made.path)
    page._later.words.field.setText("other-words")
    page._later.save()
    settle(desk)
    assert page._later.words.problem.text()
    page._later.words.field.setText(made.passphrase)
    page._later.save()
    settle(desk)
    assert verify_bundle(made.path, None, Job(), identity=str(OFFICE)).result == "passed"
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert page._later.row.line.text() == ""
    assert page.findChildren(KeyCard) == []
    assert page._adding.form.values()["key"] == ""
    assert hand_over._told.way() is SignerTold.NOT_YET


def test_a_bundle_is_opened_with_a_key_file(desk, tmp_path):
    plan = making.plan_of((b"one",))
    for_office = [KeyFor("office", str(OFFICE.recipient))]
    made = making.make(tmp_path, replace(plan, recipients=for_office, passphrase=False))
    (tmp_path / "office.key").write_text(f"{OFFICE}\n", "ascii")
    page = shown(desk, "verify")
    page.take_folder(made.path)
    page._key_file.more.click()
    page._key_file.row.line.take(tmp_path / "office.key")
    page._check()
    settle(desk)
    assert page._result.result == "passed"
    assert page._result.checks[0].values == {"name": "key-office.age"}
    page._key_file.row.line.take(made.path / "READ-ME.txt")
    page._check()
    settle(desk)
    assert "READ-ME.txt" in page._passphrase.problem.text()
    page.clear()
    assert page._key_file.file() is None


def test_the_fingerprint_that_was_told_decides_who_the_signer_is(desk, tmp_path):
    made = making.make(tmp_path, making.plan_of((b"one",)))
    page = shown(desk, "verify")
    page.take_folder(made.path)
    page._passphrase.field.setText(made.passphrase)
    page._signer.more.click()
    right = fingerprint(making.SIGNER.public_line())
    states = []
    for typed in (f" {right[:20]} {right[20:]}", "SHA256:" + "A" * 43, right[:-1]):
        page._result = None
        page._signer.field.setText(typed)
        page._check()
        settle(desk)
        states.append(page._result and page._result.checks[12].state)
    assert states == ["passed", "failed", None]
    assert page._signer.problem.text()
    page.clear()
    assert (page._signer.field.text(), page._told) == ("", None)


def test_a_key_of_one_s_own_is_made_without_a_vault(desk, tmp_path):
    page = shown(desk, "own_key")
    page._first.field.setText("words")
    page._second.field.setText("other words")
    page._choose()
    assert page._second.problem.text()
    page.make(tmp_path / "own.key")
    settle(desk)
    assert is_closed(tmp_path / "own.key")
    assert numbers_of(page._made.public_key) == page._made.numbers
    assert page._first.text() == ""
    page._whose.show_values({"whose": "서울 상담소"})
    page.save_sheet(tmp_path / "sheet.pdf")
    settle(desk)
    assert page._saved.text()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    page.clear()
    assert page._made is None
