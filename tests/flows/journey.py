"""The main job in one process, for tests that watch it from outside: `python journey.py FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from app.jobs import Job
from app.usecases.bundling import make_bundle, verify_bundle
from app.usecases.cases import add_case
from app.usecases.collecting import collect
from app.usecases.evidence import list_items, preview
from app.usecases.noting import add_note
from app.usecases.reporting import read_answers_file, report_pdf, save_report
from app.usecases.searching import search
from app.usecases.timelines import timeline
from app.usecases.vaults import check_vault, create_vault, open_vault
from crypto.kdf import FLOOR

STATEMENT = "kr.police.statement"


def main(folder: Path) -> int:
    job = Job()
    given = folder / "given"
    passphrase = (given / "passphrase").read_text("utf-8").strip()
    create_vault(folder / "vault", passphrase, job, argon2=FLOOR).close()
    vault = open_vault(folder / "vault", passphrase, job)
    mark = (given / "answers.toml").read_text("utf-8").split('"')[3]
    case = add_case(vault, mark)
    add_note(vault, case.id, mark)
    taken = collect(vault, case.id, [given / "export"], job)
    assert (taken.items_taken, taken.messages_taken, taken.refused) == (2, 1, ())
    assert search(vault, mark[:2], case.id).total == 2
    assert any(preview(vault, row.item.id) for row in list_items(vault, case.id))
    assert timeline(vault, case.id).entries
    answers = read_answers_file(given / "answers.toml", STATEMENT)
    report = save_report(vault, case.id, STATEMENT, answers)
    assert report_pdf(vault, case.id, report.id, job).startswith(b"%PDF")
    made = make_bundle(vault, case.id, report.id, folder / "out", job)
    assert verify_bundle(made.path, made.passphrase, job).result == "passed"
    assert check_vault(vault, job).clean
    vault.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
