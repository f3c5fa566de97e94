"""A report as a document from its form: each kind where the person chose, texts only when asked for."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.domain.custody import Act
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.reports.reporting import save_report
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import settle

STATEMENT = "kr.police.statement"
WORDS = "친구가 알려 줬어요"


@pytest.fixture
def shown(desk, tmp_path):
    """The page of a small report, come to from its form."""
    vault = create_vault(tmp_path / "vault", "quiet words for a test", Job(), argon2=FLOOR)
    case = add_case(vault, "")
    report = save_report(vault, case.id, STATEMENT, {"event.narrative": WORDS})
    desk.context.session.open(vault)
    desk.context.session.choose(case)
    settle(desk)
    desk.window.frame.go("form", report)
    settle(desk)
    desk.window.frame.page_called("form")._save(then="as_document")
    settle(desk)
    return desk, desk.window.frame.page_called("as_document")


def said(page) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel)).replace("\u2060", "")


def test_every_kind_is_saved_where_the_person_chose_and_never_over_a_file(shown, tmp_path):
    desk, page = shown
    for kind in page._kinds:
        page.save(kind.kind, tmp_path / kind.file_name)
        settle(desk)
        assert (tmp_path / kind.file_name).stat().st_size > 100
    vault, report = desk.context.session.vault, page._report.id
    assert page._offer.isVisibleTo(page)
    made = [one for one in vault.custody.of_subject(report) if one.act is Act.DOCUMENT_MADE]
    assert [one.details["name"] for one in made] == [kind.file_name for kind in page._kinds]
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    page.save("txt", tmp_path / "mine.txt")
    page.save("txt", tmp_path / "vault" / "inside.txt")
    settle(desk)
    assert (tmp_path / "mine.txt").read_text("utf-8") == "mine"
    assert not (tmp_path / "vault" / "inside.txt").exists()


def test_texts_are_shown_when_asked_for_copied_whole_and_let_go_of(shown):
    desk, page = shown
    assert WORDS not in said(page)
    page._read_fields()
    settle(desk)
    assert WORDS in said(page)
    copy = [one for one in page.findChildren(QPushButton) if one.text() == desk.context.tr("Copy")]
    copy[0].click()
    assert QApplication.clipboard().text() == WORDS
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert WORDS not in said(page)
    assert page._fields is None
    assert QApplication.clipboard().text() == ""
