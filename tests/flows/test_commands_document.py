"""COMMANDS.md says what the program does: arguments as the parser has them, keys as runs print them, codes and words."""

from __future__ import annotations

import argparse
import io
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.cli.main import main
from app.cli.registry import COMMANDS, Listed
from app.cli.terminal import Terminal
from app.cli.usage import Parser, build_parser, speak
from app.error_texts import TEXTS
from app.errors import Cancelled
from app.i18n import texts
from app.jobs import Job
from app.usecases.intake.collecting import collect
from app.usecases.vault.vaults import create_vault, open_vault
from crypto.kdf import FLOOR
from tests.flows.conftest import ROOT
from tests.flows.walk_account import walk_account
from tests.flows.walk_consents import walk_consents
from tests.flows.walk_ledger import walk_ledger
from tests.flows.walk_rooms import walk_rooms
from tests.flows.walk_stamps import NOBODY, walk_stamps
from tests.flows.walked_alike import walk_alike
from tests.flows.walked_copies import walk_copies
from tests.flows.walked_damaged import walk_damaged
from tests.flows.walked_desk import walk_desk
from tests.flows.walked_directory import walk_directory
from tests.flows.walked_exchange import walk_exchange
from tests.flows.walked_keys import walk_keys, walk_kit
from tests.flows.walked_quiet import walk_quiet
from tests.flows.walked_recipients import walk_recipients
from tests.flows.walked_replies import walk_replies
from tests.unit.told.sounding import speaking

DOCUMENT = (ROOT / "resources" / "docs" / "COMMANDS.md").read_text("utf-8")
SECTIONS = {
    title.strip("`"): body
    for title, body in re.findall(
        r"^## (.*?)\n(.*?)(?=^## |\Z)", DOCUMENT, re.MULTILINE | re.DOTALL
    )
}
SHARED = {"--json", "--lang", "-h", "--help"}
TIMES = {"recorded", "sent", *(f"sightings[].{one}" for one in ("shown", "captured", "entered"))}
FREE = {"steps[].values", "machine", "rows", "facts", "files[].facts", "copies[].recipe", *TIMES}
FREE |= {"answer", "answers[].answer", "proposals[].answer"}
FREE |= {"captures", "hits[].around", "not_read", "withheld"}
FREE |= {"receipts[].failed", "gone", "time_stamps"}
FREE |= {"kept_out", "conflicts[].ours", "conflicts[].theirs"}
MAIL = (
    "From: a@example.net\nTo: b@example.org\nDate: some day\nMIME-Version: 1.0\n"
    "Content-Type: multipart/mixed; boundary=B\n\n--B\n\nwords\n--B\n"
    "Content-Type: image/png\n\nx\n--B--\n"
)
SAMPLES = ROOT / "resources" / "samples"
NAMES = [" ".join(listed.path) for listed in COMMANDS]


def _table(section: str, head: str) -> list[str]:
    found = re.search(rf"^\| {head} \|.*?\n\|[-|]+\n((?:\|.*\n)+)", SECTIONS[section], re.MULTILINE)
    assert found, (section, head)
    return [row.split(" | ")[0].removeprefix("| ") for row in found[1].splitlines()]


def _ticked(cells: list[str]) -> list[str]:
    return [word for cell in cells for word in re.findall(r"`([^`]+)`", cell)]


OPENING = set(_ticked(_table("What all commands share", "way in")))


def test_each_subcommand_has_its_section() -> None:
    others = {"What all commands share", "Codes"}
    assert set(SECTIONS) - others == set(NAMES)


@pytest.mark.parametrize("listed", COMMANDS, ids=NAMES)
def test_arguments_are_those_of_the_parser(listed: Listed) -> None:
    speak("en")
    terminal = Terminal(texts("en"), as_json=True)
    parser = argparse.ArgumentParser(add_help=False)
    listed.load().arguments(parser, terminal)
    real = set()
    for action in parser._actions:
        name = action.option_strings[-1] if action.option_strings else ""
        value = "" if action.nargs == 0 else str(action.metavar)
        real.add(f"{name} {value}".strip())
    if real & (OPENING - {"--identity FILE"}):  # which verify has for the recipient's own key
        # Told once for all: a command that opens a vault takes every way in.
        assert real >= OPENING
        real -= OPENING
    assert set(_ticked(_table(" ".join(listed.path), "argument"))) == real


