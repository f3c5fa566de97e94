"""A whole journey by the command line: `python -m … FOLDER [CRASH]`. STEPS is its table of steps.

One process runs every subcommand in turn, as the program does, each with the words and answers that
a person would give. CRASH ends it in the middle of collecting: `kill` or `segv`.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from app.cli.main import main as ongi
from app.errors import Cancelled
from app.jobs import Job
from app.usecases.intake.collecting import collect
from app.usecases.program.starting import begin
from app.usecases.vault.vaults import create_vault, open_vault
from crypto.kdf import FLOOR
from tests import little_work
from tests.flows.traces.evidence import INSIDE, LABEL, LATER, PASSPHRASE, TITLE, WORDS
from tests.flows.traces.leaks import LATIN, WORD
from tests.flows.traces.of_care import OF_CARE
from tests.flows.traces.of_exchange import OF_EXCHANGE
from tests.flows.traces.of_replies import OF_REPLIES
from tests.flows.traces.of_reports import OF_REPORTS
from tests.flows.traces.of_the_desk import A_CASE_GOES, OF_THE_DESK
from tests.flows.traces.steps import Sitting, Step


def _interrupted(at: Sitting) -> None:
    """Begin to take something in and be called away, as by a lock."""

    class CalledAway(Job):
        def advance(self, done: int) -> None:
            super().advance(done)
            self.interrupt()

    with (
        open_vault(Path(at.vault), PASSPHRASE, Job()) as vault,
        contextlib.suppress(Cancelled),
    ):
        collect(vault, at.got["case add"]["id"], [at.given / LATER], CalledAway())


def _items(at: Sitting, *which: int) -> list[str]:
    return [f"--item={at.got['list']['items'][number]['id']}" for number in which]


def _of(at: Sitting, kind: str) -> list[str]:
    """The vault, its case, and the first item of a kind."""
    item = next(one["id"] for one in at.got["list"]["items"] if one["kind"] == kind)
    return [at.vault, *at.case, f"--item={item}"]


def _chat(at: Sitting) -> str:
    return str(next(one["id"] for one in at.got["list"]["items"] if one["kind"] == "chat"))


def _second(at: Sitting) -> list[str]:
    return ["--new-passphrase-file", str(at.given / "second")]


def _sheets(at: Sitting) -> list[str]:
    return [f"--kit={sheet['text']}" for sheet in at.got["key kit"]["sheets"][:2]]


def _work(at: Sitting) -> str:
    return str(at.got["work list"]["work"][-1]["number"])


def _room(at: Sitting) -> str:
    return str(at.got["rooms"]["rooms"][0]["id"])


def _message(at: Sitting) -> str:
    return next(str(link["message"]) for link in at.got["links"]["links"] if link["message"])


def _piped(at: Sitting) -> None:
    """A screenshot program's output as standard input, of bytes that nothing else has."""
    picture = next((at.given / LATER).glob("*/*.png")).read_bytes() + LATIN.encode()
    sys.stdin = io.TextIOWrapper(io.BytesIO(picture))


def _person(at: Sitting) -> list[str]:
    return ["--person", at.got["people add"]["id"]]


def _payment(at: Sitting) -> list[str]:
    return ["--payment", at.got["payments add"]["id"]]


