"""Pictures of every page in both languages, light and dark, from a real case.

`python -m tests.ui.gallery OUT`.

Run like this it writes them at 100 % and 200 %. Look at them: that is what they are for. `cut_off`
finds what a person would see as cut off.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from app.domain.case.minors import Under19
from app.usecases.case.cases import CaseSummary, list_cases
from app.usecases.chats.rooms import list_accounts, list_rooms
from app.usecases.items.evidence import list_items
from app.usecases.vault.vaults import open_vault
from tests.ui.story import PASSPHRASE, Story, tell
from tests.ui.walks import account as walk_account
from tests.ui.walks import alike as walk_alike
from tests.ui.walks import carrying as walk_carrying
from tests.ui.walks import chat as walk_chat
from tests.ui.walks import consents as walk_consents
from tests.ui.walks import copies as walk_copies
from tests.ui.walks import desk as walk_desk
from tests.ui.walks import directory as walk_directory
from tests.ui.walks import exchange as walk_exchange
from tests.ui.walks import first as walk_first
from tests.ui.walks import guide as walk_guide
from tests.ui.walks import identity as walk_identity
from tests.ui.walks import interview as walk_interview
from tests.ui.walks import keeping as walk_keeping
from tests.ui.walks import ledger as walk_ledger
from tests.ui.walks import quiet as walk_quiet
from tests.ui.walks import reading as walk_reading
from tests.ui.walks import recipients as walk_recipients
from tests.ui.walks import replies as walk_replies
from tests.ui.walks import stamps as walk_stamps
from tests.ui.walks import telling as walk_telling
from tests.ui.walks import viewing as walk_viewing
from ui.building import Desk, build_desk
from ui.lanes import Lane
from ui.main_window import SIZE
from ui.pages.intake.before import Offer
from ui.theme.fonts import load_fonts
from ui.theme.scale import SIZES
from ui.theme.theme import Theme
from ui.theme.tokens import DARK, LIGHT, Tokens
from ui.widgets.buttons import CHOICE

PATIENCE_S = 30
SMALL, LARGEST = QSize(1280, 720), SIZES[-1]


def settle(desk: Desk) -> None:
    """Let everything that was begun come to its end, and be painted."""
    end = time.monotonic() + PATIENCE_S
    for _ in range(3):
        QCoreApplication.processEvents()
        while desk.context.lanes.busy:
            QCoreApplication.processEvents()
            time.sleep(0.001)  # asked without a pause, Qt takes the processor from those at work
            if time.monotonic() > end:
                raise TimeoutError
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


def walk(desk: Desk, story: Story) -> Iterator[str]:
    """Show one page after the other as a person would come to it; yields a name for each."""
    frame = desk.window.frame
    for name in ("welcome", "five_minutes", "unlock", "help"):
        frame.go(name)
        settle(desk)
        yield name
    yield from walk_first.at_the_door(desk, settle)
    yield from walk_directory.at_the_door(desk, settle)
    yield from walk_guide.at_the_door(desk, settle)
    yield from walk_quiet.at_the_door(desk, settle)
    yield from walk_ways_in(desk, story)
    yield from walk_keeping.at_the_door(desk, story, settle)
    yield from walk_recipients.at_the_door(desk, settle)
    verify = frame.page_called("verify")
    frame.go("verify", story.bundle)
    verify._passphrase.field.setText(story.bundle_passphrase)
    verify._check()
    settle(desk)
    yield "verify"
    yield from walk_replies.at_the_recipients(desk, story, settle)
    summary = enter(desk, story)
    yield "cases"
    desk.window.frame.go("check_up")
    desk.window.frame.page_called("check_up")._check()
    settle(desk)
    yield "check_up"
    yield from walk_keys(desk)
    yield from walk_keeping.inside(desk, story, settle)
    yield from walk_directory.inside(desk, settle)
    yield from walk_recipients.inside(desk, settle)
    yield from walk_replies.pages(desk, story, settle)
    yield from walk_case(desk, story, summary)


def walk_ways_in(desk: Desk, story: Story) -> Iterator[str]:
    """The other ways to open a vault; the keyring's choice as where it was switched on."""
    desk.window.frame.go("unlock")
    page = desk.window.frame.page_called("unlock")
    page.take_folder(story.vault)
    settle(desk)
    page._ask_soon.stop()  # or the real answer hides the choice again
    page._show_keyring(story.vault, opens=True)
    for way in ("kit", "letter", "keyring"):
        page.choose_way(way)
        if way == "kit":
            page._kit.renew.setChecked(True)
            page._kit.entry.more.click()
        settle(desk)
        yield f"unlock-{way}"
    page.clear()


