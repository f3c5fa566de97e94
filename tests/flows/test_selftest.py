"""The selftest passes where all is right, and each of its checks fails where something is not."""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.bundle.verify.checks import CheckFailed, NotChecked
from app.i18n import texts
from app.jobs import Job
from app.usecases.program.demonstrating import End
from app.usecases.program.selftest import brought_along, promises, window
from app.usecases.program.selftest.trial import Trial, sample_files
from app.usecases.program.selftest.window import Told, Windows
from app.usecases.program.selftest.witness import Witness, looking, refused
from app.usecases.program.selftest.written import files_with, marks_of
from app.usecases.program.selftesting import Check, try_itself
from tests.flows.conftest import Ongi

NAMES = ("report", "kit", "passphrase_file", "vault_passphrase_file", "vault", "bundle")


def states(ran: Any) -> dict[int, str]:
    return {one["id"]: one["state"] for one in ran.json["checks"]}


def test_the_program_tries_its_parts_its_job_and_its_promises(tmp_path, open_port) -> None:
    open_port(9)  # what is tried there has to be refused by the watch itself
    heard: list[Check] = []
    kept = tmp_path / "tried"
    result, checks = try_itself(kept, texts("ko"), Job(), heard.append, ("decoder", "job"))
    amiss = [(one.name, one.why, one.values) for one in checks if one.state != "passed"]
    assert (amiss, result) == ([], "passed")
    assert [one.id for one in checks] == list(range(4, 19))
    assert heard == list(checks)
    assert (kept / "job" / "report.pdf").read_bytes()[:5] == b"%PDF-"


