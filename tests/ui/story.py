"""A case as somebody might have it, made by the real use cases.

A chat export, screens, a note, a report, a bundle.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from app.domain.times.times import Certainty, Moment, TimeSource
from app.jobs import Job
from app.usecases.bundles.bundling import make_bundle
from app.usecases.case.cases import add_case
from app.usecases.intake.collecting import collect
from app.usecases.reports.reporting import save_report
from app.usecases.told.noting import add_note
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR

PASSPHRASE = "quiet words for a test"
DAY = 86_400
AUG_24 = 1_724_468_400  # 2024-08-24 12:00 KST
ANSWERS = {
    "ecrm.type": "deepfake_spread",
    "event.when": {"from": "2024-08-24", "certainty": "learned"},
    "event.where": "텔레그램 '겹지인방'",
    "event.narrative": "8월 24일에 알게 되었습니다.\n같은 방에 사진이 여러 번 올라왔습니다.",
    "harm.threat": {"answer": True, "text": "더 올리겠다는 말을 들었습니다."},
    "offender.accounts": [{"platform": "텔레그램", "name": "밤손님", "username": "@night_visitor"}],
}


@dataclass(frozen=True)
class Story:
    """Where things lie, and their names."""

    vault: Path
    bundle: Path
    bundle_passphrase: str
    case: str
    title: str


def message(number: int, at: int, text: str, sender: str = "밤손님") -> dict[str, object]:
    return {
        "id": number,
        "type": "message",
        "date": "2024-08-24T12:00:00",
        "date_unixtime": str(at),
        "from": sender,
        "from_id": "user5551234567",
        "text": text,
        "text_entities": [{"type": "plain", "text": text}] if text else [],
    }


def write_chat(
    folder: Path,
    name: str,
    room: int,
    begin: int,
    count: int,
    senders: tuple[str, str] = ("구경꾼", "밤손님"),
) -> Path:
    """A Telegram Desktop export of one room, in which two speak in turns."""
    folder.mkdir(parents=True)
    messages = [
        message(
            number + 1 if number < 4 else number + 3,
            begin + number * DAY // 2,
            f"{number + 1}번째 말. 자세한 건 https://t.me/c/{room}/{number + 1}",
            senders[number % 2],
        )
        for number in range(count)
    ]
    chat = {"name": name, "type": "private_supergroup", "id": room, "messages": messages}
    (folder / "result.json").write_text(json.dumps(chat, ensure_ascii=False), "utf-8")
    return folder


def draw_screen(path: Path, hue: int) -> Path:
    """A picture with strong colours, so that a cover that leaks would be seen."""
    image = QImage(540, 360, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    ground = QLinearGradient(QPointF(0, 0), QPointF(540, 360))
    ground.setColorAt(0, QColor.fromHsv(hue, 255, 255))
    ground.setColorAt(1, QColor.fromHsv((hue + 120) % 360, 255, 200))
    painter.fillRect(image.rect(), ground)
    painter.end()
    image.save(str(path), "PNG")
    return path


def tell(folder: Path, title: str) -> Story:
    """Make a vault with a case in a folder; takes the cheapest key derivation that is allowed."""
    job = Job()
    vault = create_vault(folder / "vault", PASSPHRASE, job, argon2=FLOOR)
    try:
        case = add_case(vault, title)
        exports = folder / "exports"
        first = write_chat(exports / "a", "겹지인방", 1777000001, AUG_24, 9)
        second = write_chat(exports / "b", "대피소 2호", 1777000002, AUG_24 + 5 * DAY, 5)
        screens = folder / "screens"
        screens.mkdir()
        for number in range(3):
            draw_screen(screens / f"화면 {number + 1}.png", number * 100)
        collect(vault, case.id, [first, second, screens], job)
        for days, text in ((3, "알게 됨"), (6, "협박을 받음")):
            at = (AUG_24 + days * DAY) * 1000
            add_note(vault, case.id, text, Moment(at, TimeSource.PERSON, Certainty.DAY, "", 540))
        report = save_report(vault, case.id, "kr.police.statement", ANSWERS)
        out = folder / "out"
        out.mkdir()
        made = make_bundle(vault, case.id, report.id, out, job)
    finally:
        vault.close()
    return Story(folder / "vault", made.path, made.passphrase, case.id, title)