@pytest.mark.parametrize("listed", COMMANDS, ids=NAMES)
def test_help_names_every_word_that_an_option_takes(listed: Listed) -> None:
    parser = Parser(add_help=False, prog="x")
    listed.load().arguments(parser, Terminal(texts("en"), as_json=True))
    printed = "".join(parser.format_help().split())  # lines break after hyphens too
    for action in parser._actions:
        unsaid = [str(choice) for choice in action.choices or () if str(choice) not in printed]
        assert unsaid == [], action.dest


def test_shared_arguments_are_those_of_the_parser() -> None:
    parser = build_parser(Terminal(texts("en"), as_json=True))
    real = {name for action in parser._actions for name in action.option_strings}
    told = {word.split()[0] for word in _ticked(_table("What all commands share", "argument"))}
    assert told == real == SHARED


def _is_plain(value: object) -> bool:
    """A list of texts or numbers: one key."""
    return isinstance(value, list) and bool(value) and not isinstance(value[0], dict | list)


def _keys(value: Any, path: str = "") -> Iterator[str]:
    """The paths of all keys; a key whose values have keys of their own is told by those, and itself."""
    if isinstance(value, list):
        for one in value:
            if isinstance(one, dict | list):
                yield from _keys(one, path + "[]")
    elif isinstance(value, dict):
        for key, below in value.items():
            here = f"{path}.{key}".removeprefix(".")
            if here in FREE or not isinstance(below, dict | list) or _is_plain(below):
                yield here
            else:
                if isinstance(below, dict):
                    yield here
                yield from _keys(below, here)


class _Runs:
    """Runs subcommands with `--json` in this process and keeps what each printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.printed: dict[str, list[Any]] = {}

    def __call__(self, name: str, *words: object, status: int = 0) -> Any:
        assert main([*name.split(), *map(str, words), "--json", "--lang", "en"]) == status
        out, err = self._capsys.readouterr()
        assert err == ""
        assert len(out.splitlines()) == 1
        self.printed.setdefault(name, []).append(json.loads(out))
        return self.printed[name][-1]


def _while_locked(
    run: _Runs, vault: Path, case: str, given: tuple[object, ...], paths: tuple[Path, ...]
) -> None:
    """What comes in without a passphrase, and work that goes on."""
    run("drop", vault, *paths, status=1)
    run("waiting list", vault, "--locked")
    (vault / "drop" / ("0" * 32)).write_bytes(b"not for this vault")
    run("waiting list", vault, *given)
    run("waiting place", vault, "--case", case, *given, status=1)
    run("waiting discard", vault, "0" * 32, *given)
    job = Job()
    job.interrupt()
    for _ in range(2):
        opened = open_vault(vault, "a passphrase for this", Job())
        with opened, pytest.raises(Cancelled):
            collect(opened, case, paths, job)
    first, second = (work["number"] for work in run("work list", vault, *given)["work"])
    run("work resume", vault, first, *given, status=1)
    run("work drop", vault, second, *given)


def _walk_away(run: _Runs, vault: Path, folder: Path, case: str) -> None:
    """Backups, what is removed, and the end of a vault."""
    given = ("--passphrase-file", folder / "passphrase")
    first, second, *_ = (one["id"] for one in run("list", vault, "--case", case, *given)["items"])
    shutil.copytree(vault, folder / "worn")
    for blob in (folder / "worn" / "blobs").glob("*/*"):
        blob.write_bytes(b"")
    run("backup make", folder / "worn", folder / "copy of worn", *given, status=1)
    run("backup make", vault, folder / "copy", *given)
    run("backup try", folder / "copy", *given)
    run("backup restore", folder / "copy", folder / "restored", *given)
    for blob in (folder / "copy" / "blobs").glob("*/*"):
        blob.write_bytes(b"")
    run("backup try", folder / "copy", *given, status=1)
    run("backup restore", folder / "copy", folder / "restored worn", *given, status=1)
    run("remove", vault, "--item", first, "--item", second, *given)
    run("removed list", vault, *given)
    run("removed back", vault, "--item", second, *given)
    run("removed destroy", vault, "--item", first, *given, status=1)
    run("removed destroy", vault, "--item", first, "--yes", *given)
    run("vault status", vault, *given)
    run("vault destroy", folder / "restored", *given)
    run("vault keep", folder / "restored", *given)
    (folder / "restored" / "mine.txt").touch()
    run("vault destroy", folder / "restored", "--now", "--word", "destroy", *given, status=1)


def _walk_words(run: _Runs, opened: tuple[object, ...]) -> None:
    """Words that a program reads, early, while there is one picture."""
    run("words", *opened)
    run("words", *opened, "--forget")


def _telling(run: _Runs, vault: Path, opened: tuple[object, ...], item: str, folder: Path) -> None:
    """What a person tells beside the evidence; the memo with ALSA's own file for a microphone."""
    entry = run("log add", *opened, "--place", "여기")["id"]
    run("log add", *opened, "--entry", entry, "--when", "2024-08-27", "--about")
    run("log list", *opened)
    first, second = (run("people add", *opened, "--name", name)["id"] for name in "AB")
    run("people add", *opened, "--person", first, "--role", "offender")
    value = ("--kind", "phone", "--value", "010-1234-5678")
    run("people mark", *opened, "--person", second, *value)
    mark = run("people mark", *opened, "--person", first, *value, "--item", item)["id"]
    run("people list", *opened)
    run("people unmark", *opened, "--mark", mark)
    run("people join", *opened, "--person", first, "--other", second)
    run("people remove", *opened, "--person", first)
    asked = run("payments add", *opened, "--amount", "3,000,000", "--way", "gift-card")["id"]
    run("payments add", *opened, "--payment", asked, "--direction", "paid", "--item", item)
    run("payments list", *opened)
    run("payments remove", *opened, "--payment", asked)
    walk_account(run, opened, folder)
    part = ("--item", item, "--part", "source-photo")
    run("part add", *opened, *part, "--place", "SNS", "--when", "2023")
    run("part list", *opened)
    run("part remove", *opened, *part)
    with pytest.MonkeyPatch.context() as patch:
        speaking(folder, patch)
        run("memo", *opened, "--seconds", 1)


