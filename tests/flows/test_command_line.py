"""What scripts rely on: one JSON object whatever happens, one line an error, quiet when piped."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.conftest import ROOT, Ongi


def _started(ongi: Ongi, *words: str | Path, **named: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "app", *map(str, words)],
        cwd=ongi.folder,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
        **named,
    )


@pytest.mark.parametrize(
    "words", [[], ["nonsense"], ["list"], ["search", "v", "x", "--limit", "x"], ["--lang", "fr"]]
)
def test_wrong_use_is_one_object_with_a_code(ongi: Ongi, words: list[str]) -> None:
    ran = ongi(*words, "--json")
    assert ran.status == 2
    assert ran.err == ""
    assert set(ran.json) == {"error"}
    assert set(ran.json["error"]) == {"code", "title", "sentence", "next_step"}
    assert ran.json["error"]["code"] == "INP-018"


@pytest.mark.parametrize("words", [[], ["nonsense"], ["list"], ["--lang", "fr"]])
def test_wrong_use_is_one_line_with_a_code(ongi: Ongi, words: list[str]) -> None:
    ran = ongi(*words)
    assert (ran.status, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert ran.err.endswith("[INP-018]\n")


def test_a_name_can_write_nothing_of_its_own_on_the_terminal(ongi: Ongi) -> None:
    ran = ongi("verify", "a\nb\x1b[31m\u202ec", "--passphrase-file", ongi.passphrase)
    assert len(ran.err.splitlines()) == 1
    assert "\x1b" not in ran.err
    assert "\u202e" not in ran.err


def test_help_does_not_wait_for_what_it_does_not_need() -> None:
    loaded = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "app", "--help"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    ).stderr  # fmt: skip
    assert not {"apsw", "typst", "rich.console", "cryptography"} & {
        line.rpartition("|")[2].strip() for line in loaded.splitlines()
    }


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "INP-012"),
        (b"\n\n", "INP-012"),
        (b"\xef\xbb\xbf\r\n", "INP-012"),
        ("네 낱말로 된 열쇠\r\n".encode("utf-16"), "INP-019"),
        (b"a\0b\n", "INP-019"),
        (b"a" * 5000, "INP-021"),
    ],
)
def test_what_is_no_passphrase_is_said(
    made: Ongi, tmp_path: Path, content: bytes, code: str
) -> None:
    file = tmp_path / "passphrase"
    file.write_bytes(content)
    ran = made("vault", "status", made.vault, "--passphrase-file", file)
    assert ran.err.endswith(f"[{code}]\n")
    ran = made("vault", "status", made.vault, stdin=content)
    assert ran.err.endswith(f"[{code}]\n")


@pytest.mark.parametrize("ending", [b"", b"\n", b"\r\n", b"\nmore\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_passphrase_is_the_first_line_whoever_saved_it(
    made: Ongi, ending: bytes, mark: bytes
) -> None:
    content = mark + made.passphrase.read_bytes().strip() + ending
    assert made("vault", "status", made.vault, "--json", stdin=content).status == 0


def test_no_standard_input_at_all_is_said(made: Ongi) -> None:
    ran = subprocess.run(
        ["sh", "-c", '"$@" <&-', "sh", sys.executable, "-m", "app", "vault", "status", made.vault],
        cwd=made.folder, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert ran.returncode == 2
    assert ran.stderr.endswith(b"[INP-012]\n")


def test_a_reader_who_has_seen_enough_is_no_error(made: Ongi) -> None:
    read, write = os.pipe()
    ran = _started(
        made, "vault", "status", made.vault, "--passphrase-file", made.passphrase, stdout=write
    )
    os.close(read)
    os.close(write)
    _, told = ran.communicate(timeout=60)
    assert (ran.returncode, told) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_an_output_that_takes_nothing_is_said_in_one_line(made: Ongi) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = _started(
            made, "vault", "status", made.vault, "--passphrase-file", made.passphrase, stdout=full
        )
        _, told = ran.communicate(timeout=60)
    assert ran.returncode == 1
    assert told.endswith(b"[ENV-004]\n")
    assert len(told.splitlines()) == 1


INTERRUPTED = """
import runpy, sys
class Interrupts:
    def find_spec(self, name, *_):
        if name == {name!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupts())
sys.argv = ["ongi", "list", "v", "--case", "c", "--passphrase-file", "p"]
runpy.run_module("app", run_name="__main__")
"""


@pytest.mark.parametrize(
    "name", ["app.usecases.program.starting", "app.cli.main", "app.cli.commands"]
)
def test_stopping_while_the_program_loads_is_no_traceback(ongi: Ongi, name: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", INTERRUPTED.format(name=name)],
        cwd=ongi.folder, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert ran.returncode == 1
    assert ran.stderr.endswith(b"[CAN-001]\n")
    assert b"Traceback" not in ran.stderr


def test_a_document_is_refused_before_the_report_is_kept(made: Ongi) -> None:
    case = made.opened("case", "add", made.vault).json["id"]
    there = made.folder / "there.pdf"
    there.write_bytes(b"mine")
    words = ("report", made.vault, "--case", case, "--template", "kr.police.statement", "--pdf")
    for place, code in (
        (there, "INP-016"),
        (made.vault / "x.pdf", "INP-020"),
        (made.folder / "no" / "x.pdf", "ENV-004"),
    ):
        assert made.opened(*words, place).json["error"]["code"] == code
    cases = made.opened("vault", "status", made.vault).json["cases"]
    assert [row["reports"] for row in cases if row["id"] == case] == [[]]
    assert there.read_bytes() == b"mine"


def test_a_bundle_never_goes_into_the_vault(made: Ongi) -> None:
    case = made.opened("case", "add", made.vault).json["id"]
    words = ("--case", case, "--template", "kr.police.statement")
    report = made.opened("report", made.vault, *words).json["id"]
    inside = made.vault / "blobs" / "x"
    ran = made.opened("bundle", made.vault, "--case", case, "--report", report, "--out", inside)
    assert ran.json["error"]["code"] == "INP-020"
    assert not inside.exists()


def test_a_demonstration_needs_a_folder_of_its_own(ongi: Ongi) -> None:
    for place, code in ((ongi.passphrase, "ENV-004"), (ongi.folder, "INP-009")):
        assert ongi("demo", "--out", place, "--json").json["error"]["code"] == code
