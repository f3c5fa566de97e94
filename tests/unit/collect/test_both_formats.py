"""An export in both formats: the JSON is read, the HTML kept, and that it was not read is told."""

from __future__ import annotations

import json
from pathlib import Path

from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.intake.collecting import collect
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"/></head><body>
<div class="page_wrap"><div class="page_body chat_page"><div class="history">
<div class="message default clearfix" id="message1"><div class="body">
<div class="pull_right date details" title="24.08.2024 20:00:00 UTC+09:00">20:00</div>
<div class="from_name">이름</div><div class="text">말</div></div></div>
</div></div></div></body></html>"""
MESSAGE = {
    "id": 1,
    "type": "message",
    "date": "2024-08-24T20:00:00",
    "date_unixtime": "1724497200",
    "from": "이름",
    "from_id": "user1",
    "text": "말",
}


def _taken(folder: Path, tmp_path: Path):
    vault = create_vault(tmp_path / "vault", "a passphrase", Job(), argon2=FLOOR)
    case = add_case(vault, "")
    report = collect(vault, case.id, [folder], Job())
    vault.close()
    return report


def test_html_beside_json_is_kept_and_named_as_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    chat = {"name": "방", "type": "private_group", "id": 3, "messages": [MESSAGE]}
    (folder / "result.json").write_text(json.dumps(chat), "utf-8")
    (folder / "messages.html").write_text(PAGE, "utf-8")
    report = _taken(folder, tmp_path)
    assert (report.items_taken, report.messages_taken) == (2, 1)
    told = [(one.where, one.what) for one in report.not_understood]
    assert ("export/messages.html", "beside_another") in told


def test_html_alone_is_read_with_its_companions(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "messages.html").write_text(PAGE, "utf-8")
    (folder / "messages2.html").write_text(PAGE.replace("message1", "message2"), "utf-8")
    report = _taken(folder, tmp_path)
    assert (report.items_taken, report.messages_taken) == (2, 2)
    assert "beside_another" not in {one.what for one in report.not_understood}