TELLING: tuple[Step, ...] = (
    Step(
        "log add",
        lambda at: [
            at.vault, *at.case, "--when", "2024-08-27 14:03", "--text-file",
            str(at.given / "note"), "--place", WORD, "--technology", LATIN,
        ],
    ),
    Step(
        "log add",
        lambda at: [at.vault, *at.case, "--entry", at.got["log add"]["id"], "--witness", WORD],
    ),
    Step("log list", lambda at: [at.vault, *at.case]),
    Step("people add", lambda at: [at.vault, *at.case, "--name", LATIN, "--note", WORD]),
    Step("people add", lambda at: [at.vault, *at.case, "--name", WORD, "--role", "offender"]),
    Step(
        "people mark",
        lambda at: [
            at.vault, *at.case, *_person(at), *_items(at, 0), "--kind", "user-name",
            "--value", f"@{LATIN}", "--platform", WORD,
        ],
    ),
    Step("people list", lambda at: [at.vault, *at.case]),
    Step(
        "people join",
        lambda at: [
            at.vault, *at.case, *_person(at), "--other",
            at.got["people list"]["people"][0]["id"],
        ],
    ),
    Step(
        "people unmark",
        lambda at: [at.vault, *at.case, "--mark", at.got["people mark"]["id"]],
    ),
    Step(
        "payments add",
        lambda at: [
            at.vault, *at.case, *_person(at), *_items(at, 0), "--amount", WORD, "--to-whom", LATIN,
        ],
    ),
    Step("payments list", lambda at: [at.vault, *at.case]),
    Step("payments remove", lambda at: [at.vault, *at.case, *_payment(at)]),
    Step(
        "part add",
        lambda at: [
            at.vault, *at.case, *_items(at, 0), "--part", "tip-off", "--teller", WORD,
            "--note", LATIN,
        ],
    ),
    Step("part list", lambda at: [at.vault, *at.case]),
    Step(
        "part remove", lambda at: [at.vault, *at.case, *_items(at, 0), "--part", "tip-off"]
    ),
    Step("people remove", lambda at: [at.vault, *at.case, *_person(at)]),
)  # fmt: skip
"""What a person tells beside the evidence."""