def _answering(run: _Runs, opened: tuple[object, ...], template: tuple[str, ...]) -> None:
    """Facts that are typed once, and a report that begins with them."""
    run("answer set", *opened, "event.where", "텔레그램")
    run("answer list", *opened)
    run("report propose", *opened, *template)
    run("report begin", *opened, *template)
    run("answer forget", *opened, "event.where")


def _reports(run: _Runs, opened: tuple[object, ...], folder: Path) -> str:
    """Facts typed once, and a report from what is known to its document."""
    template = ("--template", "kr.police.statement")
    walk_desk(run, opened)
    walk_quiet(run, opened, folder)
    walk_exchange(run, opened, folder)
    _answering(run, opened, template)
    report = run("report", *opened, *template, "--pdf", folder / "x.pdf")["id"]
    words = ("--as", "txt", "--out", folder / "x.txt")
    run("report export", *opened, "--report", report, *words)
    run("report fit", *opened, "--report", report)
    run("report begin", *opened, "--template", "kr.police.pseudonym")
    run("report identity", *opened, "--out", folder / "y.pdf")
    run("templates")
    run("verify-file", "--out", folder / "ongi-verify.pyz")
    run("templates", "kr.police.statement")
    walk_directory(run, Path(str(opened[0])), *opened[3:])
    return str(report)


def _after_the_bundle(
    run: _Runs, opened: tuple[object, ...], about: tuple[str, Any], folder: Path
) -> None:
    report, made = about
    _opened_and_carried(run, made, folder)
    walk_replies(run, opened, made, folder)
    walk_stamps(run, opened, report, folder)


def _opened_and_carried(run: _Runs, made: dict[str, str], folder: Path) -> None:
    """What is done with a finished bundle, by the sender and the recipient."""
    run("verify", made["path"], "--passphrase-file", made["passphrase_file"])
    run("carry", made["path"], "--to", folder / "stick")


