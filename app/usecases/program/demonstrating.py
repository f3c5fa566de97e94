"""The main job from beginning to end, on the samples that come with the program: what a newcomer runs first.

Every step is the real use case with real files; nothing is prepared or simplified, except that the passphrases are written
into files, so that the results can be opened afterwards.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.domain.evidence.intake import IntakeReport
from app.errors import EnvironmentProblem, InputProblem
from app.i18n import N_, Texts
from app.jobs import Job
from app.paths import resources
from app.usecases.bundles.bundling import BundleMade, make_bundle, verify_bundle
from app.usecases.case.cases import add_case
from app.usecases.case.searching import search
from app.usecases.intake.collecting import collect
from app.usecases.new_files import write_new
from app.usecases.program.demonstrating_told import cover, read_told, write_down
from app.usecases.reports.reporting import read_answers_file, report_pdf, save_report
from app.usecases.vault.backups import make_backup, try_backup
from app.usecases.vault.vaults import OpenVault, check_vault, create_vault
from app.usecases.ways_in.recovery import (
    WordLanguage,
    make_kit,
    read_kit_files,
    read_kit_texts,
    save_kit,
)

SEARCHED = "협박"
STATEMENT = "kr.police.statement"
KIT, BACKUP = "kit", "backup"


@dataclass(frozen=True)
class Step:
    """One step that was walked: `text` is a message id with places for `values`."""

    number: int
    text: str
    values: Mapping[str, str | int]
    seconds: float


@dataclass(frozen=True)
class End:
    """How the walk ended: the verifier's result, and where things lie.

    A place is its stable name, a message id and its path.
    """

    result: str
    places: tuple[tuple[str, str, Path], ...]


class _Walk:
    """Counts and times the steps as they are told."""

    def __init__(self, tell: Callable[[Step], None]) -> None:
        self._tell = tell
        self._number = 0
        self._begun = time.monotonic()

    def step(self, text: str, **values: str | int) -> None:
        self._number += 1
        now = time.monotonic()
        self._tell(Step(self._number, text, values, round(now - self._begun, 2)))
        self._begun = now


def walk_main_job(out: Path, texts: Texts, job: Job, tell: Callable[[Step], None]) -> End:
    """Walk the main job in a new or empty folder; `tell` hears each step as it ends.

    Raises InputProblem INP-009 where the folder holds something, EnvironmentProblem ENV-004 where
    it can't be made, and whatever the steps raise.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        taken = any(out.iterdir())
    except OSError:
        raise EnvironmentProblem("ENV-004", name=str(out)) from None
    if taken:
        raise InputProblem("INP-009", name=str(out))
    walk = _Walk(tell)
    vault_path, vault_words = out / "vault", out / "vault-passphrase.txt"
    passphrase = secrets.token_hex(12)
    write_new(vault_words, passphrase.encode() + b"\n")
    vault = create_vault(vault_path, passphrase, job)
    try:
        walk.step(
            N_(
                "Made an encrypted vault. Turning its passphrase into a key takes a moment on purpose, so that guessing is slow."
            )
        )
        made, pdf = _inside(vault, out, texts, job, walk)
        _kept(vault, out, "ko" if texts.language == "ko" else "en", job, walk)
    finally:
        vault.close()
    given = made.passphrase_file.read_text("ascii").strip()
    seen = verify_bundle(made.path, given, job)
    walk.step(
        N_(
            "Opened the bundle as its recipient would, with nothing but its passphrase. Checks that match: {passed}; that do not: {failed}; not made here: {open}."
        ),
        passed=sum(check.state == "passed" for check in seen.checks),
        failed=sum(check.state == "failed" for check in seen.checks),
        open=sum(check.state == "not_checked" for check in seen.checks),
    )
    places = (
        ("bundle", N_("the bundle to hand over"), made.path),
        ("passphrase_file", N_("its passphrase, to be told by phone"), made.passphrase_file),
        ("report", N_("the report as a document, not encrypted"), pdf),
        ("vault", N_("the vault"), vault_path),
        (
            "vault_passphrase_file",
            N_("the vault's passphrase (for this demonstration only)"),
            vault_words,
        ),
        ("kit", N_("the recovery kit, to be printed or moved away"), out / KIT),
        ("backup", N_("the backup of the vault"), out / BACKUP),
    )
    return End(seen.result, places)