STEPS: tuple[Step, ...] = (
    Step("vault status", lambda at: [at.vault]),
    Step("case add", lambda at: [at.vault, TITLE]),
    Step("case minor-on", lambda at: [at.vault, *at.case]),
    Step("case duty", lambda at: [at.vault, *at.case]),
    Step("case minor-off", lambda at: [at.vault, *at.case, "--reason", f"{TITLE} {WORD}"]),
    Step(
        "note add", lambda at: [at.vault, *at.case, "--text-file", str(at.given / "note")]
    ),
    Step("collect", lambda at: [at.vault, str(at.given / INSIDE), *at.case, "--look"]),
    Step("collect", lambda at: [at.vault, str(at.given / INSIDE), *at.case], status=1),
    Step("collect", lambda at: [at.vault, "--new-in", str(at.given / INSIDE), *at.case]),
    Step("phones", lambda _at: [], passphrase=False),
    Step("verify-file", lambda at: ["--out", str(at.out / "ongi-verify.pyz")], passphrase=False),
    Step(
        "capture",
        lambda at: [
            at.vault, *at.case, "--room", f"{WORD}방", "--words", f"{LATIN} 말",
            "--link", f"https://t.me/{LATIN}",
        ],
        before=_piped,
    ),
    Step("link", lambda at: [at.vault, f"https://t.me/{LATIN}/9 {WORD}", *at.case]),
    Step("list", lambda at: [at.vault, *at.case]),
    *TELLING,
    Step("item", lambda at: [at.vault, *_items(at, 0)]),
    Step("traces", lambda at: [at.vault, *_items(at, 0)]),
    *(
        Step("redact", lambda at, kind=kind: [*_of(at, kind), "--box", "4,4,30,20/mosaic"])
        for kind in ("picture", "document", "video")
    ),
    Step("mask", lambda at: _of(at, "text")),
    Step("crop", lambda at: [*_of(at, "picture"), "--box", "0,0,20,20"]),
    Step("still", lambda at: [*_of(at, "video"), "--at", "0.1"]),
    *(
        Step(
            name,
            lambda at: [
                *_of(at, "picture"), "--language", LABEL, "--text-file", str(at.given / "note"),
            ],
        )
        for name in ("transcribe", "translate")
    ),
    Step("alike", lambda at: [at.vault, *at.case, "--decided"]),
    Step("alike", lambda at: [at.vault, *at.case]),
    Step("copies", lambda at: [at.vault, *_of(at, "picture")[3:]]),
    Step(
        "excerpt",
        lambda at: [at.vault, *at.case, f"--item={_chat(at)}", "--from=2000-01-01"],
    ),
    Step("search", lambda at: [at.vault, WORDS, *at.case]),
    Step("words", lambda at: [at.vault, *at.case]),
    Step("words", lambda at: [at.vault, *at.case, "--forget"]),
    Step("numbers", lambda at: [at.vault, *at.case]),
    Step("search", lambda at: [at.vault, f"{WORD} {LATIN}", *at.case, "--around", "2"]),
    Step("rooms", lambda at: [at.vault, *at.case, "--read"]),
    Step("room life", lambda at: [at.vault, *at.case, "--room", _room(at)]),
    Step("messages", lambda at: [at.vault, *at.case, "--room", _room(at), "--at=2024-01-01"]),
    Step("accounts", lambda at: [at.vault, *at.case]),
    Step(
        "account",
        lambda at: [at.vault, *at.case, "--account", at.got["accounts"]["accounts"][0]["id"]],
    ),
    Step("links", lambda at: [at.vault, *at.case]),
    Step("marks", lambda at: [at.vault, *at.case, "--propose"]),
    Step(
        "mark",
        lambda at: [at.vault, *at.case, "--deed", "threat", "--message", _message(at)],
    ),
    Step(
        "room decide", lambda at: [at.vault, *at.case, "--message", _message(at)], status=2
    ),
    Step("timeline", lambda at: [at.vault, *at.case]),
    *OF_REPORTS,
    Step(
        "recipient add",
        lambda at: [
            at.vault, "office", "--key", str(at.given / "recipient"), "--recipient", WORD,
            "--note", LATIN,
        ],
    ),
    Step("recipient check", lambda at: [at.vault, "office", "--how", "phone"]),
    Step("recipient show", lambda at: [at.vault, "office"]),
    Step("recipient list", lambda at: [at.vault]),
    Step(
        "bundle",
        lambda at: [
            at.vault, *at.case, "--report", at.got["report"]["id"], "--out", str(at.out / "bundle"),
            "--to", "office", "--to", "office",  # named twice, it gets one key file
        ],
    ),
    Step(
        "verify",
        lambda at: [at.got["bundle"]["path"], "--identity", str(at.given / "identity")],
        passphrase=False,
    ),
    Step("stamp authorities", lambda _at: [], passphrase=False),
    Step("stamp list", lambda at: [at.vault, *at.case]),
    Step("key make", lambda at: [str(at.out / "own.key")]),
    Step(
        "recipient add",
        lambda at: [at.vault, "second", "--key", at.got["key make"]["picture"]],
    ),
    Step(
        "recipient later",
        lambda at: [
            at.vault, "second", "--bundle", at.got["bundle"]["path"],
            "--bundle-passphrase-file", at.got["bundle"]["passphrase_file"],
        ],
    ),
    Step("recipient remove", lambda at: [at.vault, "office"]),
    Step(
        "verify",
        lambda at: [
            at.got["bundle"]["path"], "--passphrase-file", at.got["bundle"]["passphrase_file"],
        ],
        passphrase=False,
    ),
    Step(
        "carry",
        lambda at: [
            at.got["bundle"]["path"], "--to", str(at.out / "stick"), "--part-size", "100KB",
        ],
        passphrase=False,
    ),
    *OF_REPLIES,
    *OF_THE_DESK,
    *OF_EXCHANGE,
    *OF_CARE,
    Step("key add", lambda at: [at.vault, *_second(at), "--label", LABEL]),
    Step("key remove", lambda at: [at.vault, str(at.got["key add"]["place"])]),
    Step(
        "key counsellor",
        lambda at: [
            at.vault, "--to", str(at.given / "recipient"), "--out", str(at.out / "letter.age"),
            "--label", LABEL,
        ],
    ),
    Step(
        "key list",
        lambda at: [
            at.vault, "--letter", str(at.out / "letter.age"),
            "--identity", str(at.given / "identity"),
        ],
        passphrase=False,
    ),
    Step("key kit", lambda at: [at.vault, "--out", str(at.out / "kit"), "--split", "2of3"]),
    Step("key try", lambda at: [at.vault, *_sheets(at)], passphrase=False),
    Step("drop", lambda at: [at.vault, str(at.given / LATER)], passphrase=False),
    Step("waiting list", lambda at: [at.vault, "--locked"], passphrase=False),
    Step("waiting list", lambda at: [at.vault]),
    Step(
        "waiting discard", lambda at: [at.vault, at.got["waiting list"]["waiting"][0]["name"]]
    ),
    Step("waiting place", lambda at: [at.vault, *at.case]),
    Step("work list", lambda at: [at.vault], before=_interrupted),
    Step("work resume", lambda at: [at.vault, _work(at)]),
    Step("work list", lambda at: [at.vault], before=_interrupted),
    Step("work drop", lambda at: [at.vault, _work(at)]),
    Step("backup make", lambda at: [at.vault, str(at.out / "copy")]),
    Step("remove", lambda at: [at.vault, *_items(at, 0, 1)]),
    Step("removed list", lambda at: [at.vault]),
    Step("removed back", lambda at: [at.vault, *_items(at, 0)]),
    Step("removed destroy", lambda at: [at.vault, *_items(at, 1), "--yes"]),
    Step("backup make", lambda at: [at.vault, str(at.out / "copy")]),
    Step("backup try", lambda at: [str(at.out / "copy")]),
    Step("backup restore", lambda at: [str(at.out / "copy"), str(at.out / "restored")]),
    Step("vault compact", lambda at: [at.vault]),
    Step("check", lambda at: [at.vault]),
    Step("rescue", lambda at: [at.vault, str(at.out / "rescued"), "--yes"]),
    Step("vault destroy", lambda at: [str(at.out / "restored")]),
    Step("vault keep", lambda at: [str(at.out / "restored")]),
    Step("collect", lambda at: [at.vault, f"/no/{WORD}/here", *at.case], status=2),
    *A_CASE_GOES,
    Step("key passphrase", lambda at: [at.vault, *_second(at)]),
    Step("key forgot", lambda at: [at.vault, *_sheets(at), *_second(at)], passphrase=False),
)  # fmt: skip
"""Later subcommands add a row; those of NOT_WALKED are left out for the reason that stands there."""

