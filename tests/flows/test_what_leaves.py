"""A bundle holds the template's answers and the chosen exhibits, and what FORMAT.md names: no more.

Every place of a vault carries a marker of its own; each file of the opened bundle is searched for
all of them, documents by their text and their metadata.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from app.bundle.verify import open_bundle
from app.jobs import Job
from app.usecases.bundles.bundling import make_bundle
from app.usecases.case.cases import add_case
from app.usecases.intake.collecting import collect
from app.usecases.items.evidence import list_items
from app.usecases.reports.reporting import report_pdf, save_report
from app.usecases.told.noting import add_note
from app.usecases.vault.vaults import OpenVault, create_vault
from crypto.kdf import FLOOR
from tests.flows.conftest import ROOT

PICTURES = sorted((ROOT / "resources" / "samples" / "screenshots").glob("*.png"))
STATEMENT = "kr.police.statement"
INDEX = "kr.police.evidence_index"
STAYS = (
    "titlemark", "folderhome", "foldergiven", "vaultmark", "outmark", "notemark", "otheranswer",
    "othertitle", "otheritem", "otheransw2", "othernote", "unchosenfile", "refusedmark", "roommark",
    "namemark", "textmark", "linkmark", "photomark", "accountmark", "exportmark", "brokenmark",
)  # fmt: skip
GOES = ("answermark", "chosenmark")


def _export(folder: Path) -> None:
    """A whole account, with a record in it that can't be understood."""
    (folder / "photos").mkdir(parents=True)
    shutil.copy(PICTURES[1], folder / "photos" / "photomark.png")
    message = {
        "id": 5, "type": "message", "date": "2024-08-24T20:00:00", "date_unixtime": "1724497200",
        "from": "namemark", "from_id": "useraccountmark", "photo": "photos/photomark.png",
        "text": "textmark https://t.me/linkmark/77",
    }  # fmt: skip
    room = {
        "name": "roommark", "type": "private_supergroup", "id": 99,
        "messages": [message, {"id": 9, "type": "brokenmark"}],
    }  # fmt: skip
    (folder / "result.json").write_text(json.dumps(room, ensure_ascii=False), "utf-8")


def _vault(folder: Path) -> tuple[OpenVault, str, str]:
    """The vault, the case, and the picture in it that is chosen."""
    given = folder / "folderhome" / "foldergiven"
    given.mkdir(parents=True)
    shutil.copy(PICTURES[0], given / "chosenmark.png")
    (given / "unchosenfile.txt").write_text("unchosenfile", "utf-8")
    (given / "refusedmark.lnk").symlink_to("unchosenfile.txt")
    _export(folder / "exportmark")
    job = Job()
    vault = create_vault(folder / "vaultmark", "a passphrase for this", job, argon2=FLOOR)
    case = add_case(vault, "titlemark")
    collect(vault, case.id, [given, folder / "exportmark"], job)
    add_note(vault, case.id, "notemark")
    save_report(vault, case.id, STATEMENT, {"event.narrative": "otheranswer"})
    other = add_case(vault, "othertitle")
    (folder / "otheritem.txt").write_text("otheritem", "utf-8")
    collect(vault, other.id, [folder / "otheritem.txt"], job)
    add_note(vault, other.id, "othernote")
    save_report(vault, other.id, STATEMENT, {"event.narrative": "otheransw2"})
    rows = list_items(vault, case.id)
    chosen = next(row.item.id for row in rows if row.item.name.startswith("chosenmark"))
    return vault, case.id, chosen


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("leaves")
    vault, case, chosen = _vault(folder)
    yield vault, case, chosen, folder
    vault.close()


def _pdf_text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    pages = [page.get_textpage().get_text_range() for page in document]
    return "".join("".join(pages).split()) + json.dumps(document.get_metadata_dict())


def _everything(vault: OpenVault, case: str, report: str, out: Path) -> dict[str, str]:
    """Each file that is handed over, by its path, as text a person or a program could read."""
    made = make_bundle(vault, case, report, out, Job())
    found = {path.name: path.read_bytes().decode("latin-1") for path in made.path.iterdir()}
    with open_bundle(made.path, passphrase=made.passphrase) as bundle:
        for name in bundle.sizes:
            data = bundle.read(name, 1 << 24)
            text = data.decode("utf-8", "replace")
            found[name] = name + text + (_pdf_text(data) if name.endswith(".pdf") else "")
    return found


def _where(found: dict[str, str], mark: str) -> list[str]:
    return sorted(name for name, text in found.items() if mark in text)


@pytest.mark.parametrize(
    ("template", "field"), [(STATEMENT, "event.narrative"), (INDEX, "index.note")]
)
def test_only_the_answers_and_the_chosen_exhibits_leave(filled, template, field) -> None:
    vault, case, chosen, folder = filled
    report = save_report(vault, case, template, {field: "answermark", "evidence.list": [chosen]})
    found = _everything(vault, case, report.id, folder / "outmark" / template)
    assert {mark: places for mark in STAYS if (places := _where(found, mark))} == {}
    for mark in GOES:
        assert "data/report.pdf" in _where(found, mark)
        assert "data/report.json" in _where(found, mark)
    assert [name for name in found if name.startswith("data/exhibits/E")] == [
        "data/exhibits/E001.png"
    ]


@pytest.mark.parametrize("named", [False, True])
def test_without_a_choice_all_items_go_but_no_notes_titles_or_folders(filled, named) -> None:
    vault, case, _, folder = filled
    answers: dict[str, object] = {"event.narrative": "answermark"}
    if named:
        answers["evidence.list"] = [row.item.id for row in list_items(vault, case)]
    report = save_report(vault, case, STATEMENT, answers)
    found = _everything(vault, case, report.id, folder / "outmark" / f"all-{named}")
    all_go = {
        "unchosenfile", "roommark", "namemark", "textmark", "linkmark", "photomark",
        "accountmark", "brokenmark", "refusedmark",
    }  # fmt: skip
    stays = [mark for mark in STAYS if mark not in all_go]
    assert {mark: places for mark in stays if (places := _where(found, mark))} == {}
    for mark in ("roommark", "accountmark", "linkmark", "photomark", "unchosenfile", "refusedmark"):
        assert "data/evidence-index.pdf" in _where(found, mark)


def _name_of_user() -> str:
    return os.environ.get("USER") or Path.home().name


@pytest.mark.parametrize("told", [socket.gethostname, _name_of_user, lambda: str(ROOT)])
def test_the_computer_and_its_user_stay_unnamed(filled, told: Callable[[], str]) -> None:
    mark = told()
    if len(mark) < 6:
        pytest.skip("too short a word to search for")
    vault, case, _, folder = filled
    report = save_report(vault, case, INDEX, {})
    found = _everything(vault, case, report.id, folder / "outmark" / "machine")
    assert _where(found, mark) == []


def test_the_same_case_and_time_give_the_same_document(filled) -> None:
    vault, case, chosen, _ = filled
    report = save_report(vault, case, INDEX, {"evidence.list": [chosen]})
    now = vault.now_ms()
    vault.now_ms = lambda: now  # type: ignore[method-assign]
    try:
        first, again = (report_pdf(vault, case, report.id, Job()) for _ in range(2))
    finally:
        del vault.now_ms
    assert first == again
