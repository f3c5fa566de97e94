"""The identity sheet is saved from the form of the request for a pseudonym, and from nowhere else."""

from __future__ import annotations

import pypdfium2

from app.domain.custody import Act
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import settle
from ui.pages.reports.identity_card import IdentityCard


def test_sheet_comes_from_the_request_with_what_was_typed_a_moment_before(desk, tmp_path):
    vault = create_vault(tmp_path / "vault", "quiet words for a test", Job(), argon2=FLOOR)
    desk.context.session.open(vault)
    desk.context.session.choose(add_case(vault, ""))
    desk.window.frame.go("form", "kr.police.complaint")
    settle(desk)
    page = desk.window.frame.page_called("form")
    assert page.findChild(IdentityCard) is None
    desk.window.frame.go("form", "kr.police.pseudonym")
    settle(desk)
    line = page._fields["person.alias"]
    line.line.setText("김하늘")
    line.edited.emit()
    place = tmp_path / "sheet.pdf"
    page.findChild(IdentityCard).save(place)
    settle(desk)
    (request,) = vault.reports.in_case(desk.context.session.case.id)
    (entry,) = [one for one in vault.custody.entries(request.case) if one.act is Act.IDENTITY_SAVED]
    assert (entry.subject, entry.details["size"]) == (request.id, place.stat().st_size)
    with pypdfium2.PdfDocument(place) as document:
        assert len(document) == 1
        assert "김하늘" in document[0].get_textpage().get_text_range()