def walk_keys(desk: Desk) -> Iterator[str]:
    """The ways in, and a kit from the choices to the trial; it is let go of again."""
    frame = desk.window.frame
    frame.go("keys")
    settle(desk)
    yield "keys"
    page = frame.page_called("keys")
    page._passphrase.change.click()
    page._letter.give.click()
    settle(desk)
    yield "keys-forms"
    frame.go("kit", "first")
    settle(desk)
    yield "kit"
    page = frame.page_called("kit")
    page._choose_shape("2of3")
    page._press()
    settle(desk)
    yield "kit-covered"
    page._made.show_it.setChecked(True)
    page._try.entry.boxes[0].setPlainText("낱말이 아닌 것")
    page._try.go()
    settle(desk)
    yield "kit-shown"
    page._drop_kit()
    settle(desk)


def open_at(desk: Desk, path: Path) -> None:
    """Open a vault as the program does, in the lane of the vault."""
    desk.context.without_vault(
        lambda job: open_vault(path, PASSPHRASE, job),
        desk.context.session.open,
        owner=desk.window,
        lane=Lane.VAULT,
    )
    settle(desk)


def enter(desk: Desk, story: Story) -> CaseSummary:
    """Open the vault and choose the case, staying on the list of cases."""
    context = desk.context
    open_at(desk, story.vault)
    summary = next(one for one in list_cases(context.session.vault) if one.case.id == story.case)
    context.session.choose(summary.case)
    settle(desk)
    return summary


def walk_case(desk: Desk, story: Story, summary: CaseSummary) -> Iterator[str]:
    """The pages of the case, filled; then the ones of an empty case."""
    frame, session = desk.window.frame, desk.context.session
    item = list_items(session.vault, story.case, limit=5)[-1].item.id
    room = list_rooms(session.vault, story.case)[0]
    account = list_accounts(session.vault, story.case)[0].id
    subjects = {
        "item": item, "room_life": room.room.id,
        "account": account,
        "form": summary.reports[0],
    }  # fmt: skip
    places = (
        "case", "five_minutes", "evidence", "item", "timeline", "rooms", "room_life",
        "account", "links", "marks", "reports", "form",
    )  # fmt: skip
    for name in places:
        frame.go(name, subjects.get(name))
        settle(desk)
        yield name
    yield from walk_first.timeline(desk, settle)
    frame.go("as_document", summary.reports[0])
    settle(desk)
    frame.page_called("as_document")._read_fields()
    settle(desk)
    yield "as_document"
    yield from walk_interview.pages(desk, summary.reports[0], settle)
    yield from walk_identity.pages(desk, story.case, settle)
    yield from walk_copies.pages(desk, story, item, settle)
    yield from walk_viewing.pages(desk, story, item, settle)
    yield from walk_reading.pages(desk, story, item, settle)
    yield from walk_chat.pages(desk, story.case, settle)
    yield from walk_alike.pages(desk, story, settle)
    yield from walk_quiet.inside(desk, settle)
    yield from walk_telling.pages(desk, story.case, item, settle)
    for walked in (walk_ledger, walk_account, walk_consents, walk_stamps, walk_desk, walk_exchange):
        yield from walked.pages(desk, story.case, settle)
    frame.go("search")
    frame.page_called("search")._line.setText("자세")
    frame.page_called("search").search()
    settle(desk)
    yield "search"
    page = frame.page_called("search")
    page.narrow.setChecked(True)
    page._choose(page._model.last())
    settle(desk)
    yield "search-narrowed"
    yield from walk_carrying.handed_over(desk, story.vault.parent, settle)
    yield from walk_import(desk, story)


def walk_import(desk: Desk, story: Story) -> Iterator[str]:
    """What an import leaves, and a case with nothing in it."""
    frame, context = desk.window.frame, desk.context
    frame.go("evidence")
    settle(desk)
    broken = story.vault.parent / "more"
    broken.mkdir(exist_ok=True)
    (broken / "link").unlink(missing_ok=True)
    (broken / "link").symlink_to(story.vault)
    room = '{"type": "private_group", "messages": [{"type": "poll_v2", "id": 1}]}'
    (broken / "result.json").write_text(room, "utf-8")
    yield from walk_before(desk, story, broken)
    frame.page_called("evidence").add([broken])
    settle(desk)
    yield "evidence-after"
    frame.go("intake", frame.page_called("evidence")._report())
    settle(desk)
    yield "intake"
    context.messages.warn("…", "…", "ENV-001")
    frame.go("cases")
    settle(desk)
    frame.page_called("cases")._name.setText("")
    frame.page_called("cases")._under_19.choose(Under19.YES)
    frame.page_called("cases")._add()
    settle(desk)
    yield "minor"
    for name in ("case", "five_minutes", "evidence", "timeline", "rooms", "hand_over"):
        frame.go(name)
        settle(desk)
        yield f"{name}-empty"
    yield from walk_asked(desk)


def walk_asked(desk: Desk) -> Iterator[str]:
    """The question before the first picture, where a case began in a hurry."""
    desk.window.frame.go("five_minutes")
    settle(desk)
    page = desk.window.frame.page_called("five_minutes")
    page._asked.ask()
    settle(desk)
    yield "five_minutes-asked"
    page._asked.forget()
    desk.window.frame.go("unlock")


