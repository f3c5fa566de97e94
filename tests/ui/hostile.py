"""The same case as `story` tells, with every word written by somebody who wants to do harm.

Markup, characters that turn or hide text, words without an end, names that try to be formulas or
paths. Each has Hangul in it, so that it is not taken for an untranslated text of ours.
"""

from __future__ import annotations

from pathlib import Path

from app.domain.times.times import Certainty, Moment, TimeSource
from app.jobs import Job
from app.usecases.bundles.bundling import make_bundle
from app.usecases.case.cases import add_case
from app.usecases.intake.collecting import collect
from app.usecases.reports.reporting import save_report
from app.usecases.told.noting import add_note
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.story import ANSWERS, AUG_24, DAY, PASSPHRASE, Story, draw_screen, write_chat

MARKUP = "<b>굵게</b><img src='file:///etc/passwd'><a href='https://a.example'>눌러</a>&amp;가"
TURNED = "사진\u202egnp.exe\u2066\u200b\u200f\ufeff끝"
ENDLESS = "가나다라마바사" * 60
FORMULA = '=HYPERLINK("https://a.example","가")\t\x07\x1b[31m%s{0}{title}%n가'
TITLE = f"{TURNED} {MARKUP}"
NAMES = (MARKUP, f"{TURNED}{ENDLESS}", FORMULA)


def tell_hostile(folder: Path) -> Story:
    """Make a vault with such a case in a folder."""
    job = Job()
    vault = create_vault(folder / "vault", PASSPHRASE, job, argon2=FLOOR)
    try:
        case = add_case(vault, TITLE[:190])
        exports = folder / "exports"
        first = write_chat(exports / "a", NAMES[0], 1777000001, AUG_24, 9, (NAMES[2], NAMES[1]))
        second = write_chat(exports / "b", NAMES[1], 1777000002, AUG_24 + 5 * DAY, 5, NAMES[:2])
        screens = folder / "screens"
        screens.mkdir()
        for number, name in enumerate(("가<b>나<br>", "가\u202egnp", "=가\n\t나" + "다" * 60)):
            draw_screen(screens / f"{name}.png", number * 100)
        collect(vault, case.id, [first, second, screens], job)
        for days, text in ((3, MARKUP), (6, f"{FORMULA} {ENDLESS}")):
            at = (AUG_24 + days * DAY) * 1000
            add_note(vault, case.id, text, Moment(at, TimeSource.PERSON, Certainty.DAY, "", 540))
        said = {
            "event.where": TURNED + MARKUP,
            "event.narrative": f"{MARKUP}\n{ENDLESS}\n{FORMULA}",
        }
        report = save_report(vault, case.id, "kr.police.statement", {**ANSWERS, **said})
        out = folder / "out"
        out.mkdir()
        made = make_bundle(vault, case.id, report.id, out, job)
    finally:
        vault.close()
    return Story(folder / "vault", made.path, made.passphrase, case.id, case.title)