def _walk(run: _Runs, folder: Path) -> None:
    passphrase = folder / "passphrase"
    passphrase.write_text("a passphrase for this\n", "utf-8")
    vault, given = folder / "vault", ("--passphrase-file", passphrase)
    run("vault create", folder / "Dropbox" / "first", *given)
    run("vault status", folder / "Dropbox" / "first", *given)
    create_vault(vault, "a passphrase for this", Job(), argon2=FLOOR).close()
    case = run("case add", vault, "A title", *given)["id"]
    opened = (vault, "--case", case, *given)
    run("case minor-on", *opened)
    run("case duty", *opened)
    run("case minor-off", *opened, "--reason", "everyone shown is an adult")
    run("note add", *opened, "--text-file", passphrase)
    with pytest.MonkeyPatch.context() as patch:
        picture = (SAMPLES / "screenshots").glob("*.png")
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(next(picture).read_bytes() + b"x")))
        made = run("capture", *opened, "--words", "말")
    _walk_words(run, opened)
    run("item", vault, "--item", made["item"], *given)
    run("link", *opened, "https://t.me/room_of_theirs 여기예요")
    link, mail = folder / "link.txt", folder / "numbered.eml"
    link.symlink_to(passphrase)
    mail.write_text(MAIL.replace("words", "900101-1234567"), "utf-8")
    paths = (SAMPLES / "telegram", SAMPLES / "screenshots", link, mail)
    run("collect", *opened, *paths, "--look")
    (folder / "phone" / "DCIM" / "100").mkdir(parents=True)
    (folder / "phone" / "DCIM" / "100" / "a.jpg").touch()
    run("phones", folder / "phone")
    run("collect", *opened, "--new-in", SAMPLES / "screenshots", "--look")
    run("collect", *opened, *paths, status=1)
    run("numbers", *opened)
    _while_locked(run, vault, case, given, paths)
    (folder / "mail.eml").write_text(MAIL, "utf-8")
    run("collect", *opened, folder / "mail.eml")
    run("item", vault, "--item", run("list", *opened)["items"][-1]["id"], *given)
    pictures = [one["id"] for one in run("list", *opened)["items"] if one["kind"] == "picture"]
    run("traces", *opened, "--item", pictures[0], "--label", "AI 생성", "--where", "아래")
    walk_copies(run, vault, opened, folder, pictures[0])
    walk_alike(run, opened, folder)
    chat = next(one["id"] for one in run("list", *opened)["items"] if one["kind"] == "chat")
    run("excerpt", *opened, "--item", chat, "--to", "2030-01-01")
    run("search", vault, "협박", *given, "--around", 2)
    _telling(run, vault, opened, pictures[0], folder)
    walk_rooms(run, opened, folder)
    walk_ledger(run, opened, folder)
    walk_consents(run, opened, pictures[0])
    run("timeline", *opened)
    report = _reports(run, opened, folder)
    run("vault status", vault, *given)
    run("vault compact", vault, *given)
    walk_keys(run, vault, folder)
    walk_kit(run, vault, folder)
    _after_the_bundle(run, opened, (report, walk_recipients(run, opened, report, folder)), folder)
    _walk_away(run, vault, folder, case)
    run("demo", "--out", folder / "demo")
    run("bench", "--small", "--only", "unlock", "--runs", 1)
    run("selftest", "--only", "files", "--keep", folder / "tried")
    walk_damaged(run, vault, folder)


@pytest.mark.timeout(360)  # every subcommand, once
def test_keys_are_those_that_are_printed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, open_port: Callable[[int], None]
) -> None:
    run = _Runs(capsys)
    open_port(NOBODY)
    _walk(run, tmp_path)
    told = {name: set(_ticked(_table(name, "key"))) for name in NAMES}
    printed = {
        name: {key for value in values for key in _keys(value)}
        for name, values in run.printed.items()
    }
    assert {n: printed[n] ^ told[n] for n in told if printed[n] != told[n]} == {}


def codes() -> list[str]:
    """The rows of the table of codes as they have to stand in the document."""
    return [f"| `{code}` | {said.sentence} | {said.next_step} |" for code, said in TEXTS.items()]


def test_the_table_of_codes_is_the_catalogue() -> None:
    rows = [line for line in SECTIONS["Codes"].splitlines() if line.startswith("| `")]
    assert rows == codes()