@pytest.mark.long
@pytest.mark.timeout(300)
def test_the_program_tries_its_window_as_well(ongi: Ongi, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    env = {"TMPDIR": str(temporary)}
    ran = ongi("selftest", "--json", "--lang", "ko", env=env, seconds=280)
    assert (ran.status, ran.json["result"]) == (0, "passed"), ran.json
    assert states(ran) == {1: "not_checked", **dict.fromkeys(range(2, 24), "passed")}
    assert list(temporary.iterdir()) == []


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    """One whose main job has ended, with nothing amiss."""
    made = Trial(tmp_path / "tried", texts("en"), Job())
    made.given.mkdir(parents=True)
    made.out.mkdir()
    (made.given / "words.txt").write_text(made.mark, "utf-8")
    (made.out / "report").write_text(made.mark, "utf-8")
    made.passphrase = "a passphrase for this"
    (made.out / "vault_passphrase_file").write_text(made.passphrase, "ascii")
    made.end = End("passed", tuple((name, name, made.out / name) for name in NAMES))
    return made


@pytest.mark.parametrize("writing", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_word_in_any_file_is_found(trial: Trial, writing: str) -> None:
    promises.nothing_is_readable(trial)
    (trial.out / "left").write_bytes(b"\0" + trial.mark.encode(writing))
    with pytest.raises(CheckFailed):
        promises.nothing_is_readable(trial)


def test_a_passphrase_is_looked_for_even_where_the_person_saves(trial: Trial) -> None:
    (trial.out / "kit").write_text(trial.passphrase, "ascii")
    with pytest.raises(CheckFailed):
        promises.nothing_is_readable(trial)


def test_a_piece_of_a_given_file_is_found(tmp_path: Path) -> None:
    data = sample_files()[-1].read_bytes()
    (tmp_path / "thumbnail").write_bytes(data[len(data) // 4 : -100])
    assert files_with(marks_of([], [sample_files()[-1]]), tmp_path, ()) == (tmp_path / "thumbnail",)


def test_what_is_written_elsewhere_is_seen_and_named(trial: Trial, tmp_path: Path) -> None:
    with looking(trial.witness):
        (trial.folder / "inside").mkdir()
        (trial.folder / "inside" / "a").write_bytes(b"")
        (trial.folder / "inside" / "a").rename(trial.folder / "inside" / "b")
        with open(os.devnull, "wb"):  # noqa: PTH123
            pass
        (trial.given / "words.txt").read_bytes()
    promises.nothing_elsewhere(trial)
    assert {one.name for one in trial.witness.written} == {"inside", "a", "b", "null"}
    with looking(trial.witness):
        os.close(os.open(tmp_path / "elsewhere", os.O_WRONLY | os.O_CREAT))
    with pytest.raises(CheckFailed) as told:
        promises.nothing_elsewhere(trial)
    assert told.value.values["name"] == str(tmp_path.resolve() / "elsewhere")


def test_a_connection_is_refused_while_the_witness_looks_and_only_then(trial, open_port) -> None:
    open_port(9)  # lets it through the guard of the tests; nothing listens there
    with looking(trial.witness):
        promises.nothing_sent(trial)
        with socket.socket() as tried:
            assert refused(lambda: tried.connect(("127.0.0.1", 9)))
        assert refused(lambda: socket.getaddrinfo("127.0.0.1", 9))
        assert trial.witness.asked == ["socket.connect", "socket.getaddrinfo"]
        with pytest.raises(CheckFailed):
            promises.nothing_sent(trial)
    with socket.socket() as tried, pytest.raises(ConnectionRefusedError):
        tried.connect(("127.0.0.1", 9))


def test_a_watch_that_does_not_look_is_no_pass(trial, open_port) -> None:
    open_port(9)
    with pytest.raises(CheckFailed):
        promises.nothing_sent(trial)
    with pytest.raises(CheckFailed):
        promises.nothing_started(trial)


def test_another_program_is_seen(trial: Trial) -> None:
    with looking(trial.witness):
        trial.witness.started.append(tuple(promises.worker_command()))
        promises.nothing_started(trial)
        subprocess.run([sys.executable, "-c", ""], check=True)
    with pytest.raises(CheckFailed):
        promises.nothing_started(trial)


def test_without_the_main_job_nothing_is_called_right(tmp_path: Path) -> None:
    trial = Trial(tmp_path, texts("en"), Job(), Witness())
    for act in (promises.nothing_elsewhere, promises.nothing_sent, promises.nothing_started):
        with pytest.raises(NotChecked):
            act(trial)


def test_a_program_with_another_file_than_its_list_says_so(trial, tmp_path, monkeypatch) -> None:
    inside = tmp_path / "ongi" / "_internal"
    inside.mkdir(parents=True)
    (tmp_path / "ongi" / "ongi-cli").write_bytes(b"program")
    (inside / "part.so").write_bytes(b"part")
    monkeypatch.setattr(sys, "_MEIPASS", str(inside), raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "ongi" / "ongi-cli"))
    names = {"ongi-cli": b"program", "_internal/part.so": b"part"}
    lines = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in names.items()]
    (inside / brought_along.SUMS).write_text("".join(lines), "utf-8")
    assert brought_along.program_files(trial).values == {"count": 2}
    for path, data in (
        (inside / "part.so", b"prat"),
        (inside / "more.so", b""),
        (inside / "part.so", None),
    ):
        before = path.read_bytes() if path.exists() else None
        path.unlink(missing_ok=True) if data is None else path.write_bytes(data)
        with pytest.raises(CheckFailed) as told:
            brought_along.program_files(trial)
        assert told.value.values["name"] == f"_internal/{path.name}"
        path.unlink(missing_ok=True) if before is None else path.write_bytes(before)


GOOD = Told(2, 8, [], [], [], ["온기", ""])


@pytest.mark.parametrize(
    ("part", "amiss", "check"),
    [
        ("broken", ["item"], "pages_show"),
        ("pages", 0, "pages_show"),
        ("titles", ["온기 - 사건 3"], "title_is_neutral"),
        ("uncovered", ["evidence"], "pictures_are_covered"),
        ("left", ["cases"], "locked_is_empty"),
    ],
)
def test_what_the_window_tells_is_judged(trial, monkeypatch, part, amiss, check) -> None:
    import msgspec

    for told, is_right in ((GOOD, True), (msgspec.structs.replace(GOOD, **{part: amiss}), False)):
        say = f"import sys; sys.stdin.read(); print({msgspec.json.encode(told).decode()!r})"
        monkeypatch.setattr(window, "window_command", lambda say=say: [sys.executable, "-Ic", say])
        if is_right:
            getattr(Windows(), check)(trial)
        else:
            with pytest.raises(CheckFailed):
                getattr(Windows(), check)(trial)


@pytest.mark.parametrize("say", ["1/0", "print('{}')", "print('no')"])
def test_a_window_that_gives_no_answer_is_no_pass(trial, monkeypatch, say) -> None:
    monkeypatch.setattr(window, "window_command", lambda: [sys.executable, "-Ic", say])
    windows = Windows()
    for check in (windows.pages_show, windows.leaves_nothing):
        with pytest.raises(CheckFailed):
            check(trial)


def test_a_place_without_a_window_is_told_as_not_checked(trial, monkeypatch) -> None:
    monkeypatch.setattr(window, "window_command", lambda: None)
    with pytest.raises(NotChecked):
        Windows().pages_show(trial)