def _inside(
    vault: OpenVault, out: Path, texts: Texts, job: Job, walk: _Walk
) -> tuple[BundleMade, Path]:
    samples = resources() / "samples"
    case = add_case(vault, texts.tr("Demonstration"))
    walk.step(N_("Added a case."))
    taken = collect(vault, case.id, [samples / "telegram"], job)
    _told(
        walk,
        N_(
            "Took in a Telegram export. Files: {items}, messages: {messages}, rooms: {rooms}, accounts: {accounts}, links: {links}. Not taken: {refused}, not understood: {unread}, each of them listed."
        ),
        taken,
    )
    taken = collect(vault, case.id, [samples / "screenshots"], job)
    _told(walk, N_("Took in screenshots. Files: {items}."), taken)
    (chat,) = (samples / "kakaotalk").iterdir()
    taken = collect(vault, case.id, [chat], job)
    _told(walk, N_("Took in a chat of KakaoTalk. Messages: {messages}."), taken)
    told = read_told(samples / "told.toml")
    write_down(vault, case.id, told, chat.name)
    walk.step(N_("Wrote down a person, what was asked for, and what happened."))
    cover(vault, case.id, told, job)
    walk.step(N_("Covered a place in a copy of a screenshot; the original stays as it is."))
    found = search(vault, SEARCHED, case.id)
    walk.step(
        N_("Searched for {word}, a word of two syllables. Places found: {total}."),
        word=SEARCHED,
        total=found.total,
    )
    answers = read_answers_file(samples / "answers.toml", STATEMENT)
    report = save_report(vault, case.id, STATEMENT, answers)
    pdf = out / "report.pdf"
    document = report_pdf(vault, case.id, report.id, job)
    write_new(pdf, document)
    walk.step(
        N_("Filled a statement for the police and set it as a PDF of {size} KB."),
        size=len(document) // 1024,
    )
    made = make_bundle(vault, case.id, report.id, out, job)
    walk.step(
        N_("Made the encrypted bundle ({size} KB) and checked it before calling it done."),
        size=made.size // 1024,
    )
    result = check_vault(vault, job)
    walk.step(
        N_("Read everything in the vault back. Items: {items}, damaged: {damaged}."),
        items=result.items,
        damaged=len(result.damaged),
    )
    return made, pdf


def _kept(vault: OpenVault, out: Path, language: WordLanguage, job: Job, walk: _Walk) -> None:
    """A kit and a backup, each tried by the other: the backup is opened with the kit's words."""
    kit = make_kit(vault, job, language)
    saved = save_kit(vault, kit, out / KIT)
    walk.step(
        N_(
            "Made a recovery kit: words on a sheet that open the vault when its passphrase is forgotten."
        )
    )
    copy = out / BACKUP
    make_backup(vault, copy, job)
    words = read_kit_texts(read_kit_files([sheet.text for sheet in saved]))
    tried = try_backup(copy, words, job).result
    walk.step(
        N_(
            "Made a backup, opened it with the words of the kit, and read everything in it. Items: {items}, damaged: {damaged}."
        ),
        items=tried.items,
        damaged=len(tried.damaged),
    )


def _told(walk: _Walk, text: str, taken: IntakeReport) -> None:
    walk.step(
        text,
        items=taken.items_taken,
        messages=taken.messages_taken,
        rooms=taken.rooms_seen,
        accounts=taken.accounts_seen,
        links=taken.links_found,
        refused=len(taken.refused),
        unread=len(taken.not_understood),
    )