def walk_before(desk: Desk, story: Story, given: Path) -> Iterator[str]:
    """What files say before they are taken, and the question about their dates afterwards."""
    frame = desk.window.frame
    picture, exif = Image.new("RGB", (640, 480)), Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0132] = "samsung", "SM-S928N", "2024:08:27 14:03:22"
    picture.save(story.vault.parent / "20240827_140322.jpg", exif=exif)
    chat = story.vault.parent / "WhatsApp 대화.txt"
    chat.write_text("3/4/24, 14:03 - 가: 하나\n4/4/24, 14:05 - 나: 둘\n", "utf-8")
    page = frame.page_called("before")
    frame.go("before", Offer((given, story.vault.parent / "20240827_140322.jpg", chat)))
    settle(desk)
    page._open(page._model.index(page._model.rowCount() - 2))
    settle(desk)
    yield "before"
    frame.go("evidence")
    frame.page_called("evidence").add([chat])
    settle(desk)
    yield "evidence-days"


def visible_widgets(desk: Desk) -> list[QWidget]:
    return [widget for widget in desk.window.findChildren(QWidget) if widget.isVisible()]


def widest(choice: QPushButton) -> int:
    """The width of a choice in the heavier weight that it has once it is chosen; else 0."""
    if choice.property("kind") != CHOICE:
        return 0
    font = QFont(choice.font())
    font.setWeight(QFont.Weight.DemiBold)
    return QFontMetrics(font).horizontalAdvance(choice.text()) + 2 * 14 + 2


def cut_off(desk: Desk) -> list[str]:
    """Texts that do not fit where they stand."""
    found = []
    for widget in visible_widgets(desk):
        wanted = widget.sizeHint().width()
        if isinstance(widget, QLabel) and widget.text():
            if widget.wordWrap():
                need = widget.heightForWidth(widget.width())
                longest = max(
                    QFontMetrics(widget.font()).horizontalAdvance(word)
                    for word in widget.text().replace("-", "- ").replace("\u200b", " ").split()
                    or [""]
                )
                if need > widget.height() + 1 or longest > widget.width() + 1:
                    found.append(f"{widget.text()!r} {widget.size()} needs {longest}x{need}")
            elif wanted > widget.width() + 1:
                found.append(f"{widget.text()!r} {widget.width()} < {wanted}")
        elif isinstance(widget, QPushButton) and max(wanted - 1, widest(widget)) > widget.width():
            found.append(f"{widget.text()!r} {widget.width()} < {wanted}")
        elif isinstance(widget, QLineEdit) and not widget.text():
            need = QFontMetrics(widget.font()).horizontalAdvance(widget.placeholderText())
            if need > widget.width() - 24:
                found.append(f"{widget.placeholderText()!r} {widget.width()} < {need}")
    return found


def write(
    out: Path,
    story: Story,
    language: str,
    scheme: Tokens,
    suffix: str = "",
    *,
    window: QSize = SIZE,
    text_size: int = 100,
) -> list[str]:
    """Write the pictures of one language and one set of colours; gives what was found cut off."""
    application = QApplication.instance() or QApplication([])
    application.setFont(load_fonts())
    desk = build_desk(application, language, Theme(application, scheme=scheme))
    desk.theme.set_text_size(text_size)
    desk.window.resize(window)
    desk.window.show()
    shade = "dark" if scheme.dark else "light"
    found = []
    for name in walk(desk, story):
        if desk.window.focusWidget() is not None:
            desk.window.focusWidget().clearFocus()
        QCoreApplication.processEvents()
        desk.window.grab().save(str(out / f"{name}-{language}-{shade}{suffix}.png"))
        found += [f"{name} {language}: {text}" for text in cut_off(desk)]
    desk.context.session.lock(stop_work=True)
    settle(desk)
    desk.context.lanes.close()
    desk.window.close()
    desk.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    desk.theme.set_text_size(100)
    return found


def main(out: Path) -> None:
    """Everything, at 100 % and, in another process, at 200 %; and in large letters, in Korean."""
    scale = os.environ.get("QT_SCALE_FACTOR")
    if scale is None:
        for one in ("1", "2"):
            environment = {**os.environ, "QT_SCALE_FACTOR": one, "QT_QPA_PLATFORM": "offscreen"}
            command = [sys.executable, "-m", "tests.ui.gallery", str(out)]
            subprocess.run(command, env=environment, check=True)
        return
    application = QApplication([])
    application.setFont(load_fonts())
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        story = tell(Path(folder), "사건 2026-01")
        for language in ("ko", "en"):
            for scheme in (LIGHT, DARK):
                for text in write(out, story, language, scheme, f"-{scale}00"):
                    print("cut off:", text)
        if scale == "1":
            for text in write(
                out, story, "ko", LIGHT, "-100-large", window=SMALL, text_size=LARGEST
            ):
                print("cut off in large letters:", text)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