NOT_WALKED = {
    "vault create": "walked by the use case, with the cheapest derivation",
    "demo": "makes its own vault of samples",
    "key keyring": "wants the keyring of somebody's account",
    "case decide": "wants a case that two vaults changed; tests/flows/walked_exchange.py has one",
    "bench": "measures other programs, on bytes of its own",
    "selftest": "makes its own vault of samples, and watches itself; tests/flows/test_selftest.py",
    "memo": "wants a microphone; tests/unit/told/test_memo.py watches it write",
    "portable": "copies the frozen program; tests/unit/caring/test_portable.py",
    "stamp ask": "uses the network; tests/unit/stamps watches what leaves",
    "stamp retry": "uses the network; tests/unit/stamps watches what leaves",
}


def _said(step: Step, at: Sitting) -> dict[str, Any]:
    """Run a step; gives its object, or ends the journey with what it said."""
    if step.before is not None:
        step.before(at)
    words = [*step.command.split(), *step.words(at)]
    if step.passphrase:
        words += ["--passphrase-file", str(at.given / "passphrase")]
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        status = ongi([*words, "--json"])
    if status != step.status:
        sys.exit(f"{step.command} ended with {status}: {told.getvalue()}")
    return dict(json.loads(told.getvalue()))


def _crash(at: Sitting, how: str) -> None:
    """Die in the middle of taking things in, with everything in the memory."""

    class Fatal(Job):
        def advance(self, done: int) -> None:
            super().advance(done)
            if any(Path(at.vault).glob("blobs/*/*")):
                os.kill(os.getpid(), signal.SIGSEGV if how == "segv" else signal.SIGKILL)

    vault = open_vault(Path(at.vault), PASSPHRASE, Job())
    collect(vault, at.got["case add"]["id"], [at.given / INSIDE], Fatal())


def main(folder: Path, crash: str = "") -> None:
    """Walk all steps, or die."""
    begin()
    little_work.of_a_journey()
    at = Sitting(folder)
    create_vault(Path(at.vault), PASSPHRASE, Job(), argon2=FLOOR).close()
    for step in STEPS:
        if crash and step.command == "collect":
            _crash(at, crash)
        at.got[step.command] = _said(step, at)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
